import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleOf } from '../digest/harness.ts';
import { digestChat, textOf } from './digest-chat.ts';

let at: Awaited<ReturnType<typeof digestChat>>;
beforeEach(async () => {
  at = await digestChat();
});
afterEach(() => at.bed.store.close());

describe('/watch and /unwatch', () => {
  it('watches topics by any of their names, lists them, and stops', async () => {
    expect((await at.slash('watch')).card.title).toBe('No topic is watched here');
    expect((await at.slash('watch missile treaty')).card.title).toBe('Watching INF');
    expect((await at.slash('watch INF')).card.title).toBe('INF: watched here already');
    const unknown = await at.slash('watch venezula');
    expect(unknown.card.title).toContain('Did you mean Venezuela?');
    expect((await at.press(unknown, 'Venezuela')).card.title).toBe('Watching Venezuela');
    const list = await at.slash('watch');
    expect(list.card.title).toBe('Watched here: INF and Venezuela');
    expect(textOf(await at.slash('digest status'))).toContain('Watching INF and Venezuela.');
    expect((await at.press(list, 'Stop INF')).card.title).toBe('No longer watching INF');
    expect((await at.slash('unwatch INF')).card.title).toBe('INF: not watched here');
    expect((await at.slash('unwatch all')).card.title).toBe('No longer watching Venezuela');
  });
});

describe('/catchup', () => {
  it('shows each person what is new since they last read, for them alone', async () => {
    const tenant = 'slack:T9';
    const first = await at.slash('catchup', { tenant });
    expect(first.visibility).toBe('asker');
    expect(first.card.title).toBe('What there is to know');
    at.bed.pass(3600_000);
    expect((await at.slash('catchup', { tenant })).card).toMatchObject({
      title: 'New since Thursday 14 May, 08:00',
      lede: 'Nothing new has come in.',
    });
    at.bed.pass(1000);
    await at.bed.comes(articleOf('c', ['The harbour of Kalmar is closed.']), tenant);
    at.bed.pass(1000);
    const news = await at.slash('catchup', { tenant });
    expect(textOf(news)).toContain('The harbour of Kalmar is closed.');
    expect(textOf(await at.slash('catchup', { tenant, person: 'ben' }))).toContain('Report c');
    expect(textOf(await at.slash('catchup', { tenant: 'slack:T8', person: 'eve' }))).not.toContain('Kalmar');
  });
});
