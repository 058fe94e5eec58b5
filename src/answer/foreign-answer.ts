import { countryInEnglish } from '../language/country-translations.ts';
import type { ForeignQuestion, QuestionWord } from '../language/foreign-question.ts';
import { inLatin } from '../language/lexicon/cyrillic.ts';
import type { Answer } from './answer.ts';
import { newestArticles } from './briefs/articles.ts';
import { summaryOf } from './briefs/summary.ts';
import { briefDraft } from './cards/brief-card.ts';
import { type CardBasis, wordsOf } from './cards/card-basis.ts';
import type { Draft } from './cards/card-draft.ts';
import { bareTitle } from './cards/card-title.ts';
import { noticeDraft } from './cards/notice-card.ts';
import { topicAction } from './cards/topic-buttons.ts';
import { shortened } from './cards/wording.ts';
import type { Readout } from './query-core.ts';

/** The most words of a country's name: "Bosnia y Herzegovina". */
const LONGEST_NAME = 5;
/** The most words looked up as names. */
const MOST_NAMES = 8;

const isUnrepaired = ({ terms, corrections }: Answer): boolean =>
  corrections.length === 0 && terms.some(({ isIndexed }) => isIndexed);

/** Whether a word is capitalised in a script with capitals. German capitalises every noun. */
const isName = (word: QuestionWord, language: string): boolean =>
  language !== 'de' && /^\p{Lu}/u.test(word.text);

/** Returns a name as the library writes it: the word itself or its Latin spelling; null if it contains neither. */
function nameHeld(word: QuestionWord, language: string, readout: Readout): string | null {
  const own = readout.ask(word.text, { limit: 1 });
  if (isUnrepaired(own)) return word.text;
  const spelled = inLatin(word.text).find((name) => readout.ask(name, { limit: 1 }).terms.some(held));
  if (spelled !== undefined) return spelled[0]!.toUpperCase() + spelled.slice(1);
  // A name may be spelt differently, so spelling correction applies to names only.
  return isName(word, language) && own.terms.some(held) ? word.text : null;
}

const held = ({ isIndexed }: { readonly isIndexed: boolean }): boolean => isIndexed;

/** Returns the names and topics of a question as the library writes them, without duplicates, and the unknown words. */
export function namesOf(
  { words, names, language }: ForeignQuestion,
  readout: Readout,
): { readonly found: readonly string[]; readonly lacking: readonly string[] } {
  const found: string[] = [];
  const lacking: string[] = [];
  for (let at = 0; at < words.length; ) {
    const runs = Array.from({ length: Math.min(LONGEST_NAME, words.length - at) }, (_, left) =>
      words.slice(at, words.length - Math.max(0, words.length - at - LONGEST_NAME) - left),
    );
    // A name does not begin or end with a function word.
    const country = runs
      .filter((run) => names.includes(run[0]!) && names.includes(run.at(-1)!))
      .map((run) => ({ run, english: countryInEnglish(run.map(({ text }) => text).join(' '), language) }))
      .find(({ english }) => english !== null);
    const word = words[at]!;
    at += country?.run.length ?? 1;
    if (!country && !names.includes(word)) continue;
    const name = country ? nameOfCountry(country.english!, word, readout) : nameHeld(word, language, readout);
    if (name === null) lacking.push(country?.english ?? word.text);
    else if (!country && joins(word, words[at - 2], found.at(-1), language))
      found.push(`${found.pop()} ${name}`);
    else if (!found.includes(name)) found.push(name);
  }
  return { found: found.slice(0, MOST_NAMES), lacking: lacking.slice(0, MOST_NAMES) };
}

/** Whether a word continues the name before it: "Port Ellis". */
const joins = (
  word: QuestionWord,
  before: QuestionWord | undefined,
  last: string | undefined,
  language: string,
): boolean =>
  before !== undefined &&
  last?.split(' ').at(-1) === before.text &&
  isName(before, language) &&
  isName(word, language);

/** Returns a country as the library writes it: in English or as typed; null if it has neither. */
const nameOfCountry = (english: string, { text }: QuestionWord, readout: Readout): string | null =>
  [english, text].find((name) => isUnrepaired(readout.ask(name, { limit: 1 }))) ?? null;

/** Returns the best answer to some names: all together, otherwise the first one that is answered. */
function answerOn(names: readonly string[], readout: Readout): Answer {
  const all = readout.ask(`what about ${names.join(' ')}?`);
  if (all.status === 'answered') return all;
  const single = names.map((name) => readout.ask(`what about ${name}?`));
  return single.find(({ status }) => status === 'answered') ?? all;
}

/** Says that questions in this language are not read, and shows what its names and topics find. */
export function foreignDraft(question: ForeignQuestion, message: string, basis: CardBasis): Draft {
  const { readout } = basis;
  const { answers } = wordsOf(basis);
  const quoted = (words: readonly string[]): string =>
    words.map((word) => answers.quoted(shortened(word, 30))).join(', ');
  const { found, lacking } = namesOf(question, readout);
  const title = bareTitle(message);
  if (found.length === 0 && question.isSummary) {
    const draft = summaryOf({ kind: 'summary', about: null, lines: null }, null, basis);
    if (draft) return { ...draft, card: { ...draft.card, notice: answers.englishOnly } };
  }
  if (found.length === 0) {
    const topics = readout.topics().slice(0, 3);
    const nothing = lacking.length === 0 ? '' : ` ${answers.foreignNothing(quoted(lacking))}`;
    const newest = newestArticles(readout)[0];
    const lede = newest ? answers.newestArticle(shortened(newest.title, 90)) : undefined;
    return noticeDraft(
      basis,
      `${answers.englishOnly}${nothing}`,
      lede,
      topics.map(({ topic }) => topicAction(topic)),
    );
  }
  const draft = briefDraft(answerOn(found, readout), basis);
  const on = found.map((name) => shortened(name, 30)).join(', ');
  const lacked = lacking.length === 0 ? null : quoted(lacking);
  const notice = `${answers.englishOnly} ${answers.foreignFound(on, lacked)}`;
  return { ...draft, card: { ...draft.card, title, notice } };
}
