import { withConflicts } from '../../answer/conflicts.ts';
import type { Article } from '../../domain/article.ts';
import { type Fact, MAX_READ_CLAIM_LENGTH } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import { foreignLanguage } from '../../language/detect-language.ts';
import { headlineParagraphs } from '../../language/headline.ts';
import { paragraphsOf } from '../../language/paragraphs.ts';
import { sentencesOf } from '../../language/sentences.ts';
import { stem } from '../../language/stemmer.ts';
import { contentWords } from '../../language/stop-words.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { contextsIn } from './context.ts';
import { acronymsOf, entitiesOf } from './entities.ts';
import { factIds } from './fact-id.ts';
import { foreignFactsOf } from './foreign-facts.ts';
import { isStatement, opensCorrection } from './is-statement.ts';
import { saliences } from './salience.ts';
import { attributedSentences } from './speaker-attribution.ts';
import { splitSentence } from './split-sentence.ts';
import { stanceOf } from './stance.ts';
import { subjectsOf } from './subject-topics.ts';
import { slugOf, topicFinder, topicsOf } from './topics.ts';
import { claimOf } from './write-claim.ts';

interface Stated {
  readonly voiced: AttributedSentence;
  readonly claim: string;
  /** The content words of the claim. */
  readonly words: readonly string[];
  readonly place: number;
  /** The sentences before that the claim needs; null if it needs none. */
  readonly context: string | null;
}

/**
 * Removes the speaker if the claim keeps only words that are not the speaker's: "Rain fell, and X said …" cut to "Rain
 * fell.".
 */
function withoutLostSource(claim: string, one: AttributedSentence): AttributedSentence {
  const { report, tokens } = one;
  if (!report || one.quoted || report.form === 'trailing' || report.form === 'according') return one;
  return claim.includes(tokens[report.cue.from]!.text) ? one : { ...one, speaker: null };
}

/**
 * Extracts an article's facts. It is pure and deterministic: the same article gives the same facts with the same ids.
 * Every quote is verbatim at its span. A sentence is no fact if it states nothing, or if it cannot be understood alone
 * within a claim's length. In other languages than English, each sentence is a fact.
 */
export function factsOf(article: Article): Reading {
  const language = foreignLanguage(article);
  return language ? foreignFactsOf(article, language.code) : englishFactsOf(article);
}

function englishFactsOf(article: Article): Reading {
  const { text } = article;
  const paragraphs = paragraphsOf(text);
  const { attributed: voiced, registry } = attributedSentences(
    text,
    sentencesOf(text, paragraphs),
    paragraphs,
  );
  const acronyms = acronymsOf(voiced);
  const stated: Stated[] = [];
  let place = 0;
  const headlines = headlineParagraphs(
    paragraphs.slice(0, 4).map(([start, end]) => text.slice(start, Math.min(end, start + 400))),
    article.title,
  );
  const sentences = voiced.flatMap((one) => splitSentence(one, MAX_READ_CLAIM_LENGTH));
  const contexts = contextsIn(
    text,
    sentences,
    registry,
    Math.max(
      0,
      sentences.findIndex(({ sentence }) => sentence.paragraph >= headlines),
    ),
    new Set(contentWords(article.title).map(stem)),
  );
  let correction = -1;
  for (const [index, sentence] of sentences.entries()) {
    if (opensCorrection(text, sentence)) correction = sentence.sentence.paragraph;
    if (sentence.sentence.paragraph === correction) continue;
    if (sentence.sentence.paragraph < headlines || sentence.cite || !isStatement(text, sentence)) continue;
    const claim = claimOf(text, sentence);
    const voiced = claim === null ? sentence : withoutLostSource(claim, sentence);
    if (claim)
      stated.push({ voiced, claim, words: contentWords(claim), place, context: contexts.of(claim, index) });
    place++;
  }
  const entities = stated.map((one) => entitiesOf(text, one.voiced, registry, acronyms));
  const tokensOfFacts = stated.map((one) => one.voiced.tokens);
  const common = new Set(
    tokensOfFacts.flatMap((tokens) =>
      tokens.flatMap(({ capital, mark, lower }) => (capital || mark ? [] : lower)),
    ),
  );
  const subjects = subjectsOf(tokensOfFacts);
  const topics = [
    ...topicsOf(entities, acronyms, registry, common),
    ...subjects.map(({ label }) => ({ id: slugOf(label), label, aliases: [] })),
  ];
  const topicsIn = topicFinder(topics);
  const topicIds = stated.map((_, index) => [
    ...topicsIn(entities[index]!),
    ...subjects.flatMap(({ label, sentences: held }) => (held.has(index) ? slugOf(label) : [])),
  ]);
  const salience = saliences(
    stated.map((one, index) => ({
      ...one,
      speaker: one.voiced.speaker?.name ?? null,
      entities: entities[index]!,
      topics: topicIds[index]!,
    })),
  );
  const idOf = factIds(article.id);
  const facts = stated.map(({ voiced: { sentence, speaker }, claim, context }, index): Fact => {
    const quote = text.slice(sentence.start, sentence.end);
    return {
      id: idOf(quote),
      article: article.id,
      claim,
      ...(context !== null && { context }),
      quote,
      span: [sentence.start, sentence.end],
      speaker: speaker?.name ?? null,
      stance: stanceOf(claim),
      topics: topicIds[index]!,
      entities: entities[index]!,
      salience: salience[index]!,
    };
  });
  const used = new Set(facts.flatMap((fact) => fact.topics));
  return { article, topics: topics.filter(({ id }) => used.has(id)), facts: withConflicts(facts, stated) };
}
