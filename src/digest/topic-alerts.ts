import { setImmediate } from 'node:timers/promises';
import type { OpenReadouts, Readout } from '../answer/query-core.ts';
import type { Fact } from '../domain/fact.ts';
import { isoBefore, MINUTE } from '../domain/time.ts';
import type { Words } from '../domain/words/en.ts';
import { wordsForLocale } from '../domain/words/words-for-locale.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../storage/database.ts';
import { digestDraft } from './cards/digest-card.ts';
import {
  BACKLOG_DELIVERIES,
  librariesOf,
  libraryFor,
  newsSince,
  recentlyDelivered,
  type StoredFact,
} from './content/fresh-facts.ts';
import { deliveredFacts, digestContent } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { CATCH_UP_MS, type PlanDeps } from './planner.ts';
import { type Delivered, deliveredTo, NOTHING_DELIVERED, planDeliveries } from './store/ledger.ts';
import { reserveAlert, type Watch, watchesWithNews } from './store/topic-watches.ts';
import { watchSubscription } from './subscription-status.ts';

/** The shortest time between two topic alerts in one channel, in milliseconds. */
const ALERT_PAUSE_MS = 10 * MINUTE;
/** How long facts remain candidates, in milliseconds, because their channel may have been in its pause. */
const CANDIDATE_TTL_MS = 2 * ALERT_PAUSE_MS;

interface Sweep extends Omit<PlanDeps, 'readout'> {
  /** The libraries of the watched tenants. */
  readonly readout: OpenReadouts;
  readonly now: Date;
}

/**
 * Returns the facts on each channel's topics that are newer than its watches, by channel: looked up by the facts'
 * topics.
 */
function candidatesOf(watches: readonly Watch[], arrived: readonly StoredFact[]): Map<string, Fact[]> {
  const byTopic = Map.groupBy(watches, ({ topic }) => topic);
  const found = new Map<string, Fact[]>();
  for (const { fact, added } of arrived) {
    const met = fact.topics
      .flatMap((topic) => byTopic.get(topic) ?? [])
      .filter(({ created }) => added > created);
    for (const channel of new Set(met.map((watch) => watch.channel)))
      found.set(channel, [...(found.get(channel) ?? []), fact]);
  }
  return found;
}

function titleOf(
  watches: readonly Watch[],
  candidates: readonly Fact[],
  library: Readout,
  words: Words,
): string {
  const named = watches.filter(({ topic }) => candidates.some(({ topics }) => topics.includes(topic)));
  const labels = named.map(({ topic }) => library.topic(topic)?.label ?? topic);
  return words.chat.newOn(labels.slice(0, 3).join(', '), labels.length > 3);
}

/** A channel's watches and their new facts. */
interface ChannelAlert {
  readonly name: string;
  readonly watches: readonly Watch[];
  readonly candidates: readonly Fact[];
  readonly sweep: Sweep;
}

async function planOne({ name: order, watches, candidates, sweep }: ChannelAlert): Promise<boolean> {
  const { db, readout, newId, now } = sweep;
  const { tenant, channel, person } = watches[0]!;
  const library = libraryFor(readout, tenant, person);
  return inTransaction(db, async (trx: Db) => {
    const delivered = await deliveredTo(trx, EVERY_TENANT, [order], isoBefore(now, BACKLOG_DELIVERIES));
    const lately: Delivered = delivered.get(order) ?? NOTHING_DELIVERED;
    const content = digestContent(candidates, lately.facts, recentlyDelivered(lately, library));
    if (content.shown.length === 0) return false;
    if (!(await reserveAlert(trx, tenant, channel, new Date(now.getTime() - ALERT_PAUSE_MS), now)))
      return false;
    const id = newId();
    const words = wordsForLocale(watches[0]!.locale);
    const title = titleOf(watches, [...content.shown, ...content.rest], library, words);
    const draft = digestDraft(
      content,
      'UTC',
      { readout: library, tenant, now, id },
      { title, change: 'digest status', words },
    );
    const at = now.toISOString();
    const row = {
      id,
      tenant,
      channel,
      subscription: order,
      localDate: at,
      due: at,
      // This post delivers all of them: those that its card does not show are behind "more".
      facts: [...deliveredFacts(content), ...content.rest.map((fact) => fact.id)],
      payload: payloadOf(draft),
    };
    return (await planDeliveries(trx, EVERY_TENANT, [row], now)).size > 0;
  });
}

async function sweepOnce(deps: PlanDeps, now: Date, since: string): Promise<number> {
  const concerned = await watchesWithNews(deps.db, EVERY_TENANT, since);
  const orders: ChannelAlert[] = [];
  const readers = Map.groupBy(concerned, ({ tenant, person }) => librariesOf(tenant, person).join(' '));
  for (const ofReader of readers.values()) {
    const { tenant, person } = ofReader[0]!;
    const readout = await deps.readout.open(...librariesOf(tenant, person));
    const { arrived } = await newsSince({ ...deps, readout }, since)(deps.db, tenant, person);
    const candidates = candidatesOf(ofReader, arrived);
    const sweep: Sweep = { ...deps, readout, now };
    for (const [channel, watches] of Map.groupBy(ofReader, (watch) => watch.channel)) {
      const facts = candidates.get(channel);
      if (facts) orders.push({ name: watchSubscription(tenant, channel), watches, candidates: facts, sweep });
    }
  }
  const names = orders.map(({ name }) => name);
  const delivered = await deliveredTo(deps.db, EVERY_TENANT, names, isoBefore(now, BACKLOG_DELIVERIES));
  let planned = 0;
  // Most channels have no undelivered facts; only the others need a transaction.
  for (const order of orders) {
    // Yield, so that the process can do other work between channels.
    await setImmediate();
    const { facts } = delivered.get(order.name) ?? NOTHING_DELIVERED;
    if (order.candidates.some(({ id }) => !facts.has(id)) && (await planOne(order))) planned++;
  }
  return planned;
}

export interface AlertPlanner {
  /** Plans an alert for each channel with new facts and no alert within ten minutes. Returns their number. */
  sweep(now: Date): Promise<number>;
}

/** Creates the sweeper. It remembers its last run and looks only at facts that came after it. */
export function createAlertPlanner(deps: PlanDeps): AlertPlanner {
  // After a start it also looks at facts that came while no process ran.
  let swept: number | null = null;
  return {
    async sweep(now) {
      const from =
        swept === null ? now.getTime() - CATCH_UP_MS : Math.min(swept, now.getTime()) - CANDIDATE_TTL_MS;
      const planned = await sweepOnce(deps, now, new Date(from).toISOString());
      swept = now.getTime();
      return planned;
    },
  };
}
