import { setImmediate } from 'node:timers/promises';
import { isDirect } from '../domain/publisher.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../storage/database.ts';
import { digestDraft } from './cards/digest-card.ts';
import { type Choose, chooseOnce } from './content/cached-selection.ts';
import {
  BACKLOG,
  backlogContent,
  freshContent,
  heardBy,
  type NewsDeps,
  type NewsOf,
  newsSince,
  TOLD_OF_BACKLOG,
} from './content/fresh-facts.ts';
import { type DigestContent, toldBy } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { datesAround, type OwedDay, owedDays } from './schedule/due-days.ts';
import { type DueOn, dueOn } from './schedule/due-time.ts';
import { setNextDues, subscriptionsToLookAt } from './store/due-subscriptions.ts';
import { ledgerOn, type NewDelivery, NOTHING_TOLD, planDeliveries, toldTo } from './store/ledger.ts';
import type { Subscription } from './store/subscriptions.ts';

export interface PlanDeps extends NewsDeps {
  readonly db: Db;
  /** Ids of deliveries, at most 25 characters of letters, digits, - and _. */
  readonly newId: () => string;
  readonly due?: DueOn;
  /** Hears of each part that is planned, so that posting begins while the rest is. */
  readonly onPlanned?: () => void;
}

const HOUR = 3600 * 1000;
/**
 * What ships is told to a channel in its first weeks, in milliseconds: the ledger, by which a repeat is known, goes back at
 * least 30 days (READOUT_KEEP_DELIVERIES_DAYS).
 */
const SHIPPED_FOR = 28 * 24 * HOUR;
/** After so long a missed digest is skipped and says so, in milliseconds. */
export const CATCH_UP = 6 * HOUR;
/** Subscriptions in one transaction: others' writes, and the posts of what is planned already, wait no longer than for these. */
const AT_ONCE = 50;

interface Planner extends PlanDeps {
  readonly now: Date;
  readonly newsOf: NewsOf;
  readonly choose: Choose;
}

/** A subscription that owes days, and what it would be told. */
interface Owing {
  readonly subscription: Subscription;
  readonly owed: readonly OwedDay[];
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

/** What each is told now: what came since its last digest, or else what it has not been told yet. */
async function contentsOf(
  trx: Db,
  owing: readonly Subscription[],
  planner: Planner,
): Promise<Map<string, DigestContent>> {
  const { now, newsOf, readout, choose } = planner;
  const ids = owing.map(({ id }) => id);
  const lately = await toldTo(trx, EVERY_TENANT, ids, before(now, TOLD_OF_BACKLOG));
  const contents = new Map<string, DigestContent>();
  for (const { id, tenant, topics } of owing) {
    const told = lately.get(id) ?? NOTHING_TOLD;
    contents.set(id, freshContent(await newsOf(trx, tenant), topics, told, planner));
  }
  const quiet = owing.filter(({ id }) => contents.get(id)!.shown.length === 0);
  const isYoung = ({ created }: Subscription): boolean => created > before(now, SHIPPED_FOR);
  const young = quiet.filter(isYoung).map(({ id }) => id);
  const ever = await toldTo(trx, EVERY_TENANT, young);
  for (const subscription of quiet) {
    const { id, tenant, topics } = subscription;
    const told = lately.get(id) ?? NOTHING_TOLD;
    const { arrived, shipped } = await newsOf(trx, tenant);
    const news = { arrived, shipped: isYoung(subscription) ? shipped : [] };
    const parts = { choose, heard: heardBy(told, readout) };
    contents.set(id, backlogContent(news, topics, ever.get(id) ?? told, parts));
  }
  return contents;
}

const isMissed = ({ due }: OwedDay, now: Date): boolean => now.getTime() - due.getTime() > CATCH_UP;

/** The ledger row of one day: what is posted, or why nothing is. */
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
  const basis = { readout, tenant, now: day.due, id };
  const place = isDirect(tenant, channel) ? {} : { channel };
  const draft = digestDraft(content, zone, basis, { change: 'digest status', ...place });
  return { ...base, payload: payloadOf(draft), facts: toldBy(content) };
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
    // Where no day is to come (a clock that went back over days that have their rows), it is looked at again soon.
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
 * Writes into the ledger whatever has come due, a row a subscription and local date; gives how many rows are new.
 * Several processes may do so at once: they share the subscriptions, and the ledger takes one row a day, whoever brings it.
 */
export async function planDue(deps: PlanDeps, now: Date): Promise<number> {
  const newsOf = newsSince(deps, before(now, BACKLOG));
  const planner: Planner = { ...deps, now, newsOf, choose: chooseOnce() };
  let all = 0;
  for (;;) {
    const { looked, planned } = await planSome(planner);
    all += planned;
    if (planned > 0) deps.onPlanned?.();
    if (looked < AT_ONCE) return all;
    // SQLite answers within the turn: without a pause nothing else of the process would have one before the end.
    await setImmediate();
  }
}
