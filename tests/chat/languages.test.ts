import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { createChat } from '../../src/chat/chat.ts';
import type { Place } from '../../src/chat/commands/command-spec.ts';
import { newId } from '../../src/chat/ids.ts';
import { starterPacks } from '../../src/chat/setup/starter-packs.ts';
import { type Action, actionToken } from '../../src/domain/action.ts';
import type { Card, Reply } from '../../src/domain/card.ts';
import { memoryInProcess } from '../../src/domain/chat-state.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { EN } from '../../src/domain/words/en.ts';
import { done, failed } from '../../src/ingest/ingest-outcome.ts';
import type { RequestedArticles } from '../../src/ingest/requested/requested-articles.ts';
import { pausedCard } from '../../src/ingest/sources/paused-notice.ts';
import type { SourcesService } from '../../src/ingest/sources/service.ts';
import { fitCard, UNLIMITED } from '../../src/render/layout.ts';
import { digestBed, TENANT } from '../digest/harness.ts';
import { shippedLibrary, shippedReadout } from '../helpers/shipped.ts';

/** Two articles, of which one is in German and one is too short for a brief. */
const foreign = {
  id: 'hafen',
  title: 'Hafen geschlossen',
  text: `${'Der Hafen von Kiel blieb am Montag nach einem Sturm geschlossen. '.repeat(9)}`,
  source: { kind: 'url', url: 'https://hafen.example/1' },
  published: '2026-02-28T08:00:00Z',
  language: 'de',
} as const;
const short = { ...foreign, id: 'kurz', title: 'Short', text: 'Log in.', language: 'en' } as const;

const requested = {
  link: async (url: string) => {
    const { pathname } = new URL(url);
    if (pathname === '/feed') return failed('is_feed', 'x');
    if (pathname === '/login')
      return { ok: false, error: { code: 'http_status', message: 'x', status: 401 } };
    if (pathname !== '/') return failed(pathname.slice(1), 'x');
    return done({ reading: { article: foreign, facts: [] }, byline: null, site: null, feed: null });
  },
  text: async () => done({ reading: { article: short, facts: [] }, byline: null, site: null, feed: null }),
  file: async () => failed('encrypted', 'x'),
} as unknown as RequestedArticles;

const listed = [
  { url: 'https://a.example/feed', title: 'A', state: { failures: 0, pausedAt: null, lastReadAt: null } },
  { url: 'https://b.example/feed', title: 'B', state: { failures: 2, pausedAt: null, lastReadAt: null } },
  { url: 'https://c.example/feed', title: 'C', state: { failures: 8, pausedAt: 'x', lastReadAt: null } },
  {
    url: 'https://d.example/feed',
    title: 'D',
    state: { failures: 0, pausedAt: null, lastReadAt: '2026-01-01T00:00:00Z' },
  },
];
let isFollowing = true;
const sources = {
  add: async (_tenant: string, url: string) =>
    url.includes('bad') || url.includes('techcrunch')
      ? { status: 'failed', error: { code: 'http_status', message: 'x', status: 404 } }
      : { status: 'added', source: { url, title: 'Harbour News', kind: 'feed' } },
  list: async () => (isFollowing ? listed : []),
  remove: async (_tenant: string, url: string) => url.includes('a.example'),
} as unknown as SourcesService;

