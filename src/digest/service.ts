import { NOTHING_ABOUT } from '../answer/cards/card-draft.ts';
import type { Card } from '../domain/card.ts';
import { OperatorError } from '../domain/errors.ts';
import { DAY, isoBefore } from '../domain/time.ts';
import { type Db, EVERY_TENANT } from '../storage/database.ts';
import { ensureTenant } from '../storage/tenants.ts';
import {
  backlogContent,
  EVERYTHING,
  freshContent,
  initialOf,
  isWanted,
  librariesOf,
  libraryFor,
  lookBackOf,
  type NewsDeps,
  newsSince,
  recentlyDelivered,
} from './content/fresh-facts.ts';
import { type DigestContent, digestContent } from './content/select-facts.ts';
import { payloadOf } from './planned-card.ts';
import { datesAround, dueSlots } from './schedule/due-days.ts';
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
import { addWatch, type NewWatch, removeWatch, type Watch, watchesOf } from './store/topic-watches.ts';
import { noticeSubscription, watchSubscription } from './subscription-status.ts';

/** The state of one digest. */
export interface DigestState {
  readonly subscription: Subscription;
  /** The time of the next one; null while it is off or paused. */
  readonly next: Date | null;
  /** Its last deliveries, newest first. */
  readonly deliveries: readonly Delivery[];
}

/** The state of a channel's digests. */
interface DigestStatus {
  /** The channel's first active digest, else its first one, which is off; null if it never had one. */
  readonly subscription: Subscription | null;
  /** The time of its next delivery; null while it is off. */
  readonly next: Date | null;
  readonly watches: readonly Watch[];
  /** Its last deliveries, newest first. */
  readonly deliveries: readonly Delivery[];
  /** The last topic alerts, newest first. */
  readonly watchPosts: readonly Delivery[];
  /** All active or paused digests of the channel, by number. */
  readonly digests: readonly DigestState[];
}

/** A person's unread news and since when. `since` is null before the first time. */
interface CatchUp {
  readonly content: DigestContent;
  readonly since: string | null;
}

/** The digests and watches that one person set up in a tenant. */
interface SetUp {
  readonly digests: readonly Subscription[];
  readonly watches: readonly Watch[];
}

/** The operations on digests and watches that chats offer. */
export interface DigestService {
  /** Whether the tenant has channels to post in. A page or a terminal has none. */
  canPost(tenant: string): boolean;
  status(tenant: string, channel: string): Promise<DigestStatus>;
  setUpBy(tenant: string, person: string): Promise<SetUp>;
  switchOn(tenant: string, wanted: NewSubscription): Promise<Subscription>;
  /** Returns a number for another digest of the channel, or null if it has the most allowed. */
  freeNumber(tenant: string, channel: string): Promise<number | null>;
  /** Switches off all of a channel's digests, or the one with the number. Returns false if it was off. */
  switchOff(tenant: string, channel: string, number?: number): Promise<boolean>;
  /** Pauses a digest. Returns false if it is not active. */
  pause(tenant: string, channel: string, number: number): Promise<boolean>;
  /** Resumes a digest. Returns false if it is not paused. */
  resume(tenant: string, channel: string, number: number): Promise<boolean>;
  /**
   * Returns the content that a digest of the channel would have if it were due now. A person's own digest, which
   * includes articles that only they had read, is previewed for that `person` alone.
   */
  preview(tenant: string, channel: string, number?: number, person?: string): Promise<DigestContent>;
  /** Posts a card in a channel exactly once, through the ledger. The delivery has the card's id. */
  announce(tenant: string, channel: string, card: Card): Promise<void>;
  /** Adds a watch. Returns false if the topic is watched already. */
  watch(tenant: string, watch: NewWatch): Promise<boolean>;
  /** Removes a watch. Returns false if the topic was not watched. */
  unwatch(tenant: string, channel: string, topic: string): Promise<boolean>;
  /** Returns the news since a person last caught up, and marks it as read. */
  catchUp(tenant: string, person: string): Promise<CatchUp>;
}

export interface DigestServiceDeps extends NewsDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** The platforms that digests are posted on: "slack", "discord". */
  readonly platforms: () => Iterable<string>;
}

