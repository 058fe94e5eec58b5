/** Whether the fact says that something is so, is not so, or was not talked about. */
export const STANCES = ['affirmed', 'denied', 'not-discussed'] as const;
export type Stance = (typeof STANCES)[number];

/** Half-open [start, end) in UTF-16 units of the article's text. */
export type Span = readonly [start: number, end: number];

/** One claim of an article in a sentence that stands alone, tied to the verbatim words it rests on. */
export interface Fact {
  /** Unique over all that is loaded, e.g. `pompeo-sochi/inf`. */
  readonly id: string;
  /** The article's id. */
  readonly article: string;
  /**
   * One neutral sentence that stands alone or, with `context`, next to it. At most 160 characters if a person wrote it,
   * at most 300 if it was made by rule.
   */
  readonly claim: string;
  /** The sentence before, verbatim, if the claim begins with a word that points back to it: "He", "This decision". */
  readonly context?: string;
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

/** The longest claim that a person writes, in UTF-16 units: what a phone shows without scrolling. */
export const MAX_CLAIM_LENGTH = 160;

/** The longest claim made by rule, in UTF-16 units: a sentence that no shorter one says is kept whole up to here. */
export const MAX_READ_CLAIM_LENGTH = 300;