/** Holds a conversation in a language: questions, commands, presses, errors. Returns every card that it showed. */
async function converse(locale: string): Promise<Map<string, Card>> {
  const bed = await digestBed({ at: '2026-05-14T06:00:00Z' });
  const cards = new Map<string, Card>();
  const memory = memoryInProcess();
  const parts = { memory, commands: COMMANDS, newId, log: { error: () => {} } };
  const typed = (command: string) => `/brief ${command}`;
  const services = { sources, requested, digests: bed.service };
  const chat = createChat({
    ...parts,
    readout: createReadout(shippedLibrary),
    services,
    now: bed.now,
    typed,
  });
  const bare = createChat({ ...parts, readout: shippedReadout, now: bed.now, typed });
  const full = createChat({
    ...parts,
    readout: bed.readout,
    services: { digests: bed.service, sources },
    now: bed.now,
    typed,
  });
  const broken = createChat({
    ...parts,
    readout: { open: () => Promise.reject(new Error('x')) } as never,
    now: bed.now,
  });
  const place = (more: Partial<Place> = {}) => ({
    ...({ tenant: TENANT, channel: 'C1', person: 'ada', locale } as const),
    thread: privateKey('C1', 'ada'),
    mayManage: async () => true,
    zone: async () => 'Europe/Paris',
    eventId: null,
    ...more,
  });
  let step = 0;
  const keep = (what: string, reply: Reply | null): Reply | null => {
    if (reply) cards.set(`${++step} ${what}`, reply.card);
    return reply;
  };
  const say = async (on: typeof chat, text: string, more: Partial<Place> = {}) =>
    keep(text.slice(0, 60), await on.message({ ...place(more), text } as never));
  const slash = async (on: typeof chat, text: string, more: Partial<Place> = {}) =>
    keep(`/${text.slice(0, 60)}`, await on.command({ ...place(more), command: 'brief', text } as never));
  const press = async (on: typeof chat, reply: Reply | null, action: Action, more: Partial<Place> = {}) =>
    keep(
      `[${action.verb}]`,
      await on.press({
        ...place(more),
        token: actionToken(action, reply?.card.id ?? 'gone'),
        inPlace: true,
      } as never),
    );

  const own = (thread: string) => ({ thread: privateKey('C1', thread) });
  const questions = [
    'what about INF?',
    'was Venezuela discussed?',
    'who said that?',
    'more',
    'source?',
    'are you sure?',
    'when was this?',
    'why?',
    'shorter',
    'what about Zelensky?',
    'what did Putin say?',
    'who gave Pompeo a memorandum?',
    'venezula crisis',
    'ven',
    'who is Ushakov?',
    'what did he say about Venezuela?',
    'what about sanctions?',
    'and Lavrov?',
    'key quotes on xylophone',
    'numbers',
    'timeline',
    'compare Pompeo and Ushakov',
    'what do sources disagree on?',
    "what's new since yesterday?",
    'tl;dr',
    'hi',
    'thanks',
    'who are you?',
    'that is wrong',
    'what time is it?',
    'share',
    'Wurde über Venezuela gesprochen?',
    '¿Se habló de Groenlandia?',
    'what about INF? what about START? was Venezuela discussed?',
    'a a a',
    '/nope',
    '/topcs',
    'digest me',
    'watch https://a.example/x',
    'q'.repeat(1200),
  ];
  for (const question of questions) await say(chat, question);
  for (const word of ['more', 'source?', 'when was this?']) await say(chat, word, own(`fresh ${word}`));

  const answer = await say(chat, 'what about Pompeo?', own('buttons'));
  for (const action of answer!.card.actions) await press(chat, answer, action);
  for (const verb of ['down', 'up', 'share', 'share', 'back'] as const)
    await press(chat, answer, { verb, label: '' });
  await press(chat, answer, { verb: 'more', label: '', arg: '999' });
  await press(chat, answer, { verb: 'reason', label: '', arg: 'wrong' });
  for (const verb of ['topic', 'article', 'about', 'ask'] as const)
    await press(chat, answer, { verb, label: '', arg: 'gone' });
  await press(chat, answer, { verb: 'source', label: '' }, { channel: 'C2' });
  await press(chat, null, { verb: 'source', label: '' });

  for (const code of [
    'timeout',
    'private_address',
    'no_article',
    'feed',
    'login',
    'busy',
    'page_broken',
    'strange',
  ])
    await say(chat, `https://x.example/${code}`);
  await say(chat, 'https://x.example/');
  await say(
    chat,
    'https://x.example/ https://x.example/timeout https://y.example/ https://z.example/ https://u.example/ https://v.example/',
  );
  const file = {
    name: 'a.pdf',
    size: 10,
    contentType: 'application/pdf',
    load: async () => done(new Uint8Array()),
  };
  keep('file', await chat.message({ ...place(), text: '', files: [file] } as never));
  keep('big file', await chat.message({ ...place(), text: '', files: [{ ...file, size: 9e6 }] } as never));
  keep(
    'picture',
    await chat.message({ ...place(), text: '', files: [{ ...file, contentType: 'image/png' }] } as never),
  );
  await say(
    chat,
    `${'Log in to read this article. '.repeat(12)}\n\n${'Please log in here. '.repeat(12)}\n\n${'Log in now. '.repeat(12)}`,
  );
  const hidden = { parent: async () => ({ text: '', files: [], isHidden: true }) };
  keep(
    'hidden',
    await chat.message({ ...place(own('hidden')), text: 'what does it say?', ...hidden } as never),
  );

  const commands = [
    'help',
    'topics',
    'sources',
    'sources quotes',
    'sources followed',
    'sources add https://n.example/feed',
  ];
  commands.push('sources add https://bad.example', 'sources add', 'sources remove https://a.example/feed');
  commands.push(
    'sources remove https://zzz.example',
    'sources packs',
    'sources pack technology',
    'readout',
    'catchup',
  );
  commands.push(
    'digest on',
    'digest on 9am Berlin',
    'digest on 9am Berlin',
    'digest on 25:99',
    'digest on 9 Berlim',
  );
  commands.push(
    'digest on 9am Berlin harbourz',
    'digest weekly at 9 Berlin',
    'digest add Friday 16:00 Berlin without football',
  );
  commands.push(
    'digest on 10',
    'digest status',
    'digest now',
    'digest pause',
    'digest pause',
    'digest resume',
    'digest off all',
    'digest off',
  );
  commands.push(
    'watch',
    'watch harbour',
    'watch harbour',
    'watch',
    'watch xylophone',
    'unwatch xylophone',
    'unwatch harbour',
    'digest every second monday',
  );
  commands.push('sources add pack technology');
  for (const command of commands) await slash(full, command);
  for (const command of ['digest on 9am Berlin', 'watch harbour', 'sources add https://n.example/feed'])
    await slash(full, command, { mayManage: async () => false });
  for (const command of [
    'digest status',
    'sources add https://n.example',
    'https://n.example/x',
    'watch INF',
    'catchup',
  ])
    await slash(bare, command);
  isFollowing = false;
  await slash(full, 'sources followed');
  isFollowing = true;
  keep(
    'no article',
    await chat.command({ ...place(), command: 'brief', values: { question: 'INF', article: 'zz' } } as never),
  );
  keep(
    'no option',
    await chat.command({ ...place(), command: 'watch', values: { topic: 'q'.repeat(1200) } } as never),
  );
  keep('no command', await chat.command({ ...place(), command: 'nope', values: {} } as never));
  await say(broken, 'what about INF?');
  for (const lastError of ['{"code":"timeout"}', '{"code":"http_status","with":{"status":503}}'])
    keep('paused', {
      card: pausedCard({ ...listed[2], locale, state: { ...listed[2]!.state, lastError } } as never, 'p'),
      visibility: 'asker',
    });
  await bed.store.close?.();
  return cards;
}

