import { describe, expect, it } from 'vitest';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import { actionToken } from '../../src/domain/action.ts';
import { chatInThread, place } from './chat-in-thread.ts';

const { chat, says } = chatInThread();

describe('what is no question', () => {
  it.each([
    'yes',
    'No, thanks!',
    'I think so',
    'wow',
    'bye',
    '👍',
    ':+1:',
    'lol :joy:',
    'never mind',
    'good bot',
  ])('"%s" gets no answer, and leaves the conversation where it was', async (text) => {
    await says('what about INF?');
    expect(await says(text)).toBeNull();
    expect((await says('who said that?'))!.card.kind).toBe('source');
  });

  it.each(['ok thanks', 'Thank you very much.', 'thx!', 'thanks, that helps'])(
    '"%s" gets a reaction',
    async (text) => {
      expect(await says(text)).toMatchObject({ reaction: 'thanks', visibility: 'asker' });
    },
  );

  it.each(['hi', 'Hello there!', 'good morning'])(
    '"%s" gets one line and questions that can be asked',
    async (text) => {
      const reply = (await says(text))!;
      expect(reply).toMatchObject({
        visibility: 'asker',
        card: { title: 'Hello. Ask me about the news, or send me a link.' },
      });
      const asks = reply.card.actions.filter(({ verb }) => verb === 'ask');
      expect(asks).toHaveLength(3);
      for (const action of asks) {
        const token = actionToken(action, reply.card.id);
        const { card } = (await chat().press({ ...place, eventId: null, token }))!;
        expect(['brief', 'conflict', 'article']).toContain(card.kind);
      }
    },
  );

  it.each([
    ['what can you do?', 'Ask a news article'],
    ['how does this work?', 'Ask a news article'],
    ['are you a bot?', 'I am Readout, a bot that answers from news articles.'],
    ['what time is it?', 'It is Sunday 1 March 2026, 09:00 (UTC)'],
    ['that’s wrong', 'Sorry. Ask it in other words, or name what is missing.'],
    ['is that good for us?', 'Name what you want to know about'],
  ])('"%s" is answered in one card, for the asker alone', async (text, title) => {
    const reply = (await says(text))!;
    expect([reply.visibility, reply.card.title.replace(/(?<=Sunday),/, '')]).toEqual(['asker', title]);
  });

  it.each(['share', 'Share it please', 'please share this with the channel'])(
    '"%s" is told of the button',
    async (text) => {
      const { title } = (await says(text))!.card;
      expect(title).toBe('To share a card, press Share under it');
    },
  );
});

describe('a word for passing a card on', () => {
  it.each([
    [undefined, 'To share a card, press Share under it'],
    ['copy', 'To pass a card on, press Copy under it'],
    ['command line', 'To pass a card on, run readout render'],
  ] as const)('is told what there is (%s)', async (passedOn, title) => {
    for (const text of ['share', 'export', 'download this as a file', 'how can I share this?'])
      expect([
        text,
        (await chat().message({ ...place, ...(passedOn ? { passedOn } : {}), eventId: null, text }))!.card
          .title,
      ]).toEqual([text, title]);
  });

  it.each([
    'exports',
    'what about the export ban?',
    'export controls',
    'can they export it?',
    'who may copy the treaty?',
  ])('"%s" is a question', (text) => expect(readIntent(text).kind).toBe('ask'));
});

describe('a word about the last card', () => {
  const afterInf = async (text: string) => {
    await says('what about INF?');
    return (await says(text))!.card;
  };

  it.each(['are you sure?', 'link?', 'is that true?', 'can you explain?', 'really?', 'where is this from?'])(
    '"%s" shows the sentence and where it stands',
    async (text) => expect((await afterInf(text)).kind).toBe('source'),
  );

  it.each(['when was this?', 'when?', 'how old is this?'])(
    '"%s" tells the date, or that there is none',
    async (text) => {
      expect((await afterInf(text)).title).toBe('The article gives no date · Pompeo in Sochi');
    },
  );

  it('"who said that?" names the speakers of several lines first', async () => {
    await says('tl;dr');
    for (const text of ['who said that?', 'says who?', 'whose words are those?']) {
      const { card } = (await says(text))!;
      expect(card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim.split(':')[0]))).toEqual([
        'the article',
        'Yury Ushakov',
        'Donald Trump',
      ]);
    }
  });

  it('"shorter" leaves one line, "again" shows the same, "what else?" the next', async () => {
    await says('what did Lavrov say?');
    const lines = async (text: string) =>
      (await says(text))!.card.sections.flatMap((section) => section.lines);
    const again = await lines('say that again');
    expect(again).toHaveLength(3);
    const more = await lines('what else?');
    expect(more.filter(({ factId }) => again.some((line) => line.factId === factId))).toEqual([]);
    await says('what did Lavrov say?');
    expect(await lines('shorter')).toHaveLength(1);
  });

  it.each(['more', 'link?', 'when was this?', 'shorter'])(
    '"%s" before any card asks for a question',
    async (text) => {
      expect((await says(text))!.card.title).toBe('Ask something first');
    },
  );
});

describe('a long run of nods', () => {
  // Each text can be split in 2^n ways. A pattern that tries them all would never finish.
  const doubled = ['yes please ', 'no thanks, ', 'thanks a lot! ', 'thank you very much ', 'good to know. '];
  it.each(doubled)('of "%s" is read, and so is one that ends in something else', (nod) => {
    const run = nod.repeat(12);
    expect(readIntent(run).kind).toBe('talk');
    expect(readIntent(`${run}Venezuela`).kind).toBe('ask');
    expect(readIntent(nod.repeat(2_000)).kind).toBe('pasted text');
  });

  it('may hold sounds drawn out, and any mark between', () => {
    for (const text of ['Hmmm, ok.', 'hahahaha yes!', 'thanks,ok', 'oh... I see'])
      expect(readIntent(text)).toMatchObject({ kind: 'talk' });
    for (const text of ['hmmx', 'yes or no to Venezuela?', 'did he say yes?', 'share of votes', 'shares'])
      expect(readIntent(text).kind).not.toBe('talk');
  });
});
