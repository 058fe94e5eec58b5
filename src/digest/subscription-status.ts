import { type Db, EVERY_TENANT } from '../storage/database.ts';
import type { Delivery } from './store/ledger.ts';
import { activeAmong, subscriptionsIn, switchOff } from './store/subscriptions.ts';
import { removeWatch, watchesOf } from './store/topic-watches.ts';

/** The ledger's subscription id for a channel's topic alerts: their posts are deliveries like any other. */
export const watchSubscription = (tenant: string, channel: string): string => `watch ${tenant} ${channel}`;

/** Stands before the id of a card that tells a channel what was set up there. */
const NOTICE = 'notice ';

/** The ledger's subscription id for a single card that a channel is told: it belongs to nothing that could be switched off. */
export const noticeSubscription = (card: string): string => `${NOTICE}${card}`;

const isNotice = ({ subscription }: Delivery): boolean => subscription.startsWith(NOTICE);

/** Whether a delivery is a topic alert rather than a digest. */
export const isWatch = ({ subscription, tenant, channel }: Delivery): boolean =>
  subscription === watchSubscription(tenant, channel);

/** Whether each delivery's subscription is still active, in the deliveries' order. */
export async function stillWanted(db: Db, deliveries: readonly Delivery[]): Promise<boolean[]> {
  const isDigest = (one: Delivery): boolean => !isWatch(one) && !isNotice(one);
  const digests = deliveries.filter(isDigest).map(({ subscription }) => subscription);
  const on = digests.length > 0 ? await activeAmong(db, EVERY_TENANT, digests) : new Set();
  const stands = async (one: Delivery): Promise<boolean> =>
    isWatch(one)
      ? (await watchesOf(db, one.tenant, one.channel)).length > 0
      : isNotice(one) || on.has(one.subscription);
  return Promise.all(deliveries.map(stands));
}

/**
 * Deactivates what a delivery belongs to: nothing arrives in its channel any more, so all digests of the channel. Returns who
 * had set it up, or null if it was inactive already.
 */
export async function deactivate(db: Db, delivery: Delivery, why: string, now: Date): Promise<string | null> {
  const { tenant, channel } = delivery;
  if (isNotice(delivery)) return null;
  if (!isWatch(delivery)) {
    const all = await subscriptionsIn(db, tenant, channel);
    const isOff = await switchOff(db, tenant, channel, why, now);
    return isOff ? (all.find(({ id }) => id === delivery.subscription)?.createdBy ?? null) : null;
  }
  const watches = await watchesOf(db, tenant, channel);
  for (const { topic } of watches) await removeWatch(db, tenant, channel, topic);
  return watches[0]?.createdBy ?? null;
}
