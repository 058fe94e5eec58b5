import type { AttributedSentence } from './attributed-sentence.ts';
import type { Speaker } from './source-words.ts';

/** "It is noted that …", "It became known that …": frames that add nothing to what they frame. */
const EMPTY_FRAME =
  /^It (?:(?:is|was|has|been|became|also|now|then|further|already|should|must|be) ){1,4}(?:noted|known|worth noting|noteworthy|important to note) that /;

const possessive = (name: string): string => (/s$/.test(name) ? `${name}'` : `${name}'s`);

/** Puts a name in a leading pronoun's place. */
const named = (line: string, { name }: Speaker): string =>
  line
    .replace(/^(?:he|she|they|it)\b(?!['’])/i, name)
    .replace(/^(?:he|she|it)['’]s\b/i, `${name} is`)
    .replace(/^(?:he|she)['’]d\b/i, `${name} would`)
    .replace(/^(?:he|she)['’]ll\b/i, `${name} will`)
    .replace(/^(?:his|her|its|their)\b/i, possessive(name));

/** "He's been": the short form of "has", which a name can't take. */
const CLIPPED = /^(?:he|she|it|they)['’](?:s (?:been|got|\p{Ll}+ed)\b|d\b|ve\b|re\b)/iu;

/**
 * Makes a sentence stand alone as far as that is certain: the name for a leading pronoun, what an empty frame holds.
 * Otherwise the sentence stays as it is, and needs the one before it.
 */
export function standAlone(line: string, { pronounMeans }: AttributedSentence): string {
  const framed = line.replace(EMPTY_FRAME, '');
  if (framed !== line) return framed;
  if (!pronounMeans || !/^(?:he|she|they|his|her|their|its|it)\b/i.test(line) || CLIPPED.test(line))
    return line;
  // "Her" before a verb is an object.
  return named(line, pronounMeans);
}

const BACK =
  /^(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|both|neither|one of (?:them|these|those))\b(?! (?:year|month|week|morning|afternoon|evening|time|spring|summer|fall|autumn|winter|season|decade|century|weekend)\b)/i;
/** "Anna Berg: “": the speaker whom a card names before the words. */
const SPEAKER_LABEL = /^[^:“"]{1,80}: (?=["“])/;
/** Among so many first words a pronoun has nobody before it whom it may mean. */
const OPENING_WORDS = 6;
const PERSONAL = /^(?:he|she|him|her|his|hers|they|them|their|theirs)$/;

/** Whether a pronoun stands among the first words, after nothing but words that name nobody: "I was there with her". */
function opensWithPronoun(words: string): boolean {
  const opening = words.split(/\s+/, OPENING_WORDS).map((word) => /\p{L}+/u.exec(word)?.[0] ?? '');
  const at = opening.findIndex((word) => PERSONAL.test(word.toLowerCase()));
  const names = (word: string, index: number): boolean =>
    (index > 0 && /^\p{Lu}\p{Ll}/u.test(word)) ||
    /^(?:the|an?|who|one|two|every\p{L}*|some\p{L}*|many)$/iu.test(word);
  return at >= 0 && !opening.slice(0, at).some(names);
}

/** Whether a claim begins with words that point back to the sentence before it. */
export function pointsBack(claim: string): boolean {
  const words = claim.replace(SPEAKER_LABEL, '').replace(/^["“'‘(]+/, '');
  return BACK.test(words) || opensWithPronoun(words);
}
