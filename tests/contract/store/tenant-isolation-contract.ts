import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import * as feedback from '../../../src/chat/store/feedback-rows.ts';
import * as deliveries from '../../../src/digest/store/ledger.ts';
import * as outbox from '../../../src/digest/store/outbox.ts';
import * as reads from '../../../src/digest/store/read-markers.ts';
import * as subscriptions from '../../../src/digest/store/subscriptions.ts';
import * as watches from '../../../src/digest/store/topic-watches.ts';
import * as sources from '../../../src/ingest/store/source-rows.ts';
import * as articleKeys from '../../../src/library/store/article-keys.ts';
import * as articles from '../../../src/library/store/article-rows.ts';
import * as facts from '../../../src/library/store/fact-rows.ts';
import * as tokens from '../../../src/storage/access-tokens.ts';
import type { Store } from '../../../src/storage/database.ts';
import { exportOf } from '../../../src/storage/export.ts';
import * as installations from '../../../src/storage/installations.ts';
import * as modelUsage from '../../../src/storage/model-usage.ts';
import { readKeys } from '../../../src/storage/secrets.ts';
import * as tenantArticles from '../../../src/storage/tenant-articles.ts';
import * as tenants from '../../../src/storage/tenants.ts';
import * as webhooks from '../../../src/storage/webhooks.ts';
import type { Bed } from './harness.ts';
import { rowsOf, settle } from './keeping-contract.ts';
import { card } from './samples.ts';

const keys = readKeys({ READOUT_KEY: Buffer.alloc(32, 7).toString('base64') });
type Theirs = Awaited<ReturnType<typeof settle>>;
type Attempt = (store: Store, me: string, theirs: Theirs) => Promise<unknown> | AsyncIterable<unknown>;
const late = new Date('2027-01-01T00:00:00Z');
const claim = { now: late, owner: 'w1', leaseMs: 1_000 };
const outcome = { owner: 'w1', error: 'x', now: late };
const wanted = { localTime: '07:00', zone: 'UTC', topics: ['x'], quiet: 'nothing', createdBy: 'U9' } as const;

/**
 * Attempts to read or change another tenant's rows by their ids, by the function's name. Each must find and change
 * nothing.
 */
const ATTEMPTS: Record<string, Attempt> = {
  readingOf: ({ db }, me, { article }) => articles.readingOf(db, me, article),
  deleteArticleKeys: ({ db }, me, { article }) => articleKeys.deleteArticleKeys(db, me, article),
  articlesWithKeys: ({ db }, me) => articleKeys.articlesWithKeys(db, me, ['harbour'], 10),
  countsOf: async ({ db }, me) => Object.values(await articles.countsOf(db, me)).some(Boolean),
  articlesOf: ({ db }, me) => articles.articlesOf(db, me),
  takeFromTenant: async ({ db }, me, { article }) =>
    (await tenantArticles.takeFromTenant(db, me, [article])).taken > 0,
  removeArticle: (store, me, { article }) => articles.removeArticle(store, me, article),
  arrivalsSince: ({ db }, me) => facts.arrivalsSince(db, me, ''),
  articlesChangedSince: ({ db }, me) => facts.articlesChangedSince(db, me, ''),
  factTimes: ({ db }, me, { article }) => facts.factTimes(db, me, article),
  feedbackOf: ({ db }, me) => feedback.feedbackOf(db, me, 100),
  installationOf: ({ db }, me) => installations.installationOf(db, me, keys),
  removeInstallation: ({ db }, me) => installations.removeInstallation(db, me),
  lastRead: ({ db }, me) => reads.lastRead(db, me, 'U1'),
  tenantOf: ({ db }, me) => tenants.tenantOf(db, me),
  sourcesOf: ({ db }, me) => sources.sourcesOf(db, me),
  sourceOf: ({ db }, me) => sources.sourceOf(db, me, 'https://a.example/'),
  removeSource: ({ db }, me) => sources.removeSource(db, me, 'https://a.example/'),
  subscriptionOf: ({ db }, me) => subscriptions.subscriptionOf(db, me, 'C1'),
  subscriptionsIn: ({ db }, me) => subscriptions.subscriptionsIn(db, me, 'C1'),
  pauseSubscription: ({ db }, me) => subscriptions.pauseSubscription(db, me, 'C1', 1, late),
  resumeSubscription: ({ db }, me) => subscriptions.resumeSubscription(db, me, 'C1', 1, late),
  subscriptionsOf: ({ db }, me) => subscriptions.subscriptionsOf(db, me),
  switchOff: ({ db }, me) => subscriptions.switchOff(db, me, 'C1', 'x', late),
  deliveriesOf: ({ db }, me, { subscription }) => deliveries.deliveriesOf(db, me, subscription, 10),
  deliveryOf: ({ db }, me, { delivery }) => deliveries.deliveryOf(db, me, delivery),
  deliveredFactIds: ({ db }, me, { subscription }) => deliveries.deliveredFactIds(db, me, subscription),
  renewLease: ({ db }, me, { delivery }) => outbox.renewLease(db, me, delivery, claim),
  markSent: async ({ db }, me, { delivery }) =>
    (await outbox.markSent(db, [{ tenant: me, id: delivery, messageId: 'm' }], late)).size > 0,
  markUnknown: ({ db }, me, { delivery }) => outbox.markUnknown(db, me, delivery, outcome),
  markFailed: ({ db }, me, { delivery }) => outbox.markFailed(db, me, delivery, outcome),
  markSkipped: ({ db }, me, { delivery }) => outbox.markSkipped(db, me, delivery, outcome),
  postponeTenant: async ({ db }, me) => (await outbox.postponeTenant(db, me, late, outcome)) > 0,
  retryAt: ({ db }, me, { delivery }) =>
    outbox.retryAt(db, { tenant: me, id: delivery, instant: late, ...outcome }),
  watchesOf: ({ db }, me) => watches.watchesOf(db, me, 'C1'),
  removeWatch: ({ db }, me) => watches.removeWatch(db, me, 'C1', 'harbour'),
  reserveAlert: ({ db }, me) => watches.reserveAlert(db, me, 'C1', new Date(0), late),
  webhooksOf: ({ db }, me) => webhooks.webhooksOf(db, me),
  webhookOf: ({ db }, me, { webhook }) => webhooks.webhookOf(db, me, webhook),
  removeWebhook: ({ db }, me, { webhook }) => webhooks.removeWebhook(db, me, webhook),
  tokensOf: ({ db }, me) => tokens.tokensOf(db, me),
  revokeToken: ({ db }, me, { token }) => tokens.revokeToken(db, me, token),
  exportOf: ({ db }, me) => exportOf(db, me),
  forgetTenant: async ({ db }, me) => Object.values(await tenants.forgetTenant(db, me, late)).some(Boolean),
  'storeMemory.card': (store, me) => storeMemory(store).card(me, 'card'),
  'storeMemory.conversation': (store, me) => storeMemory(store).conversation(me, 'thread'),
};

