import { type Db, EVERY_TENANT } from '../storage/database.ts';
import {
  BACKLOG,
  BACKLOG_DELIVERIES,
  backlogContent,
  freshContent,
  type NewsDeps,
  newsSince,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, digestContent } from './content/select-facts.ts';
import { datesAround, owedDays } from './schedule/due-days.ts';
import { type Delivery, deliveredTo, deliveriesOf, ledgerOn, NOTHING_DELIVERED } from './store/ledger.ts';
import { lastRead, saveLastRead } from './store/read-markers.ts';
import {
  type NewSubscription,
  type Subscription,
  saveSubscription,
  subscriptionOf,
  subscriptionsOf,
  switchOff,
} from './store/subscriptions.ts';
import { addWatch, removeWatch, type Watch, watchesOf } from './store/topic-watches.ts';
import { watchSubscription } from './subscription-status.ts';

/** All that is known of a channel's digest. */
interface DigestStatus {
  /** Null where the channel never had one; it may be off. */
  readonly subscription: Subscription | null;
  /** When the next one comes; null where it is off. */
  readonly next: Date | null;
  readonly watches: readonly Watch[];
  /** The last ones, newest first: the digest's, and what was posted on watched topics. */
  readonly deliveries: readonly Delivery[];
  readonly watchPosts: readonly Delivery[];
}

/** What a person has not read yet, and since when that is; null before they first read. */
interface CatchUp {
  readonly content: DigestContent;
  readonly since: string | null;
}

/** What one person set up in a workspace or server, wherever it posts. */
interface SetUp {
  readonly digests: readonly Subscription[];
  readonly watches: readonly Watch[];
}

/** What chats may do with digests and watches. A channel has one digest. */
export interface DigestService {
  /** Whether anything can be posted to this tenant's channels: a page or a terminal has none. */
  canPost(tenant: string): boolean;
  status(tenant: string, channel: string): Promise<DigestStatus>;
  setUpBy(tenant: string, person: string): Promise<SetUp>;
  switchOn(tenant: string, wanted: NewSubscription): Promise<Subscription>;
  /** False where it was off. */
  switchOff(tenant: string, channel: string): Promise<boolean>;
  /** What the channel would be told if its digest were due now. */
  preview(tenant: string, channel: string): Promise<DigestContent>;
  /** False where it is watched already. */
  watch(tenant: string, watch: Pick<Watch, 'channel' | 'topic' | 'createdBy'>): Promise<boolean>;
  /** False where it was not watched. */
  unwatch(tenant: string, channel: string, topic: string): Promise<boolean>;
  /** What came since a person last caught up; they have read it by this. */
  catchUp(tenant: string, person: string): Promise<CatchUp>;
}

export interface DigestServiceDeps extends NewsDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** The platforms that digests are posted on: "slack", "discord". */
  readonly platforms: () => Iterable<string>;
}

const SHOWN = 5;
/** Who was away for longer gets the news of this long, in milliseconds. */
const LONGEST_AWAY = 30 * 24 * 3600 * 1000;

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

async function nextOf(db: Db, subscription: Subscription, now: Date): Promise<Date | null> {
  if (!subscription.active) return null;
  const { id, zone } = subscription;
  const ledger = await ledgerOn(db, EVERY_TENANT, [id], datesAround(zone, now));
  const { owed, next } = owedDays(subscription, now, (date) => ledger.has(`${id} ${date}`));
  return owed.at(-1)?.due ?? next;
}

async function previewOf(
  { db, readout, shipped, now }: DigestServiceDeps,
  tenant: string,
  subscription: Subscription | null,
): Promise<DigestContent> {
  const own = readout.of(tenant);
  const news = await newsSince({ readout, shipped }, before(now(), BACKLOG))(db, tenant);
  if (!subscription) return backlogContent(news, [], NOTHING_DELIVERED, { choose: digestContent, heard: [] });
  const { id, topics } = subscription;
  const told = async (since?: string) =>
    (await deliveredTo(db, EVERY_TENANT, [id], since)).get(id) ?? NOTHING_DELIVERED;
  const lately = await told(before(now(), BACKLOG_DELIVERIES));
  const fresh = freshContent(news, topics, lately, { readout: own, choose: digestContent });
  return fresh.shown.length > 0
    ? fresh
    : backlogContent(news, topics, await told(), {
        choose: digestContent,
        heard: recentlyDelivered(lately, own),
      });
}

async function catchUpOf(deps: DigestServiceDeps, tenant: string, person: string): Promise<CatchUp> {
  const { db, readout, shipped, now } = deps;
  const at = now();
  const since = await lastRead(db, tenant, person);
  const earliest = before(at, LONGEST_AWAY);
  const from = since !== null && since > earliest ? since : earliest;
  const news = await newsSince({ readout, shipped }, from)(db, tenant);
  const facts = news.arrived.map(({ fact }) => fact);
  const content = digestContent(since === null ? [...facts, ...news.shipped] : facts, new Set());
  await saveLastRead(db, tenant, person, at);
  return { content, since };
}

/** Digests and watches over a store. */
export function digestService(deps: DigestServiceDeps): DigestService {
  const { db, now, platforms } = deps;
  return {
    canPost: (tenant) => [...platforms()].some((platform) => tenant.startsWith(`${platform}:`)),
    async status(tenant, channel) {
      const subscription = await subscriptionOf(db, tenant, channel);
      return {
        subscription,
        next: subscription ? await nextOf(db, subscription, now()) : null,
        watches: await watchesOf(db, tenant, channel),
        deliveries: subscription ? await deliveriesOf(db, tenant, subscription.id, SHOWN) : [],
        watchPosts: await deliveriesOf(db, tenant, watchSubscription(tenant, channel), SHOWN),
      };
    },
    async setUpBy(tenant, person) {
      const mine = <T extends { readonly createdBy: string }>(all: readonly T[]) =>
        all.filter(({ createdBy }) => createdBy === person);
      const [digests, watches] = await Promise.all([subscriptionsOf(db, tenant), watchesOf(db, tenant)]);
      return { digests: mine(digests), watches: mine(watches) };
    },
    switchOn: (tenant, wanted) => saveSubscription(db, tenant, wanted, now()),
    switchOff: (tenant, channel) => switchOff(db, tenant, channel, null, now()),
    preview: async (tenant, channel) => previewOf(deps, tenant, await subscriptionOf(db, tenant, channel)),
    watch: (tenant, watch) => addWatch(db, tenant, watch, now()),
    unwatch: (tenant, channel, topic) => removeWatch(db, tenant, channel, topic),
    catchUp: (tenant, person) => catchUpOf(deps, tenant, person),
  };
}
