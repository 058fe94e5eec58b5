import { NOTHING_ABOUT } from '../answer/cards/card-draft.ts';
import type { Card } from '../domain/card.ts';
import { type Db, EVERY_TENANT } from '../storage/database.ts';
import { ensureTenant } from '../storage/tenants.ts';
import {
  backlogContent,
  EVERYTHING,
  freshContent,
  isWanted,
  librariesOf,
  libraryFor,
  type NewsDeps,
  newsSince,
  reachOf,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, digestContent } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { datesAround, owedSlots } from './schedule/due-days.ts';
import {
  type Delivery,
  deliveredTo,
  deliveriesOf,
  ledgerOn,
  NOTHING_DELIVERED,
  planDeliveries,
} from './store/ledger.ts';
import { lastRead, saveLastRead } from './store/read-markers.ts';
import {
  freeNumber,
  mainOf,
  type NewSubscription,
  pauseSubscription,
  resumeSubscription,
  type Subscription,
  saveSubscription,
  subscriptionsIn,
  subscriptionsOf,
  switchOff,
} from './store/subscriptions.ts';
import { addWatch, removeWatch, type Watch, watchesOf } from './store/topic-watches.ts';
import { noticeSubscription, watchSubscription } from './subscription-status.ts';

/** One of a channel's digests. */
export interface DigestState {
  readonly subscription: Subscription;
  /** When the next one comes; null where it is off or paused. */
  readonly next: Date | null;
  /** The last ones, newest first. */
  readonly deliveries: readonly Delivery[];
}

