import type { Db } from '../store/db.ts';
import type { Delivery } from '../store/deliveries.ts';
import { subscriptionOf, switchOff } from '../store/subscriptions.ts';
import { removeWatch, watchesOf } from '../store/watches.ts';

/** The ledger's name for what a channel watches: its posts are deliveries like any other. */
export const watchOrder = (tenant: string, channel: string): string => `watch ${tenant} ${channel}`;

/** Whether a delivery is a post on a watched topic, and no digest. */
export const isWatch = ({ subscription, tenant, channel }: Delivery): boolean =>
  subscription === watchOrder(tenant, channel);

/** Whether a channel still wants what was planned for it. */
export async function orderStands(db: Db, delivery: Delivery): Promise<boolean> {
  const { tenant, channel } = delivery;
  if (isWatch(delivery)) return (await watchesOf(db, tenant, channel)).length > 0;
  return (await subscriptionOf(db, tenant, channel))?.active === true;
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
