/** How much of one document is taken in. */
export interface DocumentLimits {
  /** UTF-16 units of an article's text. */
  readonly text: number;
  /** Facts of an article; the most salient stay. */
  readonly facts: number;
}

/** For what somebody in a chat named, or a followed feed brought: more facts hold up the bot while they are stored. */
export const CHAT_LIMITS: DocumentLimits = { text: 2_000_000, facts: 1_000 };

/** For what the operator reads in from the command line. */
export const OPERATOR_LIMITS: DocumentLimits = { text: 2_000_000, facts: 100_000 };

/** The longest value of each field that a document may fill, in UTF-16 units. */
export const FIELD_LIMITS = {
  address: 2_048,
  title: 500,
  byline: 200,
  siteName: 200,
  /** A date as ISO 8601. */
  published: 40,
  /** 16 bytes in base64url. */
  itemKey: 22,
  /** 8 bytes in base64url. */
  itemVersion: 11,
  itemHtml: 500_000,
  factId: 200,
  claim: 1_000,
  /** A sentence of an article; longer ones are lists or attacks. */
  quote: 5_000,
  name: 300,
} as const;

/** The longest lists. */
export const LIST_LIMITS = {
  items: 2_000,
  feedLinks: 20,
  /** Names or topics of one fact, and other facts that it contradicts. */
  ofFact: 50,
  topics: 5_000,
  aliases: 50,
} as const;

/** All items' HTML together, in UTF-16 units. */
export const MAX_FEED_HTML = 5_000_000;

/** Of one answer of the reader process, in bytes. */
export const MAX_ANSWER_BYTES = 24_000_000;
