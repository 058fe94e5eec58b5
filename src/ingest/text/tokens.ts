/** A word, a number or a mark of a text, with where it stands. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Begins with a capital letter. */
  readonly capital: boolean;
  /** Neither word nor number. */
  readonly mark: boolean;
}

/** A quotation mark that stands as a token; some publishers type it as two single ones. */
export const QUOTE = /^(?:["“”«»]|''|``)$/;

const PIECE =
  /(?:\p{L}\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Capt|Rev|Prof|Jr|Sr|St)\.|(?<![\p{L}\p{N}.])\p{Lu}\.(?=\s\p{Lu}\p{L})|[$€£¥]?\d+(?:[.,/]\d+)*%?|['’](?:s|re|ve|ll|d|m)\b|[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+|['’](?!(?:s|re|ve|ll|d|m)\b)\p{L}+)*|''|``|[^\s]/uy;

/** Whether a word begins with a capital, and whether it is a word or number at all: most are told by an ASCII code. */
function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 128 ? code > 64 && code < 91 : /^\p{Lu}/u.test(word);
}
const isAsciiLetter = (code: number): boolean => (code > 64 && code < 91) || (code > 96 && code < 123);
function isWord(word: string): boolean {
  return (
    isAsciiLetter(word.charCodeAt(0)) ||
    (/^[\p{L}\p{N}$€£¥'’]/u.test(word) && word !== "'" && word !== '’' && word !== "''")
  );
}

/** "the ministers' talks": a mark that owns rather than closes. */
const isOwning = (text: string, word: string, at: number): boolean =>
  (word === "'" || word === '’') &&
  /s$/i.test(text[at - 1] ?? '') &&
  /^\s\p{L}/u.test(text.slice(at + 1, at + 3));

/** Where a word of ASCII letters ends that nothing behind it can lengthen; -1 where only the rules for pieces can tell. */
function plainEnd(words: string, from: number): number {
  let at = from;
  while (isAsciiLetter(words.charCodeAt(at))) at++;
  if (at - from < 2) return -1;
  const after = words.charCodeAt(at);
  // A space, a comma, or the sentence's end; a full stop too, but for titles: "Mr."
  if (after === 32 || after === 44 || Number.isNaN(after)) return at;
  return after === 46 && words.charCodeAt(from) > 96 ? at : -1;
}

/** Gives the tokens of text[start, end) in order; possessive and clipped endings ("'s", "'ve") stand alone. */
export function tokensOf(text: string, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  const words = text.slice(start, end);
  for (let at = 0; at < words.length; ) {
    const plain = plainEnd(words, at);
    PIECE.lastIndex = at;
    if (plain < 0 && !PIECE.test(words)) {
      at++;
      continue;
    }
    const to = plain < 0 ? PIECE.lastIndex : plain;
    tokens.push(tokenOf(text, words.slice(at, to), start + at, plain >= 0));
    at = to;
  }
  return tokens;
}

function tokenOf(text: string, word: string, start: number, plain: boolean): Token {
  const owning = !plain && isOwning(text, word, start);
  const lower = word.toLowerCase();
  return {
    // Some publishers type the horizontal bar for a dash.
    text: word === '―' ? '—' : word,
    lower: plain ? lower : owning ? "'s" : lower.replaceAll('’', "'"),
    start,
    end: start + word.length,
    capital: isCapital(word),
    mark: !plain && !owning && !isWord(word),
  };
}
