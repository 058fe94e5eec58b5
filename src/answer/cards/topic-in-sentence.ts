import { nameInSentence } from '../../language/name-in-sentence.ts';
import { newestArticles } from '../briefs/articles.ts';
import type { Readout } from '../query-core.ts';

/** The newest articles whose wording decides how a topic is written. */
const ARTICLES = 5;

/**
 * Returns a function that writes a topic's label as in the middle of a sentence: "the port company", "arms control".
 */
export function topicInSentence(readout: Readout): (label: string) => string {
  const texts = newestArticles(readout)
    .slice(0, ARTICLES)
    .map(({ text }) => text ?? '');
  return (label) => nameInSentence(label, texts);
}
