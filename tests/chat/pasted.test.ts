import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { createReadout, type Readouts } from '../../src/answer/query-core.ts';
import { createChat } from '../../src/chat/chat.ts';
import { newId } from '../../src/chat/ids.ts';
import { actionToken } from '../../src/domain/action.ts';
import type { Reply } from '../../src/domain/card.ts';
import { memoryInProcess } from '../../src/domain/chat-state.ts';
import { commonKey, privateKey } from '../../src/domain/conversation-key.ts';
import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { parseAllowHosts } from '../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { createKeeper } from '../../src/ingest/keep-in-turn.ts';
import { requestedArticles } from '../../src/ingest/requested/requested-articles.ts';
import { renderText } from '../../src/render/text.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { memoryArticles } from '../ingest/memory.ts';
import { answer, pageOf, startServer } from '../ingest/server.ts';

const HARBOUR = [
  'Dock workers in Kalmar ended a three-day strike on Monday after the port company agreed to talks on night shifts.',
  'The strike cost about 4 million kronor a day, the port company said in a statement on Tuesday morning.',
  '"We will be back if nothing comes of it," union leader Nils Holm told reporters at the gate of the harbour.',
  'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
];
const BRIDGE = [
  'The bridge between Oland and the mainland was closed for two hours on Friday because of strong wind, police said.',
  'Some 300 cars had to wait, and the road administration asked drivers to stay at home until the evening.',
  '"It was the right decision," police spokeswoman Karin Ek told the local radio after the bridge was opened again.',
];
const FEED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">';
const HEAD = `<meta name="author" content="Anna Berg"><meta property="article:published_time" content="2026-03-03T08:00:00Z">${FEED}`;

const site = await startServer((request, response) => {
  const pages: Readonly<Record<string, string>> = {
    '/harbour': pageOf('Dock workers in Kalmar end three-day strike', HARBOUR, HEAD),
    '/bridge': pageOf('Bridge to Oland closed by wind', BRIDGE),
    '/empty': '<!doctype html><html><head><title>x</title></head><body><p>Log in</p></body></html>',
  };
  const page = pages[request.url ?? ''];
  if (request.url === '/paywall') return response.writeHead(402).end();
  if (request.url === '/broken') return response.destroy();
  if (request.url === '/picture') return answer(response, 'image/png', Buffer.from('\x89PNG....', 'latin1'));
  if (request.url === '/feed.xml')
    return answer(
      response,
      'application/rss+xml',
      '<rss version="2.0"><channel><title>Kalmar</title><item><title>One</title><link>http://x.example/1</link></item></channel></rss>',
    );
  if (!page) return response.writeHead(404).end();
  answer(response, 'text/html', page);
});
const pages = createPageReader({ keptWarm: 1 });
afterAll(async () => {
  await pages.close();
  await site.close();
});

let readout: Readouts;
let chat: ReturnType<typeof createChat>;
let announced: string[];

beforeEach(() => {
  const articles = memoryArticles().store;
  readout = createReadout(shippedLibrary);
  announced = [];
  const requested = requestedArticles({
    fetch: safeFetch,
    allowFor: () => parseAllowHosts(`127.0.0.1:${site.port}`),
    pages,
    keeper: createKeeper({ articles, now: () => new Date() }),
  });
  chat = createChat({
    readout,
    memory: memoryInProcess(),
    commands: COMMANDS,
    services: { requested },
    now: () => new Date('2026-03-04T09:00:00Z'),
    newId,
    log: { error: () => {} },
  });
});

const place = {
  tenant: 'slack:T1',
  channel: 'C1',
  mayManage: async () => true,
  eventId: null,
  announce: (line: string) => void announced.push(line),
};
const inChannel = (person: string, text: string, thread = '1.0') =>
  chat.message({ ...place, person, thread: commonKey('C1', thread), text });
const inPrivate = (person: string, text: string) =>
  chat.message({ ...place, channel: 'D1', person, thread: privateKey('D1', person), text });
const slash = (person: string, text: string) =>
  chat.command({ ...place, person, thread: privateKey('C1', person), command: 'brief', text });
const textOf = (reply: Reply | null) => renderText(reply!.card, { width: 300, colour: false });
const link = (path = 'harbour') => `${site.origin}/${path}`;

function press(
  reply: Reply | null,
  verb: string,
  person: string,
  thread = privateKey('C1', person),
  channel = 'C1',
) {
  const action = reply!.card.actions.find((one) => one.verb === verb);
  expect(action, `a button ${verb}`).toBeDefined();
  return chat.press({ ...place, channel, person, thread, token: actionToken(action!, reply!.card.id) });
}