/** Attempts to write rows under ids that another tenant already uses. None may change the other tenant's rows. */
const WRITES: Record<string, Attempt> = {
  'storeMemory.saveCard': (store, me) =>
    storeMemory(store).saveCard({ ...card(me, 'card'), facts: ['mine'] }),
  'storeMemory.saveConversation': (store, me) =>
    storeMemory(store).saveConversation(me, 'thread', { question: 'mine', about: [], facts: [], shown: [] }),
  'storeMemory.saveFeedback': (store, me) =>
    storeMemory(store).saveFeedback({
      tenant: me,
      cardId: 'card',
      person: 'U1',
      verdict: 'down',
      question: null,
      facts: [],
    }),
  saveReadings: (store, me, { article }) =>
    articles.readingOf(store.db, me, article).then(() =>
      articles
        .saveReadings(store, me, [
          {
            article: {
              id: article,
              title: 'x',
              text: 'x',
              source: { kind: 'file', path: 'x' },
              published: null,
              retrieved: null,
            },
            topics: [],
            facts: [],
          },
        ])
        .catch((error: Error) => expect(error.message).toMatch(/another tenant/)),
    ),
  insertArticleKeys: ({ db }, me, { article }) => articleKeys.insertArticleKeys(db, me, article, ['mine']),
  fillArticleKeys: ({ db }, me) => articleKeys.fillArticleKeys(db, me, () => ['mine']),
  saveInstallation: ({ db }, me) =>
    installations.saveInstallation(db, me, keys, { platform: 'slack', secret: 'mine' }, late),
  saveLastRead: ({ db }, me) => reads.saveLastRead(db, me, 'U1', late),
  saveSource: async (store, me) => {
    const [theirs] = await sources.sourcesOf(store.db, me);
    expect(theirs).toBeUndefined();
    await sources.saveSource(
      store.db,
      me,
      {
        url: 'https://a.example/',
        kind: 'page',
        title: 'mine',
        addedBy: null,
        addedAt: 'x',
        state: {
          etag: null,
          lastModified: null,
          dueAt: '9999',
          failures: 9,
          pausedAt: null,
          lastError: null,
          lastReadAt: null,
          seen: [],
        },
      },
      late,
    );
  },
  saveSubscription: ({ db }, me) =>
    subscriptions.saveSubscription(db, me, { id: `${me}/s`, channel: 'C1', ...wanted }, late),
  freeNumber: ({ db }, me) => subscriptions.freeNumber(db, me, 'C1'),
  addWatch: ({ db }, me) =>
    watches.addWatch(db, me, { channel: 'C1', topic: 'harbour', createdBy: 'U9' }, late),
  takeModelQuestion: ({ db }, me) => modelUsage.takeModelQuestion(db, me, 10, late),
  addWebhook: ({ db }, me) => webhooks.addWebhook(db, me, 'https://hooks.example/', late),
  createToken: ({ db }, me) => tokens.createToken(db, me, 'mine', late),
  saveTenant: ({ db }, me) => tenants.saveTenant(db, { id: me, platform: 'x', name: 'mine' }, late),
  ensureTenant: ({ db }, me) => tenants.ensureTenant(db, me, late),
};

