import { beforeVerb } from '../noun-phrase.ts';
import { isQuote, type Token } from '../text-tokens.ts';
import type { Cue } from './cues.ts';
import { ADVERBS, BE_FORMS, DETERMINERS, PREPOSITIONS } from './function-words.ts';
import { listed } from './word-list.ts';

const CONTENT_STARTS =
  listed(`that , : “ " how why whether if what as the a an it he she they his her their there its no on for about to
 of in`);

/** Whether the subject before a verb's plain form is plural, as it must be. */
const pluralBefore = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[beforeVerb(tokens, at) - 1];
  if (!before) return false;
  if (/[^s]s$|^(?:they|we|i|you|who|people|some|many|others|both|men|women|police|all)$/.test(before.lower))
    return true;
  return tokens.slice(Math.max(0, at - 8), at).some(({ lower }) => lower === 'and' || /[^s]s$/.test(lower));
};

const introducesGerund = (word: string): boolean =>
  PREPOSITIONS.has(word) ||
  BE_FORMS.has(word) ||
  ADVERBS.has(word) ||
  /^(?:and|or|but|while|when|not|keeps?|kept|start(?:s|ed)?|began|stop(?:s|ped)?|he|she|they)$/.test(word);

/** What somebody will or might say isn't said. */
const MODAL = /^(?:will|would|can|could|may|might|must|should)$/;

/** Whether the word at `at`, spelt like a verb of saying, is one here. */
export function isVerb(tokens: readonly Token[], at: number, cue: Cue): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const token = tokens[at]!;
  if (token.capital && at > 0) return false;
  // Only "pointed out" tells that something was said.
  if (cue.verb === 'point' && after?.lower !== 'out') return false;
  // "a storm warning": a noun of a noun, where nothing that was said follows.
  const isNoun = before && !before.mark && !before.capital && !introducesGerund(before.lower);
  if (cue.form === 'gerund' && isNoun && after?.lower !== 'that' && !isQuote(after)) return false;
  if (cue.form === 'gerund')
    return (
      before !== undefined &&
      !DETERMINERS.has(before.lower) &&
      (!PREPOSITIONS.has(before.lower) || /^(?:by|from|for|after)$/.test(before.lower))
    );
  if (!before) return false;
  if (/^(?:own|new|old|such|same|so-called|recent|repeated)$/.test(before.lower)) return false;
  if (DETERMINERS.has(before.lower) && !/^(?:all|both|this|that|many|some|few|each)$/.test(before.lower))
    return false;
  if (before.lower === "'s" && cue.form !== 'past' && cue.form !== 'participle') return false;
  if (PREPOSITIONS.has(before.lower) && before.lower !== 'to') return false;
  if (cue.form === 'plain' && /^(?:did|does|do|to|not|n't|didn't|don't|doesn't)$/.test(before.lower))
    return true;
  if (cue.form === 'plain' && MODAL.test(before.lower)) return cue.verb === 'say';
  if (cue.form === 'plain' && !pluralBefore(tokens, at)) return false;
  if (cue.form === 'participle') {
    const aux = beforeVerb(tokens, at);
    return aux < at && /^(?:has|have|had|having)$/.test(tokens[aux]!.lower);
  }
  if (!cue.maybeNoun) return true;
  if (!after || after.text === '.')
    return before.capital && cue.form === 'third' && tokens.slice(0, at).some((token) => token.text === ',');
  if (after.mark)
    return (
      isQuote(after) ||
      after.text === ':' ||
      (after.text === ',' && before.capital && isQuote(tokens[at + 2]))
    );
  const subject =
    before.capital ||
    /^(?:he|she|they|it|who|i|we|you|which|that|also|not)$/.test(before.lower) ||
    /s$/.test(before.lower) !== /s$/.test(token.lower);
  return (
    subject &&
    (CONTENT_STARTS.has(after.lower) || after.capital || ADVERBS.has(after.lower)) &&
    after.lower !== 'of'
  );
}

/** "was told by X", "is expected to": what is said of somebody, not by him. */
export function isPassive(tokens: readonly Token[], at: number, cue: Cue): boolean {
  if (cue.form !== 'past' && cue.form !== 'participle') return false;
  let back = at;
  while (back > 0 && (ADVERBS.has(tokens[back - 1]!.lower) || /ly$/.test(tokens[back - 1]!.lower))) back--;
  return back > 0 && BE_FORMS.has(tokens[back - 1]!.lower) && tokens[back - 1]!.lower !== "'s";
}

const GOVERNING =
  /^(?:declin|refus|continu|want|tri(?:es|ed)|try|need|seem|appear|used?$|prepar|threaten|hesitat|began|begin|start|ceas|fail|like|intend|hop|expect|plan|went|on$|go(?:es)?$)/;

/** "declined to say", "went on to say": the position of the verb that governs an infinitive; -1 where none does. */
export function governor(tokens: readonly Token[], at: number): number {
  if (tokens[at - 1]?.lower !== 'to') return at;
  const verb = at - 2;
  if (verb < 1 || !GOVERNING.test(tokens[verb]!.lower)) return -1;
  return tokens[verb]!.lower === 'on' && verb > 1 ? verb - 1 : verb;
}
