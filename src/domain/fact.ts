/** Whether the fact affirms or denies, or says that something was not discussed. */
export const STANCES = ['affirmed', 'denied', 'not-discussed'] as const;
export type Stance = (typeof STANCES)[number];

/** Half-open [start, end) in UTF-16 units of the article's text. */
export type Span = readonly [start: number, end: number];

/** A fact: one claim of an article in a sentence that can be read alone, with the verbatim words that support it. */
export interface Fact {
  /** Unique over all that is loaded, e.g. `pompeo-sochi/inf`. */
  readonly id: string;
  /** The article's id. */
  readonly article: string;
  /**
   * One neutral sentence that can be read alone or, with `context`, next to it. At most 160 characters if a person
   * wrote it, at most 300 if it was extracted.
   */
  readonly claim: string;
  /** The sentence before, verbatim, if the claim begins with a word that points back to it: "He", "This decision". */
  readonly context?: string;
  /** The sentence or clause of the article, verbatim at `span`. */
  readonly quote: string;
  readonly span: Span;
  /** The speaker's full name; null if the article itself says it. */
  readonly speaker: string | null;
  readonly stance: Stance;
  /** The occasion, as a card puts it after the speaker: "on the Putin–Pompeo talks". */
  readonly setting?: string;
  /** Ids of topics. */
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  /** The priority in a digest, 0..1. */
  readonly salience: number;
  /** Ids of the facts that this one contradicts; always mutual. */
  readonly conflictsWith?: readonly string[];
  /** True if no person checked the conflict: cards then say "possible". */
  readonly conflictIsPossible?: boolean;
  /** True if a later version of the article no longer supports this fact. Cards that quoted it say so. */
  readonly withdrawn?: boolean;
}

/** A topic: what people ask about, under all names that they use for it. */
export interface Topic {
  readonly id: string;
  /** As a button shows it. */
  readonly label: string;
  readonly aliases: readonly string[];
}

/** The longest claim that a person writes, in UTF-16 units: what a phone shows without scrolling. */
export const MAX_CLAIM_LENGTH = 160;

/** The longest extracted claim, in UTF-16 units: a sentence is kept whole up to this length. */
export const MAX_READ_CLAIM_LENGTH = 300;
