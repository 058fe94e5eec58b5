import type { Intent } from './intent.ts';
import { PHRASES } from './phrases.ts';
import type { IntentRow, Matched } from './row.ts';
import { CARD_ROWS } from './rows/about-card.ts';
import { BRIEF_ROWS } from './rows/briefs.ts';
import { COMMAND_ROWS } from './rows/commands.ts';
import { PEOPLE_ROWS } from './rows/people.ts';
import { TALK_ROWS } from './rows/small-talk.ts';
import { type Captures, compilePattern, matchPattern } from './token-pattern.ts';
import { type MessageWord, textOf } from './words.ts';

/** The one table of what people type. The first row whose pattern matches the whole message is what it means. */
export const INTENT_TABLE: readonly IntentRow[] = [
  ...TALK_ROWS,
  ...CARD_ROWS,
  ...COMMAND_ROWS,
  ...BRIEF_ROWS,
  ...PEOPLE_ROWS,
];

const COMPILED = INTENT_TABLE.flatMap((row) =>
  row.patterns.map((pattern) => ({ row, pattern: compilePattern(pattern, PHRASES) })),
);

const matchedBy = (message: string, captures: Captures): Matched => ({
  text: (name) => (captures.has(name) ? textOf(message, captures.get(name)!) : null),
  words: (name) => captures.get(name) ?? [],
  url: captures.get('url')?.[0]?.url ?? null,
});

/** The first row that matches all of the words, and what it reads in them; null for none. Commands are left out at will. */
export function readTable(
  message: string,
  words: readonly MessageWord[],
  commands = true,
): { readonly row: string; readonly intent: Intent } | null {
  const [first] = words;
  if (!first) return null;
  for (const { row, pattern } of COMPILED) {
    if (pattern.first && (first.url !== null || !pattern.first.has(first.key))) continue;
    const captures = matchPattern(pattern, words);
    const intent = captures && row.read(matchedBy(message, captures));
    if (intent && (commands || intent.kind !== 'command')) return { row: row.name, intent };
  }
  return null;
}
