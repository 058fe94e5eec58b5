import { afterAll, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { readoutsOnDemand } from '../../src/answer/query-core.ts';
import { createChat } from '../../src/chat/chat.ts';
import { newId } from '../../src/chat/ids.ts';
import { memoryInProcess } from '../../src/domain/chat-state.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { MAX_FAILURES, newState } from '../../src/ingest/sources/poll-schedule.ts';
import { followSources } from '../../src/ingest/sources/service.ts';
import { sourceStore } from '../../src/ingest/sources/source-store.ts';
import { readingsIn } from '../../src/library/library.ts';
import { openLibraries } from '../../src/library/open-libraries.ts';
import { renderText } from '../../src/render/text.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { answer, pageOf, startServer } from '../ingest/server.ts';

const FEED_LINK = '<link rel="alternate" type="application/rss+xml" href="/feed">';
const VOLCANO = [
  'A volcano near the town of Hekla erupted on Friday morning, and about 600 people left their houses.',
  '"Nobody was hurt, and the roads are open," mayor Jon Palsson told reporters in the school of the town.',
  'The ash rose three kilometres, the weather office said, and flights to the north were delayed by an hour.',
  'The last eruption there was in 2000, and it lasted for eleven days, the weather office said on its page.',
];
const TITLES = ['Volcano near Hekla erupts', 'Bridge to the island closed', 'School in Vik gets a new roof'];
/** Pages of a site with a feed: an article, and a list of the feed's articles. */
const FEED_SITE: Record<string, string> = {
  '/volcano': pageOf(TITLES[0]!, VOLCANO, FEED_LINK),
  '/': pageOf('News of the north', VOLCANO, FEED_LINK),
  '/news': pageOf(
    'News of the north',
    TITLES.map((title) => `${title}: ${VOLCANO.join(' ')}`),
    FEED_LINK,
  ),
};
const site = await startServer((request, response) => {
  const page = FEED_SITE[request.url ?? ''];
  if (page) return answer(response, 'text/html', page);
  if (request.url === '/feed') {
    const items = TITLES.map((title, n) => `<item><title>${title}</title><link>/item/${n}</link></item>`);
    const feed = `<rss version="2.0"><channel><title>North Wire</title>${items.join('')}</channel></rss>`;
    return answer(response, 'application/rss+xml', feed);
  }
  if (request.url !== '/harbour') return response.writeHead(404).end();
  answer(
    response,
    'text/html',
    pageOf('Harbour of Kalmar closed', [
      'The harbour of Kalmar was closed on Monday after a storm, the port authority of the town said in a statement.',
      '"We expect the ferries to sail again on Thursday," harbour master Eva Lind told reporters in Kalmar.',
      'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
    ]),
  );
});
const store = await openMemoryStore(() => new Date());
const libraries = openLibraries({
  store,
  demo: readingsIn(shippedLibrary),
  folder: null,
  budget: 1e9,
});
const readout = readoutsOnDemand(libraries);
const options = { allowHosts: `127.0.0.1:${site.port}`, onTrouble: () => {} };
const following = followSources(store, options);
const chat = createChat({
  readout,
  memory: memoryInProcess(),
  commands: COMMANDS,
  services: { sources: following.service, requested: following.requested },
  now: () => new Date(),
  newId,
  log: { error: () => {} },
});
let polling: ReturnType<typeof followSources> | null = null;

afterAll(async () => {
  await following.stop();
  await polling?.stop();
  await libraries.stop();
  await store.close();
  await site.close();
});

const ada = {
  tenant: 'discord:1',
  channel: 'c',
  person: 'ada',
  thread: privateKey('c', 'ada'),
  mayManage: async () => true,
  eventId: null,
};

async function says(text: string, place: Partial<typeof ada> = {}): Promise<string> {
  const reply = await chat.message({ ...ada, ...place, text });
  return renderText(reply!.card, { width: 200, colour: false });
}

it('follows a page for those who may, answers from it for that server alone, lists it and lets it go', async () => {
  const url = `${site.origin}/harbour`;
  expect(await says(`sources add ${url}`, { mayManage: async () => false })).toContain(
    'Only those who manage',
  );
  expect(await says('sources list')).toContain('No page or feed is followed');

  const arrived = new Promise<void>((resolve) => store.onArticlesChanged(resolve));
  expect(await says(`sources add ${url}`)).toContain('Followed: Harbour of Kalmar closed');
  // A second process polls what the first was asked to follow.
  polling = followSources(store, options);
  await arrived;
  await expect.poll(() => says('what about Kalmar?')).toContain('harbour of Kalmar');
  expect(await says('what about Kalmar?', { tenant: 'discord:2' })).not.toContain('harbour of Kalmar was');

  expect(await says('sources followed')).toContain(url);
  const removing = { command: 'sources', option: 'remove' };
  const offered = await chat.complete({ ...ada, ...removing, prefix: 'kalm' });
  expect(offered).toEqual([{ name: `Harbour of Kalmar closed · ${url}`, value: url }]);
  expect(await chat.complete({ ...ada, ...removing, prefix: 'oslo' })).toEqual([]);
  expect(await chat.complete({ ...ada, ...removing, tenant: 'discord:2', prefix: '' })).toEqual([]);
  expect(await says('sources followed', { tenant: 'discord:2' })).not.toContain(url);
  expect(await says(`sources remove ${url}`, { tenant: 'discord:2' })).toContain('This is not followed');
  expect(await says(`sources remove ${url}`)).toContain('No longer followed');
});

it('follows the feed that an article’s page names and briefs on that article', async () => {
  const read = { tenant: 'discord:4', channel: 'v', thread: privateKey('v', 'ada') };
  for (const title of ['Followed: North Wire', 'Followed already: North Wire']) {
    const card = await says(`sources add ${site.origin}/volcano`, read);
    expect(card).toContain(title);
    expect(card).toContain('Volcano near Hekla erupts');
    expect(card).toContain('600 people left their houses');
  }
  expect(await following.service.list('discord:4')).toMatchObject([
    { kind: 'feed', url: `${site.origin}/feed` },
  ]);
});

it.each(['/', '/news'])('gives no brief of %s, which leads to articles', async (path) => {
  const read = { tenant: 'discord:5', channel: 'w', thread: privateKey('w', 'ada') };
  const card = await says(`sources add ${site.origin}${path}`, read);
  expect(card).toMatch(/Followed(?: already)?: North Wire/);
  expect(card).toContain('Its articles are being read now.');
  expect(card).not.toContain('600 people');
});

it('tells the person who added a source that it is paused, and goes on without it', async () => {
  const told: string[] = [];
  const gone = `${site.origin}/gone`;
  const failing = {
    ...({ tenant: 'discord:1', url: gone, kind: 'feed', title: 'Old wire', addedBy: 'ada' } as const),
    addedAt: '2026-10-01T00:00:00.000Z',
    state: { ...newState(new Date(0)), failures: MAX_FAILURES - 1 },
  } as const;
  await sourceStore(store).put(failing);
  const arrived = Promise.withResolvers<void>();
  const teller = followSources(store, {
    ...options,
    tell: async (tenant, person, card) => {
      told.push(`${tenant} ${person}: ${card.title}. ${card.lede}`);
      arrived.resolve();
      return true;
    },
  });
  await arrived.promise;
  await teller.stop();
  expect(told).toEqual([
    expect.stringMatching(/^discord:1 ada: Paused: Old wire\. .*404.*Add it again to resume it\.$/),
  ]);
  expect(await says('sources followed')).toContain('paused: it kept failing');
});

it('refuses addresses inside the network, and says what it cannot read', async () => {
  expect(await says('sources add http://169.254.169.254/latest/meta-data')).toContain('cannot be followed');
  expect(await says(`sources add ${site.origin}/missing.html`)).toContain('404');
});

it('takes words after "sources add" that are no address for a question', async () => {
  expect(await says('sources add weight to what about INF')).not.toContain('cannot be followed');
});

it('in a direct message changes only the person’s own sources, whatever rights they have', async () => {
  const url = `${site.origin}/harbour`;
  const team = { ...ada, tenant: 'slack:T1', mayManageSources: async () => true };
  const direct = { channel: 'D1', isDirect: true, thread: privateKey('D1', 'ada') };
  expect(await says(`sources add ${url}`, { ...team, ...direct })).toContain('Followed');
  expect(await following.service.list('slack:T1')).toEqual([]);
  expect(await following.service.list('slack:T1/ada')).toMatchObject([{ url }]);
  expect(await says('sources followed', { ...team, ...direct })).toContain(url);
  expect(await says('sources followed', team)).toContain('No page or feed is followed');
  // In a direct message the person's own sources are searched besides the workspace's; nobody else's questions find
  // them.
  await expect
    .poll(() => says('what about Kalmar?', { ...team, ...direct }), { timeout: 20_000 })
    .toContain('harbour of Kalmar');
  expect(
    await says('what about Kalmar?', { ...team, person: 'ben', thread: privateKey('c', 'ben') }),
  ).not.toContain('harbour of Kalmar');
  const guest = { ...team, person: 'ben', mayManageSources: async () => false };
  expect(await says(`sources add ${url}`, guest)).toContain('may change');
  const bens = { ...guest, ...direct, channel: 'D2', thread: privateKey('D2', 'ben') };
  expect(await says(`sources add ${url}`, bens)).toContain('Followed');
  expect(await says(`sources remove ${url}`, { ...team, ...direct })).toContain('No longer followed');
  expect(await following.service.list('slack:T1/ada')).toEqual([]);
  expect(await following.service.list('slack:T1/ben')).toHaveLength(1);
});
