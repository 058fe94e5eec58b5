import { setImmediate } from 'node:timers/promises';
import type { OpenReadouts } from '../answer/query-core.ts';
import { type Fault, storedFault } from '../domain/fault.ts';
import { HOUR, isoBefore } from '../domain/time.ts';
import { wordsForLocale } from '../domain/words/words-for-locale.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../storage/database.ts';
import { digestDraft } from './cards/digest-card.ts';
import { cachedSelection, type SelectFacts } from './content/cached-selection.ts';
import {
  backlogContent,
  freshContent,
  isWanted,
  type LookBack,
  librariesOf,
  libraryFor,
  lookBackOf,
  type NewsDeps,
  type NewsOf,
  newsSince,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, deliveredFacts } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { type DueSlot, datesAround, dueSlots } from './schedule/due-days.ts';
import { type DueOn, dueOn } from './schedule/due-time.ts';
import { lockDueSubscriptions, setNextDues } from './store/due-subscriptions.ts';
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
  /** Creates a delivery id: at most 25 letters, digits, - and _. */
  readonly newId: () => string;
  readonly due?: DueOn;
  /** Called after each planned chunk, so that posting begins while the rest is planned. */
  readonly onPlanned?: () => void;
}

/**
 * How long a channel is sent facts of the shipped article, in milliseconds. The ledger, which prevents repeats, keeps
 * at least 30 days (READOUT_KEEP_DELIVERIES_DAYS).
 */
const SHIPPED_FOR_MS = 28 * 24 * HOUR;
/** A digest missed by more than this (ms) is skipped, and its row says so. */
export const CATCH_UP_MS = 6 * HOUR;
/** The number of subscriptions planned in one transaction, during which other writes wait. */
const CHUNK_SIZE = 50;

interface Planner extends Omit<PlanDeps, 'readout'> {
  /** The open libraries of the tenants being planned. */
  readonly readout: OpenReadouts;
  readonly now: Date;
  /** Creates a reader for the news of the last `reach` milliseconds. */
  readonly newsOf: (reach: number) => NewsOf;
  readonly choose: SelectFacts;
}

/** A subscription with the slots that are due. */
interface DueSubscription {
  readonly subscription: Subscription;
  readonly owed: readonly DueSlot[];
}

/** Subscriptions with the same range, in milliseconds. */
type LookBackGroup = readonly [reach: LookBack, those: readonly Subscription[]];

const reachOfOne = ({ days }: Subscription) => lookBackOf(days);

/** Selects the content for each subscription: facts new since its last digest, else older undelivered ones. */
async function contentsOf(
  trx: Db,
  [reach, owing]: LookBackGroup,
  planner: Planner,
): Promise<Map<string, DigestContent>> {
  const { now, readout, choose } = planner;
  const newsOf = planner.newsOf(reach.news);
  const ids = owing.map(({ id }) => id);
  const lately = await deliveredTo(trx, EVERY_TENANT, ids, isoBefore(now, reach.deliveries));
  const contents = new Map<string, DigestContent>();
  const partsOf = (subscription: Subscription) => {
    const library = libraryFor(readout, subscription.tenant, subscription.person);
    return { readout: library, wanted: isWanted(subscription, library), choose, now };
  };
  for (const subscription of owing) {
    const { id, tenant, person } = subscription;
    const delivered = lately.get(id) ?? NOTHING_DELIVERED;
    contents.set(id, freshContent(await newsOf(trx, tenant, person), delivered, partsOf(subscription)));
  }
  const quiet = owing.filter(({ id }) => contents.get(id)!.shown.length === 0);
  const isYoung = ({ created }: Subscription): boolean => created > isoBefore(now, SHIPPED_FOR_MS);
  const young = quiet.filter(isYoung).map(({ id }) => id);
  const ever = await deliveredTo(trx, EVERY_TENANT, young);
  for (const subscription of quiet) {
    const { id, tenant, person } = subscription;
    const delivered = lately.get(id) ?? NOTHING_DELIVERED;
    const all = await newsOf(trx, tenant, person);
    const news = { ...all, shipped: isYoung(subscription) ? all.shipped : [] };
    const parts = partsOf(subscription);
    const recent = recentlyDelivered(delivered, parts.readout);
    contents.set(id, backlogContent(news, ever.get(id) ?? delivered, { ...parts, recent }));
  }
  return contents;
}

const isMissed = ({ due }: DueSlot, now: Date): boolean => now.getTime() - due.getTime() > CATCH_UP_MS;

