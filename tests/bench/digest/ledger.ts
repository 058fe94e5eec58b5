import { randomUUID } from 'node:crypto';
import { deliveriesOf } from '../../../src/digest/store/ledger.ts';
import {
  type NewSubscription,
  saveSubscription,
  subscriptionsOf,
} from '../../../src/digest/store/subscriptions.ts';
import { storedFault } from '../../../src/domain/fault.ts';
import { inTransaction, type Store } from '../../../src/storage/database.ts';
import { TEAM } from '../../fakes/slack/seen.ts';

/** The tenants of a soak, on both platforms. */
export const SLACK = `slack:${TEAM}`;
export const DISCORD = 'discord:900000000000000001';

/** Returns the id of the n-th channel in its platform's format. */
const channelOf = (tenant: string, at: number): string =>
  tenant.startsWith('slack:')
    ? `C${String(at).padStart(8, '0')}`
    : String(910_000_000_000_000_000n + BigInt(at));

const wanted = (tenant: string, at: number, localTime: string): NewSubscription => ({
  id: randomUUID(),
  channel: channelOf(tenant, at),
  localTime,
  zone: 'UTC',
  topics: [],
  quiet: 'line',
  createdBy: 'U1',
});

/**
 * The kinds of digests that channels get in turn: one, one several times a day, or two. All are due on the soak's day.
 */
function digestsOf(at: number, times: readonly string[], slot: number): readonly Partial<NewSubscription>[] {
  const [time, later] = [times[slot]!, times[slot + 1]];
  if (at % 3 === 1 && later) return [{ localTime: time, times: [time, later] }];
  if (at % 3 === 2) return [{ localTime: time }, { localTime: time, number: 2, days: [1, 2, 3, 4, 5, 6] }];
  return [{ localTime: time }];
}

/**
 * Subscribes channels on each platform at times (UTC) spread over a grid. Returns the number of posts that are due.
 */
export async function subscribe(
  store: Store,
  times: readonly string[],
  each: number,
  since: Date,
): Promise<number> {
  let due = 0;
  for (const tenant of [SLACK, DISCORD])
    for (const slot of times.keys())
      for (let at = 0; at < each; at++)
        for (const rhythm of digestsOf(at, times, slot)) {
          const usual = wanted(tenant, slot * each + at, times[slot]!);
          const { slots, days } = await saveSubscription(store.db, tenant, { ...usual, ...rhythm }, since);
          const isDay = days.length === 0 || days.some((day) => day === (since.getUTCDay() || 7));
          due += isDay ? slots.length : 0;
        }
  return due;
}

/** Subscribes channels of several tenants, all at one time in UTC. */
export async function subscribeAt(
  store: Store,
  tenants: readonly string[],
  channels: number,
  localTime: string,
  since: Date,
): Promise<void> {
  await inTransaction(store.db, async (trx) => {
    for (let at = 0; at < channels; at++) {
      const tenant = tenants[at % tenants.length]!;
      await saveSubscription(trx, tenant, wanted(tenant, at, localTime), since);
    }
  });
}

const OPEN = ['planned', 'claimed'];
/** The ledger's reason for a slot that was replaced by a later one. */
const TOGETHER = storedFault({ code: 'told_later' });

/** Returns the number of finished deliveries of a local date. */
export async function settled(store: Store, localDate: string): Promise<number> {
  const { count } = await store.db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll().as('count'))
    .where('local_date', 'like', `${localDate}%`)
    .where('state', 'not in', OPEN)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface Tally {
  readonly digests: number;
  readonly sent: number;
  /** Slots that were due together with a later slot of the same digest, which replaced them. */
  readonly together: number;
  readonly unknown: number;
  /** The unknown deliveries whose post did appear. */
  readonly unknownSeen: number;
  /** Violations: a digest posted twice, sent but not posted, missing, or in another state. */
  readonly wrong: readonly string[];
}

/** Compares the ledger with the channels. `seen` returns the number of the bot's posts in a channel. */
export async function tally(
  store: Store,
  localDate: string,
  seen: (tenant: string, channel: string) => number,
): Promise<Tally> {
  const wrong: string[] = [];
  let [digests, sent, together, unknown, unknownSeen] = [0, 0, 0, 0, 0];
  const weekday = new Date(`${localDate}T00:00:00Z`).getUTCDay() || 7;
  for (const tenant of [SLACK, DISCORD])
    for (const [channel, those] of Map.groupBy(
      await subscriptionsOf(store.db, tenant),
      (one) => one.channel,
    )) {
      let [posted, inDoubt] = [0, 0];
      for (const { id, slots, days } of those) {
        const due = days.length === 0 || days.some((day) => day === weekday) ? slots.length : 0;
        const all = await deliveriesOf(store.db, tenant, id, 10);
        const rows = all.filter((row) => row.localDate.startsWith(localDate));
        digests += due;
        if (rows.length !== due) wrong.push(`${tenant} ${channel}: ${rows.length} rows for ${due} slots`);
        for (const { state, error } of rows) {
          if (state === 'sent') posted++;
          else if (state === 'unknown') inDoubt++;
          else if (state === 'skipped' && error === TOGETHER) together++;
          else wrong.push(`${tenant} ${channel}: ${state} (${error ?? 'no word'})`);
        }
      }
      const shown = seen(tenant, channel);
      if (shown < posted || shown > posted + inDoubt)
        wrong.push(`${tenant} ${channel}: ${posted} sent, ${inDoubt} unknown, seen ${shown} times`);
      sent += posted;
      unknown += inDoubt;
      unknownSeen += shown - posted;
    }
  return { digests, sent, together, unknown, unknownSeen, wrong };
}
