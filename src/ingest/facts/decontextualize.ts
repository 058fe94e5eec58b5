import type { AttributedSentence } from './attributed-sentence.ts';
import type { Speaker } from './source-words.ts';

/** Clauses that add nothing to what follows them: "It is noted that …", "It became known that …". */
const EMPTY_FRAME =
  /^It (?:(?:is|was|has|been|became|also|now|then|further|already|should|must|be) ){1,4}(?:noted|known|worth noting|noteworthy|important to note) that /;

const possessive = (name: string): string => (/s$/.test(name) ? `${name}'` : `${name}'s`);

/** Replaces a leading pronoun by a name. */
const named = (line: string, { name }: Speaker): string =>
  line
    .replace(/^(?:he|she|they|it)\b(?!['’])/i, name)
    .replace(/^(?:he|she|it)['’]s\b/i, `${name} is`)
    .replace(/^(?:he|she)['’]d\b/i, `${name} would`)
    .replace(/^(?:he|she)['’]ll\b/i, `${name} will`)
    .replace(/^(?:his|her|its|their)\b/i, possessive(name));

/** Matches a pronoun contracted with "has", "had", "would" or "have": "He's been". A name cannot take its place. */
const CLIPPED = /^(?:he|she|it|they)['’](?:s (?:been|got|\p{Ll}+ed)\b|d\b|ve\b|re\b)/iu;

/**
 * Makes a sentence understandable without its neighbours: replaces a leading pronoun and removes an empty frame. A
 * sentence stays as it is if that is not certain; then it needs a context.
 */
export function standAlone(line: string, { pronounMeans }: AttributedSentence): string {
  const framed = line.replace(EMPTY_FRAME, '');
  if (framed !== line) return framed;
  if (!pronounMeans || !/^(?:he|she|they|his|her|their|its|it)\b/i.test(line) || CLIPPED.test(line))
    return line;
  // "Her" before a verb is an object.
  return named(line, pronounMeans);
}
