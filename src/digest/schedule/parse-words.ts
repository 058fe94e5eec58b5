/** The word filters in a text about a digest. Null means that the text does not mention them. */
export interface ParsedWords {
  /** The text without the filters. */
  readonly rest: string;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[] | null;
}

/** The most words or phrases of each kind, and the longest one in UTF-16 units. */
const MAX_WORDS = 20;
const MAX_WORD_LENGTH = 60;

const EXCLUDE =
  'without|excluding|except for|except|but not|leave out|leaving out|not about|no news on|no news about|nothing on|nothing about|ohne|außer';
const INCLUDE =
  'with the words|with the word|containing|mentioning|only with|only lines with|mit den wörtern|mit dem wort';
const MARKER = new RegExp(`(?<![\\p{L}\\p{N}])(?:(${EXCLUDE})|(${INCLUDE}))(?![\\p{L}\\p{N}])`, 'giu');
/** Matches where a schedule begins after a filter: "without football at 9". */
const SCHEDULE_START = /\s(?:at \d|every |each |daily\b|weekly\b|weekdays\b|um \d)/i;
/** Matches words that clear a filter: "without nothing", "containing anything". */
const CLEARS_FILTER = /^(?:nothing|anything|everything|none|no words|all)$/i;

/**
 * Splits a list of words: "football, cricket and “prize draw”" has three. "Nothing" yields an empty list, which clears
 * the filter.
 */
export function splitWords(text: string): readonly string[] {
  const parts = text.split(/[,;\n]|\s(?:and|or|und|oder|nor)\s/i).map((part) =>
    part
      .replace(/["“”„«»]/g, '')
      .trim()
      .slice(0, MAX_WORD_LENGTH),
  );
  const words = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  return words.every((word) => CLEARS_FILTER.test(word)) ? [] : [...new Set(words)].slice(0, MAX_WORDS);
}

/**
 * Extracts the word filters from a text about a digest.
 *
 * @example takeWords('9am Berlin INF without football, cricket')
 * // { rest: '9am Berlin INF', include: null, exclude: ['football', 'cricket'] }
 */
export function takeWords(text: string): ParsedWords {
  const found: { [Kind in 'include' | 'exclude']: string[] | null } = { include: null, exclude: null };
  const markers = [...text.matchAll(MARKER)];
  let rest = text.slice(0, markers[0]?.index ?? text.length);
  for (const [at, marker] of markers.entries()) {
    const clause = text.slice(marker.index + marker[0].length, markers[at + 1]?.index ?? text.length);
    const end = clause.search(SCHEDULE_START);
    const kind = marker[1] === undefined ? 'include' : 'exclude';
    found[kind] = [...(found[kind] ?? []), ...splitWords(end < 0 ? clause : clause.slice(0, end))];
    if (end >= 0) rest += clause.slice(end);
  }
  return { rest: rest.replace(/(?<![\s,;])[\s,;]+$/, ''), ...found };
}
