import { afterEach, beforeEach, expect, it } from 'vitest';
import { commonKey } from '../../src/domain/conversation-key.ts';
import { digestChat, textOf } from './digest-chat.ts';

let at: Awaited<ReturnType<typeof digestChat>>;
beforeEach(async () => {
  at = await digestChat();
  await at.bed.subscribe('C1');
  at.bed.at('2026-05-14T07:00:00Z');
  await at.bed.plan();
  await at.bed.work();
});
afterEach(() => at.bed.store.close());

const digest = () => at.bed.chat.in('C1')[0]!.card;
const says = async (text: string, channel = 'C1', message = 'the-digest') =>
  (await at.chat.message({
    ...at.place({ channel }),
    thread: commonKey(channel, message),
    eventId: null,
    text,
    under: digest().id,
  }))!;

it('goes on from the digest that a message stands under', async () => {
  const first = digest().sections.flatMap(({ lines }) => lines)[0]!;
  const { speaker } = at.bed.readout.of(null).fact(first.factId!)!;
  const source = await says('who said that?');
  expect(source.card.kind).toBe('source');
  expect(textOf(source)).toContain(`${speaker ?? 'the article'}: ${first.claim.slice(0, 30)}`);
  expect((await says('why these?')).card.kind).toBe('why');
  const more = await says('more');
  expect(more.card.title).toBe('More');
  expect(textOf(more)).not.toContain(first.claim);
});

it('takes the words for a question of their own in another channel', async () => {
  expect((await says('who said that?', 'C2', 'C2/x')).card.kind).not.toBe('source');
});