describe('the thread of a brief', () => {
  const thread = commonKey('C1', 'brief');
  const ask = (person: string, text: string, overheard = true) =>
    chat.message({ ...place, person, thread, text, overheard });

  it('answers questions about the article, by whoever asks, and is silent while people talk', async () => {
    await ask('ada', link(), false);
    const cost = await ask('ada', 'how much did the strike cost?');
    expect(textOf(cost)).toContain('about 4 million kronor a day');
    expect(textOf(await ask('ada', 'who said that?'))).toContain('the port company');
    expect(textOf(await ask('ben', 'what did Holm say?'))).toContain('We will be back');
    for (const talk of [
      'we should book the boat for friday then',
      'did we agree to talks on Monday?',
      'can you call the port company?',
      'how much is the boat?',
      'are you on night shifts?',
    ])
      expect(await ask('ben', talk), talk).toBeNull();
    expect(textOf(await ask('ben', 'how many passengers waited?', false))).toContain('400 passengers');
  });

  it('elsewhere a question that names nothing of the articles stays between people', async () => {
    await chat.message({ ...place, person: 'ada', thread, text: 'what about INF?' });
    expect(await ask('ada', 'how long did the talks last?')).toBeNull();
  });
});

describe('a pasted link', () => {
  it('is answered with a brief: headline, site, author, date, key lines with speakers', async () => {
    const reply = await inChannel('ada', link());
    const text = textOf(reply);
    expect(reply).toMatchObject({ visibility: 'channel', card: { kind: 'article' } });
    expect(text).toMatch(/^Dock workers in Kalmar end three-day strike/);
    expect(text).toContain(`127.0.0.1:${site.port} · Anna Berg · 3 March 2026 · 1 min read`);
    expect(text).toContain('Dock workers in Kalmar ended a three-day strike on Monday');
    expect(text).toContain('Nils Holm');
    expect(announced).toEqual([`Reading 127.0.0.1:${site.port} …`]);
    expect(reply!.card.actions.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['about', 'source', 'digest']),
    );
  });

  it.each([
    ['alone in Slack’s brackets', (url: string) => `<${url}>`],
    ['with a label', (url: string) => `<${url}|Dock strike in Kalmar>`],
    ['as a Markdown link', (url: string) => `[Dock strike](${url})`],
    ['with words', (url: string) => `brief me on ${url}`],
    ['with other words', (url: string) => `hey, what do you think of this? ${url}`],
    ['in a sentence', (url: string) => `Interesting: ${url}.`],
    ['in parentheses', (url: string) => `please summarise this article (${url})`],
  ])('is read %s', async (_, message) => {
    expect(textOf(await inChannel('ada', message(link())))).toMatch(/^Dock workers in Kalmar end/);
  });

  it.each([
    ['what does this say about the passengers? URL', 'About 400 passengers'],
    ['how much did the strike cost? URL', '4 million kronor'],
    ['URL what did Nils Holm say?', 'We will be back'],
  ])('answers a question that comes with it: %s', async (question, wanted) => {
    const reply = await inChannel('ada', question.replace('URL', link()));
    expect(textOf(reply)).toContain(wanted);
    expect(textOf(reply)).not.toContain('min read');
  });

  it('says what it did not find in it, and briefs', async () => {
    const text = textOf(await inChannel('ada', `what does it say about Venezuela? ${link()}`));
    expect(text).toContain('I found no answer to “what does it say about Venezuela?” in it.');
    expect(text).toContain('Dock workers in Kalmar end three-day strike');
  });

  it('is what the thread is about from then on, and other news is found all the same', async () => {
    await inChannel('ada', link(), '7.0');
    expect(textOf(await inChannel('ben', 'what about the passengers?', '7.0'))).toContain(
      'About 400 passengers',
    );
    await inChannel('ada', link('bridge'), '8.0');
    expect(textOf(await inChannel('ben', 'how many cars had to wait?', '8.0'))).toContain('300 cars');
    expect(textOf(await inChannel('ben', 'how much did the strike cost?', '8.0'))).toContain('4 million');
  });

  it('is read three at a time, each with its lines, and one that fails has its own word', async () => {
    const reply = await inChannel('ada', `${link()} ${link('bridge')} ${link('missing')} ${link('empty')}`);
    const text = textOf(reply);
    expect(text).toContain('Dock workers in Kalmar end three-day strike');
    expect(text).toContain('Bridge to Oland closed by wind');
    expect(text).toContain('has no page at this address (404)');
    expect(text).toContain('1 more left out');
  });

  it('is left alone in talk that is not for the bot', async () => {
    const call = { ...place, person: 'ada', thread: commonKey('C1', '9'), text: link(), overheard: true };
    await chat.message(call);
    expect(announced).toEqual([]);
    expect(readout.has('slack:T1')).toBe(false);
  });
});

