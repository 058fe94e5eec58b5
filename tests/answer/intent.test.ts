import { describe, expect, it } from 'vitest';
import { readIntent, rowOf } from '../../src/answer/intent/read-intent.ts';
import { INTENT_TABLE } from '../../src/answer/intent/table.ts';

describe.each(INTENT_TABLE.map((row) => [row.name, row] as const))('the table’s row “%s”', (name, row) => {
  it.each(row.examples)('reads its example "%s"', (example) => expect(rowOf(example)?.row).toBe(name));
});

/** Further phrasings for each kind of intent, at least three, none of which is an example in the table. */
const WORDINGS: Readonly<Record<string, readonly string[]>> = {
  more: ['show me some more', 'keep going', 'what else is there?', 'next page please'],
  'who said': ['who told that?', 'whose words are these', 'by whom?'],
  source: [
    'can I see the source?',
    'where did you get this?',
    'give me the link please',
    'I don’t understand',
  ],
  sure: ['is it really true?', 'you sure?', 'how reliable is this', 'can we trust that?'],
  date: ['how recent is this?', 'when did this happen?', 'is this still current?', 'when was it written?'],
  why: ['so why these lines?', 'why are you showing me this?', 'why that answer'],
  shorter: ['can you make it shorter please', 'a much shorter version', 'that’s way too long'],
  again: ['could you say that again?', 'repeat the last answer', 'once more please'],
  share: ['post this in the channel', 'send it to the team', 'share the card with everybody'],
  talk: [
    'hey there bot',
    'thx!',
    'ok cool, thanks',
    'lol',
    'great',
    'good evening everyone',
    'forget about it',
    'not what I wanted',
    'have a great weekend',
  ],
  bot: [
    'what can I ask here?',
    'how do you work?',
    '-h',
    'are you an AI?',
    'what day is it today?',
    'who built this bot?',
  ],
  summary: [
    'give me the gist',
    'sum it up please',
    'the main takeaways',
    'summarize the last article',
    '4 bullet points',
    'in three lines',
    'top 3 facts',
    'one-sentence summary',
    'a brief overview of the sanctions',
    'tldr strike',
    'explain it to me like I am 5',
    'summary please, 3 bullets max',
    'a recap in at most 2 sentences',
    'the gist, 4 points tops',
    'summarise the story on the volcano',
    'what does the piece about the strike say?',
    'tl;dr of the ferry report',
    'sumarise teh artical please',
    'give me a sumary',
  ],
  quotes: [
    'what did they say verbatim? quotes',
    'best quotes please',
    'two quotes by Lavrov',
    'direct quotes of Pompeo on Venezuela',
  ].slice(1),
  numbers: [
    'show me the numbers',
    'what figures are mentioned?',
    'sanctions in numbers',
    'any statistics about trade',
  ],
  timeline: ['a short timeline please', 'chronology of the visit', 'give me the key dates'],
  compare: [
    'Lavrov versus Pompeo',
    'compare what Putin and Trump say about the G20',
    'where do Ushakov and Pompeo disagree?',
    'the difference between START and INF',
  ],
  disputes: [
    'where do the articles contradict each other?',
    'are there any disagreements?',
    'what is still disputed?',
    'do all sources agree on the result?',
  ],
  news: [
    'what’s the latest?',
    'any updates on Iran?',
    'anything new since last week?',
    'news from the last 24 hours',
    'yesterday’s news',
  ],
  across: [
    'everything about the memorandum',
    'bring me up to speed on Syria',
    'a quick briefing on arms control',
    'whats the deal with the volcano',
    'what’s going on with the port?',
    'what is the story behind the memorandum?',
    'fill me in on sanctions',
    'what is happening at the harbour?',
  ],
  'who is': [
    'who is this Ushakov'.replace('this ', ''),
    'whos Mueller?',
    'what was Lavrov’s role?',
    'remind me who Ushakov is',
  ],
  statements: ['what has Putin said so far?', 'what did the Kremlin announce?', 'what does Trump claim?'],
};

