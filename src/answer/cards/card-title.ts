import type { Words } from '../../domain/words/en.ts';
import type { Correction } from '../../search/search-result.ts';
import type { Answer } from '../answer.ts';
import type { Readout } from '../query-core.ts';
import { topicAsked } from './topic-buttons.ts';
import { shortened } from './wording.ts';

/** Long questions are shown shortened: Slack's header takes 150 characters, a phone shows half of that. */
const TITLE = 90;

const SHAPE = /^(?:so\s+)?(?:and\s+)?(?:what|how)\s+about\s+|^tell\s+(?:me|us)\s+about\s+/i;

/** A question without its scaffolding: "what about sanctions?" is headed "Sanctions". */
export function bareTitle(question: string): string {
  const whole = question.trim();
  const bare = whole.replace(SHAPE, '').trim() || whole;
  const said = bare === whole ? bare : bare.replace(/(?<![?!.\s])[?!.\s]+$/, '');
  return shortened(said.charAt(0).toUpperCase() + said.slice(1), TITLE);
}

/** What stands on top: the topic asked about, else the question in the person's own words. */
export function titleOf(answer: Answer, readout: Readout): string {
  const nearest = answer.facts.slice(0, 3).map(({ fact }) => fact);
  return topicAsked(readout, answer.terms, nearest)?.label ?? bareTitle(answer.question);
}

/** "Showing results for Venezuela": a repaired spelling is always said. */
export function noticeOf(corrections: readonly Correction[], { answers }: Words): string | undefined {
  if (corrections.length === 0) return undefined;
  return answers.showing([...new Set(corrections.map(({ to }) => to))].join(', '));
}
