import { describe, expect, it } from 'vitest';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { respond } from '../../src/answer/respond.ts';
import type { Card } from '../../src/domain/card.ts';
import type { Conversation } from '../../src/domain/chat-state.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { EMPTY } from '../contract/store/samples.ts';

const TEXT = [
  '"Safety comes first, and we stop until we know more," said Lena Moser, the chief executive of Tarbo.',
  'Moser denied a report that the firm had known of a cracked valve in May. "That report is false," she said.',
  'The inspector Ivo Hain said that he had sent the firm a letter on the valve.',
  'The mayor, Rita Sund, said that the school would stay closed for a week.',
].join('\n\n');
const article = factsOf({
  id: 'tarbo',
  title: 'Tarbo closes its plant',
  text: TEXT,
  source: { kind: 'file', path: 'tarbo.txt' },
  published: '2026-02-02',
  retrieved: '2026-02-02T00:00:00Z',
});
const readouts = createReadout(EMPTY);
readouts.put(article, null);
const readout = readouts.of(null);

/** Asks one question after the other, and returns the last card. */
function cardAfter(...questions: readonly string[]): Card {
  let conversation: Conversation | null = null;
  let card: Card | null = null;
  for (const question of questions) {
    const { draft } = respond(readIntent(question, { commands: false }), question, {
      readout,
      tenant: null,
      now: new Date('2026-03-10T09:00:00Z'),
      id: 'c',
      conversation,
    });
    card = draft.card;
    conversation = draft.conversation ?? conversation;
  }
  return card!;
}
const claimsOf = (card: Card) => card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim));

describe('what somebody says to the last card', () => {
  it.each([
    'what did Moser say to that?',
    'what does moser say about this claim',
    'what did Moser say on it?',
  ])('“%s” lists the statements on its matter and those that point back to one', (question) => {
    const claims = claimsOf(cardAfter('did Hain send a letter?', question)).join('\n');
    expect(claims).toContain('cracked valve');
    expect(claims).toContain('That report is false');
    expect(claims).not.toContain('Safety comes first');
  });

  it('is no matter of its own for the next question', () => {
    const card = cardAfter('did Hain send a letter?', 'what did Moser say to that?', 'and Sund?');
    expect(card.notice ?? '').not.toMatch(/that|both/i);
    expect(claimsOf(card).join()).toContain('school');
  });

  it('is a usual question without a card before it', () => {
    expect(claimsOf(cardAfter('what did Moser say about the valve?')).join()).toContain('valve');
  });
});
