import { type Db, EVERY_TENANT } from '../storage/database.ts';
import type { Delivery } from './store/ledger.ts';
import { activeAmong, subscriptionOf, switchOff } from './store/subscriptions.ts';
import { removeWatch, watchesOf } from './store/topic-watches.ts';

/** The ledger's subscription id for a channel's topic alerts: their posts are deliveries like any other. */
export const watchSubscription = (tenant: string, channel: string): string => `watch ${tenant} ${channel}`;

/** Whether a delivery is a topic alert rather than a digest. */
export const isWatch = ({ subscription, tenant, channel }: Delivery): boolean =>
  subscription === watchSubscription(tenant, channel);

/** Whether each delivery's subscription is still active, in the deliveries' order. */
export async function stillWanted(db: Db, deliveries: readonly Delivery[]): Promise<boolean[]> {
  const digests = deliveries.filter((one) => !isWatch(one)).map(({ subscription }) => subscription);
  const on = digests.length > 0 ? await activeAmong(db, EVERY_TENANT, digests) : new Set();
  const stands = async (one: Delivery): Promise<boolean> =>
    isWatch(one) ? (await watchesOf(db, one.tenant, one.channel)).length > 0 : on.has(one.subscription);
  return Promise.all(deliveries.map(stands));
}

/** Deactivates a delivery's subscription. Returns who had set it up, or null if it was inactive already. */
export async function deactivate(db: Db, delivery: Delivery, why: string, now: Date): Promise<string | null> {
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
