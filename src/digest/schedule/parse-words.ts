/** What a text about a digest says of words that its lines must or must not hold; null where it says nothing of them. */
export interface WordClauses {
  /** The text without those clauses. */
  readonly rest: string;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[] | null;
}

/** The most words or phrases of each kind, and the longest of them in UTF-16 units. */
const MOST_WORDS = 20;
const LONGEST_WORD = 60;

const EXCLUDE =
  'without|excluding|except for|except|but not|leave out|leaving out|not about|no news on|no news about|nothing on|nothing about|ohne|außer';
const INCLUDE =
  'with the words|with the word|containing|mentioning|only with|only lines with|mit den wörtern|mit dem wort';
const MARKER = new RegExp(`(?<![\\p{L}\\p{N}])(?:(${EXCLUDE})|(${INCLUDE}))(?![\\p{L}\\p{N}])`, 'giu');
/** From here on a clause says when again: "without football at 9". */
const WHEN_AGAIN = /\s(?:at \d|every |each |daily\b|weekly\b|weekdays\b|um \d)/i;
/** Said of words, it takes back those that were set: "without nothing", "containing anything". */
const NONE = /^(?:nothing|anything|everything|none|no words|all)$/i;

/** "football, cricket and “prize draw”" as three; what was set before is taken back by "nothing". */
export function wordsIn(text: string): readonly string[] {
  const parts = text.split(/[,;\n]|\s(?:and|or|und|oder|nor)\s/i).map((part) =>
    part
      .replace(/["“”„«»]/g, '')
      .trim()
      .slice(0, LONGEST_WORD),
  );
  const words = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  return words.every((word) => NONE.test(word)) ? [] : [...new Set(words)].slice(0, MOST_WORDS);
}

/**
 * Takes the clauses on words out of what was typed of a digest.
 *
 * @example takeWords('9am Berlin INF without football, cricket')
 * // { rest: '9am Berlin INF', include: null, exclude: ['football', 'cricket'] }
 */
export function takeWords(text: string): WordClauses {
  const found: { [Kind in 'include' | 'exclude']: string[] | null } = { include: null, exclude: null };
  const markers = [...text.matchAll(MARKER)];
  let rest = text.slice(0, markers[0]?.index ?? text.length);
  for (const [at, marker] of markers.entries()) {
    const clause = text.slice(marker.index + marker[0].length, markers[at + 1]?.index ?? text.length);
    const end = clause.search(WHEN_AGAIN);
    const kind = marker[1] === undefined ? 'include' : 'exclude';
    found[kind] = [...(found[kind] ?? []), ...wordsIn(end < 0 ? clause : clause.slice(0, end))];
    if (end >= 0) rest += clause.slice(end);
  }
  return { rest: rest.replace(/(?<![\s,;])[\s,;]+$/, ''), ...found };
}