describe('one plain line for a link that cannot be read', () => {
  it.each([
    ['gone', () => link('missing'), /has no page at this address \(404\)\./],
    ['behind a paywall', () => link('paywall'), /asks for a subscription \(402\)\./],
    ['without an article', () => link('empty'), /I found no article at 127\.0\.0\.1/],
    ['broken off', () => link('broken'), /The connection to 127\.0\.0\.1:\d+ broke off\./],
    ['a picture', () => link('picture'), /^I can read text, Markdown, HTML, PDF, Word and e-mail files\.$/],
    ['private', () => 'http://169.254.169.254/latest', /is not on the public internet/],
    ['of a local name', () => 'http://printer.local/', /is not on the public internet/],
    ['with a password', () => 'http://me:secret@example.org/', /name or password/],
  ])('%s', async (_, url, line) => {
    const reply = await inChannel('ada', url());
    expect(reply).toMatchObject({ visibility: 'asker', card: { kind: 'error' } });
    expect(textOf(reply).trim()).toMatch(line);
    expect(textOf(reply).trim().split('\n')).toHaveLength(1);
    expect(readout.has('slack:T1')).toBe(false);
  });

  it('offers to follow a feed', async () => {
    const reply = await inChannel('ada', link('feed.xml'));
    expect(textOf(reply)).toContain('It can be followed');
    expect(reply!.card.actions).toMatchObject([{ verb: 'digest' }]);
  });
});

describe('what one person reads', () => {
  it('is theirs alone: they ask it with the rest, nobody else finds it', async () => {
    expect(textOf(await inPrivate('ada', link()))).toContain('Dock workers');
    expect(textOf(await slash('ada', 'how much did the strike cost?'))).toContain('4 million');
    expect(textOf(await slash('ben', 'how much did the strike cost?'))).not.toContain('4 million');
    expect(textOf(await inChannel('ada', 'how much did the strike cost?'))).not.toContain('4 million');
    expect(textOf(await inChannel('ben', 'topics'))).not.toContain('Kalmar');
    expect(textOf(await slash('ada', 'what about INF?'))).toContain('INF treaties');
  });

  it('is the workspace’s once they share its brief', async () => {
    const brief = await slash('ada', link());
    expect(brief).toMatchObject({ visibility: 'asker' });
    const shared = await press(brief, 'share', 'ada');
    expect(shared).toMatchObject({ visibility: 'channel' });
    expect(textOf(shared)).toMatch(/Dock workers in Kalmar end three-day strike/);
    expect(textOf(await inChannel('ben', 'how much did the strike cost?'))).toContain('4 million');
    const source = await press(shared, 'source', 'ben');
    expect(textOf(source)).toContain('Dock workers in Kalmar ended a three-day strike');
  });

  it('is the workspace’s too once they share an answer from it, and no other article is', async () => {
    await slash('ada', link());
    await slash('ada', link('bridge'));
    const answered = await slash('ada', 'how much did the strike cost?');
    expect(textOf(await press(answered, 'share', 'ada'))).toContain('4 million');
    expect(textOf(await inChannel('ben', 'how much did the strike cost?'))).toContain('4 million');
    expect(textOf(await inChannel('ben', 'how many cars had to wait?'))).not.toContain('300 cars');
  });
});

describe('a pasted text', () => {
  const article = `Dock workers in Kalmar end three-day strike\n\n${HARBOUR.join('\n\n')}`;

  it('is an article: a brief, and questions on it', async () => {
    expect(textOf(await inPrivate('ada', article))).toMatch(/^Dock workers in Kalmar end three-day strike/);
    expect(textOf(await inPrivate('ada', 'what about the passengers?'))).toContain('About 400 passengers');
  });

  it.each([
    ['how much did the strike cost?', '4 million kronor'],
    ['what did Nils Holm say?', 'We will be back'],
    ['how many passengers waited?', 'About 400 passengers'],
  ])('answers a question on its first line: %s', async (question, wanted) => {
    const reply = await inPrivate('ada', `${question}\n\n${article}`);
    expect(textOf(reply)).toContain(wanted);
    expect(textOf(reply)).not.toContain('min read');
  });

  it('may be long, within a limit that is told', async () => {
    const long = Array.from({ length: 90 }, (_, at) => `${HARBOUR[at % 4]!} It was day ${at + 1}.`).join(
      '\n\n',
    );
    expect(long.length).toBeGreaterThan(9_000);
    expect(textOf(await inPrivate('ada', long))).toContain('min read');
    const tooLong = await inPrivate('ada', HARBOUR.join(' ').repeat(120));
    expect(textOf(tooLong)).toMatch(/I read up to 40,000: send it as a file instead\./);
  });

  it('of one short paragraph is a question', async () => {
    expect(textOf(await inPrivate('ada', 'what about INF?'))).toContain('INF treaties');
    expect(announced).toEqual([]);
  });
});

