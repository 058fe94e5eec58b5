import { mendedWord } from '../../language/lexicon/misspellings.ts';

/** A word or address of a message, and its position. */
export interface MessageWord {
  /** Lower case, without accents and apostrophes: "whats" for "What’s"; a misspelt function word is mended. */
  readonly key: string;
  /** UTF-16 offsets in the message, half-open. */
  readonly start: number;
  readonly end: number;
  /** The address, for a link: `<https://example.org|label>`, `https://example.org`, `example.org/news`. */
  readonly url: string | null;
}

/** The most words of a message that patterns are matched against. Longer ones are questions or pasted text. */
export const MOST_WORDS = 64;

const LINK = /<(https?:\/\/[^\s<>|]+)(?:\|[^<>]*)?>/iy;
const ADDRESS = /https?:\/\/[^\s<>"“”„«»`|]+/iy;
/** Matches a host with a dot and a top-level domain of letters, with an optional path: "example.org/feed.xml". */
const HOST =
  /[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|int|eu|uk|de|fr|es|it|ru|ua|pl|nl|se|no|fi|dk|ch|at|be|cz|us|ca|au|jp|cn|in|br|mx|info|news|tv|io|co|me|xyz|blog|online|site|media|press|example|test|local)(?::\d+)?(?:\/[^\s<>"“”„«»`|]*)?(?![\p{L}\p{N}])/iuy;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*(?:[.,:]\p{N}+)*/uy;
/** Matches sentence ends and closing quotation marks after an address. */
const AFTER_ADDRESS = /(?<![.,;:!?)\]}'’"”»`*_])[.,;:!?)\]}'’"”»`*_]+$/;

/** Matches a sticky pattern at a position. Returns null if it does not match there. */
function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** Normalises a word: lower case without accents and apostrophes. */
export const keyOf = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ]+/gu, '')
    .toLowerCase();

/** Matches "tl;dr", "tl:dr" and "TL DR", which count as one word. */
const TLDR = /\btl ?[;:,./]? ?dr\b/giu;

/** Splits a message into words and addresses in order, at most `MOST_WORDS + 1`. */
export function wordsOf(message: string): readonly MessageWord[] {
  const text = message.replace(TLDR, (written) => `tldr${' '.repeat(written.length - 4)}`);
  const words: MessageWord[] = [];
  for (let place = 0; place < text.length && words.length <= MOST_WORDS; ) {
    const link = at(LINK, text, place);
    if (link) {
      const end = place + link[0].length;
      words.push({ key: '', start: place, end, url: link[1]! });
      place = end;
      continue;
    }
    const address = at(ADDRESS, text, place) ?? at(HOST, text, place);
    if (address) {
      const written = address[0].replace(AFTER_ADDRESS, '');
      words.push({ key: '', start: place, end: place + written.length, url: written });
      place += written.length;
      continue;
    }
    const word = at(WORD, text, place);
    if (word) {
      const key = mendedWord(keyOf(word[0]));
      words.push({ key, start: place, end: place + word[0].length, url: null });
    }
    place += word?.[0].length ?? 1;
  }
  return words;
}

/** Returns the typed text of some words. */
export const textOf = (message: string, words: readonly MessageWord[]): string =>
  words.length === 0 ? '' : message.slice(words[0]!.start, words.at(-1)!.end);

/** Matches a line that asks: by its question mark or its first words. */
export const ASKS =
  /\?\s*$|^(?:(?:and|so|but|also|or|ok(?:ay)?)[\s,]+)?(?:who|what|when|where|why|how|which|whose|did|was|were|does|do|is|are|has|have|can|could|tell me|show me|tl;?dr|summari[sz]e)\b|^(?:and|also)\s/i;
