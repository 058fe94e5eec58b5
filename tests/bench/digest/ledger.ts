import { randomUUID } from 'node:crypto';
import { deliveriesOf } from '../../../src/digest/store/ledger.ts';
import {
  type NewSubscription,
  saveSubscription,
  subscriptionsOf,
} from '../../../src/digest/store/subscriptions.ts';
import { inTransaction, type Store } from '../../../src/storage/database.ts';
import { TEAM } from '../../fakes/slack/seen.ts';

/** Where digests go in a soak: tenants of both platforms. */
export const SLACK = `slack:${TEAM}`;
export const DISCORD = 'discord:900000000000000001';

/** A channel's id as its platform writes one. */
const channelOf = (tenant: string, at: number): string =>
  tenant.startsWith('slack:')
    ? `C${String(at).padStart(8, '0')}`
    : String(910_000_000_000_000_000n + BigInt(at));

const wanted = (tenant: string, at: number, localTime: string): NewSubscription => ({
  ...{ id: randomUUID(), channel: channelOf(tenant, at), localTime },
  ...{ zone: 'UTC', topics: [], quiet: 'line', createdBy: 'U1' },
});

/** Sets up so many channels on each platform, their times spread over the grid; all in UTC. */
export async function subscribe(
  store: Store,
  times: readonly string[],
  each: number,
  since: Date,
): Promise<void> {
  for (const tenant of [SLACK, DISCORD])
    for (const [slot, localTime] of times.entries())
      for (let at = 0; at < each; at++)
        await saveSubscription(store.db, tenant, wanted(tenant, slot * each + at, localTime), since);
}

/** Sets up so many channels, spread over tenants, all at one time in UTC. */
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

/** How many deliveries of a local date have come to their end. */
export async function settled(store: Store, localDate: string): Promise<number> {
  const { count } = await store.db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll().as('count'))
    .where('local_date', '=', localDate)
    .where('state', 'not in', OPEN)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface Tally {
  readonly digests: number;
  readonly sent: number;
  readonly unknown: number;
  /** Of the unknown ones, those that did appear. */
  readonly unknownSeen: number;
  /** What must not be: a digest seen twice, sent but not seen, missing, or in another state. */
  readonly wrong: readonly string[];
}

/** Compares the ledger with what people see: `seen` counts the bot's posts in a channel. */
export async function tally(
  store: Store,
  localDate: string,
  seen: (tenant: string, channel: string) => number,
): Promise<Tally> {
  const wrong: string[] = [];
  let [digests, sent, unknown, unknownSeen] = [0, 0, 0, 0];
  for (const tenant of [SLACK, DISCORD])
    for (const { id, channel } of await subscriptionsOf(store.db, tenant)) {
      digests++;
      const rows = (await deliveriesOf(store.db, tenant, id, 10)).filter(
        (row) => row.localDate === localDate,
      );
      const shown = seen(tenant, channel);
      const [row] = rows;
      if (rows.length !== 1 || !row) wrong.push(`${tenant} ${channel}: ${rows.length} rows`);
      else if (row.state === 'sent' && shown === 1) sent++;
      else if (row.state === 'unknown' && shown <= 1) {
        unknown++;
        unknownSeen += shown;
      } else
        wrong.push(`${tenant} ${channel}: ${row.state} (${row.error ?? 'no word'}), seen ${shown} times`);
    }
  return { digests, sent, unknown, unknownSeen, wrong };
}
