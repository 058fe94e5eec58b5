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
