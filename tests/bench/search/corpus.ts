import type { SearchDocument } from '../../../src/search/document.ts';
import { createRandom, misspell, pick, type Random, zipf } from './random.ts';

/** A question and the facts that answer it. */
export interface BenchQuestion {
  readonly question: string;
  readonly relevant: readonly string[];
}

const ONSETS = 'b br c ch d dr f fl g gr h j k l m n p pr r s st t tr v w'.split(' ');
const VOWELS = 'a e i o u ai ea ou'.split(' ');
const CODAS = 'n r l t m nd rt st ck '.split(' ');
const SMALL = 'the of to in and a that for on with as by at from is was has been after over'.split(' ');
const ENDINGS = ['', '', '', '', 's', 'ed', 'ing', 'ment', 'al'];

function word(random: Random): string {
  const syllables = 2 + Math.floor(random() * 2.4);
  let text = '';
  for (let at = 0; at < syllables; at++)
    text += pick(random, ONSETS) + pick(random, VOWELS) + (random() < 0.4 ? pick(random, CODAS) : '');
  return text + pick(random, ENDINGS);
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function distinct(count: number, make: () => string): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(make());
  return [...found];
}

/** Makes the words and names of a library of this many facts. Their number follows Heaps' law. */
function lexicon(random: Random, facts: number): { words: string[]; names: string[] } {
  return {
    words: distinct(Math.round(40 * facts ** 0.55), () => word(random)),
    names: distinct(Math.round(12 * facts ** 0.6), () => `${capital(word(random))} ${capital(word(random))}`),
  };
}

/**
 * Makes up facts like those of a news library: word frequencies are skewed, and articles of a dozen facts share a
 * subject, names, numbers and years. The same seed gives the same facts. `withNames` adds each fact's names.
 */
export function* makeFacts(count: number, seed = 1, withNames = false): Generator<SearchDocument> {
  const random = createRandom(seed);
  const { words, names } = lexicon(random, count);
  let subject: string[] = [];
  for (let at = 0; at < count; at++) {
    const [article, paragraph] = [Math.floor(at / 12), Math.floor((at % 12) / 3)];
    if (at % 12 === 0) subject = Array.from({ length: 6 }, () => words[zipf(random, words.length)]!);
    const named = [names[zipf(random, names.length)]!];
    const said = [named[0]!];
    const length = 12 + Math.floor(random() * 16);
    while (said.length < length) {
      const chance = random();
      if (chance < 0.42) said.push(pick(random, SMALL));
      else if (chance < 0.52) said.push(pick(random, subject));
      else if (chance < 0.56) said.push(named[named.push(names[zipf(random, names.length)]!) - 1]!);
      else if (chance < 0.59) said.push(String(1900 + Math.floor(random() * 125)));
      else said.push(words[zipf(random, words.length)]!);
    }
    yield {
      id: `f${at}`,
      article: `a${article}`,
      title: subject[0]!,
      paragraph,
      claim: `${said.join(' ')}.`,
      ...(withNames ? { entities: named } : {}),
    };
  }
}

const FRAMES = [
  (words: string) => `What did the ${words}?`,
  (words: string) => `what about ${words}?`,
  (words: string) => `When was ${words} discussed?`,
  (words: string) => `who said that ${words}?`,
];

/** Makes questions with one answering fact each. Every third has a typing error. */
export function makeQuestions(facts: readonly SearchDocument[], count: number, seed = 2): BenchQuestion[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) => {
    const fact = pick(random, facts);
    const words = fact.claim.slice(0, -1).split(' ');
    const content = words.filter((each) => each.length > 3 && !SMALL.includes(each));
    const from = Math.floor(random() * Math.max(1, content.length - 5));
    const asked = content.slice(from, from + 3 + Math.floor(random() * 3));
    if (number % 3 === 2) {
      const longest = asked.reduce((a, b) => (b.length > a.length ? b : a), '');
      if (longest.length >= 5) asked[asked.indexOf(longest)] = misspell(random, longest);
    }
    return { question: pick(random, FRAMES)(asked.join(' ')), relevant: [fact.id] };
  });
}
