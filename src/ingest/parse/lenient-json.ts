/**
 * Parses JSON as publishers write it; undefined if that fails. Raw line breaks, extra commas and stray escapes are
 * repaired.
 */
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
 * Repairs JSON: escapes control characters inside strings, and removes needless backslashes and trailing commas. One
 * linear pass.
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

/** Returns the complete objects of the `items` list of broken or truncated JSON. */
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
        // Skip a broken item and keep the others.
      }
    } else if (char === ']' && depth === 0) break;
  }
  return items;
}