const MAX_DELIVERIES_SHOWN = 5;
/** The longest period that catching up covers, in milliseconds. */
const MAX_CATCH_UP_MS = 30 * DAY;

async function nextOf(db: Db, subscription: Subscription, now: Date): Promise<Date | null> {
  if (!subscription.active) return null;
  const { id, zone } = subscription;
  const ledger = await ledgerOn(db, EVERY_TENANT, [id], datesAround(zone, now));
  const { owed, next } = dueSlots(subscription, now, (key) => ledger.has(`${id} ${key}`));
  return owed.at(-1)?.due ?? next;
}

async function stateOf(db: Db, subscription: Subscription, now: Date): Promise<DigestState> {
  const deliveries = await deliveriesOf(db, subscription.tenant, subscription.id, MAX_DELIVERIES_SHOWN);
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
    watchPosts: await deliveriesOf(db, tenant, watchSubscription(tenant, channel), MAX_DELIVERIES_SHOWN),
    digests: states.filter(({ subscription: { active, paused } }) => active || paused !== null),
  };
}

async function previewOf(
  { db, readout, shipped, now }: DigestServiceDeps,
  tenant: string,
  subscription: Subscription | null,
): Promise<DigestContent> {
  const { days = [], person = null, id = '' } = subscription ?? {};
  const [reach, at] = [lookBackOf(days), now()];
  const open = await readout.open(...librariesOf(tenant, person));
  const library = libraryFor(open, tenant, person);
  const parts = { wanted: isWanted(subscription ?? EVERYTHING, library), choose: digestContent };
  const news = await newsSince({ readout: open, shipped }, isoBefore(at, reach.news))(db, tenant, person);
  const deliveredSince = async (since?: string) =>
    (subscription && (await deliveredTo(db, EVERY_TENANT, [id], since)).get(id)) ?? NOTHING_DELIVERED;
  const lately = await deliveredSince(isoBefore(at, reach.deliveries));
  const fresh = freshContent(news, lately, { ...parts, readout: library, now: at });
  const recent = recentlyDelivered(lately, library);
  return fresh.shown.length > 0 ? fresh : backlogContent(news, await deliveredSince(), { ...parts, recent });
}

function ignoreStoreFault(error: unknown): void {
  if (!(error instanceof OperatorError)) throw error;
}

async function catchUpOf(deps: DigestServiceDeps, tenant: string, person: string): Promise<CatchUp> {
  const { db, readout, shipped, now } = deps;
  const at = now();
  const since = await lastRead(db, tenant, person);
  const earliest = isoBefore(at, MAX_CATCH_UP_MS);
  const from = since !== null && since > earliest ? since : earliest;
  const open = await readout.open(...librariesOf(tenant, person));
  const news = await newsSince({ readout: open, shipped }, from)(db, tenant, person);
  const arrived = news.arrived.map(({ fact }) => fact);
  const there = initialOf(news, libraryFor(open, tenant, person), at).map(({ fact }) => fact);
  const content = digestContent(
    since === null ? [...arrived, ...there, ...news.shipped] : arrived,
    new Set(),
  );
  // The database may take no writes. The person then sees the same news the next time.
  await saveLastRead(db, tenant, person, at).catch(ignoreStoreFault);
  return { content, since };
}

/** Stores a card as a ledger row, so that it is posted exactly once even if the process ends. */
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

/** Creates the service for digests and watches over a store. */
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
    async preview(tenant, channel, number, person) {
      const isTheirs = (one: Subscription) => one.person === null || one.person === person;
      const all = (await subscriptionsIn(db, tenant, channel)).filter(isTheirs);
      const numbered = all.find((one) => one.number === number);
      return previewOf(deps, tenant, numbered ?? mainOf(all));
    },
    announce: (tenant, channel, card) => announceIn(deps, tenant, channel, card),
    watch: (tenant, watch) => addWatch(db, tenant, watch, now()),
    unwatch: (tenant, channel, topic) => removeWatch(db, tenant, channel, topic),
    catchUp: (tenant, person) => catchUpOf(deps, tenant, person),
  };
}
