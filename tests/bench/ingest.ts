// Measures each step of ingestion on generated articles, and how its time grows with the text's length. `npm run
// bench:ingest`

import { extractPage } from '../../src/ingest/article/extract-page.ts';
import { guardHtml } from '../../src/ingest/article/html-guard.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { readFeed } from '../../src/ingest/parse/parse-feed.ts';
import { contentHash } from '../../src/ingest/parsed-article.ts';
import { shinglesOf, signatureOf } from '../../src/ingest/shingles.ts';
import { articleText } from './ingest-generate.ts';
import { printGrowth } from './ingest-growth.ts';
import { printMegabytes } from './ingest-megabyte.ts';

/** Prints the median and the maximum time of some rounds, in milliseconds. */
function measure(name: string, rounds: number, work: (round: number) => unknown): void {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    work(round);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const [median, worst] = [times[rounds >> 1]!, times.at(-1)!];
  console.log(
    `${name.padEnd(44)} median ${median.toFixed(2).padStart(8)} ms, worst ${worst.toFixed(2).padStart(8)} ms`,
  );
}

const page = (n: number) => {
  const paragraphs = articleText(n).trim().split('\n\n');
  return `<html><head><title>${paragraphs[0]}</title></head><body><nav>${'<a href="/">Home</a>'.repeat(40)}</nav><article><h1>${paragraphs[0]}</h1>${paragraphs.map((one) => `<p>${one}</p>`).join('')}</article></body></html>`;
};
const items = Array.from(
  { length: 100 },
  (_, n) =>
    `<item><guid>${n}</guid><title>T ${n}</title><link>https://news.example/${n}</link><description>${articleText(n)}</description></item>`,
);
const feed = `<rss version="2.0"><channel><title>F</title>${items.join('')}</channel></rss>`;
const deep = `<html><body>${'<div>'.repeat(20_000)}${page(1)}${'</div>'.repeat(20_000)}</body></html>`;
const wide = `<html><body>${'<div><p>word word word</div>'.repeat(100_000)}</body></html>`;
const articleAt = (n: number) => {
  const source = { kind: 'file', path: `${n}.txt` } as const;
  return { id: `a-${n}`, title: 'T', text: articleText(n), source, published: null, retrieved: null };
};

measure('text of 2,000 characters to facts', 200, (n) => factsOf(articleAt(n)));
measure('hash and signature of it', 200, (n) => {
  contentHash(articleAt(n));
  return signatureOf(shinglesOf(articleText(n)));
});
measure('page to text', 100, (n) => extractPage(page(n), null));
measure('page of 20,000 nested elements to text', 3, () => extractPage(deep, null));
measure('guard of a page of 2.8 million characters', 5, () => guardHtml(wide));
measure('feed of 100 items', 20, () => readFeed(feed, null));
measure('feed of 100 items, cut off in the middle', 20, () =>
  readFeed(feed.slice(0, feed.length >> 1), null),
);

console.log('\nA text of 1,000,000 characters through the command line, its start included:');
printMegabytes(process.argv.slice(2));

console.log('\nProcessor time of a text of 150,000 characters, of twice and of four times that:');
printGrowth();
