import type { Source } from '../../language/apposition.ts';
import { afterCircumstance } from '../../language/clause-start.ts';
import { AUXILIARIES, BE_FORMS } from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { type Phrase, phraseFrom } from '../../language/noun-phrase.ts';
import { isPastWithObject } from '../../language/participle.ts';
import { sourceAfter, sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import { memberNamed, type Name } from './names.ts';
import { isRelativePronoun } from './relative-clause.ts';
import { governor, isPassive, isVerb } from './reporting-verb.ts';

/** Returns a sentence's main subject for "…, saying that …": its first name, or else its opening phrase. */
function mainSubject(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Phrase | null {
  const first = names.find(
    (name) =>
      name.to <= at &&
      tokens[name.to]?.lower !== "'s" &&
      (name.from < 3 || tokens[name.from - 1]?.text === ','),
  );
  if (first) {
    const joined =
      tokens[first.to]?.lower === 'and' ? names.find(({ from }) => from === first.to + 1) : undefined;
    const member = memberNamed(tokens, names, first);
    return {
      from: first.from,
      to: joined && joined.to <= at ? joined.to : member.to <= at ? member.to : first.to,
    };
  }
  const from = afterCircumstance(tokens, least);
  return from >= at ? null : phraseFrom(tokens, from, at);
}

/** Returns the subject of a gerund or a second verb: that of the verb before it, or else of the sentence. */
export function subjectOfGerund(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Source | null {
  // "Footage of Trump saying": the name directly before the gerund.
  const beside = tokens[at - 1]?.capital
    ? names.find((name) => name.to === at && name.from >= least && !isHearer(tokens, name))
    : undefined;
  if (beside) return { phrase: { from: beside.from, to: beside.to }, apposed: null };
  const among = withSubject(tokens, at, least);
  if (among) return among;
  const isJoined = tokens[beforeVerb(tokens, at) - 1]?.lower === 'and';
  const isNext = tokens[at - 1]?.lower === 'and' && tokens[at - 2]?.text === ',';
  for (let back = beforeVerb(tokens, at) - 1; back >= least; back--) {
    const word = REPORTING_VERBS.get(tokens[back]!.lower);
    const main =
      word && word.form !== 'gerund' && isVerb(tokens, back, word) && !isPassive(tokens, back, word)
        ? governor(tokens, back, word)
        : -1;
    // "Appeared on Monday and began by saying": the subject is that of the first verb.
    if (main >= 0 && !/^(?:and|then)$/.test(tokens[beforeVerb(tokens, main) - 1]?.lower ?? ''))
      return sourceBefore(tokens, main, least);
    const { lower } = tokens[back]!;
    // "A firm performed a study and found that"
    if (isJoined && isPastWithObject(tokens, back)) return sourceBefore(tokens, back, least);
    if (!AUXILIARIES.has(lower) || lower.startsWith("'") || tokens[back - 1]?.lower === 'to') continue;
    // "Is based here but has …, and says": the subject is that of the first verb.
    if (isNext && /^(?:and|but|then)$/.test(tokens[beforeVerb(tokens, back) - 1]?.lower ?? '')) continue;
    const source = sourceBefore(tokens, back, least);
    // In "lives in a town that was built, and says" the verb before is a relative clause's.
    const isOfRelative = source && isRelativePronoun(tokens, source.phrase);
    if (!isNext || !isOfRelative) return source;
  }
  const pronoun = tokens.findIndex(
    ({ lower }, index) => index >= least && index < least + 12 && /^(?:he|she|they)$/.test(lower),
  );
  const phrase =
    pronoun >= 0 && (pronoun < least + 3 || tokens[pronoun - 1]?.text === ',')
      ? { from: pronoun, to: pronoun + 1 }
      : mainSubject(tokens, names, at, least);
  return phrase && { phrase, apposed: null };
}

/** Whether a name only follows a preposition: "sent a report to the court describing …". */
const isHearer = (tokens: readonly Token[], { from }: Name): boolean =>
  /^(?:to|at|in|for|with)$/.test(tokens[from - (tokens[from - 1]?.lower === 'the' ? 2 : 1)]?.lower ?? '');

/** The most tokens between "with" and its gerund. */
const LONGEST_WITH = 14;

/**
 * Returns the subject of a gerund after "with": "…, with its director, Anna Berg, saying". Returns null if there is
 * none.
 */
function withSubject(tokens: readonly Token[], at: number, least: number): Source | null {
  for (let back = at - 2; back >= Math.max(least, at - LONGEST_WITH); back--) {
    if (AUXILIARIES.has(tokens[back]!.lower)) return null;
    if (tokens[back]!.lower === 'with' && tokens[back - 1]?.text === ',')
      return sourceBefore(tokens, at, back + 1);
  }
  return null;
}

/** The most tokens between "quoted" and its "as saying". */
const LONGEST_QUOTED = 16;

/**
 * Returns the person quoted: "The ministry quoted X as saying …", "X was quoted as saying …". Returns null if "as" has
 * another meaning.
 */
export function quotedSource(tokens: readonly Token[], at: number, least: number): Source | null {
  if (tokens[at - 1]?.lower !== 'as') return null;
  for (let back = at - 2; back >= Math.max(least, at - LONGEST_QUOTED); back--) {
    if (!/^(?:quot(?:ed?|es|ing)|cit(?:ed?|es|ing))$/.test(tokens[back]!.lower)) continue;
    if (back > least && BE_FORMS.has(tokens[back - 1]!.lower)) return sourceBefore(tokens, back, least);
    return sourceAfter(tokens.slice(0, at - 1), back + 1);
  }
  return null;
}

/** The most tokens between a verb that makes somebody speak and its "to say". */
const LONGEST_MOVED = 20;

/** Returns the person made to speak: "prompted the mayor, Anna Berg, to say". Returns null if there is none. */
export function movedSource(tokens: readonly Token[], at: number, least: number): Source | null {
  for (let back = at - 3; back >= Math.max(least, at - LONGEST_MOVED); back--)
    if (
      !BE_FORMS.has(tokens[back - 1]?.lower ?? '') &&
      /^(?:prompt(?:ed|ing|s)|led|leads|leading|caus(?:ed|es|ing)|inspir(?:ed|es|ing)|compell(?:ed|ing))$/.test(
        tokens[back]!.lower,
      )
    )
      return sourceAfter(tokens.slice(0, at - 1), back + 1);
  return null;
}
