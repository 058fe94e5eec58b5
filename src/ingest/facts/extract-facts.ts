import { withConflicts } from '../../answer/conflicts.ts';
import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import { contentWords } from '../../language/content-words.ts';
import { paragraphsOf } from '../../language/paragraphs.ts';
import { sentencesOf } from '../../language/sentences.ts';
import { acronymsOf, entitiesOf } from './entities.ts';
import { factIds } from './fact-id.ts';
import { statesSomething } from './is-statement.ts';
import { saliences } from './salience.ts';
import { type Voiced, voicesOf } from './speaker-attribution.ts';
import { stanceOf } from './stance.ts';
import { topicFinder, topicsOf } from './topics.ts';
import { claimOf } from './write-claim.ts';

interface Stated {
  readonly voiced: Voiced;
  readonly claim: string;
  /** The claim's content words. */
  readonly words: readonly string[];
  readonly place: number;
}

/**
 * Turns an article's text into sourced facts. Pure and deterministic: the same article gives the same facts with the
 * same ids, and every quote is verbatim at its span. A sentence that states nothing, or that can't be made to stand
 * alone within a claim's length, is no fact.
 */
export function factsOf(article: Article): Reading {
  const { text } = article;
  const paragraphs = paragraphsOf(text);
  const { voiced, cast } = voicesOf(text, sentencesOf(text, paragraphs), paragraphs);
  const acronyms = acronymsOf(voiced);
  const stated: Stated[] = [];
  let place = 0;
  for (const sentence of voiced) {
    if (!statesSomething(text, sentence)) continue;
    const claim = claimOf(text, sentence);
    if (claim) stated.push({ voiced: sentence, claim, words: contentWords(claim), place });
    place++;
  }
  const entities = stated.map((one) => entitiesOf(text, one.voiced, cast, acronyms));
  const topics = topicsOf(entities, acronyms, cast);
  const salience = saliences(stated.map((one) => ({ ...one, quoted: one.voiced.quoted })));
  const idOf = factIds(article.id);
  const topicsIn = topicFinder(topics);
  const facts = stated.map(({ voiced: { sentence, speaker }, claim }, index): Fact => {
    const quote = text.slice(sentence.start, sentence.end);
    return {
      id: idOf(quote),
      article: article.id,
      claim,
      quote,
      span: [sentence.start, sentence.end],
      speaker: speaker?.name ?? null,
      stance: stanceOf(claim),
      topics: topicsIn(entities[index]!),
      entities: entities[index]!,
      salience: salience[index]!,
    };
  });
  const used = new Set(facts.flatMap((fact) => fact.topics));
  return { article, topics: topics.filter(({ id }) => used.has(id)), facts: withConflicts(facts, stated) };
}
