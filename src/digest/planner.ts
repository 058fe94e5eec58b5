import { setImmediate } from 'node:timers/promises';
import type { OpenReadouts } from '../answer/query-core.ts';
import { wordsForLocale } from '../domain/words/words-for-locale.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../storage/database.ts';
import { digestDraft } from './cards/digest-card.ts';
import { cachedSelection, type SelectFacts } from './content/cached-selection.ts';
import {
  backlogContent,
  freshContent,
  isWanted,
  librariesOf,
  libraryFor,
  type NewsDeps,
  type NewsOf,
  newsSince,
  type Reach,
  reachOf,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, deliveredFacts } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { datesAround, type OwedSlot, owedSlots } from './schedule/due-days.ts';
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

interface Planner extends Omit<PlanDeps, 'readout'> {
  /** The libraries of those whose subscriptions are planned. */
  readonly readout: OpenReadouts;
  readonly now: Date;
  /** Reads the news of the last so many milliseconds. */
  readonly newsOf: (reach: number) => NewsOf;
  readonly choose: SelectFacts;
}

/** A subscription with slots that are due. */
interface Owing {
  readonly subscription: Subscription;
  readonly owed: readonly OwedSlot[];
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

/** Subscriptions that look equally far back, and how far, in milliseconds. */
type Reaching = readonly [reach: Reach, those: readonly Subscription[]];

const reachOfOne = ({ days }: Subscription) => reachOf(days);

/** The content for each subscription: facts that are new since its last digest, else older ones not delivered yet. */
async function contentsOf(
  trx: Db,
  [reach, owing]: Reaching,
  planner: Planner,
): Promise<Map<string, DigestContent>> {
  const { now, readout, choose } = planner;
  const newsOf = planner.newsOf(reach.news);
  const ids = owing.map(({ id }) => id);
  const lately = await deliveredTo(trx, EVERY_TENANT, ids, before(now, reach.deliveries));
  const contents = new Map<string, DigestContent>();
  const partsOf = (subscription: Subscription) => {
    const library = libraryFor(readout, subscription.tenant, subscription.person);
    return { readout: library, wanted: isWanted(subscription, library), choose, now };
  };
  for (const subscription of owing) {
    const { id, tenant, person } = subscription;
    const told = lately.get(id) ?? NOTHING_DELIVERED;
    contents.set(id, freshContent(await newsOf(trx, tenant, person), told, partsOf(subscription)));
  }
  const quiet = owing.filter(({ id }) => contents.get(id)!.shown.length === 0);
  const isYoung = ({ created }: Subscription): boolean => created > before(now, SHIPPED_FOR);
  const young = quiet.filter(isYoung).map(({ id }) => id);
  const ever = await deliveredTo(trx, EVERY_TENANT, young);
  for (const subscription of quiet) {
    const { id, tenant, person } = subscription;
    const told = lately.get(id) ?? NOTHING_DELIVERED;
    const { arrived, shipped } = await newsOf(trx, tenant, person);
    const news = { arrived, shipped: isYoung(subscription) ? shipped : [] };
    const parts = partsOf(subscription);
    const heard = recentlyDelivered(told, parts.readout);
    contents.set(id, backlogContent(news, ever.get(id) ?? told, { ...parts, heard }));
  }
  return contents;
}

const isMissed = ({ due }: OwedSlot, now: Date): boolean => now.getTime() - due.getTime() > CATCH_UP;

/** The ledger row of one slot: the post, or why there is none. */
function rowFor(
  subscription: Subscription,
  slot: OwedSlot,
  told: DigestContent | 'missed' | 'later',
  planner: Planner,
): NewDelivery {
  const { tenant, channel, zone, quiet, person } = subscription;
  const { now, newId, readout } = planner;
  const id = newId();
  const order = { id, tenant, channel, subscription: subscription.id };
  const base = { ...order, localDate: slot.localDate, due: slot.due.toISOString() };
  const skipped = (error: string): NewDelivery => ({
    ...base,
    state: 'skipped',
    payload: null,
    facts: [],
    error,
  });
  if (told === 'later') return skipped('told together with the next one');
  if (told === 'missed') {
    const hours = Math.round((now.getTime() - slot.due.getTime()) / HOUR);
    return skipped(`missed: Readout came back ${hours} h after it was due`);
  }
  if (told.shown.length === 0 && quiet === 'nothing') return skipped('nothing new');
  const basis = { readout: libraryFor(readout, tenant, person), tenant, now: slot.due, id };
  const draft = digestDraft(told, zone, basis, {
    change: 'digest status',
    words: wordsForLocale(subscription.locale),
    isDaily: subscription.days.length === 0,
  });
  return { ...base, payload: payloadOf(draft), facts: deliveredFacts(told) };
}

/** The rows of a subscription's slots. Of several that are caught up on, the last tells what is new; the others say so. */
function rowsFor({ subscription, owed }: Owing, content: DigestContent | undefined, planner: Planner) {
  const newest = owed.findLast((slot) => !isMissed(slot, planner.now));
  return owed.map((slot) => {
    const told = isMissed(slot, planner.now) ? 'missed' : slot === newest ? content! : 'later';
    return rowFor(subscription, slot, told, planner);
  });
}

/** What is remembered through one round of planning. */
interface Round extends PlanDeps {
  readonly now: Date;
  readonly choose: SelectFacts;
}

/** Reads the news of each reach once, out of libraries that are open. */
function newsReader(readout: OpenReadouts, { shipped, now }: Round): Planner['newsOf'] {
  const readers = new Map<number, NewsOf>();
  return (reach) => {
    const reader = readers.get(reach) ?? newsSince({ readout, shipped }, before(now, reach));
    readers.set(reach, reader);
    return reader;
  };
}

async function planSome(round: Round): Promise<{ readonly looked: number; readonly planned: number }> {
  const { db, now, due = dueOn } = round;
  const next = await subscriptionsToLookAt(db, EVERY_TENANT, now, AT_ONCE);
  if (next.length === 0) return { looked: 0, planned: 0 };
  // Opened before the transaction: SQLite has one connection, and others wait for the transaction.
  const tenants = new Set(next.flatMap(({ tenant, person }) => librariesOf(tenant, person)));
  const readout = await round.readout.open(...tenants);
  const planner: Planner = { ...round, readout, newsOf: newsReader(readout, round) };
  return inTransaction(db, async (trx) => {
    const found = await subscriptionsToLookAt(trx, EVERY_TENANT, now, AT_ONCE);
    // What fell due meanwhile is looked at in the next round.
    const subscriptions = found.filter(({ tenant, person }) =>
      librariesOf(tenant, person).every((one) => tenants.has(one)),
    );
    if (subscriptions.length === 0) return { looked: found.length, planned: 0 };
    const dates = new Set(subscriptions.flatMap(({ zone }) => datesAround(zone, now)));
    const ids = subscriptions.map(({ id }) => id);
    const ledger = await ledgerOn(trx, EVERY_TENANT, ids, [...dates]);
    const looked = subscriptions.map((subscription) => ({
      subscription,
      ...owedSlots(subscription, now, (key) => ledger.has(`${subscription.id} ${key}`), due),
    }));
    const owing: Owing[] = looked.filter(({ owed }) => owed.some((slot) => !isMissed(slot, now)));
    const contents = new Map<string, DigestContent>();
    const byReach = Map.groupBy(
      owing.map(({ subscription }) => subscription),
      reachOfOne,
    );
    for (const reaching of byReach)
      for (const [id, content] of await contentsOf(trx, reaching, planner)) contents.set(id, content);
    const rows = looked.flatMap((one) => rowsFor(one, contents.get(one.subscription.id), planner));
    const planned = await planDeliveries(trx, EVERY_TENANT, rows, now);
    // No next day (a clock set back over days that have rows already): look again in an hour.
    const inAnHour = new Date(now.getTime() + HOUR);
    const byNext = Map.groupBy(looked, ({ next }) => (next ?? inAnHour).toISOString());
    for (const [next, those] of byNext) {
      const looked = those.map(({ subscription }) => subscription.id);
      await setNextDues(trx, EVERY_TENANT, looked, next);
    }
    return { looked: found.length, planned: planned.size };
  });
}

/**
 * Inserts a ledger row for each slot of a local date that has come due. Returns the number of new rows.
 * Several processes may run it at once: they lock different subscriptions, and the key (subscription, slot) is unique.
 */
export async function planDue(deps: PlanDeps, now: Date): Promise<number> {
  const round: Round = { ...deps, now, choose: cachedSelection() };
  let all = 0;
  for (;;) {
    const { looked, planned } = await planSome(round);
    all += planned;
    if (planned > 0) deps.onPlanned?.();
    if (looked < AT_ONCE) return all;
    // SQLite answers synchronously: yield, so that the process can do other work between chunks.
    await setImmediate();
  }
}
