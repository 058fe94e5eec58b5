import type { Words } from '../../domain/words/en.ts';
import type { Correction } from '../../search/search-result.ts';
import type { Answer } from '../answer.ts';
import type { Readout } from '../query-core.ts';
import { topicAsked } from './topic-buttons.ts';
import { shortened } from './wording.ts';

/** The longest title, in characters. Slack's header allows 150; a phone shows half of that. */
const TITLE = 90;

const SHAPE = /^(?:so\s+)?(?:and\s+)?(?:what|how)\s+about\s+|^tell\s+(?:me|us)\s+about\s+/i;

/** Removes the frame of a question: "what about sanctions?" becomes "Sanctions". */
export function bareTitle(question: string): string {
  const whole = question.trim();
  const bare = whole.replace(SHAPE, '').trim() || whole;
  const said = bare === whole ? bare : bare.replace(/(?<![?!.\s])[?!.\s]+$/, '');
  return shortened(said.charAt(0).toUpperCase() + said.slice(1), TITLE);
}

/** Returns a card's title: the topic asked about, else the person's question. */
export function titleOf(answer: Answer, readout: Readout): string {
  const nearest = answer.facts.slice(0, 3).map(({ fact }) => fact);
  return topicAsked(readout, answer.terms, nearest)?.label ?? bareTitle(answer.question);
}

/** Formats the notice about a corrected spelling: "Showing results for Venezuela". */
export function noticeOf(corrections: readonly Correction[], { answers }: Words): string | undefined {
  if (corrections.length === 0) return undefined;
  return answers.showing([...new Set(corrections.map(({ to }) => to))].join(', '));
}
