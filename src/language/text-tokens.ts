/** A word, number or mark of a text with its position. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Whether it begins with a capital letter. */
  readonly capital: boolean;
  /** Whether it is neither a word nor a number. */
  readonly mark: boolean;
}

const QUOTE = /^(?:["“”«»]|''|``)$/;

/** Whether a token is a quotation mark. Some publishers type it as two single marks. */
export const isQuote = (token: Token | undefined): boolean => token?.mark === true && QUOTE.test(token.text);

const PIECE =
  /(?:\p{L}\.){2,}|\p{Lu}\.\p{Lu}(?![\p{L}.])|@[\p{L}\p{N}_]+|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Sgt|Col|Capt|Cmdr|Maj|Cpl|Adm|Supt|Det|Insp|Amb|Rev|Prof|Hon|Jr|Sr|St)\.|Del\.(?=\s\p{Lu}\p{Ll})|(?<![\p{L}\p{N}.])\p{Lu}\.(?=\s\p{Lu}\p{L})|\d+(?:[-‑]\p{L}+)+|[$€£¥]?\d+(?:[.,/]\d+)*%?|['’](?:s|re|ve|ll|d|m)\b|[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+|&\p{Lu}[\p{L}\p{N}]*|['’](?!(?:s|re|ve|ll|d|m)\b)\p{L}+)*|''|``|[^\s]/uy;

/** Matches a particle that is joined to a name: "al-Assad", "el-Sisi". */
const PARTICLE = /^(?:al|el|ar|as|ash|at|bin|ibn|abu|de|ud|ul)[-‑]\p{Lu}/u;

/** Whether a word begins with a capital, or is written like eBay. For most words the ASCII code decides. */
function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 128 && code > 64 && code < 91) return true;
  if (word.length > 4 && PARTICLE.test(word)) return true;
  const inner = word.charCodeAt(1);
  return code < 128 && (inner < 65 || inner > 90) ? false : /^(?:\p{Lu}|\p{Ll}\p{Lu}\p{L})/u.test(word);
}
export const isAsciiLetter = (code: number): boolean => (code > 64 && code < 91) || (code > 96 && code < 123);
function isWord(word: string): boolean {
  return (
    isAsciiLetter(word.charCodeAt(0)) ||
    (/^(?:[\p{L}\p{N}$€£¥'’]|@\S)/u.test(word) && word !== "'" && word !== '’' && word !== "''")
  );
}

/** Whether a mark shows possession instead of closing a quotation: "the ministers' talks". */
const isOwning = (text: string, word: string, at: number): boolean =>
  (word === "'" || word === '’') &&
  /s$/i.test(text[at - 1] ?? '') &&
  /^\s\p{L}/u.test(text.slice(at + 1, at + 3));

/** Marks that are always a token by themselves. */
const ALONE = new Set([...',.:;!?()[]"“”—–'].map((mark) => mark.charCodeAt(0)));

/**
 * Returns the end of a word of ASCII letters that no rule can extend, or of a single mark; -1 if the general rules must
 * decide.
 */
function plainEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isAsciiLetter(text.charCodeAt(at))) at++;
  if (at === from) return ALONE.has(text.charCodeAt(from)) ? from + 1 : -1;
  if (at === end) return at;
  const after = text.charCodeAt(at);
  // A space or a comma ends the word. A full stop may belong to it: "Mr.", "p.m."
  if (after === 32 || after === 44) return at;
  return after === 46 && at - from > 1 && text.charCodeAt(from) > 96 ? at : -1;
}

/** The properties of a piece of text that do not depend on its position. */
type Word = Pick<Token, 'text' | 'lower' | 'capital' | 'mark'>;

/** Caches words of the same text, because most words of a long text are repeated. */
export type Words = Map<string, Word>;

/**
 * Returns the tokens of text[start, end) in order. Possessive and contracted endings ("'s", "'ve") are separate tokens.
 * `words` is a cache for the sentences of one text only.
 */
export function tokensOf(text: string, start: number, end: number, words: Words): readonly Token[] {
  const tokens: Token[] = [];
  const sentence = text.slice(start, end);
  for (let at = start; at < end; ) {
    if (text.charCodeAt(at) === 32) {
      at++;
      continue;
    }
    let to = plainEnd(text, at, end);
    if (to < 0) {
      PIECE.lastIndex = at - start;
      if (!PIECE.test(sentence)) {
        at++;
        continue;
      }
      to = start + PIECE.lastIndex;
    }
    const piece = text.slice(at, to);
    let word = words.get(piece);
    if (!word) {
      word = wordOf(piece);
      words.set(piece, word);
    }
    const owning = word.mark && isOwning(text, piece, at);
    tokens.push({
      text: word.text,
      lower: owning ? "'s" : word.lower,
      start: at,
      end: to,
      capital: word.capital,
      mark: word.mark && !owning,
    });
    at = to;
  }
  return tokens;
}

function wordOf(piece: string): Word {
  return {
    // Some publishers type the horizontal bar as a dash.
    text: piece === '―' ? '—' : piece,
    lower: piece.toLowerCase().replaceAll('’', "'"),
    capital: isCapital(piece),
    mark: !isWord(piece),
  };
}
