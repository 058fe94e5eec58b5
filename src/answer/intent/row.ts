import type { Intent } from './intent.ts';
import type { MessageWord } from './words.ts';

/** The captures of a pattern in a message. */
export interface Matched {
  /** Returns a capture as typed, or null if the pattern has none of that name. */
  readonly text: (name: string) => string | null;
  readonly words: (name: string) => readonly MessageWord[];
  /** The address captured by `<url>`. */
  readonly url: string | null;
}

/** A kind of message: its patterns, and examples that are its tests. */
export interface IntentRow {
  readonly name: string;
  /** Patterns for `compilePattern`, the most specific first. */
  readonly patterns: readonly string[];
  readonly examples: readonly string[];
  /** Converts captures to an intent. Returns null if they show that the message is something else. */
  readonly read: (matched: Matched) => Intent | null;
}

/** Removes articles and prepositions before a captured name: "the", "about". */
export const named = (text: string | null): string | null =>
  text === null
    ? null
    : text.replace(/^(?:(?:the|a|an|our|my|this|that|all|any|about|on|of|for) )+/i, '').trim() || null;

/** Words that no name or topic begins with. Text that begins with one is a question itself. */
const NO_NAME = new Set(
  `what whats who whos when where why how which is are was were did does do has have had can could will would should if and or but
  not no there it this that they he she you we i me please`.split(/\s+/),
);
/** Words of a clause. Text that contains one is more than a name. */
const OF_A_CLAUSE = new Set('that which who has have had is are was were did does do will would'.split(' '));
/** The longest name or topic, in words. */
const LONGEST_NAME = 8;

/** Whether all of these captures may be names or topics. */
export const areNames = ({ words }: Matched, ...names: readonly string[]): boolean =>
  names.every((name) => {
    const captured = words(name);
    const isClause = captured.some(({ key }) => OF_A_CLAUSE.has(key));
    const isShort = !isClause && captured.length <= LONGEST_NAME && captured.every(({ url }) => url === null);
    return captured.length === 0 || (isShort && !NO_NAME.has(captured[0]!.key));
  });
