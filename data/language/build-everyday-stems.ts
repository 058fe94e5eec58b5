/**
 * Builds `everyday-stems.txt` from `everyday-words.txt`. Run it whenever that table or the stemmer changes:
 *
 *   node data/language/build-everyday-stems.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stem } from '../../src/language/stemmer.ts';
import { bothWays } from './both-ways.ts';

/** Returns the table of stems for a table of words: a word on each line and, after a colon, what the news may use for it. */
export const everydayStems = (words: string): string =>
  bothWays(
    words
      .trim()
      .split('\n')
      .map((line): [string, string[]] => {
        const [word, others] = line.split(':');
        return [stem(word!), others!.trim().split(' ').map(stem)];
      }),
  );

const path = (name: string): string => join(import.meta.dirname, name);
if (import.meta.main)
  writeFileSync(path('everyday-stems.txt'), everydayStems(readFileSync(path('everyday-words.txt'), 'utf8')));
