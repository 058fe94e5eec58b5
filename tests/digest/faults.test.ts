import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { type Digests, runDigests } from '../../src/digest/scheduler.ts';
import { type RealPostgres, startPostgres } from '../fakes/postgres.ts';
import { type DigestBed, digestBed, TENANT } from './harness.ts';

let postgres: RealPostgres | null = null;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
});

let bed: DigestBed;
let digests: Digests | null = null;
afterEach(async () => {
  await digests?.stop();
  digests = null;
  await bed.store.close();
});

const PATIENT = { timeout: 20_000 };
const says = (words: string) =>
  expect.poll(() => bed.logged.some((line) => line.includes(words)), PATIENT).toBe(true);
const posted = () => expect.poll(() => bed.chat.in('C1').length, PATIENT);

/** The day's digest is due, the database fails, and the bot runs. */
async function runWhile(breakIt: () => Promise<unknown>, words: string): Promise<void> {
  await bed.subscribe('C1');
  bed.at('2026-05-14T07:00:00Z');
  await breakIt();
  digests = runDigests(bed.parts);
  await says(words);
  expect(digests.state().fault).toContain(words);
  expect(bed.chat.posts()).toBe(0);
}

/** The fault is logged once; the digest follows when the database is back, exactly once. */
async function recovers(words: string): Promise<void> {
  await posted().toBe(1);
  await expect.poll(() => digests!.state().fault, PATIENT).toBeNull();
  expect(bed.logged.filter((line) => line.includes(words))).toHaveLength(1);
  const states = async () => (await bed.service.status(TENANT, 'C1')).deliveries.map(({ state }) => state);
  await expect.poll(states, PATIENT).toEqual(['sent']);
}

it('goes on when a read-only database can be written again', async () => {
  bed = await digestBed();
  await runWhile(() => sql`pragma query_only = 1`.execute(bed.store.db), 'is read-only');
  await sql`pragma query_only = 0`.execute(bed.store.db);
  await recovers('is read-only');
});

it('goes on when a full disk has room again', async () => {
  bed = await digestBed();
  // More than fits into existing pages.
  for (let at = 2; at < 20; at++) await bed.subscribe(`C${at}`);
  await runWhile(async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(bed.store.db);
    // The file may not grow, and its free space is filled.
    await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(bed.store.db);
    const fill = sql`insert into store_meta (key, value) values (hex(randomblob(8)), hex(zeroblob(400)))`;
    for (let full = false; !full; )
      full = await fill.execute(bed.store.db).then(
        () => false,
        () => true,
      );
  }, 'the disk is full');
  await sql`pragma max_page_count = 1000000`.execute(bed.store.db);
  await recovers('the disk is full');
});

it('posts nothing twice if the database fails between the post and its record', async () => {
  bed = await digestBed();
  await bed.subscribe('C1');
  bed.at('2026-05-14T07:00:00Z');
  await bed.plan();
  bed.chat.during(async () => void (await sql`pragma query_only = 1`.execute(bed.store.db)));
  await expect(bed.work()).rejects.toThrow('is read-only');
  expect(bed.chat.in('C1')).toHaveLength(1);
  bed.chat.during(null);
  await sql`pragma query_only = 0`.execute(bed.store.db);
  // The claim lapses; the next worker finds the post in the channel.
  bed.pass(90_000);
  await bed.work('w2');
  // A post begun by the other worker would have arrived by now.
  bed.pass(30_000);
  await bed.work('w2');
  expect(bed.chat.posts()).toBe(1);
  expect((await bed.service.status(TENANT, 'C1')).deliveries[0]!.state).toBe('sent');
});

/** A connection to the server that can be cut. */
async function cable(url: string) {
  const { port } = new URL(url);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const far = connect(Number(port), '127.0.0.1');
    for (const end of [socket, far]) {
      open.add(end);
      end
        .on('error', () => {})
        .on('close', () => {
          open.delete(end);
          socket.destroy();
          far.destroy();
        });
    }
    socket.pipe(far).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    url: url.replace(`:${port}/`, `:${address.port}/`),
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

it('goes on when PostgreSQL is back, and loses nothing of the day', async ({ skip }) => {
  if (!postgres) return skip();
  const way = await cable(postgres.url);
  bed = await digestBed({ url: way.url });
  await runWhile(async () => way.cut(), 'does not answer');
  way.mend();
  await recovers('does not answer');
  await digests?.stop();
  way.cut();
  await way.close();
});

it('shares the work of three replicas on PostgreSQL, each digest posted by one of them', async ({ skip }) => {
  if (!postgres) return skip();
  bed = await digestBed({ url: postgres.url });
  const beds = [bed, await digestBed({ url: postgres.url }), await digestBed({ url: postgres.url })];
  const channels = Array.from({ length: 60 }, (_, at) => `R${at}`);
  for (const channel of channels) await bed.subscribe(channel, { localTime: '10:00' });
  for (const one of beds) one.at('2026-05-14T08:00:00Z');
  const planned = await Promise.all(beds.map((one) => one.plan()));
  expect(planned.reduce((sum, one) => sum + one)).toBe(channels.length);
  await Promise.all(
    beds.map((one, at) => createWorker('slack', { ...one.parts, owner: `replica${at}`, atOnce: 4 }).drain()),
  );
  for (const channel of channels)
    expect(beds.reduce((sum, one) => sum + one.chat.in(channel).length, 0)).toBe(1);
  for (const one of beds.slice(1)) await one.store.close();
});