describe('what a message asks for', () => {
  it.each(Object.entries(WORDINGS).flatMap(([kind, all]) => all.map((text) => [kind, text] as const)))(
    '%s: "%s"',
    (kind, text) => expect(readIntent(text).kind).toBe(kind),
  );

  it.each([
    ['please subscribe me to https://example.org/feed.xml', 'sources add https://example.org/feed.xml'],
    ['follow <https://example.org/a|our page> please', 'sources add https://example.org/a'],
    ['Add “https://example.org/a” to our feeds.', 'sources add https://example.org/a'],
    ['new feed example.org/feed', null],
    ['stop following example.org', 'sources remove example.org'],
    ['rss remove https://example.org/a', 'sources remove https://example.org/a'],
    ['please stop', 'digest off'],
    ['turn off the daily digest', 'digest off'],
    ['no more updates please', 'digest off'],
    ['post the news here every weekday at 8:30', 'digest on every weekday at 8:30'],
    ['could you send us a digest on INF every Monday?', 'digest on INF every Monday'],
    ['schedule a daily digest at 7', 'digest on at 7'],
    ['let me know when there is news about Ukraine', 'watch Ukraine'],
    ['subscribe to the topic sanctions', 'watch sanctions'],
    ['stop telling us about Venezuela', 'unwatch Venezuela'],
    ['which pages do we follow?', 'sources followed'],
    ['show me all topics', 'topics'],
    ['what did we miss?', 'catchup'],
  ])('a command in other words: "%s"', (text, types) =>
    types === null
      ? expect(readIntent(text).kind).not.toBe('ask')
      : expect(readIntent(text)).toEqual({ kind: 'command', types }),
  );

  it.each([
    'what is the memorandum about?',
    'what happened in 2016?',
    'who met Putin?',
    'when did Pompeo meet Lavrov?',
    'watch out for Pompeo',
    'stop the war',
    'sources of the memorandum?',
    'is the embargo still on?',
    'how many more talks are planned?',
    'share of votes',
    'thanks to Putin the talks were long',
    'yes or no to Venezuela?',
    'did he say yes?',
    'does the article mention the price of oil in 2019?',
    'what are the numbers of missiles that Russia has?',
    'send me a letter',
    'INF',
  ])('a question about the articles: "%s"', (text) => expect(readIntent(text).kind).toBe('ask'));

  it.each(['is that good for us?', 'what do you think?', 'people', 'the of and', 'hm, what now?', '???'])(
    'nothing to look for: "%s"',
    (text) => expect(readIntent(text)).toEqual({ kind: 'unclear' }),
  );

  it('tells the shape, the topic and the speaker apart', () => {
    expect(readIntent('give me 3 bullets about Venezuela please')).toEqual({
      kind: 'summary',
      about: 'Venezuela',
      lines: 3,
    });
    expect(readIntent('2 quotes by Mike Pompeo')).toMatchObject({
      speaker: 'Mike Pompeo',
      about: null,
      lines: 2,
    });
    expect(readIntent('what did Lavrov say about the G20?')).toMatchObject({
      kind: 'ask',
      question: 'what did Lavrov say about the G20?',
      said: { speaker: 'Lavrov', about: 'the G20' },
    });
    expect(readIntent('what’s new with Iran since Tuesday?')).toMatchObject({
      about: 'Iran',
      since: { weekday: 2 },
    });
  });

  it('carries over after “and” and for a pronoun, and never after “what about”', () => {
    expect(readIntent('and Lavrov?')).toMatchObject({ question: 'Lavrov?', carries: 'and' });
    expect(readIntent('also the G20')).toMatchObject({ carries: 'and' });
    expect(readIntent('did he mention Syria?')).toMatchObject({ carries: 'pronoun' });
    for (const text of [
      'what about Syria?',
      'and what about Syria?',
      'how about START',
      'ok, what about them missiles',
    ])
      expect(readIntent(text)).toMatchObject({ kind: 'ask', carries: null });
    expect(readIntent('no, I meant Syria')).toMatchObject({ question: 'Syria', carries: null });
  });

  it('reads an address alone as a link, and takes it off a question', () => {
    expect(readIntent('brief me on <https://example.org/a|this>')).toMatchObject({
      kind: 'link',
      urls: ['https://example.org/a'],
    });
    expect(readIntent('https://example.org/a and https://example.org/b')).toMatchObject({
      urls: ['https://example.org/a', 'https://example.org/b'],
    });
    expect(readIntent('what about INF? see https://example.org/a')).toMatchObject({
      kind: 'ask',
      question: 'what about INF?',
    });
    expect(readIntent(`${'The port was closed. '.repeat(40)}`)).toMatchObject({ kind: 'pasted text' });
  });

  // Each text can be split in very many ways. A pattern that tries them all would never finish.
  it.each([
    'yes please '.repeat(50),
    'thanks a lot! '.repeat(40),
    'compare and and and and '.repeat(20),
    'give me the all the the the '.repeat(20),
    'a.'.repeat(290),
    `${'what did did did '.repeat(30)}say`,
    'summary of '.repeat(50),
  ])('is read soon, however it repeats itself: "%s"', (text) => expect(readIntent(text).kind).toBeTruthy());
});
