import { type Db, EVERY_TENANT } from '../storage/database.ts';
import type { Delivery } from './store/ledger.ts';
import { activeAmong, subscriptionOf, switchOff } from './store/subscriptions.ts';
import { removeWatch, watchesOf } from './store/topic-watches.ts';

/** The ledger's name for what a channel watches: its posts are deliveries like any other. */
export const watchOrder = (tenant: string, channel: string): string => `watch ${tenant} ${channel}`;

/** Whether a delivery is a post on a watched topic, and no digest. */
export const isWatch = ({ subscription, tenant, channel }: Delivery): boolean =>
  subscription === watchOrder(tenant, channel);

/** Whether the channels still want what was planned for them, in the deliveries' order. */
export async function ordersStand(db: Db, deliveries: readonly Delivery[]): Promise<boolean[]> {
  const digests = deliveries.filter((one) => !isWatch(one)).map(({ subscription }) => subscription);
  const on = digests.length > 0 ? await activeAmong(db, EVERY_TENANT, digests) : new Set();
  const stands = async (one: Delivery): Promise<boolean> =>
    isWatch(one) ? (await watchesOf(db, one.tenant, one.channel)).length > 0 : on.has(one.subscription);
  return Promise.all(deliveries.map(stands));
}

/** Switches off what a channel can no longer get; gives who had set it up, or null where it was off already. */
export async function dropOrder(db: Db, delivery: Delivery, why: string, now: Date): Promise<string | null> {
  const { tenant, channel } = delivery;
  if (!isWatch(delivery)) {
    const subscription = await subscriptionOf(db, tenant, channel);
    const isOff = await switchOff(db, tenant, channel, why, now);
    return isOff ? (subscription?.createdBy ?? null) : null;
  }
  const watches = await watchesOf(db, tenant, channel);
  for (const { topic } of watches) await removeWatch(db, tenant, channel, topic);
  return watches[0]?.createdBy ?? null;
}
