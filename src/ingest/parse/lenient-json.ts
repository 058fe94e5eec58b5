/** The value of a JSON document as publishers write it, or undefined. Raw line breaks, extra commas and stray escapes are mended. */
export function parseLenientJson(source: string): unknown {
  const bare = source.replace(/^\ufeff/, '');
  try {
    return JSON.parse(bare);
  } catch {
    try {
      return JSON.parse(mendJson(bare));
    } catch {
      return undefined;
    }
  }
}

const ESCAPES = new Set('"\\/bfnrtu');
const CONTROL: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Rewrites JSON so that it parses: control characters inside strings become escapes, a backslash before a letter that
 * needs none goes, and so does a comma with nothing after it. One linear pass.
 */
function mendJson(source: string): string {
  const parts: string[] = [];
  let copiedTo = 0;
  let quoted = false;
  let comma = -1;
  let opened = false;
  const replace = (from: number, to: number, by: string) => {
    parts.push(source.slice(copiedTo, from), by);
    copiedTo = to;
  };
  for (let index = 0; index < source.length; index++) {
    const char = source[index]!;
    if (quoted) {
      if (char === '"') quoted = false;
      else if (char === '\\') {
        if (!ESCAPES.has(source[index + 1] ?? '')) replace(index, index + 1, '');
        else index++;
      } else if (char < ' ') replace(index, index + 1, CONTROL.get(char) ?? ' ');
    } else if (char === '"') {
      quoted = true;
      opened = false;
      comma = -1;
    } else if (char === ',') {
      if (opened) replace(index, index + 1, '');
      else {
        if (comma !== -1) replace(comma, comma + 1, '');
        comma = index;
      }
    } else if (char > ' ') {
      if (comma !== -1 && (char === ']' || char === '}')) replace(comma, comma + 1, '');
      opened = char === '[' || char === '{';
      comma = -1;
    }
  }
  return parts.join('') + source.slice(copiedTo);
}

/** The whole objects of the `items` list of a JSON document that was cut off or is broken. */
export function wholeItemsOf(source: string): unknown[] {
  const text = mendJson(source);
  const list = /"items"\s*:\s*\[/.exec(text);
  if (!list) return [];
  const items: unknown[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let index = list.index + list[0].length; index < text.length; index++) {
    const char = text[index];
    if (quoted) {
      if (char === '\\') index++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' && depth++ === 0) start = index;
    else if (char === '}' && --depth === 0) {
      try {
        items.push(JSON.parse(text.slice(start, index + 1)));
      } catch {
        // One broken item does not take the others with it.
      }
    } else if (char === ']' && depth === 0) break;
  }
  return items;
}
