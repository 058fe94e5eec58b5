import { describe, expect, it } from 'vitest';
import type { PageReader } from '../../src/ingest/article/page-pool.ts';
import { done, failed } from '../../src/ingest/ingest-outcome.ts';
import { fairTurns } from '../../src/ingest/reader/fair-queue.ts';
import {
  type RequestedArticles,
  type RequestOwner,
  requestedArticles,
} from '../../src/ingest/requested/requested-articles.ts';

const WAITING = 2;
const owner = (person: string): RequestOwner => ({ tenant: 'slack:T1', person });

/** A reader that waits until a test releases it, and counts the reads that began. */
function slowReading() {
  let begun = 0;
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const slow = async () => {
    begun++;
    await go;
    return failed('network', 'The connection failed.');
  };
  const pages = { for: () => ({ document: slow }) } as unknown as PageReader;
  const requested = requestedArticles({
    fetch: slow,
    allowFor: () => () => true,
    pages,
    keeper: { keep: slow },
    turns: fairTurns(8, { runningPerTenant: 3, waitingPerTenant: WAITING }),
  });
  return { requested, slow, begun: () => begun, letGo };
}

type Read = (
  requested: RequestedArticles,
  slow: () => Promise<unknown>,
  who: RequestOwner,
) => ReturnType<RequestedArticles['link']>;

/** Every way in which a person can request a read. */
const WAYS: readonly (readonly [string, Read])[] = [
  ['link', (requested, _, who) => requested.link('https://news.example/1', who)],
  ['text', (requested, _, who) => requested.text('Some text.', who)],
  ['file', (requested, _, who) => requested.file({ name: 'a.txt', bytes: Buffer.from('x') }, who)],
  [
    'file that has to be fetched',
    (requested, slow, who) =>
      requested.file({ name: 'a.txt', bytes: () => slow().then(() => done(Buffer.from('x'))) }, who),
  ],
];

describe('what people have read is read in turn', () => {
  it.each(WAYS)('one %s of a person at a time, and a few of a workspace wait', async (_, read) => {
    const { requested, slow, begun, letGo } = slowReading();
    const mine = Array.from({ length: 10 }, () => read(requested, slow, owner('ada')));
    await new Promise(setImmediate);
    expect(begun()).toBe(1);
    const refused = await Promise.race([mine.at(-1)!, new Promise((resolve) => setImmediate(resolve))]);
    expect(refused).toMatchObject({ ok: false, error: { code: 'busy' } });
    letGo();
    const outcomes = await Promise.all(mine);
    expect(outcomes.filter((one) => !one.ok && one.error.code === 'busy')).toHaveLength(9 - WAITING);
  });

  it('a file that is refused was not fetched', async () => {
    const { requested, slow, letGo } = slowReading();
    let fetched = 0;
    const bytes = async () => {
      fetched++;
      return done(Buffer.from('x'));
    };
    const all = [
      requested.link('https://news.example/1', owner('ada')),
      ...Array.from({ length: 20 }, () => requested.file({ name: 'a.pdf', bytes }, owner('ada'))),
    ];
    await new Promise(setImmediate);
    expect(fetched).toBe(0);
    letGo();
    await Promise.all(all);
    expect(fetched).toBe(WAITING);
    expect(await slow()).toMatchObject({ ok: false });
  });
});