/** Builds the ledger row of one slot: a post, or the reason why there is none. */
function rowFor(
  subscription: Subscription,
  slot: DueSlot,
  content: DigestContent | 'missed' | 'later',
  planner: Planner,
): NewDelivery {
  const { tenant, channel, zone, quiet, person } = subscription;
  const { now, newId, readout } = planner;
  const id = newId();
  const order = { id, tenant, channel, subscription: subscription.id };
  const base = { ...order, localDate: slot.localDate, due: slot.due.toISOString() };
  const skipped = (fault: Fault): NewDelivery => ({
    ...base,
    state: 'skipped',
    payload: null,
    facts: [],
    error: storedFault(fault),
  });
  if (content === 'later') return skipped({ code: 'told_later' });
  if (content === 'missed') {
    const hours = Math.round((now.getTime() - slot.due.getTime()) / HOUR);
    return skipped({ code: 'came_back', with: { hours } });
  }
  if (content.shown.length === 0 && quiet === 'nothing') return skipped({ code: 'nothing_new' });
  const basis = { readout: libraryFor(readout, tenant, person), tenant, now: slot.due, id };
  const draft = digestDraft(content, zone, basis, {
    change: 'digest status',
    words: wordsForLocale(subscription.locale),
    isDaily: subscription.days.length === 0,
  });
  return { ...base, payload: payloadOf(draft), facts: deliveredFacts(content) };
}

/**
 * Builds the rows of a subscription's due slots. If several are overdue, the last one has the news and the others say
 * so.
 */
function rowsFor(
  { subscription, owed }: DueSubscription,
  content: DigestContent | undefined,
  planner: Planner,
) {
  const newest = owed.findLast((slot) => !isMissed(slot, planner.now));
  return owed.map((slot) => {
    const outcome = isMissed(slot, planner.now) ? 'missed' : slot === newest ? content! : 'later';
    return rowFor(subscription, slot, outcome, planner);
  });
}

/** Data kept for one planning round. */
interface Round extends PlanDeps {
  readonly now: Date;
  readonly choose: SelectFacts;
}

/** Creates a news reader that reads each range once from open libraries. */
function newsReader(readout: OpenReadouts, { shipped, now }: Round): Planner['newsOf'] {
  const readers = new Map<number, NewsOf>();
  return (reach) => {
    const reader = readers.get(reach) ?? newsSince({ readout, shipped }, isoBefore(now, reach));
    readers.set(reach, reader);
    return reader;
  };
}

async function planChunk(round: Round): Promise<{ readonly looked: number; readonly planned: number }> {
  const { db, now, due = dueOn } = round;
  const next = await lockDueSubscriptions(db, EVERY_TENANT, now, CHUNK_SIZE);
  if (next.length === 0) return { looked: 0, planned: 0 };
  // Open libraries before the transaction: SQLite has one connection, and other callers wait for the transaction.
  const tenants = new Set(next.flatMap(({ tenant, person }) => librariesOf(tenant, person)));
  const readout = await round.readout.open(...tenants);
  const planner: Planner = { ...round, readout, newsOf: newsReader(readout, round) };
  return inTransaction(db, async (trx) => {
    const found = await lockDueSubscriptions(trx, EVERY_TENANT, now, CHUNK_SIZE);
    // Subscriptions that became due meanwhile are planned in the next round.
    const subscriptions = found.filter(({ tenant, person }) =>
      librariesOf(tenant, person).every((one) => tenants.has(one)),
    );
    if (subscriptions.length === 0) return { looked: found.length, planned: 0 };
    const dates = new Set(subscriptions.flatMap(({ zone }) => datesAround(zone, now)));
    const ids = subscriptions.map(({ id }) => id);
    const ledger = await ledgerOn(trx, EVERY_TENANT, ids, [...dates]);
    const looked = subscriptions.map((subscription) => ({
      subscription,
      ...dueSlots(subscription, now, (key) => ledger.has(`${subscription.id} ${key}`), due),
    }));
    const owing: DueSubscription[] = looked.filter(({ owed }) => owed.some((slot) => !isMissed(slot, now)));
    const contents = new Map<string, DigestContent>();
    const byReach = Map.groupBy(
      owing.map(({ subscription }) => subscription),
      reachOfOne,
    );
    for (const reaching of byReach)
      for (const [id, content] of await contentsOf(trx, reaching, planner)) contents.set(id, content);
    const rows = looked.flatMap((one) => rowsFor(one, contents.get(one.subscription.id), planner));
    const planned = await planDeliveries(trx, EVERY_TENANT, rows, now);
    // No next day, because the clock was set back over days with rows: look again in an hour.
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
 * Inserts a ledger row for each slot that has come due. Returns the number of new rows. Several processes may run it at
 * once: they lock different subscriptions, and the key (subscription, slot) is unique.
 */
export async function planDue(deps: PlanDeps, now: Date): Promise<number> {
  const round: Round = { ...deps, now, choose: cachedSelection() };
  let all = 0;
  for (;;) {
    const { looked, planned } = await planChunk(round);
    all += planned;
    if (planned > 0) deps.onPlanned?.();
    if (looked < CHUNK_SIZE) return all;
    // SQLite answers synchronously: yield, so that the process can do other work between chunks.
    await setImmediate();
  }
}