/**
 * Functions that access tenants' rows without a tenant: work of the system on the whole database, or parts of the
 * above.
 */
const SYSTEM = new Set([
  ...[
    'openStore',
    'openStoreOf',
    'openStoreWhenThere',
    'migrate',
    'schemaVersion',
    'backupTo',
    'restoreFrom',
    'prune',
  ],
  ...[
    'ensureEpoch',
    'filesSecret',
    'epochOf',
    'renewEpoch',
    'logPuts',
    'logRemovals',
    'logForgetting',
    'logState',
    'pruneChanges',
    'deleteUnfollowed',
    'sweepShared',
    'sweepSharedAfter',
    'storeShared',
    'shareReading',
    'visibleArticles',
    'articleSizes',
    'shareFeedArticles',
    'lockTenant',
    ...[
      'openLibraries',
      'loadTenantLibrary',
      'logPositionOf',
      'changesBetween',
      'storedAmong',
      'storedIds',
      'storedReadings',
      'applyChanges',
    ],
  ],
  ...[
    'loadReadings',
    'syncIndex',
    'readingsOf',
    'insertFacts',
    'inTransaction',
    'isPostgres',
    'storeMemory',
    // Names the tenant of this machine's own page and terminal itself.
    'localCounts',
    // Takes the secret that identifies the token's owner.
    'tokenOwner',
  ],
]);

/** Whether a function is given a database. Others are pure. */
const takesDatabase = (parameters: string) => /\b(db|trx|store)\b|^\(\{[^}]*\bdb\b/.test(parameters);

/** The folders of `src` whose functions read or write the database. */
const STORE_FOLDERS = ['storage', 'library', 'library/store', 'ingest/store', 'digest/store', 'chat/store'];

async function* exported(): AsyncGenerator<readonly [name: string, parameters: string]> {
  const source = join(import.meta.dirname, '../../../src');
  const files = STORE_FOLDERS.flatMap((folder) =>
    readdirSync(join(source, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(source, folder, name)),
  );
  for (const file of files) {
    const module = (await import(file)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      if (typeof value === 'function') {
        const source = value.toString();
        yield [name, source.slice(source.indexOf('('), source.indexOf('{', source.indexOf(')')))];
      }
  }
}

const isEmpty = (found: unknown): boolean =>
  found === null ||
  found === undefined ||
  found === false ||
  (Array.isArray(found) && found.length === 0) ||
  ((found instanceof Map || found instanceof Set) && found.size === 0);

export function wallsContract(bed: Bed): void {
  describe('the wall between tenants', () => {
    it('is tried at every function of the store that takes a database', async () => {
      for await (const [name, parameters] of exported()) {
        if (!takesDatabase(parameters) || SYSTEM.has(name)) continue;
        const named = name in ATTEMPTS || name in WRITES;
        // Add a new function to ATTEMPTS or WRITES above, or let it take `_scope: EveryTenant`.
        expect(named || parameters.includes('_scope'), `is the wall tried at ${name}${parameters}?`).toBe(
          true,
        );
      }
    });

    it('shows nothing of another tenant and changes nothing, with all of its ids known', async () => {
      const { store, T1, T2 } = bed;
      const theirs = await settle(store, T1);
      const before = await rowsOf(store.db, T1);
      for (const [name, attempt] of Object.entries(ATTEMPTS)) {
        const found = attempt(store, T2, theirs);
        const got = Symbol.asyncIterator in found ? await Array.fromAsync(found) : await found;
        expect(isEmpty(got), name).toBe(true);
        expect(await rowsOf(store.db, T1), name).toEqual(before);
      }
      for (const [name, attempt] of Object.entries(WRITES)) {
        await attempt(store, T2, theirs);
        expect(await rowsOf(store.db, T1), name).toEqual(before);
      }
    });
  });
}
