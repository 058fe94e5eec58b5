import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTenantHosts } from '../../../src/ingest/fetch/allowed-hosts.ts';
import { failureInChat } from '../../../src/ingest/sources/failure-in-chat.ts';
import { followSources } from '../../../src/ingest/sources/service.ts';
import { openMemoryStore } from '../../helpers/new-store.ts';
import { answer, pageOf, startServer } from '../server.ts';

const TEXT = Array.from({ length: 12 }, (_, n) => `Line ${n} names ward ${n * 31} and plan ${n * 17}.`);

let site: Awaited<ReturnType<typeof startServer>>;
/** Requests for /slow/… whose responses are held back. */
const held: { readonly url: string; readonly response: ServerResponse }[] = [];
const answered = new Set<string>();
let arrived = Promise.withResolvers<void>();
const store = await openMemoryStore(() => new Date());
const told: string[] = [];
let following: ReturnType<typeof followSources>;

const page = pageOf('Wards and plans', TEXT);

beforeAll(async () => {
  site = await startServer((request, response) => {
    const { url = '' } = request;
    // An added source is fetched again at once, so only the first request for an address is held back.
    if (!url.startsWith('/slow/') || answered.has(url)) return answer(response, 'text/html', page);
    answered.add(url);
    held.push({ url, response });
    arrived.resolve();
  });
  following = followSources(store, {
    allowFor: parseTenantHosts(`slack:T1=127.0.0.1:${site.port},discord:@me:7=127.0.0.1:${site.port}`),
    onTrouble: (message) => told.push(message),
  });
});
afterAll(async () => {
  await following.stop();
  await store.close();
  await site.close();
});

const add = (tenant: string, path: string, person: string) =>
  following.service.add(tenant, `${site.origin}${path}`, person);

/** Returns the paths of held requests, once there are `count`. */
async function heldPaths(count: number): Promise<string[]> {
  while (held.length < count) {
    await arrived.promise;
    arrived = Promise.withResolvers();
  }
  return held.map(({ url }) => url);
}

const release = () => {
  for (const { response } of held.splice(0)) answer(response, 'text/html', page);
};

describe('a host of the operator’s network', () => {
  it('is read for the workspace that the operator named, and for no other', async () => {
    expect((await add('slack:T1', '/wiki', 'ada')).status).toBe('added');
    expect((await add('slack:T2', '/wiki', 'eve')).status).toBe('failed');
  });

  it('is named in the log and not in the chat', async () => {
    told.length = 0;
    const refused = await following.service.add('slack:T2', 'http://10.20.30.40/', 'eve');
    expect(JSON.stringify(refused)).not.toContain('10.20.30.40');
    expect(told).toEqual([expect.stringContaining('10.20.30.40')]);
  });
});

describe('what a chat is told of a failure', () => {
  it('is one sentence for all that would tell of the network', () => {
    const codes = ['private_address', 'not_found_host', 'refused', 'timeout', 'network'];
    const shown = codes.map((code) =>
      failureInChat({ code, message: `db.corp leads to 10.0.0.${code.length}` }),
    );
    expect(new Set(shown.map((failure) => JSON.stringify(failure))).size).toBe(1);
    expect(shown[0]?.message).toBe('This address cannot be read from here.');
  });

  it.each(['http_status', 'bad_url', 'not_text', 'too_large', 'too_many', 'page_timeout'])(
    'is the whole of it for %s',
    (code) => {
      expect(failureInChat({ code, message: 'As it was.' })).toEqual({ code, message: 'As it was.' });
    },
  );
});

describe('many addresses at once', () => {
  it('of one person are read one after the other, and another person’s meanwhile', async () => {
    const first = add('slack:T1', '/slow/1', 'ada');
    const second = add('slack:T1', '/slow/2', 'ada');
    expect(await heldPaths(1)).toEqual(['/slow/1']);
    expect((await add('slack:T1', '/quick', 'ben')).status).toBe('added');
    expect((await add('discord:@me:7', '/quick', 'cleo')).status).toBe('added');
    expect(await heldPaths(1)).toEqual(['/slow/1']);
    release();
    expect((await first).status).toBe('added');
    expect(await heldPaths(1)).toEqual(['/slow/2']);
    release();
    expect((await second).status).toBe('added');
  });

  it('of one place are refused in one sentence beyond a bound, and another place’s are read', async () => {
    const adding = Array.from({ length: 40 }, (_, n) => add('slack:T1', `/slow/many/${n}`, `person ${n}`));
    await heldPaths(3);
    expect((await add('discord:@me:7', '/other', 'cleo')).status).toBe('added');
    const freeing = Promise.all(adding);
    let done = false;
    void freeing.then(() => {
      done = true;
      arrived.resolve();
    });
    while (!done) {
      release();
      await arrived.promise;
      arrived = Promise.withResolvers();
    }
    const refused = (await freeing).filter((added) => added.status === 'failed');
    expect(refused).toHaveLength(17);
    expect(refused[0]).toMatchObject({ error: { code: 'busy' } });
  });
});
