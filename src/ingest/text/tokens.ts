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
  /(?:\p{L}\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Capt|Rev|Prof|Jr|Sr|St)\.|(?<![\p{L}\p{N}.])\p{Lu}\.(?=\s\p{Lu}\p{L})|[$€£¥]?\d+(?:[.,/]\d+)*%?|['’](?:s|re|ve|ll|d|m)\b|[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+|['’](?!(?:s|re|ve|ll|d|m)\b)\p{L}+)*|''|``|[^\s]/gu;

/** Gives the tokens of text[start, end) in order; possessive and clipped endings ("'s", "'ve") stand alone. */
export function tokensOf(text: string, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(start, end).matchAll(PIECE)) {
    const word = match[0];
    const at = start + match.index;
    const owning =
      /^['’]$/.test(word) && /s$/i.test(text[at - 1] ?? '') && /^\s\p{L}/u.test(text.slice(at + 1, at + 3));
    const letter = /^[\p{L}\p{N}$€£¥'’]/u.test(word) && !/^(?:['’]|'')$/.test(word);
    tokens.push({
      // Some publishers type the horizontal bar for a dash.
      text: word === '―' ? '—' : word,
      lower: owning ? "'s" : word.toLowerCase().replace(/’/g, "'"),
      start: at,
      end: at + word.length,
      capital: /^\p{Lu}/u.test(word),
      mark: !letter && !owning,
    });
  }
  return tokens;
}
