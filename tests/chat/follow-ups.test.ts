import { describe, expect, it } from 'vitest';
import { chatInThread } from './chat-in-thread.ts';

const { says } = chatInThread();

describe('how a question is read', () => {
  it('"and START?" is headed START, whoever it was read about', async () => {
    await says('what about INF?');
    await says('who said that?');
    expect((await says('and START?'))!.card.title).toBe('START');
    expect((await says('and what about Syria?'))!.card.title).toBe('Syria');
  });

  it('never heads a card with a guess: a pronoun is said to be read as somebody', async () => {
    await says('what did Lavrov say?');
    expect((await says('did he mention Ukraine?'))!.card).toMatchObject({
      title: 'Did he mention Ukraine?',
      notice: '“he” read as Lavrov',
    });
    await says('what about Rovaniemi?');
    const { card } = (await says('how long did they talk?'))!;
    expect([card.title, card.notice]).toEqual([
      'How long did they talk?',
      '“they” read as Pompeo and Lavrov',
    ]);
  });

  it('takes "they" for nobody after a card that names nobody, or one alone', async () => {
    await says('what about sanctions?');
    expect((await says('what did they say?'))!.card.title).toBe('Name what you want to know about');
  });

  it('gives nobody the words of "they" after a card on one who told of two', async () => {
    await says('who is Ushakov?');
    expect((await says('what did they say?'))!.card.title).toBe('Name what you want to know about');
    await says('who is Ushakov?');
    const { card } = (await says('what did he say?'))!;
    for (const { attribution } of card.sections.flatMap(({ lines }) => lines))
      expect(attribution).toContain('Ushakov');
  });

  it('asks anew with "what about X?", whoever was spoken of', async () => {
    const fresh = (await says('what about sanctions?'))!.card.sections;
    await says('what did Lavrov say?');
    for (const text of ['what about sanctions?', 'how about sanctions', 'ok, and what about sanctions?'])
      expect((await says(text))!.card).toMatchObject({ sections: fresh });
  });

  it('keeps the topic for "and Lavrov?", says so, and offers all', async () => {
    await says('what did Pompeo say about Venezuela?');
    const { card } = (await says('and Lavrov?'))!;
    expect(card.notice).toBe('On Venezuela');
    expect(JSON.stringify(card.sections)).toContain('Venezuela');
    expect(card.actions.map(({ label }) => label)).toContain('All on Lavrov');
  });

  it('keeps whose words were asked for with "and the G20?"', async () => {
    await says('what did Lavrov say about the elections?');
    const { card } = (await says('and the G20?'))!;
    expect(card.notice).toBe('By Lavrov');
    expect(card.actions.map(({ label }) => label)).toContain('All on The G20');
  });

  it('"think" is no slip for "thing", and "I think" asks for nothing', async () => {
    for (const text of ['I think that Venezuela was discussed', 'what does Pompeo think of Venezuela?']) {
      const { card } = (await says(text))!;
      expect(card.notice).toBeUndefined();
      expect(card.title).toBe(text.replace(/^w/, 'W'));
      expect(JSON.stringify(card.sections)).toContain('Venezuela');
      expect(card.footer.join()).not.toContain('think');
    }
    expect((await says('what do you think?'))!.card.title).toBe('Name what you want to know about');
  });
});
