import { digestDraft } from '../core/cards/digest.ts';
import { type DueOn, dueOn } from '../core/digest/due.ts';
import { datesAround, type OwedDay, owedDays } from '../core/digest/owed.ts';
import type { Readout } from '../core/readout.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../store/db.ts';
import {
  ledgerOn,
  type NewDelivery,
  NOTHING_TOLD,
  planDeliveries,
  type Told,
  toldTo,
} from '../store/deliveries.ts';
import { type Subscription, setNextDue, subscriptionsToLookAt } from '../store/subscriptions.ts';
import { contentFor, type NewsOf, newsAt } from './news.ts';
import { payloadOf } from './payload.ts';

export interface PlanDeps {
  readonly db: Db;
  readonly readout: Readout;
  /** Ids of the articles that ship with the project. */
  readonly shipped: ReadonlySet<string>;
  /** Ids of deliveries, at most 25 characters of letters, digits, - and _. */
  readonly newId: () => string;
  readonly due?: DueOn;
}

/** After so long a missed digest is skipped and says so, in milliseconds. */
export const CATCH_UP = 6 * 3600 * 1000;
/** Subscriptions in one transaction: others' writes wait no longer than for these. */
const AT_ONCE = 200;

interface Planner extends PlanDeps {
  readonly now: Date;
  readonly newsOf: NewsOf;
}

/** The ledger row of one day: what is posted, or why nothing is. */
async function rowFor(subscription: Subscription, { localDate, due }: OwedDay, told: Told, planner: Planner) {
  const { tenant, channel, zone, topics, quiet } = subscription;
  const { now, newId, readout, newsOf } = planner;
  const base = {
    id: newId(),
    tenant,
    channel,
    subscription: subscription.id,
    localDate,
    due: due.toISOString(),
  };
  const skipped = (error: string): NewDelivery => ({
    ...base,
    ...{ state: 'skipped', payload: null, facts: [], error },
  });
  const hours = Math.round((now.getTime() - due.getTime()) / 3_600_000);
  if (now.getTime() - due.getTime() > CATCH_UP)
    return skipped(`missed: Readout was not running for ${hours} h`);
  const content = contentFor(await newsOf(tenant), topics, told);
  if (content.shown.length === 0 && quiet === 'nothing') return skipped('nothing new');
  const draft = digestDraft(content, zone, { readout, tenant, now: due, id: base.id });
  return { ...base, payload: payloadOf(draft), facts: content.shown.map(({ id }) => id) };
}

async function planSome(subscriptions: readonly Subscription[], planner: Planner): Promise<number> {
  const { db, now, due = dueOn } = planner;
  const ids = subscriptions.map(({ id }) => id);
  const dates = new Set(subscriptions.flatMap(({ zone }) => datesAround(zone, now)));
  return inTransaction(db, async (trx) => {
    const ledger = await ledgerOn(trx, EVERY_TENANT, ids, [...dates]);
    const looked = subscriptions.map((subscription) => ({
      subscription,
      ...owedDays(subscription, now, (date) => ledger.has(`${subscription.id} ${date}`), due),
    }));
    const owing = looked.filter(({ owed }) => owed.length > 0);
    const told = await toldTo(
      trx,
      EVERY_TENANT,
      owing.map(({ subscription }) => subscription.id),
    );
    const rows: NewDelivery[] = [];
    for (const { subscription, owed } of owing)
      for (const day of owed)
        rows.push(await rowFor(subscription, day, told.get(subscription.id) ?? NOTHING_TOLD, planner));
    const planned = await planDeliveries(trx, EVERY_TENANT, rows, now);
    // In one order, so that two replicas at the same work wait for each other and never in a circle.
    for (const { subscription, next } of looked.sort((a, b) =>
      a.subscription.id < b.subscription.id ? -1 : 1,
    ))
      await setNextDue(trx, subscription.tenant, subscription.id, next?.toISOString() ?? null);
    return planned.size;
  });
}

/**
 * Writes into the ledger whatever has come due, a row a subscription and local date; gives how many rows are new.
 * Several processes may do so at once: the ledger takes one row a day, whoever brings it.
 */
export async function planDue(deps: PlanDeps, now: Date): Promise<number> {
  const planner = { ...deps, now, newsOf: newsAt(deps.readout, deps.shipped, deps.db, now) };
  let planned = 0;
  for (;;) {
    const some = await subscriptionsToLookAt(deps.db, EVERY_TENANT, now, AT_ONCE);
    if (some.length === 0) return planned;
    planned += await planSome(some, planner);
    if (some.length < AT_ONCE) return planned;
  }
}