describe('a file', () => {
  const file = (name: string, content: string | Buffer, contentType: string | null = null) => ({
    name,
    size: content.length,
    contentType,
    load: async () => ({ ok: true, value: Buffer.from(content) }) as const,
  });
  const drop = (files: ReturnType<typeof file>[], text = '') =>
    chat.message({ ...place, channel: 'D1', person: 'ada', thread: privateKey('D1', 'ada'), text, files });

  it.each([
    ['report.txt', HARBOUR.join('\n\n')],
    ['report.md', `# Strike\n\n${HARBOUR.join('\n\n')}`],
    ['report.html', pageOf('Strike', HARBOUR)],
  ])('%s is read as an article', async (name, content) => {
    const text = textOf(await drop([file(name, content)]));
    expect(text).toContain('Dock workers in Kalmar ended a three-day strike');
    expect(text).toContain(name);
    expect(announced).toEqual([`Reading ${name} …`]);
  });

  it('answers a question that comes with it', async () => {
    const reply = await drop([file('a.txt', HARBOUR.join('\n\n'))], 'how much did the strike cost?');
    expect(textOf(reply)).toContain('4 million');
  });

  it('of one name twice is two articles', async () => {
    await drop([file('report.txt', HARBOUR.join('\n\n'))]);
    await drop([file('report.txt', BRIDGE.join('\n\n'))]);
    expect(
      readout
        .of('slack:T1/ada')
        .articles()
        .filter(({ id }) => id !== 'pompeo-sochi'),
    ).toHaveLength(2);
  });

  it('that is no text is refused in one line and not kept', async () => {
    const reply = await drop([file('tool.zip', Buffer.from('PK\x03\x04aaaa', 'latin1'))]);
    expect(textOf(reply).trim()).toBe('I can read text, Markdown, HTML, PDF, Word and e-mail files.');
    expect(readout.has('slack:T1/ada')).toBe(false);
  });

  it('too large is not fetched', async () => {
    const large = {
      ...file('big.txt', 'x'),
      size: 6_000_000,
      load: () => Promise.reject(new Error('fetched')),
    };
    expect(textOf(await drop([large]))).toContain('big.txt is too large: I read files up to 5 MB.');
  });

  it('that is a picture is told of alone, and left out beside a question', async () => {
    const picture = file('cat.png', '', 'image/png');
    expect(textOf(await drop([picture]))).toContain('I can read text');
    expect(textOf(await drop([picture], 'what about INF?'))).toContain('INF treaties');
  });
});

describe('an article in another language', () => {
  const german = [
    'Die Hafenarbeiter in Kalmar beendeten am Montag ihren dreitägigen Streik, nachdem die Hafengesellschaft Gesprächen zugestimmt hatte.',
    'Der Streik kostete nach Angaben der Gesellschaft rund vier Millionen Kronen am Tag. „Wir kommen wieder“, sagte Nils Holm.',
    'Etwa 400 Fahrgäste warteten im Gebäude, und die Stadt öffnete eine Schule für alle, die über Nacht bleiben mussten.',
  ].join('\n\n');
  const spanish = [
    'Los trabajadores del puerto de Kalmar terminaron el lunes una huelga de tres días después de que la empresa aceptara negociar.',
    'La huelga costó unos cuatro millones de coronas al día, según la empresa. «Volveremos», dijo Nils Holm a los periodistas.',
    'Unos 400 pasajeros esperaron en la terminal, y la ciudad abrió una escuela para quienes tuvieron que pasar allí la noche.',
  ].join('\n\n');
  const russian = [
    'Портовые рабочие Кальмара завершили в понедельник трёхдневную забастовку после того, как компания согласилась на переговоры.',
    'По данным компании, забастовка стоила около четырёх миллионов крон в день. «Мы вернёмся», — сказал Нильс Хольм журналистам.',
    'Около 400 пассажиров ждали в терминале, и город открыл школу для тех, кому пришлось остаться там на всю ночь до утра.',
  ].join('\n\n');

  it.each([
    ['German', german],
    ['Spanish', spanish],
    ['Russian', russian],
  ])('is said to be in %s, and shown by its sentences, with nobody as their speaker', async (name, text) => {
    const reply = await inPrivate('ada', text);
    expect(reply!.card.notice).toBe(`This article is in ${name}: I show its sentences as they are.`);
    const lines = reply!.card.sections.flatMap((section) => section.lines);
    expect(lines.length).toBeGreaterThan(0);
    for (const { claim, attribution } of lines) {
      expect(text).toContain(claim);
      expect(attribution).toBe('the article says');
    }
  });
});
