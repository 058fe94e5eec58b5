// npm run bench:acronyms -- FACTS.jsonl
// Measures how well facts that contain only an acronym's long form are found by the acronym. It takes each acronym that
// a fact defines ("European Economic Community (EEC)") and other facts spell out. Facts that contain the acronym itself
// are removed, except the defining one, so that the others can be found only through the definition.
import { readFileSync } from 'node:fs';
import { parseFactLines } from '../../../src/library/fact-lines.ts';
import { createIndex } from '../../../src/search/search-engine.ts';

const DEFINITION =
  /((?:\p{Lu}[\p{L}'’-]+ (?:(?:of|and|the|for|in|de) )*){1,6}\p{Lu}[\p{L}'’-]+) \((\p{Lu}{2,7})\)/gu;
const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** Returns the last words of `before` whose initials are the acronym; null if there are none. */
function longFormOf(before: string, acronym: string): string | null {
  const words = before.split(' ');
  const at = words.findIndex(
    (word, from) =>
      isCapital(word) &&
      words
        .slice(from)
        .filter(isCapital)
        .map(([first]) => first)
        .join('') === acronym,
  );
  return at < 0 ? null : words.slice(at).join(' ');
}

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name a file of facts: npm run bench:acronyms -- facts.jsonl');
const { documents } = parseFactLines(file, readFileSync(file, 'utf8'));
const long = new Map<string, string>();
for (const { claim } of documents)
  for (const [, before, acronym] of claim.matchAll(DEFINITION)) {
    const form = longFormOf(before!, acronym!);
    if (form) long.set(acronym!, form);
  }

const missed: string[] = [];
let asked = 0;
for (const [acronym, form] of long) {
  const word = new RegExp(`\\b${acronym}\\b`);
  const wanted = new Set(
    documents.filter(({ claim }) => claim.includes(form) && !word.test(claim)).map(({ id }) => id),
  );
  if (wanted.size === 0) continue;
  asked++;
  const defining = documents.find(({ claim }) => claim.includes(`${form} (${acronym})`));
  const index = createIndex(documents.filter((one) => one === defining || !word.test(one.claim)));
  const { hits } = index.search(`what about ${acronym}?`, { limit: 10 });
  if (!hits.some(({ id }) => wanted.has(id))) missed.push(`${acronym}: ${form}`);
}
const share = (((asked - missed.length) / Math.max(asked, 1)) * 100).toFixed(1);
console.log(`${asked} acronyms, R@10 of facts that hold only the long form: ${share} %`);
for (const one of missed) console.log(`  not among the first ten: ${one}`);
