import type { Article } from '../../domain/article.ts';
import type { FoundFact } from '../answer-question.ts';
import { newestFirst } from '../same-event.ts';

/** "What's new about X?", "the latest on X", "any news of X?": what asks for the newest, and what is asked about. */
const NEWEST =
  /\b(?:what(?:['’]?s|\s+is|\s+are)\s+(?:the\s+)?(?:new|newest|latest|news)|(?:any|is there|anything|something|give me|tell me|show me)?\s*(?:the\s+)?(?:latest|newest|most recent)(?:\s+(?:news|facts|updates?))?|any(?:thing)?\s+(?:news?|updates?))\s+(?:about|on|of|with|from|in|regarding|for)\s+/i;

/** What is searched for, and whether the newest that is found comes first. */
export interface NewestAsked {
  readonly question: string;
  readonly newest: boolean;
}

/** Parts "what's new about Venezuela?" into what it is about and that the newest is wanted. */
export function readNewest(question: string): NewestAsked {
  const match = NEWEST.exec(question);
  if (!match) return { question, newest: false };
  return { question: `what about ${question.slice(match.index + match[0].length)}`, newest: true };
}

/** Facts of the newest article first, each article's in the order in which they stood; what bears no date, last. */
export function newestOf(
  facts: readonly FoundFact[],
  articleOf: (id: string) => Pick<Article, 'published'> | undefined,
): FoundFact[] {
  const dateOf = ({ fact }: FoundFact) => articleOf(fact.article)?.published;
  return [...facts].sort((a, b) => newestFirst(dateOf(a), dateOf(b)));
}
