import { setImmediate } from 'node:timers/promises';
import { type Db, EVERY_TENANT, inTransaction } from '../storage/database.ts';
import { digestDraft } from './cards/digest-card.ts';
import { cachedSelection, type SelectFacts } from './content/cached-selection.ts';
import {
  BACKLOG,
  BACKLOG_DELIVERIES,
  backlogContent,
  freshContent,
  type NewsDeps,
  type NewsOf,
  newsSince,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, deliveredFacts } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { datesAround, type OwedDay, owedDays } from './schedule/due-days.ts';
import { type DueOn, dueOn } from './schedule/due-time.ts';
import { setNextDues, subscriptionsToLookAt } from './store/due-subscriptions.ts';
import {
  deliveredTo,
  ledgerOn,
  type NewDelivery,
  NOTHING_DELIVERED,
  planDeliveries,
} from './store/ledger.ts';
import type { Subscription } from './store/subscriptions.ts';

export interface PlanDeps extends NewsDeps {
  readonly db: Db;
  /** Makes delivery ids: at most 25 letters, digits, - and _. */
  readonly newId: () => string;
  readonly due?: DueOn;
  /** Called after each planned chunk, so that posting begins while the rest is planned. */
  readonly onPlanned?: () => void;
}

const HOUR = 3600 * 1000;
/**
 * A channel hears of the shipped article in its first weeks only, in milliseconds. The ledger, which prevents repeats, goes
 * back at least 30 days (READOUT_KEEP_DELIVERIES_DAYS).
 */
const SHIPPED_FOR = 28 * 24 * HOUR;
/** A digest missed by more than this (ms) is skipped, and its row says so. */
export const CATCH_UP = 6 * HOUR;
/** Subscriptions planned in one transaction, which other writes have to wait for. */
const AT_ONCE = 50;

interface Planner extends PlanDeps {
  readonly now: Date;
  readonly newsOf: NewsOf;
  readonly choose: SelectFacts;
}

/** A subscription with days that are due. */
interface Owing {
  readonly subscription: Subscription;
  readonly owed: readonly OwedDay[];
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

/** The content for each subscription: facts that are new since its last digest, else older ones not delivered yet. */
async function contentsOf(
  trx: Db,
  owing: readonly Subscription[],
  planner: Planner,
): Promise<Map<string, DigestContent>> {
  const { now, newsOf, readout, choose } = planner;
  const ids = owing.map(({ id }) => id);
  const lately = await deliveredTo(trx, EVERY_TENANT, ids, before(now, BACKLOG_DELIVERIES));
  const contents = new Map<string, DigestContent>();
  for (const { id, tenant, topics } of owing) {
    const told = lately.get(id) ?? NOTHING_DELIVERED;
    const parts = { readout: readout.of(tenant), choose };
    contents.set(id, freshContent(await newsOf(trx, tenant), topics, told, parts));
  }
  const quiet = owing.filter(({ id }) => contents.get(id)!.shown.length === 0);
  const isYoung = ({ created }: Subscription): boolean => created > before(now, SHIPPED_FOR);
  const young = quiet.filter(isYoung).map(({ id }) => id);
  const ever = await deliveredTo(trx, EVERY_TENANT, young);
  for (const subscription of quiet) {
    const { id, tenant, topics } = subscription;
    const told = lately.get(id) ?? NOTHING_DELIVERED;
    const { arrived, shipped } = await newsOf(trx, tenant);
    const news = { arrived, shipped: isYoung(subscription) ? shipped : [] };
    const parts = { choose, heard: recentlyDelivered(told, readout.of(tenant)) };
    contents.set(id, backlogContent(news, topics, ever.get(id) ?? told, parts));
  }
  return contents;
}

const isMissed = ({ due }: OwedDay, now: Date): boolean => now.getTime() - due.getTime() > CATCH_UP;

/** The ledger row of one day: the post, or why there is none. */
function rowFor(
  subscription: Subscription,
  day: OwedDay,
  content: DigestContent | undefined,
  planner: Planner,
): NewDelivery {
  const { tenant, channel, zone, quiet } = subscription;
  const { now, newId, readout } = planner;
  const id = newId();
  const order = { id, tenant, channel, subscription: subscription.id };
  const base = { ...order, localDate: day.localDate, due: day.due.toISOString() };
  const skipped = (error: string): NewDelivery => ({
    ...base,
    ...{ state: 'skipped', payload: null, facts: [], error },
  });
  if (!content) {
    const hours = Math.round((now.getTime() - day.due.getTime()) / HOUR);
    return skipped(`missed: Readout came back ${hours} h after it was due`);
  }
  if (content.shown.length === 0 && quiet === 'nothing') return skipped('nothing new');
  const basis = { readout: readout.of(tenant), tenant, now: day.due, id };
  const draft = digestDraft(content, zone, basis, { change: 'digest status' });
  return { ...base, payload: payloadOf(draft), facts: deliveredFacts(content) };
}

async function planSome(planner: Planner): Promise<{ readonly looked: number; readonly planned: number }> {
  const { db, now, due = dueOn } = planner;
  return inTransaction(db, async (trx) => {
    const subscriptions = await subscriptionsToLookAt(trx, EVERY_TENANT, now, AT_ONCE);
    if (subscriptions.length === 0) return { looked: 0, planned: 0 };
    const dates = new Set(subscriptions.flatMap(({ zone }) => datesAround(zone, now)));
    const ids = subscriptions.map(({ id }) => id);
    const ledger = await ledgerOn(trx, EVERY_TENANT, ids, [...dates]);
    const looked = subscriptions.map((subscription) => ({
      subscription,
      ...owedDays(subscription, now, (date) => ledger.has(`${subscription.id} ${date}`), due),
    }));
    const owing: Owing[] = looked.filter(({ owed }) => owed.some((day) => !isMissed(day, now)));
    const contents = await contentsOf(
      trx,
      owing.map(({ subscription }) => subscription),
      planner,
    );
    const rows = looked.flatMap(({ subscription, owed }) =>
      owed.map((day) => {
        const content = isMissed(day, now) ? undefined : contents.get(subscription.id);
        return rowFor(subscription, day, content, planner);
      }),
    );
    const planned = await planDeliveries(trx, EVERY_TENANT, rows, now);
    // No next day (a clock set back over days that have rows already): look again in an hour.
    const inAnHour = new Date(now.getTime() + HOUR);
    const byNext = Map.groupBy(looked, ({ next }) => (next ?? inAnHour).toISOString());
    for (const [next, those] of byNext) {
      const looked = those.map(({ subscription }) => subscription.id);
      await setNextDues(trx, EVERY_TENANT, looked, next);
    }
    return { looked: subscriptions.length, planned: planned.size };
  });
}

/**
 * Inserts a ledger row for each (subscription, local date) that has come due. Returns the number of new rows.
 * Several processes may run it at once: they lock different subscriptions, and the key (subscription, local date) is unique.
 */
export async function planDue(deps: PlanDeps, now: Date): Promise<number> {
  const newsOf = newsSince(deps, before(now, BACKLOG));
  const planner: Planner = { ...deps, now, newsOf, choose: cachedSelection() };
  let all = 0;
  for (;;) {
    const { looked, planned } = await planSome(planner);
    all += planned;
    if (planned > 0) deps.onPlanned?.();
    if (looked < AT_ONCE) return all;
    // SQLite answers synchronously: yield, so that the process can do other work between chunks.
    await setImmediate();
  }
}
