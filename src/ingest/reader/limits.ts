/** Limits for one document. */
export interface DocumentLimits {
  /** The longest text of an article, in UTF-16 units. */
  readonly text: number;
  /** The most facts of an article. The most salient ones are kept. */
  readonly facts: number;
}

/** For documents from chats and feeds. More facts would block the bot while they are stored. */
export const CHAT_LIMITS: DocumentLimits = { text: 2_000_000, facts: 1_000 };

/** For documents that the operator reads from the command line. */
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

/** The most HTML of all items of a feed together, in UTF-16 units. */
export const MAX_FEED_HTML = 5_000_000;

/** The largest result of the reader process, in bytes. */
export const MAX_ANSWER_BYTES = 24_000_000;
