// Measures how processing time grows with a text's length, on ordinary text and on hostile shapes. Twice the text
// should take twice the time. `npm run bench:ingest`

import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { contentHash } from '../../src/ingest/parsed-article.ts';
import { shinglesOf, signatureOf } from '../../src/ingest/shingles.ts';
import { articleText } from './ingest-generate.ts';

/** Generators of a shape's pieces, by index. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  articles: (n) => `${articleText(n)}\n`,
  'one article again and again': () => `${articleText(1)}\n`,
  'one endless sentence': (n) => `and the minister of ward ${n} said that the talks, which he led, went on `,
  'no full stop': (n) => `The minister of ward ${n} said that the talks went on\n`,
  'one long word': (n) => (n === 0 ? 'The minister said that ' : 'abcdefghij'),
  'names alone': (n) => `Anna${'abcdefghij'[n % 10]} Keller${n % 977} `,
  'one surname, many people': (n) => `Anna${n} Keller said so. `,
  'one title, many people': (n) => `Minister Zed${n} spoke. The minister said that it rained. `,
  'short forms': (n) => `The Board of Ward (BW${n}) met. BW${n} said so. `,
  'quotation marks': () => '“”" ',
  'opened quotations': (n) => `“Item ${n} was late. `,
  'opened quotations, a line each': (n) => `“Item ${n} was late, he said.\n`,
  brackets: () => '((((()',
  commas: () => 'a, ',
  dashes: () => '— – -- ',
  'full stops': () => '.?!…',
  newlines: () => '\n \n',
  spaces: () => '          ',
  digits: () => '1234567890,.',
  apostrophes: () => "''’s ",
  capitals: () => 'A. B.C. ',
  denials: (n) =>
    `The ministers did not discuss item ${n % 50} and ward ${n % 31}. They discussed item ${n % 37}. `,
  'one sentence again and again': () => 'The minister said that the talks went on. ',
};

/** The length of the base text in characters. The others are twice and four times as long. */
const SIZE = 150_000;
const ROUNDS = 4;

function shaped(piece: (n: number) => string, size: number): string {
  const pieces: string[] = [];
  for (let n = 0, length = 0; length < size; n++) {
    pieces.push(piece(n));
    length += pieces.at(-1)!.length;
  }
  return pieces.join('').slice(0, size);
}

/** Returns the CPU time of this thread for some work, in milliseconds. */
function cpuTime(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** Runs all processing that ingestion does on a text. */
function read(text: string): void {
  const source = { kind: 'file', path: 'a.txt' } as const;
  const article = { id: 'a', title: 'T', text, source, published: null, retrieved: null };
  factsOf(article);
  contentHash(article);
  signatureOf(shinglesOf(text));
}

/** Prints for every shape the time for twice and four times the text, as a multiple of the time for the base text. */
export function printGrowth(): void {
  for (const [name, piece] of Object.entries(SHAPES)) {
    const texts = [1, 2, 4].map((times) => shaped(piece, times * SIZE));
    const rounds = Array.from({ length: ROUNDS }, () => texts.map((text) => cpuTime(() => read(text))));
    // The minimum over the rounds, because other load only adds time. The clock may have a resolution of a few
    // milliseconds.
    const [once, twice, four] = texts.map((_, at) =>
      Math.max(1, Math.min(...rounds.map((times) => times[at]!))),
    );
    const [double, fourfold] = [twice!, four!].map((time) => (time / once!).toFixed(1).padStart(5));
    console.log(
      `${name.padEnd(44)} ${once!.toFixed(0).padStart(6)} ms, twice ${double}, four times ${fourfold}`,
    );
  }
}
