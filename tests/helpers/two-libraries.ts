import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadout } from '../../src/answer/query-core.ts';
import { digestService } from '../../src/digest/service.ts';
import type { HealthChecks } from '../../src/http/health-routes.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { failed } from '../../src/ingest/ingest-outcome.ts';
import type { RequestedArticles } from '../../src/ingest/requested/requested-articles.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { createLog } from '../../src/logger.ts';
import { type ProgramsParts, startPrograms } from '../../src/programs.ts';
import { createToken } from '../../src/storage/access-tokens.ts';
import { openStore } from '../../src/storage/open.ts';
import { EMPTY } from '../contract/store/samples.ts';
import { SECRET } from '../fakes/slack/seen.ts';

export const ADA = 'slack:TADA';
export const BEN = 'discord:8123';

const NOW = new Date('2026-03-03T09:00:00Z');

const article = (id: string, title: string, text: string) =>
  factsOf({
    id,
    title,
    text,
    source: { kind: 'url', url: `https://news.example/${id}` } as const,
    published: '2026-03-02',
    retrieved: '2026-03-02T10:00:00Z',
  });

/** Articles of two tenants whose names share no word. */
const LIBRARIES = {
  [ADA]: [
    article(
      'kalmar',
      'Kalmar closes its harbour',
      'Eva Lindqvist, the mayor of Kalmar, said on Monday that the harbour of Kalmar will be closed for three weeks.\n\n"We have no choice," Lindqvist told reporters in Kalmar.\n\nThe strike of the dock workers of Kalmar began on Sunday.',
    ),
  ],
  [BEN]: [
    article(
      'vyborg',
      'Vyborg opens its museum',
      'Pavel Zorin, the director of the Vyborg museum, said on Tuesday that the museum of Vyborg will open its gallery in May.\n\n"It took nine years," Zorin told visitors in Vyborg.',
    ),
  ],
} as const;

/** Words in one tenant's articles only. */
export const WORDS = {
  [ADA]: /kalmar|lindqvist|harbour|dock/i,
  [BEN]: /vyborg|zorin|museum|gallery/i,
} as const;

/** Creates a database file with both tenants' articles. */
export async function twoLibraries() {
  const path = join(mkdtempSync(join(tmpdir(), 'readout-two-')), 'readout.db');
  const store = await openStore({ path, now: () => NOW });
  for (const [tenant, readings] of Object.entries(LIBRARIES)) await saveReadings(store, tenant, readings);
  return { path, store };
}

const noLinks = async () => failed('links_off', 'Links are not read in this test.');
const HEALTH: HealthChecks = { ready: async () => true, report: async () => ({ status: 'ok' }) };

/** Starts the public port over both libraries, with a token for each tenant. */
export async function startTwoLibraries(
  parts: Partial<ProgramsParts> = {},
  { rate = 1_000, publicUrl }: { readonly rate?: number; readonly publicUrl?: string } = {},
) {
  const { store, path } = await twoLibraries();
  const readout = createReadout(EMPTY);
  const stopFollowing = await syncIndex(readout, store);
  const requested: RequestedArticles = { link: noLinks, text: noLinks, file: noLinks, copy: noLinks };
  const programs = await startPrograms(
    {
      API_HOST: '127.0.0.1',
      API_PORT: 0,
      API_RATE: rate,
      READOUT_PUBLIC_URL: publicUrl,
      SLACK_SIGNING_SECRET: SECRET,
    },
    {
      readout,
      store,
      requested,
      health: HEALTH,
      log: createLog('silent', []),
      digests: digestService({
        readout,
        shipped: new Set<string>(),
        db: store.db,
        now: store.now,
        platforms: () => ['slack', 'discord'],
      }),
      sources: { add: noAdding, list: async () => [], remove: async () => false },
      ...parts,
    },
  );
  const token = async (tenant: string) => (await createToken(store.db, tenant, 'test', NOW)).token;
  return {
    store,
    path,
    readout,
    url: programs!.url,
    tokens: { [ADA]: await token(ADA), [BEN]: await token(BEN) },
    async stop() {
      await programs!.stop();
      await stopFollowing();
      await store.close();
    },
  };
}

const noAdding = async () => ({ status: 'failed', error: { code: 'off', message: 'off' } }) as const;
