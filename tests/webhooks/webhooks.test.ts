import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/chat/ids.ts';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { deliveryOf, planDeliveries } from '../../src/digest/store/ledger.ts';
import { saveSubscription } from '../../src/digest/store/subscriptions.ts';
import { memoryInProcess } from '../../src/domain/chat-state.ts';
import type { Post } from '../../src/domain/publisher.ts';
import { allowNone, parseAllowHosts } from '../../src/ingest/fetch/allowed-hosts.ts';
import { EVERY_TENANT } from '../../src/storage/database.ts';
import { readKeys, webhookSecret } from '../../src/storage/secrets.ts';
import { addWebhook } from '../../src/storage/webhooks.ts';
import { webhookChannel, withWebhooks } from '../../src/webhooks/webhook-publisher.ts';
import { readout as cli } from '../helpers/cli.ts';
import { ADA, BEN, twoLibraries } from '../helpers/two-libraries.ts';

const READOUT_KEY = Buffer.alloc(32, 7).toString('base64');
const keys = readKeys({ READOUT_KEY });
const NOW = new Date('2026-03-03T09:00:00Z');

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
let received: Received[] = [];
let reply: (response: ServerResponse) => void;
const server = createServer(async (request, response) => {
  received.push({ headers: request.headers, body: await text(request) });
  reply(response);
});
let host = '';
let world: Awaited<ReturnType<typeof twoLibraries>>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await twoLibraries();
});
beforeEach(() => {
  received = [];
  reply = (response) => void response.end();
});
afterAll(async () => {
  await world.store.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const publisher = (allow = parseAllowHosts(host)) =>
  withWebhooks(null, { db: world.store.db, keys, allowFor: () => allow, now: () => NOW });
const post = (id: string, tenant: string = ADA): Post => ({
  id: 'delivery-1',
  tenant,
  channel: webhookChannel(id),
  since: NOW.toISOString(),
  card: {
    id: 'card',
    kind: 'digest',
    title: 'Your digest',
    sections: [
      { style: 'facts', lines: [{ factId: 'kalmar/1', claim: 'The harbour is closed.', attribution: null }] },
    ],
    hidden: 0,
    footer: [],
    actions: [],
  },
});
const webhook = (path = '/hook') => addWebhook(world.store.db, ADA, `http://${host}${path}`, NOW);

describe('a webhook', () => {
  it('gets the card, signed with its secret', async () => {
    const id = await webhook();
    expect(await publisher().post(post(id))).toEqual({ kind: 'sent', messageId: 'delivery-1' });
    const [{ headers, body }] = received as [Received];
    const [, seconds, sent] = /^t=(\d+),v1=([\da-f]{64})$/.exec(String(headers['readout-signature']))!;
    const wanted = createHmac('sha256', webhookSecret(keys, id)).update(`${seconds}.${body}`).digest('hex');
    expect(sent).toBe(wanted);
    expect(headers['readout-delivery']).toBe('delivery-1');
    expect(JSON.parse(body)).toMatchObject({ id: 'delivery-1', title: 'Your digest', tenant: ADA });
  });

  it.each([
    [503, 'later'],
    [429, 'later'],
    [400, 'refused'],
    [307, 'refused'],
    [404, 'gone'],
    [410, 'gone'],
  ])('that answers %i has the post %s', async (status, kind) => {
    reply = (response) => void response.writeHead(status, { location: `http://${host}/elsewhere` }).end();
    expect((await publisher().post(post(await webhook()))).kind).toBe(kind);
    expect(received).toHaveLength(1);
  });

  it('gets no post for as long as it asks', async () => {
    reply = (response) => void response.writeHead(429, { 'retry-after': '120' }).end();
    expect(await publisher().post(post(await webhook()))).toMatchObject({ kind: 'later', afterMs: 120_000 });
  });

  it('is not read: an endless answer holds nothing up', async () => {
    reply = (response) => void response.writeHead(200).write('x'.repeat(100_000));
    expect((await publisher().post(post(await webhook()))).kind).toBe('sent');
  });

  it('on a private address is refused', async () => {
    const id = await webhook();
    expect((await publisher(allowNone).post(post(id))).kind).toBe('refused');
    expect(received).toEqual([]);
  });

  it('of another tenant is not found', async () => {
    expect((await publisher().post(post(await webhook(), BEN))).kind).toBe('gone');
    expect(received).toEqual([]);
  });
});

describe('a digest to a webhook', () => {
  it('is tried again from the outbox where the receiver was down, under one id', async () => {
    let clock = new Date('2026-03-03T09:00:30Z');
    const { db } = world.store;
    const id = await webhook('/digest');
    const channel = webhookChannel(id);
    const wanted = {
      localTime: '09:00',
      zone: 'UTC',
      topics: [],
      quiet: 'nothing',
      createdBy: 'operator',
    } as const;
    await saveSubscription(db, ADA, { id: 'to-a-webhook', channel, ...wanted }, clock);
    const { card } = post(id);
    const planned = {
      id: 'planned-1',
      tenant: ADA,
      subscription: 'to-a-webhook',
      channel,
      localDate: '2026-03-03',
      due: '2026-03-03T09:00:00.000Z',
      payload: { card, about: { question: null, facts: [], shown: [], questions: [] } },
      facts: [],
    };
    await planDeliveries(db, EVERY_TENANT, [planned], clock);
    const worker = createWorker('slack', {
      db,
      memory: memoryInProcess(),
      publishers: new Map([['slack', publisher()]]),
      now: () => clock,
      newId,
      random: () => 0,
      owner: 'test',
      log: { warn: () => {} },
    });
    reply = (response) => void response.writeHead(received.length === 1 ? 503 : 200).end();
    await worker.drain();
    expect((await deliveryOf(db, ADA, 'planned-1'))?.state).toBe('planned');
    clock = new Date(clock.getTime() + 60_000);
    await worker.drain();
    expect((await deliveryOf(db, ADA, 'planned-1'))?.state).toBe('sent');
    expect(received.map(({ headers }) => headers['readout-delivery'])).toEqual(['planned-1', 'planned-1']);
    expect(received[1]!.body).toContain('The harbour is closed.');
  });
});

describe('readout webhook', () => {
  const run = (...args: string[]) => cli(['webhook', ...args], '', { READOUT_DB: world.path, READOUT_KEY });

  it('adds, lists and removes', async () => {
    const made = JSON.parse(
      (await run('add', 'https://hooks.example/x', '--tenant', ADA, '--topic', 'Kalmar', '--json')).stdout,
    );
    expect(made.secret).toBe(webhookSecret(keys, made.id));
    expect((await run('list', '--tenant', ADA)).stdout).toContain(`${made.id}  https://hooks.example/x`);
    expect((await run('list', '--tenant', BEN)).stdout).toBe('');
    expect((await run('remove', made.id, '--tenant', BEN)).code).toBe(2);
    expect((await run('remove', made.id, '--tenant', ADA)).stdout).toBe(`Removed ${made.id}.\n`);
  });

  it.each([
    [['add', 'ftp://x', '--at', '09:00'], /Name the address/],
    [['add', 'https://x.example', '--at', '25:00'], /--at needs a time/],
    [['add', 'https://x.example'], /Say what is to be posted/],
    [['add', 'https://x.example', '--topic', 'vyborg'], /has no topic "vyborg"/],
    [['add', 'https://x.example', '--at', '09:00', '--zone', '__proto__'], /time zone/],
    [['__proto__'], /webhook add, list or remove/],
  ])('refuses %j', async (args, says) => {
    const { code, stderr } = await run(...args, '--tenant', ADA);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});
