/** Lower-cases ASCII letters without changing the length, so that positions stay valid. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Returns an attribute's value in a tag's source ("<meta charset=utf-8"), or null. Linear in the tag's length. */
export function attributeIn(tag: string, name: string): string | null {
  const lower = lowerAscii(tag);
  for (let index = lower.indexOf(name); index !== -1; index = lower.indexOf(name, index + name.length)) {
    let at = skipBlanks(tag, index + name.length);
    if (tag[at] !== '=') continue;
    at = skipBlanks(tag, at + 1);
    const quote = tag[at];
    if (quote === '"' || quote === "'") {
      const end = tag.indexOf(quote, at + 1);
      return tag.slice(at + 1, end === -1 ? tag.length : end);
    }
    return /^[^\s"'>;]*/.exec(tag.slice(at))?.[0] ?? '';
  }
  return null;
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (index < text.length && text[index]! <= ' ') index++;
  return index;
}

/** Yields the sources of tags that begin with `opening` ("<meta"), without the closing bracket. */
export function* tagsIn(html: string, opening: string): Generator<string> {
  const lower = lowerAscii(html);
  for (let start = lower.indexOf(opening); start !== -1; ) {
    const end = html.indexOf('>', start);
    yield html.slice(start, end === -1 ? html.length : end);
    start = end === -1 ? -1 : lower.indexOf(opening, end);
  }
}
