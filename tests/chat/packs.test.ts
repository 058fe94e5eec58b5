import { expect, it } from 'vitest';
import { starterPacks } from '../../src/chat/setup/starter-packs.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import type { SourcesService } from '../../src/ingest/sources/service.ts';
import { renderText } from '../../src/render/text.ts';
import { chatOver, shippedReadout } from '../helpers/shipped.ts';

const [pack] = starterPacks();
const feeds = pack!.feeds;

/** Creates a service that can read every address except `dead`, and records what it was asked to read. */
function fakeSources(dead: readonly string[]) {
  const read: string[] = [];
  const followed = new Set<string>();
  const service = {
    add: async (_tenant: string, url: string) => {
      read.push(url);
      if (dead.includes(url))
        return { status: 'failed', error: { code: 'http_status', message: 'x', status: 410 } };
      const status = followed.has(url) ? 'known' : 'added';
      followed.add(url);
      return { status, source: { url, title: null, kind: 'feed' } };
    },
    list: async () => [...followed].map((url) => ({ url, title: null, state: {} })),
    remove: async () => false,
  } as unknown as SourcesService;
  return { service, read, followed };
}

it('a pack’s addresses are read when they are added, and none before; one that is gone is said to be', async () => {
  const { service, read, followed } = fakeSources([feeds[0]!.url]);
  const chat = chatOver(shippedReadout, { services: { sources: service } });
  const type = async (text: string) =>
    renderText(
      (await chat.command({
        ...{ tenant: 'slack:T1', channel: 'C1', person: 'ada', thread: privateKey('C1', 'ada') },
        ...{ mayManage: async () => true, eventId: null, command: 'brief', text },
      }))!.card,
      { width: 200 },
    );
  for (const looking of ['sources packs', `sources pack ${pack!.id}`]) await type(looking);
  expect(read).toEqual([]);
  const told = await type(`sources add pack ${pack!.id}`);
  expect(read).toEqual(feeds.map(({ url }) => url));
  expect(followed.size).toBe(feeds.length - 1);
  expect(told).toContain(`${feeds.length - 1} of ${feeds.length} followed`);
  expect(told).toMatch(new RegExp(`${feeds[0]!.name} · not followed: .*has taken this page down`));
  expect(await type(`sources add pack ${pack!.id}`)).toContain('followed already');
});
