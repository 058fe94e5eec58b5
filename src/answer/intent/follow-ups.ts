import type { Conversation } from '../../domain/chat-state.ts';
import type { Answer } from '../answer-question.ts';

/** What a message in a thread asks for, read against what was said before. */
export type Intent =
  | { readonly kind: 'ask'; readonly question: string; readonly alternatives: readonly string[] }
  | { readonly kind: 'more' }
  | { readonly kind: 'source' }
  | { readonly kind: 'why' };

const MORE =
  /^(?:(?:show|tell|give)\s+(?:me\s+)?)?(?:(?:some|any(?:thing)?)\s+)?(?:more|next|else|the rest|go on|continue)(?:\s+(?:please|facts|of (?:it|them)))?$/i;
const SOURCE =
  /^(?:and\s+)?(?:who\s+(?:said|says|claimed|told|wrote)\s+(?:that|this|it|so|them|those)(?:\s+\w+)?|says who|according to who(?:m)?|(?:show\s+(?:me\s+)?)?(?:the\s+)?(?:sources?|quotes?)|where does (?:it|that) (?:say|stand)(?: (?:that|so))?|how do you know(?: that)?|really)$/i;
const WHY = /^(?:but\s+)?why(?:\s+(?:this|these|that|this answer|these facts))?$/i;
const CARRY_ON = /^(?:and|also|or|but|ok(?:ay)?|what about|how about|and what about|and how about)\b[\s,:]*/i;
/** "no, I meant Syria" puts another question in the last one's place. */
const INSTEAD = /^(?:(?:no|nope|sorry|actually)[\s,]+)*i mean(?:t)?\b[\s,:]*/i;
const PRONOUN = /\b(?:he|she|him|his|her|they|them|their)\b/i;

const bare = (text: string) => text.trim().replace(/[?!.\s]+$/u, '');

/**
 * Reads a message as a follow-up where it is one. "and START?" carries the names of the last question over as an
 * alternative reading; "did he mention Syria?" puts the last name in the pronoun's place.
 * Without a conversation every message is a question of its own.
 */
export function readIntent(text: string, conversation: Conversation | null): Intent {
  const said = bare(text);
  if (!conversation) return { kind: 'ask', question: text.trim(), alternatives: [] };
  if (MORE.test(said)) return { kind: 'more' };
  if (SOURCE.test(said)) return { kind: 'source' };
  if (WHY.test(said)) return { kind: 'why' };
  const instead = said.replace(INSTEAD, '').trim();
  if (instead && instead !== said) return { kind: 'ask', question: instead, alternatives: [] };
  const name = conversation.about[0];
  if (name && PRONOUN.test(said)) {
    return { kind: 'ask', question: text.trim().replace(PRONOUN, () => name), alternatives: [] };
  }
  if (CARRY_ON.test(said)) {
    const rest = said.replace(CARRY_ON, '').replace(CARRY_ON, '').trim();
    if (rest)
      return {
        kind: 'ask',
        question: rest,
        alternatives: name ? [`${conversation.about.join(' ')} ${rest}`] : [],
      };
  }
  return { kind: 'ask', question: text.trim(), alternatives: [] };
}

/**
 * Of the readings of a follow-up, the fullest that is answered without a word missing; else the plain one. The answer bears the
 * question as the person put it: "and START?" is headed "START", whoever it was read about.
 */
export function bestReading(intent: Intent & { kind: 'ask' }, ask: (question: string) => Answer): Answer {
  for (const reading of intent.alternatives) {
    const answer = ask(reading);
    if (answer.status === 'answered' && answer.facts[0]!.hit.missing.length === 0)
      return { ...answer, question: intent.question };
  }
  return ask(intent.question);
}

/** The people that a question or its answer is about: what "and X?" and "he" refer to next. */
export function namesIn(answer: Answer): string[] {
  // A name that was carried over stands in what was looked for alone.
  const asked = [answer.question, ...answer.terms.map((term) => term.asked)].join(' ').toLowerCase();
  const top = answer.facts[0]?.fact;
  const people = [top?.speaker ?? null, ...(top?.entities ?? [])].filter(
    (name): name is string => name !== null,
  );
  const named = people.filter((name) => asked.includes(name.split(' ').at(-1)!.toLowerCase()));
  const found = named.length > 0 ? named : top?.speaker ? [top.speaker] : [];
  return [...new Set(found)].slice(0, 1);
}
