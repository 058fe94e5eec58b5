import { type Db, EVERY_TENANT } from '../storage/database.ts';
import type { Delivery } from './store/ledger.ts';
import { filterActive, subscriptionsIn, switchOff } from './store/subscriptions.ts';
import { removeWatch, watchesOf } from './store/topic-watches.ts';

/** Returns the ledger's subscription id for a channel's topic alerts, whose posts are ordinary deliveries. */
export const watchSubscription = (tenant: string, channel: string): string => `watch ${tenant} ${channel}`;

/** The prefix of a notice's subscription id; the card's id follows it. */
const NOTICE_PREFIX = 'notice ';

/**
 * Returns the ledger's subscription id for a single notice card. It belongs to no subscription that could be switched
 * off.
 */
export const noticeSubscription = (card: string): string => `${NOTICE_PREFIX}${card}`;

const isNotice = ({ subscription }: Delivery): boolean => subscription.startsWith(NOTICE_PREFIX);

/** Whether a delivery is a topic alert rather than a digest. */
export const isWatch = ({ subscription, tenant, channel }: Delivery): boolean =>
  subscription === watchSubscription(tenant, channel);

/** A person who set something up, and their language. */
export interface Reader {
  readonly person: string;
  /** The language tag that the platform names; null for English. */
  readonly locale: string | null;
}

/** Whether each delivery's subscription is still active, in the deliveries' order. */
export async function stillWanted(db: Db, deliveries: readonly Delivery[]): Promise<boolean[]> {
  const isDigest = (one: Delivery): boolean => !isWatch(one) && !isNotice(one);
  const digests = deliveries.filter(isDigest).map(({ subscription }) => subscription);
  const on = digests.length > 0 ? await filterActive(db, EVERY_TENANT, digests) : new Set();
  const stands = async (one: Delivery): Promise<boolean> =>
    isWatch(one)
      ? (await watchesOf(db, one.tenant, one.channel)).length > 0
      : isNotice(one) || on.has(one.subscription);
  return Promise.all(deliveries.map(stands));
}

/**
 * Deactivates the subscription of a delivery that cannot arrive, with all other digests of its channel. Returns the
 * person who had set it up, or null if it was inactive already.
 */
export async function deactivate(db: Db, delivery: Delivery, why: string, now: Date): Promise<Reader | null> {
  const { tenant, channel } = delivery;
  if (isNotice(delivery)) return null;
  if (!isWatch(delivery)) {
    const all = await subscriptionsIn(db, tenant, channel);
    const isOff = await switchOff(db, tenant, channel, why, now);
    const by = all.find(({ id }) => id === delivery.subscription);
    return isOff && by ? { person: by.createdBy, locale: by.locale } : null;
  }
  const watches = await watchesOf(db, tenant, channel);
  for (const { topic } of watches) await removeWatch(db, tenant, channel, topic);
  const [by] = watches;
  return by ? { person: by.createdBy, locale: by.locale } : null;
}
