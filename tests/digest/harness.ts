import { createReadout } from '../../src/answer/query-core.ts';
import { newId } from '../../src/chat/ids.ts';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { planDue } from '../../src/digest/planner.ts';
import type { DueOn } from '../../src/digest/schedule/due-time.ts';
import { digestService } from '../../src/digest/service.ts';
import { deliveriesOf } from '../../src/digest/store/ledger.ts';
import { type NewSubscription, saveSubscription } from '../../src/digest/store/subscriptions.ts';
import { createAlertPlanner } from '../../src/digest/topic-alerts.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { EN } from '../../src/domain/words/en.ts';
import { reasonWords } from '../../src/domain/words/reason-words.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { openStore } from '../../src/storage/open.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { channels } from './channels.ts';

export const TENANT = 'slack:T1';

export interface DigestBedOptions {
  readonly url?: string;
  readonly at?: string;
}

/** A store, a clock, the shipped library and fake channels: digests without a platform. */
export async function digestBed({ url, at = '2026-05-14T06:00:00Z' }: DigestBedOptions = {}) {
  let clock = new Date(at);
  const now = () => clock;
  const store = await (url === undefined ? openMemoryStore(now) : openStore({ url, now }));
  const readout = createReadout(shippedLibrary);
  const chat = channels();
  const logged: string[] = [];
  const parts = {
    db: store.db,
    store,
    readout,
    now,
    newId,
    shipped: new Set(shippedLibrary.articles.keys()),
    memory: storeMemory(store),
    publishers: new Map([['slack', chat.publisher]]),
    random: () => 0.5,
    owner: 'w1',
    log: { warn: (_: unknown, message: string) => void logged.push(message) },
  };
  const sweeper = createAlertPlanner(parts);
  let rule: DueOn | undefined;

  return {
    store,
    readout,
    chat,
    logged,
    parts,
    now,
    service: digestService({ ...parts, platforms: () => ['slack'] }),
    /** Sets the clock. */
    at(instant: string | Date): void {
      clock = new Date(instant);
    },
    pass(ms: number): void {
      clock = new Date(clock.getTime() + ms);
    },
    /** Replaces the zone rules, as a new edition of the zone database would. */
    rules(due: DueOn): void {
      rule = due;
    },
    plan: () => planDue(rule ? { ...parts, due: rule } : parts, clock),
    sweep: () => sweeper.sweep(clock),
    work: (owner = 'w1') => createWorker('slack', { ...parts, owner }).drain(),
    settle: () => createWorker(null, parts).drain(),
    /** Advances the clock minute by minute to an instant, as the running bot would. */
    async runTo(instant: string, step = MINUTE): Promise<void> {
      const end = Date.parse(instant);
      while (clock.getTime() < end) {
        clock = new Date(Math.min(end, clock.getTime() + step));
        await planDue(rule ? { ...parts, due: rule } : parts, clock);
        await sweeper.sweep(clock);
        await createWorker('slack', parts).drain();
        await createWorker(null, parts).drain();
      }
    },
    subscribe: (channel: string, wanted: Partial<NewSubscription> = {}) =>
      saveSubscription(
        store.db,
        TENANT,
        {
          id: newId(),
          channel,
          localTime: '09:00',
          zone: 'Europe/Berlin',
          topics: [],
          quiet: 'line',
          createdBy: 'U1',
          ...wanted,
        },
        clock,
      ),
    /** Returns a channel's ledger rows, newest first. */
    async ledger(subscription: { readonly id: string }) {
      return deliveriesOf(store.db, TENANT, subscription.id, 1000);
    },
    /** Adds an article. */
    async comes(reading: Reading, tenant = TENANT): Promise<void> {
      await saveReadings(store, tenant, [reading]);
      readout.put(reading, tenant);
    },
  };
}

export type DigestBed = Awaited<ReturnType<typeof digestBed>>;

/** Creates a channel whose digest has just become due and is planned. */
export async function due(bed: DigestBed) {
  const subscription = await bed.subscribe('C1');
  bed.at('2026-05-14T07:00:00Z');
  if ((await bed.plan()) !== 1) throw new Error('One digest should be planned.');
  return subscription;
}

/** Returns a channel's newest delivery from the ledger, with its reason in English. */
export async function rowOf(bed: DigestBed, subscription: { readonly id: string }) {
  const row = (await bed.ledger(subscription))[0]!;
  return { ...row, error: row.error && reasonWords(row.error, EN) };
}

/** Builds an article of claims, the most salient first. */
export function articleOf(
  id: string,
  claims: readonly string[],
  topics: readonly string[] = ['harbour'],
): Reading {
  const text = claims.join(' ');
  return {
    article: {
      id,
      title: `Report ${id}`,
      text,
      published: '2026-05-14T05:00:00Z',
      source: { kind: 'url', url: `https://example.org/${id}` },
      retrieved: null,
    },
    topics: topics.map((topic) => ({
      id: topic,
      label: topic[0]!.toUpperCase() + topic.slice(1),
      aliases: [],
    })),
    facts: claims.map((claim, at) => ({
      id: `${id}/${at}`,
      article: id,
      claim,
      quote: claim,
      speaker: null,
      stance: 'affirmed',
      span: [text.indexOf(claim), text.indexOf(claim) + claim.length],
      topics,
      entities: [],
      salience: 0.9 - at / 100,
    })),
  };
}
