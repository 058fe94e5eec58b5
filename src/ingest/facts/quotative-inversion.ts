import type { Source } from '../../language/apposition.ts';
import {
  ADVERBS,
  AUXILIARIES,
  DAYS_AND_MONTHS,
  FIRST_PERSON,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import type { ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { opensWithName } from '../../language/name-phrase.ts';
import { phraseFrom } from '../../language/noun-phrase.ts';
import { sourceBefore } from '../../language/source-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { opensSource } from './report.ts';

const SAYING_INVERTED =
  listed(`say write add note explain ask argue tweet warn report insist continue reply respond declare recall announce
 claim state conclude comment observe acknowledge quip admit counter suggest joke complain charge echo remark exclaim
 caution confirm predict reckon believe think lament muse maintain contend allege assert concede estimate speculate advise
 recount report testify emphasize emphasise stress reveal boast gripe grumble hint theorize confide`);

/** Verbs whose object is the hearer. The speaker never follows them: "tells the tale". */
const NEEDS_HEARER = listed('tell inform assure remind notify brief advise');
const PERSONAL = listed('he she they');

/** Whether a clause ends at a token, or continues only with a time, a place or a circumstance, without a verb. */
function isClosed(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  return (
    !next ||
    next.mark ||
    PREPOSITIONS.has(next.lower) ||
    DAYS_AND_MONTHS.has(next.lower) ||
    ADVERBS.has(next.lower)
  );
}

/** Whether the source follows its verb: "…,” said X". */
export function isInverted(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!after || after.mark || word.form === 'gerund' || word.form === 'plain') return false;
  if (tokens[at]!.capital && at > 0 && !isQuote(before)) return false;
  if (FIRST_PERSON.has(after.lower) || after.lower === 'that' || DAYS_AND_MONTHS.has(after.lower))
    return false;
  if (NEEDS_HEARER.has(word.verb)) return false;
  if (PERSONAL.has(after.lower) && !isClosed(tokens, at + 2)) return false;
  const opens = opensSource(after);
  // "Dubbed the “Queen of …”" names no source.
  if (at === 0 && !SAYING_INVERTED.has(word.verb)) return false;
  if (at === 0 || isQuote(before)) return opens || titlesName(tokens, at + 1);
  if (!SAYING_INVERTED.has(word.verb)) return false;
  if (before?.text === '’' || before?.text === "'" || before?.text === '—') return opens;
  if (before?.text !== ',' && before?.text !== ')') return false;
  // In "A spokesman for X, Anna Berg, said the …" the source precedes the verb.
  const subject = sourceBefore(tokens, at, 0);
  if (subject?.apposed || isOnlyInserted(tokens, subject, at)) return false;
  return (
    (opens || titlesName(tokens, at + 1)) &&
    (after.capital || ROLES.has(after.lower) || !opensWithName(tokens, 0)) &&
    ends(tokens, at + 1) &&
    closes(tokens, at + 1)
  );
}

/** Whether one insertion is all between a sentence's subject and its verb: "One man, known as the driver, said the …". */
function isOnlyInserted(tokens: readonly Token[], subject: Source | null, verb: number): boolean {
  if (subject?.phrase.from !== 0 || tokens[verb + 1]!.capital) return false;
  const { to } = subject.phrase;
  if (tokens[to]?.text !== ',' || to + 1 >= verb) return false;
  const comma = tokens.findIndex(({ text }, at) => at > to && text === ',');
  return comma === verb - 1 && /^(?:who|one|an?|the|another|some|two|three)$/.test(tokens[0]!.lower);
}

/** Whether only a title precedes a name within a few words: "campaign spokesman Brian Fallon". */
function titlesName(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 5); at++) {
    const { capital, mark, lower } = tokens[at]!;
    if (capital) return true;
    if ((mark && lower !== '/') || PREPOSITIONS.has(lower) || AUXILIARIES.has(lower)) return false;
  }
  return false;
}

/** Whether the clause ends after the phrase at a token: no verb follows. */
function closes(tokens: readonly Token[], from: number): boolean {
  const end = phraseFrom(tokens, from, tokens.length)?.to ?? from;
  if (tokens.slice(from + 1, end).some((token) => !token.capital && /(?:ed|[^s]ing)$/.test(token.lower)))
    return false;
  let next = end;
  while (next < tokens.length && ADVERBS.has(tokens[next]!.lower)) next++;
  const verb = tokens[next]?.lower ?? '';
  // "Said Holm always greeted him": the clause goes on.
  if (next > end && (IRREGULAR_PAST.has(verb) || /[^e]ed$/.test(verb) || AUXILIARIES.has(verb))) return false;
  return isClosed(tokens, end) || tokens[end]!.lower === 'who';
}

/** Whether only the source, its apposition and a place or time follow: no other verb. */
function ends(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 30); at++) {
    if (tokens[at]!.mark || (at > from && tokens[at]!.lower === 'who')) return true;
    const owns = tokens[at]!.lower === "'s" && tokens[at + 1]?.capital;
    if (AUXILIARIES.has(tokens[at]!.lower) && !owns) return false;
  }
  return true;
}
