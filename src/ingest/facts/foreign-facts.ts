import type { Article } from '../../domain/article.ts';
import { type Fact, MAX_READ_CLAIM_LENGTH, type Topic } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import { countryInEnglish } from '../../language/country-translations.ts';
import { inLatin } from '../../language/lexicon/cyrillic.ts';
import { FRAME_WORDS } from '../../language/lexicon/frame-words.ts';
import type { Sentence } from '../../language/sentences.ts';
import { stem } from '../../language/stemmer.ts';
import { type Token, tokenize } from '../../language/tokenizer.ts';
import { isUnspaced } from '../../language/unspaced.ts';
import { factIds } from './fact-id.ts';
import { foreignSentences } from './foreign-sentences.ts';
import { slugOf } from './topics.ts';

/** The fewest words of a sentence, or characters in a script without spaces. */
const LEAST_WORDS = 3;
const LEAST_CHARACTERS = 10;
/** The most topics of an article, and the fewest sentences that must name one. */
const MOST_TOPICS = 10;
const NAMED_IN = 2;
/** A word in a larger share of the sentences is not a subject. */
const COMMON_SHARE = 0.6;
const MOST_ENTITIES = 20;

const ENDS_AS_QUESTION = /[?？؟][”"»」』)]?$/u;

interface Stated {
  readonly sentence: Sentence;
  readonly quote: string;
  readonly tokens: readonly Token[];
}

function isStatement({ quote, tokens, sentence }: Stated): boolean {
  if (sentence.heading || ENDS_AS_QUESTION.test(quote)) return false;
  return isUnspaced(quote) ? quote.length >= LEAST_CHARACTERS : tokens.length >= LEAST_WORDS;
}

/** Makes a claim of a sentence: the whole sentence, or its beginning up to a word or a mark. */
function claimOf(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  if (line.length <= MAX_READ_CLAIM_LENGTH) return line;
  const cut = line.slice(0, MAX_READ_CLAIM_LENGTH - 1);
  const end = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('，'), cut.lastIndexOf('、'));
  return `${end > MAX_READ_CLAIM_LENGTH / 2 ? cut.slice(0, end) : cut}…`;
}

/** Whether every noun is capitalised, as in German. Then only several capitalised words in a row are a name. */
const isCapitalNoun = (language: string): boolean => language === 'de';

/** Whether a word's script has capitals. In other scripts only the names of countries are recognised. */
const hasCapitals = (word: string): boolean => /[\p{Lu}\p{Ll}]/u.test(word);

/** Returns the names in a sentence: runs of capitalised words after its first word, acronyms, and countries. */
function namesIn({ quote, tokens }: Stated, language: string): string[] {
  const names: string[] = [];
  const small = FRAME_WORDS.get(language)?.small;
  let run: Token[] = [];
  const end = (): void => {
    // "Die Gewerkschaft" begins a sentence with an article.
    if (run[0] === tokens[0] && small?.has(run[0]?.key ?? '')) run.shift();
    const [first] = run;
    const isOne = run.length === 1;
    const isSure = first?.acronym || !isOne || !(first === tokens[0] || isCapitalNoun(language));
    if (first && isSure) names.push(quote.slice(first.start, run.at(-1)!.end));
    run = [];
  };
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isJoined = before !== undefined && /^[ .’'-]{1,2}$/.test(quote.slice(before.end, token.start));
    if (run.length > 0 && !isJoined) end();
    if (token.capital) run.push(token);
    else end();
    const isName = token.capital || !hasCapitals(token.text);
    if (isName && countryInEnglish(token.text, language) !== null) names.push(token.text);
  }
  end();
  return [...new Set(names)].slice(0, MOST_ENTITIES);
}

const UNITS_OF_TIME = ['year', 'quarter', 'month', 'weekOfYear', 'day', 'hour', 'minute', 'second'] as const;
/** The most letters that an inflected word is longer than its dictionary form: "Monaten". */
const LONGEST_ENDING = 2;

/** Returns a test for words that mean a unit of time, which are no subjects: "Monate", "semanas". */
function unitsOfTime(language: string): (word: string) => boolean {
  const names = new Intl.DisplayNames(language, { type: 'dateTimeField' });
  const units = UNITS_OF_TIME.flatMap((unit) => names.of(unit)?.toLowerCase() ?? []);
  return (word) =>
    units.some((unit) => word.toLowerCase().startsWith(unit) && word.length - unit.length <= LONGEST_ENDING);
}

