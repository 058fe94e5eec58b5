/** Whether the fact says that something is so, is not so, or was not talked about. */
export type Stance = 'affirmed' | 'denied' | 'not-discussed';

/** Half-open [start, end) in UTF-16 units of the article's text. */
export type Span = readonly [start: number, end: number];

/** One claim of an article in a sentence that stands alone, tied to the verbatim words it rests on. */
export interface Fact {
  /** Unique over all that is loaded, e.g. `pompeo-sochi/inf`. */
  readonly id: string;
  /** The article's id. */
  readonly article: string;
  /** One neutral sentence of at most 160 characters; no dangling "he" or "this". */
  readonly claim: string;
  /** The sentence or clause of the article, verbatim at `span`. */
  readonly quote: string;
  readonly span: Span;
  /** Who said it, by full name; null where the article itself says so. */
  readonly speaker: string | null;
  readonly stance: Stance;
  /** What was being talked about or where, as a card words it after the speaker: "on the Putin–Pompeo talks". */
  readonly setting?: string;
  /** Ids of topics. */
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  /** 0..1: how much a digest wants it. */
  readonly salience: number;
  /** Ids of the facts that this one contradicts; always mutual. */
  readonly conflictsWith?: readonly string[];
  /** True where no person checked that the conflict is one: cards then say "possible". */
  readonly conflictIsPossible?: boolean;
  /** True where a later version of the article no longer bears this fact out; cards that quoted it say so. */
  readonly withdrawn?: boolean;
}

/** What people ask about, under every name they use for it. */
export interface Topic {
  readonly id: string;
  /** As a button shows it. */
  readonly label: string;
  readonly aliases: readonly string[];
}

/** The longest claim: what a phone shows without scrolling. */
export const MAX_CLAIM_LENGTH = 160;
