/** FNV-1a, 32 bits: enough to tell an article's sentences apart, and the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/**
 * Makes ids of the form `<article>/<hash of the words>`. They depend on the quote alone, not on where it stands, so
 * that they outlive changes elsewhere in the article; a quote that comes twice gets `-2`, `-3` ….
 */
export function factIds(article: string): (quote: string) => string {
  const met = new Map<string, number>();
  return (quote) => {
    const words = quote
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const slug = hash(words).toString(36).padStart(7, '0');
    const count = (met.get(slug) ?? 0) + 1;
    met.set(slug, count);
    return `${article}/${slug}${count > 1 ? `-${count}` : ''}`;
  };
}
