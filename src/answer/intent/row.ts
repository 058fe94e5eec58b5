import type { Intent } from './intent.ts';
import type { MessageWord } from './words.ts';

/** What a pattern captured in a message. */
export interface Matched {
  /** A capture as typed; null where the pattern has none of that name. */
  readonly text: (name: string) => string | null;
  readonly words: (name: string) => readonly MessageWord[];
  /** The address that `<url>` captured. */
  readonly url: string | null;
}

/** One kind of message: the patterns that tell it, and examples that are its tests. */
export interface IntentRow {
  readonly name: string;
  /** See `compilePattern`. The surest come first. */
  readonly patterns: readonly string[];
  readonly examples: readonly string[];
  /** The intent; null for captures that show that the message is something else. */
  readonly read: (matched: Matched) => Intent | null;
}

/** A capture as typed, without the small words before a name or topic: "the", "about". */
export const named = (text: string | null): string | null =>
  text === null
    ? null
    : text.replace(/^(?:(?:the|a|an|our|my|this|that|all|any|about|on|of|for) )+/i, '').trim() || null;

/** Words that no name or topic begins with: what begins with them is a question of its own. */
const NO_NAME = new Set(
  `what whats who whos when where why how which is are was were did does do has have had can could will would should if and or but
  not no there it this that they he she you we i me please`.split(/\s+/),
);
/** Words of a clause: what holds them is more than a name. */
const OF_A_CLAUSE = new Set('that which who has have had is are was were did does do will would'.split(' '));
/** The longest name or topic, in words. */
const LONGEST_NAME = 8;

/** Whether all of some captures may be names or topics. */
export const areNames = ({ words }: Matched, ...names: readonly string[]): boolean =>
  names.every((name) => {
    const captured = words(name);
    const isClause = captured.some(({ key }) => OF_A_CLAUSE.has(key));
    const isShort = !isClause && captured.length <= LONGEST_NAME && captured.every(({ url }) => url === null);
    return captured.length === 0 || (isShort && !NO_NAME.has(captured[0]!.key));
  });
