import { readIntent } from './read-intent.ts';

/** The search text, and whether the newest facts come first. */
export interface NewestAsked {
  readonly question: string;
  readonly newest: boolean;
}

/**
 * Words of which every request for the newest contains at least one. Most questions have none and need no further test.
 */
const OF_NEWS = /\b(?:new|news|newest|latest|recent|updates?|headlines|developments|breaking|catch ?up)\b/i;

/** Splits "what's new about Venezuela?" into its subject and the wish for the newest facts. */
export function readNewest(question: string): NewestAsked {
  const intent = OF_NEWS.test(question) ? readIntent(question, { commands: false }) : null;
  if (intent?.kind !== 'news' || intent.about === null) return { question, newest: false };
  return { question: `what about ${intent.about}`, newest: true };
}
