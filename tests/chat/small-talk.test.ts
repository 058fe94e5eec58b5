import { beforeEach, describe, expect, it } from 'vitest';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import type { Chat } from '../../src/chat/call-types.ts';
import { actionToken } from '../../src/domain/action.ts';
import { commonKey, privateKey } from '../../src/domain/conversation-key.ts';
import { shippedChat } from '../helpers/shipped.ts';

const place = {
  tenant: 'slack:T1',
  channel: 'C1',
  person: 'ada',
  thread: commonKey('C1', '1'),
  mayManage: async () => true,
};
let chat: Chat;
beforeEach(() => {
  chat = shippedChat();
});
const says = (text: string) => chat.message({ ...place, eventId: null, text });
const overhears = (text: string) => chat.message({ ...place, eventId: null, text, overheard: true });

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
        const { card } = (await chat.press({ ...place, eventId: null, token }))!;
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
        (await chat.message({ ...place, ...(passedOn ? { passedOn } : {}), eventId: null, text }))!.card
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

describe('between people in the bot’s thread', () => {
  /** Messages between people in a thread. None is for the bot. */
  const TALK = [
    'is that good for us?',
    'lunch?',
    'lol nice',
    'what else?',
    'thanks!',
    'who is on call today?',
    'did you see the game last night?',
    'can we start the meeting at 10?',
    'I think Pompeo and Lavrov are wrong about all of it',
    'yes',
    'really?',
    'are you sure?',
    'when is the deadline?',
    'not sure what to make of that',
    'who wants coffee?',
    'Ada, could you send me the slides?',
    'stop',
    'never mind, found it',
    'why?',
    'hmm',
    'that’s wrong imho',
    'ok so what do we do now?',
    'is it just me or is this slow?',
    'how are the kids?',
    'let us ask legal first',
    'good morning all',
    'what time is it in Berlin?',
    'who said that in the meeting yesterday, Tom or Eva?',
    'any news from the client?',
    'mute',
    'share it with the team please',
    'no idea, ask Eva',
    'who is bringing the projector?',
    'can you send it again?',
    'what do you think of the new logo?',
    'I will be late, sorry',
    'is the build green again?',
    'where do we meet for dinner?',
    'did they ever reply to you?',
    '+1',
    'what does the client say?',
    'can you send me the link?',
    'do you have the link?',
    'who has the original source?',
    'could you forward the link to it',
  ];
  const ASKED = [
    'what about Lavrov?',
    'and START?',
    'was Venezuela discussed?',
    'who said that?',
    'more',
    'what did Pompeo say about Venezuela?',
    'source?',
    'North Korea',
  ];

  it.each(TALK)('stays silent: "%s"', async (text) => {
    await says('what about INF?');
    expect(await overhears(text)).toBeNull();
  });

  it.each(ASKED)('answers: "%s"', async (text) => {
    await says('what about INF?');
    expect(await overhears(text)).toMatchObject({ visibility: 'channel' });
  });
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

describe('a message with more in it than one question', () => {
  it.each([
    'what about INF?\n• and START?\n• and Venezuela?',
    'What about INF? And START? And Venezuela?',
    '1. what about INF?\n2. what about START?\n3. was Venezuela discussed?',
  ])('is answered question by question: %j', async (text) => {
    const { card } = (await says(text))!;
    expect(card.sections).toHaveLength(3);
    expect(card.sections[2]!.heading).toContain('Venezuela');
    expect(JSON.stringify(card.sections[2])).toContain('did not discuss Venezuela');
  });

  it('leaves quoted lines out, and takes them for the subject of "is that true?"', async () => {
    const quoted = '> Pompeo and Lavrov spoke of Venezuela in Sochi\n';
    expect((await says(`${quoted}what about INF?`))!.card.title).toBe('INF');
    for (const text of ['is this true?', 'really?', 'source?']) {
      const { card } = (await says(`${quoted}${text}`))!;
      expect(card.notice).toContain('On “Pompeo and Lavrov spoke of Venezuela in Sochi”');
    }
  });

  it('answers so many questions at most, and counts the others', async () => {
    const { card } = (await says(
      'What about INF? And START? And Syria? And Iran? And Sanctions? And Helsinki?',
    ))!;
    expect([card.sections.length, card.footer]).toEqual([4, ['the first 4 of 6 questions']]);
  });

  it.each([
    ':wave: what about INF? :thinking_face:',
    '👋 what about *INF*?',
    'what about `INF`? 🙏🏽',
    '_what about INF?_ :+1::skin-tone-3:',
  ])('is read without emoji and marks: %s', async (text) => {
    expect((await says(text))!.card.title).toBe('INF');
  });
});

describe('what is nearly a command', () => {
  it.each([
    ['/nope', 'There is no command “nope”'],
    ['/topcis', 'There is no command “topcis”'],
    ['topcis', 'Did you mean /topics?'],
    ['digset on 9', 'Did you mean /digest on 9?'],
    ['digest please whenever', 'Say when the digest is to come'],
    [
      'follow the yellow brick road',
      'To follow a page, name its address; to watch a topic, name one that is here',
    ],
  ])('"%s" is shown its right form, and not searched', async (text, title) => {
    expect((await says(text))!.card).toMatchObject({ kind: 'error', title });
  });

  it.each([
    'subscribe',
    'follow this',
    'feed add',
    'help?',
    '--help',
    'please stop',
    'digest stop',
    'unsubscribe me',
  ])('"%s" is done, or told how', async (text) =>
    expect(['help', 'error', 'notice']).toContain((await says(text))!.card.kind),
  );

  it('searches it after all where its button is pressed', async () => {
    const reply = (await says('follow the road to the sanatorium'))!;
    const search = reply.card.actions.find(({ label }) => label === 'Search for it')!;
    const { card } = (await chat.press({
      ...place,
      eventId: null,
      token: actionToken(search, reply.card.id),
    }))!;
    expect(['brief', 'conflict', 'nearest', 'abstained']).toContain(card.kind);
  });

  it('runs no command out of another person’s message', async () => {
    const values = { question: 'digest off' };
    const { card } = (await chat.command({
      ...place,
      thread: privateKey('C1', 'ada'),
      eventId: null,
      command: 'brief',
      values,
    }))!;
    expect(card.title).toBe('Did you mean /digest off?');
  });
});

describe('several questions in one message', () => {
  const sectionsOf = async (text: string) =>
    (await says(text))!.card.sections.map(({ heading, badge, lines }) => ({ heading, badge, lines }));

  it.each([
    'how heavy is the zeppelin? was Venezuela discussed?',
    'Was Venezuela discussed? And what about zeppelins?',
    'who is Ushakov? did Putin eat fish? what about INF?',
  ])('“%s”: each is a heading once, and one without an answer says so', async (text) => {
    const sections = await sectionsOf(text);
    expect(sections.length).toBe(text.match(/\?/g)!.length);
    for (const { heading, lines } of sections) {
      expect(text).toContain(heading);
      for (const { claim } of lines) expect(claim).not.toContain(heading);
    }
    const said = sections.map(({ badge, lines }) => badge ?? lines[0]!.claim);
    expect(said.filter((one) => one.startsWith('I found nothing on this'))).toHaveLength(1);
  });

  it.each([
    'who is Ushakov? what about INF?',
    'what about INF? who’s Ushakov?',
    'who is Yury Ushakov? and INF?',
  ])('“%s”: who somebody is begins with the role', async (text) => {
    const badges = (await sectionsOf(text)).map(({ badge }) => badge);
    expect(badges.filter(Boolean)).toEqual(['Yury Ushakov, Russian presidential aide']);
  });
});
