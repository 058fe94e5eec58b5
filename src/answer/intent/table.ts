import type { Intent } from './intent.ts';
import { PHRASES } from './phrases.ts';
import type { IntentRow, Matched } from './row.ts';
import { CARD_ROWS } from './rows/about-card.ts';
import { BRIEF_ROWS } from './rows/briefs.ts';
import { COMMAND_ROWS } from './rows/commands.ts';
import { PEOPLE_ROWS } from './rows/people.ts';
import { TALK_ROWS } from './rows/small-talk.ts';
import { type Captures, compilePattern, matchPattern, type TokenPattern } from './token-pattern.ts';
import { type MessageWord, textOf } from './words.ts';

/** The table of all kinds of messages. The first row with a pattern that matches the whole message counts. */
export const INTENT_TABLE: readonly IntentRow[] = [
  ...TALK_ROWS,
  ...CARD_ROWS,
  ...COMMAND_ROWS,
  ...BRIEF_ROWS,
  ...PEOPLE_ROWS,
];

interface CompiledRow {
  readonly row: IntentRow;
  readonly pattern: TokenPattern;
}

const COMPILED: readonly CompiledRow[] = INTENT_TABLE.flatMap((row) =>
  row.patterns.map((pattern) => ({ row, pattern: compilePattern(pattern, PHRASES) })),
);
/** The patterns that can begin with any word or an address, in the table's order. */
const WITH_ANY_FIRST = COMPILED.filter(({ pattern }) => pattern.first === null);
/** For each word that some pattern begins with, the patterns that can begin with it, in the table's order. */
const BY_FIRST: ReadonlyMap<string, readonly CompiledRow[]> = new Map(
  [...new Set(COMPILED.flatMap(({ pattern }) => [...(pattern.first ?? [])]))].map((word) => [
    word,
    COMPILED.filter(({ pattern }) => pattern.first?.has(word) ?? true),
  ]),
);

const matchedBy = (message: string, captures: Captures): Matched => ({
  text: (name) => (captures.has(name) ? textOf(message, captures.get(name)!) : null),
  words: (name) => captures.get(name) ?? [],
  url: captures.get('url')?.[0]?.url ?? null,
});

/** Returns the first row that matches all words, with its intent, or null. Commands can be excluded. */
export function readTable(
  message: string,
  words: readonly MessageWord[],
  commands = true,
): { readonly row: string; readonly intent: Intent } | null {
  const [first] = words;
  if (!first) return null;
  const possible = first.url === null ? BY_FIRST.get(first.key) : undefined;
  for (const { row, pattern } of possible ?? WITH_ANY_FIRST) {
    const captures = matchPattern(pattern, words);
    const intent = captures && row.read(matchedBy(message, captures));
    if (intent && (commands || intent.kind !== 'command')) return { row: row.name, intent };
  }
  return null;
}