/** Returns the article's most frequent content words: "забастовка", "罢工". */
function subjectsIn(stated: readonly Stated[], names: ReadonlySet<string>, language: string): string[] {
  const frame = FRAME_WORDS.get(language);
  const isUnitOfTime = unitsOfTime(language);
  const counts = new Map<string, { readonly label: string; in: number }>();
  for (const { tokens } of stated) {
    const seen = new Set<string>();
    for (const { text, key } of tokens) {
      const root = stem(key);
      const isLong = isUnspaced(text) ? text.length > 1 : text.length > 4;
      if (!isLong || seen.has(root) || frame?.small.has(key) || frame?.asking.has(key)) continue;
      if (isUnitOfTime(text)) continue;
      seen.add(root);
      const count = counts.get(root);
      if (count) count.in++;
      else counts.set(root, { label: text, in: 1 });
    }
  }
  const most = Math.max(NAMED_IN, stated.length * COMMON_SHARE);
  return [...counts.values()]
    .filter(({ label, in: held }) => held >= NAMED_IN + 1 && held <= most && !names.has(label))
    .sort((a, b) => b.in - a.in)
    .map(({ label }) => label);
}

/** A topic and the stems of the names that mean it. */
interface NamedTopic {
  readonly topic: Topic;
  readonly forms: readonly (readonly string[])[];
}

const stemsOf = (text: string): string[] => tokenize(text).map(({ key }) => stem(key));

/** Transliterates a Cyrillic name, so that people can ask for it in Latin letters. */
function latinAliases(label: string): string[] {
  const [latin] = /^\p{Lu}/u.test(label) ? inLatin(label.split(' ').at(-1)!) : [];
  return latin ? [latin[0]!.toUpperCase() + latin.slice(1)] : [];
}

/** The most distinct names of an article that are examined. */
const MOST_NAMES = 200;

/**
 * Returns an article's topics: countries by their English names, names in at least two sentences, then its most
 * frequent words.
 */
function topicsOf(
  stated: readonly Stated[],
  names: readonly (readonly string[])[],
  language: string,
): NamedTopic[] {
  const counts = new Map<string, number>();
  for (const name of new Set(names.flat().slice(0, 20 * MOST_NAMES)))
    if (counts.size < MOST_NAMES) counts.set(name, stated.filter(({ quote }) => quote.includes(name)).length);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const countries = Map.groupBy(ranked, (name) => countryInEnglish(name, language));
  const named = (countries.get(null) ?? []).filter((name) => counts.get(name)! >= NAMED_IN);
  countries.delete(null);
  const all: NamedTopic[] = [];
  const push = (label: string, aliases: readonly string[], forms: readonly string[]): void => {
    const id = slugOf(label);
    if (id !== '' && all.length < MOST_TOPICS && !all.some(({ topic }) => topic.id === id))
      all.push({ topic: { id, label, aliases }, forms: forms.map(stemsOf) });
  };
  for (const [label, forms] of countries) push(label!, forms.slice(0, 3), forms);
  for (const label of named) push(label, latinAliases(label), [label]);
  for (const label of subjectsIn(stated, new Set(ranked), language)) push(label, [], [label]);
  return all;
}

/**
 * Estimates a sentence's salience, 0 to 1. It is higher for early sentences, those that share words with the title, and
 * those with a number or a quotation.
 */
function salienceOf({ quote, tokens }: Stated, index: number, title: ReadonlySet<string>): number {
  const shared = new Set(tokens.map(({ key }) => stem(key)).filter((key) => title.has(key))).size;
  const hasMore = /\p{N}|[“„«「"]/u.test(quote) ? 0.1 : 0;
  return Math.min(1, 0.7 * Math.exp(-index / 10) + Math.min(0.2, shared * 0.05) + hasMore);
}

/**
 * Returns the sentences of a foreign-language article as facts, verbatim. They have no speaker and no denial, because
 * the rules for both are English and would attribute words to the wrong person.
 */
export function foreignFactsOf(article: Article, language: string): Reading {
  const { text, title } = article;
  const stated = foreignSentences(text, language)
    .map((sentence): Stated => {
      const quote = text.slice(sentence.start, sentence.end);
      return { sentence, quote, tokens: tokenize(quote) };
    })
    .filter(isStatement);
  const names = stated.map((one) => namesIn(one, language));
  const named = topicsOf(stated, names, language);
  const titleKeys = new Set(stemsOf(title));
  const idOf = factIds(article.id);
  const facts = stated.map((one, index): Fact => {
    const keys = new Set(one.tokens.map(({ key }) => stem(key)));
    const isIn = ({ forms }: NamedTopic) => forms.some((form) => form.every((key) => keys.has(key)));
    return {
      id: idOf(one.quote),
      article: article.id,
      claim: claimOf(one.quote),
      quote: one.quote,
      span: [one.sentence.start, one.sentence.end],
      speaker: null,
      stance: 'affirmed',
      topics: named.filter(isIn).map(({ topic }) => topic.id),
      entities: names[index]!,
      salience: salienceOf(one, index, titleKeys),
    };
  });
  const used = new Set(facts.flatMap((fact) => fact.topics));
  const topics = named.map(({ topic }) => topic).filter(({ id }) => used.has(id));
  return { article, topics, facts };
}