/** All that is known of a channel's digests. */
interface DigestStatus {
  /** The channel's digest, of several the first that is on; null where it never had one. It may be off. */
  readonly subscription: Subscription | null;
  /** When its next one comes; null where it is off. */
  readonly next: Date | null;
  readonly watches: readonly Watch[];
  /** Its last ones, newest first. */
  readonly deliveries: readonly Delivery[];
  /** What was posted on watched topics, newest first. */
  readonly watchPosts: readonly Delivery[];
  /** All of the channel's digests that are on or paused, by number. */
  readonly digests: readonly DigestState[];
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

/** What chats may do with digests and watches. */
export interface DigestService {
  /** Whether anything can be posted to this tenant's channels: a page or a terminal has none. */
  canPost(tenant: string): boolean;
  status(tenant: string, channel: string): Promise<DigestStatus>;
  setUpBy(tenant: string, person: string): Promise<SetUp>;
  switchOn(tenant: string, wanted: NewSubscription): Promise<Subscription>;
  /** A number for another digest of the channel; null where it has the most that it may have. */
  freeNumber(tenant: string, channel: string): Promise<number | null>;
  /** Switches all of a channel's digests off, or the one with a number. False where it was off. */
  switchOff(tenant: string, channel: string, number?: number): Promise<boolean>;
  /** False where it is not on. */
  pause(tenant: string, channel: string, number: number): Promise<boolean>;
  /** False where it is not paused. */
  resume(tenant: string, channel: string, number: number): Promise<boolean>;
  /** What the channel would be told if its digest, or the one with a number, were due now. */
  preview(tenant: string, channel: string, number?: number): Promise<DigestContent>;
  /** Posts a card in a channel once, by way of the ledger. Its id is the delivery's. */
  announce(tenant: string, channel: string, card: Card): Promise<void>;
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
  const { owed, next } = owedSlots(subscription, now, (key) => ledger.has(`${id} ${key}`));
  return owed.at(-1)?.due ?? next;
}

async function stateOf(db: Db, subscription: Subscription, now: Date): Promise<DigestState> {
  const deliveries = await deliveriesOf(db, subscription.tenant, subscription.id, SHOWN);
  return { subscription, next: await nextOf(db, subscription, now), deliveries };
}

async function statusOf({ db, now }: DigestServiceDeps, tenant: string, channel: string) {
  const all = await subscriptionsIn(db, tenant, channel);
  const states = await Promise.all(all.map((one) => stateOf(db, one, now())));
  const main = mainOf(all);
  const state = states.find(({ subscription }) => subscription === main);
  return {
    subscription: main,
    next: state?.next ?? null,
    deliveries: state?.deliveries ?? [],
    watches: await watchesOf(db, tenant, channel),
    watchPosts: await deliveriesOf(db, tenant, watchSubscription(tenant, channel), SHOWN),
    digests: states.filter(({ subscription: { active, paused } }) => active || paused !== null),
  };
}

async function previewOf(
  { db, readout, shipped, now }: DigestServiceDeps,
  tenant: string,
  subscription: Subscription | null,
): Promise<DigestContent> {
  const { days = [], person = null, id = '' } = subscription ?? {};
  const [reach, at] = [reachOf(days), now()];
  const open = await readout.open(...librariesOf(tenant, person));
  const library = libraryFor(open, tenant, person);
  const parts = { wanted: isWanted(subscription ?? EVERYTHING, library), choose: digestContent };
  const news = await newsSince({ readout: open, shipped }, before(at, reach.news))(db, tenant, person);
  if (!subscription) return backlogContent(news, NOTHING_DELIVERED, { ...parts, heard: [] });
  const told = async (since?: string) =>
    (await deliveredTo(db, EVERY_TENANT, [id], since)).get(id) ?? NOTHING_DELIVERED;
  const lately = await told(before(at, reach.deliveries));
  const fresh = freshContent(news, lately, { ...parts, readout: library, now: at });
  const heard = recentlyDelivered(lately, library);
  return fresh.shown.length > 0 ? fresh : backlogContent(news, await told(), { ...parts, heard });
}

async function catchUpOf(deps: DigestServiceDeps, tenant: string, person: string): Promise<CatchUp> {
  const { db, readout, shipped, now } = deps;
  const at = now();
  const since = await lastRead(db, tenant, person);
  const earliest = before(at, LONGEST_AWAY);
  const from = since !== null && since > earliest ? since : earliest;
  const news = await newsSince(
    { readout: await readout.open(...librariesOf(tenant, person)), shipped },
    from,
  )(db, tenant, person);
  const facts = news.arrived.map(({ fact }) => fact);
  const content = digestContent(since === null ? [...facts, ...news.shipped] : facts, new Set());
  await saveLastRead(db, tenant, person, at);
  return { content, since };
}

/** A card for a channel as a row of the ledger: it is posted once, whatever crashes. */
async function announceIn({ db, now }: DigestServiceDeps, tenant: string, channel: string, card: Card) {
  const at = now();
  const instant = at.toISOString();
  const row = {
    id: card.id,
    tenant,
    channel,
    subscription: noticeSubscription(card.id),
    localDate: instant,
    due: instant,
    facts: [],
    payload: payloadOf({ card, about: NOTHING_ABOUT }),
  };
  await ensureTenant(db, tenant, at);
  await planDeliveries(db, EVERY_TENANT, [row], at);
}

/** Digests and watches over a store. */
export function digestService(deps: DigestServiceDeps): DigestService {
  const { db, now, platforms } = deps;
  return {
    canPost: (tenant) => [...platforms()].some((platform) => tenant.startsWith(`${platform}:`)),
    status: (tenant, channel) => statusOf(deps, tenant, channel),
    async setUpBy(tenant, person) {
      const mine = <T extends { readonly createdBy: string }>(all: readonly T[]) =>
        all.filter(({ createdBy }) => createdBy === person);
      const [digests, watches] = await Promise.all([subscriptionsOf(db, tenant), watchesOf(db, tenant)]);
      return { digests: mine(digests), watches: mine(watches) };
    },
    switchOn: (tenant, wanted) => saveSubscription(db, tenant, wanted, now()),
    freeNumber: (tenant, channel) => freeNumber(db, tenant, channel),
    switchOff: (tenant, channel, number) => switchOff(db, tenant, channel, null, now(), number),
    pause: (tenant, channel, number) => pauseSubscription(db, tenant, channel, number, now()),
    resume: (tenant, channel, number) => resumeSubscription(db, tenant, channel, number, now()),
    async preview(tenant, channel, number) {
      const all = await subscriptionsIn(db, tenant, channel);
      const numbered = all.find((one) => one.number === number);
      return previewOf(deps, tenant, numbered ?? mainOf(all));
    },
    announce: (tenant, channel, card) => announceIn(deps, tenant, channel, card),
    watch: (tenant, watch) => addWatch(db, tenant, watch, now()),
    unwatch: (tenant, channel, topic) => removeWatch(db, tenant, channel, topic),
    catchUp: (tenant, person) => catchUpOf(deps, tenant, person),
  };
}
