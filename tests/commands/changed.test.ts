import { afterAll, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { actionToken } from '../../src/domain/action.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { articleStore } from '../../src/ingest/article-store.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { parseAllowHosts } from '../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { addSource } from '../../src/ingest/sources/manage.ts';
import { createPoller } from '../../src/ingest/sources/poll.ts';
import { sourceStore } from '../../src/ingest/sources/source-store.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { renderText } from '../../src/render/text.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { chatOver, shippedLibrary } from '../helpers/shipped.ts';
import { answer, pageOf, startServer } from '../ingest/server.ts';

const FIRST = [
  'The harbour of Kalmar lost five boats in the storm on Monday, the port authority of the town said in a statement.',
  '"We expect the ferries to sail again on Thursday," harbour master Eva Lind told reporters in Kalmar on Tuesday.',
  'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
];
let paragraphs = FIRST;
let now = new Date('2026-10-05T12:00:00Z');

const site = await startServer((_, response) =>
  answer(response, 'text/html', pageOf('Storm over Kalmar', paragraphs)),
);
const pages = createPageReader();
const store = await openMemoryStore(() => now);
const readout = createReadout(shippedLibrary);
const stopCurrent = await syncIndex(readout, store);
const chat = chatOver(readout, { memory: storeMemory(store) });
const sources = sourceStore(store);
const deps = {
  sources,
  articles: articleStore(store),
  fetch: safeFetch,
  pages,
  factsOf,
  allow: parseAllowHosts(`127.0.0.1:${site.port}`),
  now: () => now,
  random: () => 0.5,
};
const poller = createPoller(deps);

afterAll(async () => {
  await stopCurrent();
  await pages.close();
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
const shown = async (reply: Promise<Parameters<typeof renderText>[0] | undefined>) =>
  renderText((await reply)!, { width: 200 });
const asked = async (text: string) => (await chat.message({ ...ada, text }))?.card;
const sourcesOf = (cardId: string) =>
  shown(
    chat
      .press({ ...ada, token: actionToken({ verb: 'source', label: '' }, cardId) })
      .then((reply) => reply?.card),
  );

async function readAgain(changed: readonly string[]) {
  paragraphs = [...changed];
  now = new Date(now.getTime() + 24 * 3600 * 1000);
  await poller.round();
}

it('says on the button of an old card that its line was changed since, and what the article says now', async () => {
  await addSource(ada.tenant, `${site.origin}/storm`, deps, ada.person);
  await poller.round();
  await expect.poll(() => shown(asked('boats in Kalmar'))).toContain('five boats');
  const boats = (await asked('boats in Kalmar'))!;
  const ferries = (await asked('ferries in Kalmar'))!;
  const passengers = (await asked('passengers in the terminal'))!;
  expect(await sourcesOf(boats.id)).not.toContain('since');

  await readAgain([FIRST[0]!.replace('five', 'nine'), FIRST[2]!]);
  await expect.poll(() => shown(asked('boats in Kalmar'))).toContain('nine boats');
  const changed = await sourcesOf(boats.id);
  expect(changed).toContain('This line was changed or withdrawn since');
  expect(changed).toContain('lost five boats');
  expect(changed).toContain('in an earlier version of the article');
  expect(changed).toMatch(/The article says now\n.*nine boats/);

  const withdrawn = await sourcesOf(ferries.id);
  expect(withdrawn).toContain('This line was changed or withdrawn since');
  expect(withdrawn).not.toContain('The article says now');
  expect(await sourcesOf(passengers.id)).not.toContain('since');
  expect(await shown(asked('ferries in Kalmar'))).not.toContain('Thursday');
  expect(
    readout
      .of(ada.tenant)
      .articles()
      .filter(({ title }) => title.includes('Storm')),
  ).toHaveLength(1);
});

it('says so where the whole article is gone', async () => {
  const card = (await asked('passengers in the terminal'))!;
  const [article] = readout
    .of(ada.tenant)
    .articles()
    .filter(({ title }) => title.includes('Storm'));
  readout.remove(article!.id);
  expect(await sourcesOf(card.id)).toContain('What this card rested on is no longer there');
});
