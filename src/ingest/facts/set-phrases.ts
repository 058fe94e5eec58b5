import type { Source } from '../../language/apposition.ts';
import { PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import type { Report, ReportContext } from './report.ts';

/** The most tokens between "made" and "clear": "made it very clear". */
const LONGEST_MADE = 4;
const BETWEEN = /^(?:it|this|very|quite|abundantly|perfectly|crystal|pretty|also)$/;
const UNSAID = /n[’']t$|^(?:not|never|to|will|would|can|could|may|might|must|should)$/;

/** Finds the source of "made it clear that …". Returns null if nothing was said, or no clause follows. */
function clearSource(tokens: readonly Token[], at: number, least: number): Source | null {
  let verb = at - 1;
  while (verb > least && at - verb < LONGEST_MADE && BETWEEN.test(tokens[verb]!.lower)) verb--;
  if (!/^(?:made|makes?)$/.test(tokens[verb]?.lower ?? '')) return null;
  const next = tokens[at + 1];
  if (!next || next.mark || /^(?:enough|and|cut|view|picture)$/.test(next.lower)) return null;
  if (PREPOSITIONS.has(next.lower) && next.lower !== 'to') return null;
  const isUnsaid = tokens.slice(beforeVerb(tokens, verb), verb).some(({ lower }) => UNSAID.test(lower));
  return isUnsaid || tokens[verb - 1]?.lower === 'to' ? null : sourceBefore(tokens, verb, least);
}

/** Finds the source of "as Berg put it". */
function putSource(tokens: readonly Token[], at: number, least: number): Source | null {
  if (
    tokens[at + 1]?.lower !== 'it' ||
    tokens[at + 2]?.capital ||
    /^(?:on|in|to|into|up)$/.test(tokens[at + 2]?.lower ?? '')
  )
    return null;
  const source = sourceBefore(tokens, at, least);
  return source && tokens[source.phrase.from - 1]?.lower === 'as' ? source : null;
}

/** Finds a reporting clause whose verb is a set phrase: "Berg made it clear that …", "as Berg put it". */
export function setPhraseAt({ tokens, least }: ReportContext, at: number): Report | null {
  const { lower } = tokens[at]!;
  const source =
    lower === 'clear'
      ? clearSource(tokens, at, least)
      : /^puts?$/.test(lower)
        ? putSource(tokens, at, least)
        : null;
  return (
    source && {
      verb: 'say',
      cue: { from: at, to: at + 1 },
      source: source.phrase,
      apposed: source.apposed,
      form: lower === 'clear' || source.phrase.from < 3 ? 'leading' : 'trailing',
    }
  );
}
