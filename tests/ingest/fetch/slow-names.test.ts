import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { limitedLookups } from '../../../src/ingest/fetch/lookup.ts';

/** Starts a name server whose answers a test releases. */
function slowServer() {
  const asked: string[] = [];
  const waiting: ((addresses: LookupAddress[]) => void)[] = [];
  return {
    asked,
    look: (hostname: string) => {
      asked.push(hostname);
      return new Promise<LookupAddress[]>((resolve) => waiting.push(resolve));
    },
    answer: () => waiting.shift()!([{ address: '93.184.216.34', family: 4 }]),
  };
}
const turn = () => new Promise(setImmediate);

it('a slow name server has two look-ups of the pool of threads, whatever is asked of it', async () => {
  const server = slowServer();
  const resolve = limitedLookups(server.look, () => 0);
  const all = ['a', 'b', 'c', 'd', 'e'].map(resolve);
  await turn();
  expect(server.asked).toEqual(['a', 'b']);
  server.answer();
  await turn();
  expect(server.asked).toEqual(['a', 'b', 'c']);
  for (const _ of 'bcde') {
    server.answer();
    await turn();
  }
  expect((await Promise.all(all)).map(([first]) => first?.family)).toEqual([4, 4, 4, 4, 4]);
});

it('a look-up that waited until its request timed out is not made', async () => {
  let now = 0;
  const server = slowServer();
  const resolve = limitedLookups(server.look, () => now);
  const first = [resolve('a'), resolve('b')];
  const late = resolve('late');
  await turn();
  now += 11_000;
  const fresh = resolve('fresh');
  server.answer();
  await expect(late).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  await turn();
  expect(server.asked).toEqual(['a', 'b', 'fresh']);
  server.answer();
  server.answer();
  await Promise.all([...first, fresh]);
});

it('a look-up that fails leaves its place to the next', async () => {
  const resolve = limitedLookups(async (hostname) => {
    if (hostname === 'ok') return [];
    throw new Error('ENOTFOUND');
  });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'ok'].map(resolve));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
});
