import { readIntent } from './read-intent.ts';

/** What is searched for, and whether the newest that is found comes first. */
export interface NewestAsked {
  readonly question: string;
  readonly newest: boolean;
}

/** Words without which nothing asks for the newest: most questions are told by them. */
const OF_NEWS = /\b(?:new|news|newest|latest|recent|updates?|headlines|developments|breaking|catch ?up)\b/i;

/** Parts "what's new about Venezuela?" into what it is about and that the newest is wanted. */
export function readNewest(question: string): NewestAsked {
  const intent = OF_NEWS.test(question) ? readIntent(question, { commands: false }) : null;
  if (intent?.kind !== 'news' || intent.about === null) return { question, newest: false };
  return { question: `what about ${intent.about}`, newest: true };
}