/** Returns the texts of a card that the bot wrote, or wrote in part. Claims, quotes and questions are data. */
function ownTexts(card: Card): string[] {
  const choice = new Set(['topic', 'article', 'ask']);
  const lines = card.sections.flatMap((section) =>
    section.lines.flatMap(({ factId, claim, attribution, label, note }) => [
      ...(factId === null ? [claim] : []),
      ...[attribution, label, note],
    ]),
  );
  return [
    ...[card.title, card.lede, card.notice, ...card.footer],
    ...card.sections.flatMap(({ heading, badge, columns = [] }) => [heading, badge, ...columns]),
    ...lines,
    ...(card.passages ?? []).map(({ where }) => where),
    ...card.actions.flatMap(({ verb, label, detail }) => (choice.has(verb) ? [detail] : [label, detail])),
    fitCard(card, { ...UNLIMITED, lines: 1 }).leftOut,
  ].filter((text): text is string => typeof text === 'string' && /\p{L}{3}/u.test(text));
}

/** Texts of articles and feeds, and the questions. They are the same in every language. */
const DATA = JSON.stringify([
  [...shippedLibrary.articles],
  [...shippedLibrary.facts],
  [...shippedLibrary.topics],
  starterPacks().map(({ feeds }) => feeds),
]).toLowerCase();

/** Whether every part of a text is data, an address, a clock time or a command. */
const isData = (text: string, asked: string): boolean =>
  text
    .toLowerCase()
    .split(/ · |, |: |\. /)
    .map((part) => part.replace(/[.…]+$/, ''))
    .every(
      (part) =>
        DATA.includes(part) ||
        asked.includes(part) ||
        /^(?:#\d )?\d\d:\d\d$|^https?$|^\/\/|^europe\/berlin$/.test(part),
    );

const english = await converse('en-GB');

describe.each([['de-DE'], ['es-ES']])('in %s', (locale) => {
  it('every card and error is in its own words; what was said stays verbatim', async () => {
    const own = await converse(locale);
    const names = (cards: Map<string, Card>) => [...cards.keys()];
    expect(names(own)).toEqual(names(english));
    const plain = Object.values({ ...EN.answers, ...EN.chat, ...EN.platform, ...EN.reading })
      .filter((text): text is string => typeof text === 'string' && text.split(' ').length > 2)
      .map((text) => text.toLowerCase());
    const left: string[] = [];
    const asked = names(own).join(' ').toLowerCase();
    for (const [name, card] of own) {
      const before = new Set(ownTexts(english.get(name)!));
      for (const text of ownTexts(card)) {
        if (before.has(text) && !isData(text, asked)) left.push(`${name}: ${text}`);
        for (const sentence of plain)
          if (text.toLowerCase().includes(sentence)) left.push(`${name}: ${text}`);
      }
      const claims = (one: Card) =>
        one.sections.flatMap(({ lines }) => lines.flatMap(({ factId, claim }) => (factId ? [claim] : [])));
      expect(claims(card), name).toEqual(claims(english.get(name)!));
      expect(card.locale, name).toBe(locale);
    }
    expect(left).toEqual([]);
  });
});
