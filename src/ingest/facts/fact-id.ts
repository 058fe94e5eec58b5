import { FNV_START, fnv, fnvOf } from '../../domain/fnv.ts';

const isSmallLetter = (code: number): boolean => code > 96 && code < 123;
const isDigit = (code: number): boolean => code > 47 && code < 58;
/**
 * Whether a character is punctuation of Unicode's General Punctuation block: dashes, quotation marks, bullets, dots.
 */
const isPunctuation = (code: number): boolean => code > 0x200f && code < 0x2028;

/**
 * Hashes a quote's lower-case words, separated by spaces. ASCII text is hashed in one pass. The hash distinguishes the
 * sentences of one article.
 */
function hashOfWords(quote: string): number {
  let value = FNV_START;
  let words = 0;
  let inside = false;
  for (let at = 0; at < quote.length; at++) {
    const unit = quote.charCodeAt(at);
    if (unit > 127 && !isPunctuation(unit)) return fnvOf(plainWords(quote)) >>> 0;
    const code = unit > 64 && unit < 91 ? unit + 32 : unit;
    const before = inside;
    inside = isSmallLetter(code) || isDigit(code);
    if (!inside) continue;
    if (!before && words++ > 0) value = fnv(value, 32);
    value = fnv(value, code);
  }
  return value >>> 0;
}

const plainWords = (quote: string): string =>
  quote
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Creates ids of the form `<article>/<hash of the words>`. An id depends on the quote, not its position, so it survives
 * changes elsewhere in the article. A repeated quote gets `-2`, `-3` ….
 */
export function factIds(article: string): (quote: string) => string {
  const met = new Map<string, number>();
  return (quote) => {
    const slug = hashOfWords(quote).toString(36).padStart(7, '0');
    const count = (met.get(slug) ?? 0) + 1;
    met.set(slug, count);
    return `${article}/${slug}${count > 1 ? `-${count}` : ''}`;
  };
}
