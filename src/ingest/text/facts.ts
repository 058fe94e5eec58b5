import type { Article } from '../../core/article.ts';
import type { Fact } from '../../core/fact.ts';
import type { Reading } from '../../core/readout.ts';
import { claimOf } from './claim.ts';
import { factIds } from './fact-id.ts';
import { paragraphsOf } from './paragraphs.ts';
import { sentencesOf } from './sentences.ts';
import { voicesOf } from './voices.ts';
import { statesSomething } from './worth.ts';

/**
 * Turns an article's text into sourced facts. Pure and deterministic: the same article gives the same facts with the
 * same ids. Every quote is verbatim at its span.
 */
export function factsOf(article: Article): Reading {
  const idOf = factIds(article.id);
  const facts: Fact[] = [];
  const sentences = sentencesOf(article.text);
  for (const voiced of voicesOf(article.text, sentences, paragraphsOf(article.text)).voiced) {
    if (!statesSomething(article.text, voiced)) continue;
    const claim = claimOf(article.text, voiced);
    if (!claim) continue;
    const {
      sentence: { start, end },
      speaker,
    } = voiced;
    const quote = article.text.slice(start, end);
    facts.push({
      id: idOf(quote),
      article: article.id,
      claim,
      quote,
      span: [start, end],
      speaker: speaker?.name ?? null,
      stance: 'affirmed',
      topics: [],
      entities: [],
      salience: 1 / (1 + facts.length),
    });
  }
  return { article, topics: [], facts };
}
