import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DAY, HOUR, SECOND } from '../../domain/time.ts';
import { type Db, EVERY_TENANT } from '../../storage/database.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import type { safePost } from '../fetch/safe-post.ts';
import type { HubLink } from '../parse/hub-link.ts';
import {
  deleteSubscriptionOfFeed,
  type HubSubscription,
  hastenFeed,
  lastReadOf,
  postponeFeed,
  saveSubscriptionOfFeed,
  subscriptionAt,
  subscriptionOfFeed,
  updateSubscriptionAt,
} from '../store/hub-rows.ts';

// WebSub (https://www.w3.org/TR/websub/): a feed may name a hub that pings when it has news. A ping only makes the feed
// due; its content is not read, so a hub cannot add text to a library.

export interface HubDeps {
  readonly db: Db;
  /** The callback's address without the subscription's part; ends in "/". */
  readonly callback: string;
  readonly post: typeof safePost;
  readonly allow: AllowHost;
  readonly now: () => Date;
}

/** The response to a hub's verification request. */
type Confirmed = { readonly status: 200; readonly challenge: string } | { readonly status: 404 };

export interface Hubs {
  /**
   * Subscribes if a poll found a hub (null: the feed has none; undefined: unknown), renews an expiring lease, and
   * returns when to poll next.
   */
  afterReading(
    url: string,
    reading: { readonly begun: string; readonly due: string; readonly hub: HubLink | null | undefined },
  ): Promise<void>;
  /** Answers a hub that verifies a subscription. */
  confirm(path: string, query: URLSearchParams): Promise<Confirmed>;
  /**
   * Accepts a ping. Resolves with null if nobody follows the feed any more. The body is used only to check its
   * signature.
   */
  ping(path: string, signature: string | undefined): Promise<Ping | null>;
}

/** A ping whose body is being received. */
interface Ping {
  update(part: Uint8Array): void;
  /** Makes the feed due if the signature matches the body. */
  end(): Promise<boolean>;
}

/** The lease requested from the hub, and the longest accepted, in milliseconds. */
const LEASE_MS = 10 * DAY;
/** A lease with less time left (ms) is renewed at the feed's next poll. */
const RENEW_MS = 2 * DAY;
/** The delay before an unconfirmed subscription or renewal is requested again, in milliseconds. */
const UNCONFIRMED_MS = DAY;
const RENEWED_MS = 6 * HOUR;
/** A feed whose hub pinged within this time (ms) is polled less often. */
const RELIED_ON_MS = 3 * DAY;
const QUIET_MS = 6 * HOUR;
/** The shortest interval between polls caused by pings, in milliseconds. */
const LEAST_PAUSE_MS = 60 * SECOND;
const POST_TIMEOUT_MS = 10_000;
const LONGEST_CHALLENGE = 1_000;

/** Returns 32 random bytes as text. */
const unguessable = (): string => randomBytes(32).toString('base64url');

export function createHubs(deps: HubDeps): Hubs {
  const { db, now } = deps;
  const instant = (ahead: number): string => new Date(now().getTime() + ahead).toISOString();

  const ask = async (subscription: HubSubscription): Promise<void> => {
    const { hub, topic, path, secret } = subscription;
    // Stored before the request, because the hub may confirm before it answers.
    await saveSubscriptionOfFeed(db, EVERY_TENANT, subscription);
    const form = {
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': deps.callback + path,
      'hub.secret': secret,
      'hub.lease_seconds': String(LEASE_MS / SECOND),
    };
    await deps.post(hub, new URLSearchParams(form).toString(), {
      allow: deps.allow,
      timeoutMs: POST_TIMEOUT_MS,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  };

  const isToBeAsked = ({ leaseEnd, asked }: HubSubscription): boolean =>
    leaseEnd === null || leaseEnd <= instant(0)
      ? asked <= instant(-UNCONFIRMED_MS)
      : leaseEnd <= instant(RENEW_MS) && asked <= instant(-RENEWED_MS);

  /** Returns the feed's subscription, requested or renewed if necessary. */
  const subscribed = async (url: string, found: HubLink | undefined): Promise<HubSubscription | null> => {
    const known = await subscriptionOfFeed(db, EVERY_TENANT, url);
    const link = found ?? known;
    if (!link) return null;
    const isSame = known?.hub === link.hub && known.topic === link.topic;
    if (isSame && !isToBeAsked(known)) return known;
    const { hub, topic } = link;
    const fresh = { path: unguessable(), secret: unguessable(), leaseEnd: null, pinged: null };
    const subscription = { ...(isSame ? known : fresh), url, hub, topic, asked: instant(0) };
    await ask(subscription);
    return subscription;
  };

  const hasten = async (url: string, lastRead: string | null): Promise<void> => {
    const pause = lastRead === null ? 0 : Date.parse(lastRead) + LEAST_PAUSE_MS - now().getTime();
    await hastenFeed(db, EVERY_TENANT, url, instant(Math.max(0, pause)));
  };

  return {
    async afterReading(url, { begun, due, hub }) {
      if (hub === null) return deleteSubscriptionOfFeed(db, EVERY_TENANT, url);
      const known = await subscribed(url, hub);
      if (!known) return;
      const { pinged, leaseEnd } = known;
      // The ping came during the poll and may have been too late for it.
      if (pinged !== null && pinged >= begun) return hasten(url, instant(0));
      const isReliedOn =
        leaseEnd !== null && leaseEnd > instant(QUIET_MS) && (pinged ?? '') > instant(-RELIED_ON_MS);
      if (isReliedOn) {
        const wait = Date.parse(due) - now().getTime();
        if (wait < QUIET_MS) await postponeFeed(db, EVERY_TENANT, url, instant(QUIET_MS + (wait % HOUR)));
      }
    },
    async confirm(path, query) {
      const known = await subscriptionAt(db, EVERY_TENANT, path);
      const mode = query.get('hub.mode');
      const challenge = query.get('hub.challenge') ?? '';
      if (known?.topic !== query.get('hub.topic')) return { status: 404 };
      if (mode === 'denied') {
        await updateSubscriptionAt(db, EVERY_TENANT, path, { leaseEnd: null, asked: instant(0) });
        return { status: 200, challenge: '' };
      }
      const isEchoed = challenge.length <= LONGEST_CHALLENGE && /^[\x21-\x7e]+$/.test(challenge);
      // Unsubscribing is refused: an ended subscription has no row.
      if (mode !== 'subscribe' || !isEchoed) return { status: 404 };
      const seconds = Number(query.get('hub.lease_seconds') ?? LEASE_MS / SECOND);
      const lease = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * SECOND, LEASE_MS) : LEASE_MS;
      await updateSubscriptionAt(db, EVERY_TENANT, path, { leaseEnd: instant(lease) });
      return { status: 200, challenge };
    },
    async ping(path, signature) {
      const known = await subscriptionAt(db, EVERY_TENANT, path);
      const lastRead = known ? await lastReadOf(db, EVERY_TENANT, known.url) : undefined;
      if (!known || lastRead === undefined) return null;
      const check = signatureCheck(known.secret, signature);
      return {
        update: (part) => check?.update(part),
        async end() {
          if (!check?.fits()) return false;
          await updateSubscriptionAt(db, EVERY_TENANT, path, { pinged: instant(0) });
          await hasten(known.url, lastRead);
          return true;
        },
      };
    },
  };
}

/** The signature methods of WebSub. */
const METHODS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** Creates a check of `X-Hub-Signature` over a body in parts. Returns null for a malformed header. */
function signatureCheck(secret: string, header: string | undefined) {
  const [method = '', hex = ''] = (header ?? '').split('=', 2);
  if (!METHODS.has(method) || !/^[0-9a-f]{40,128}$/i.test(hex)) return null;
  const hmac = createHmac(method, secret);
  return {
    update: (part: Uint8Array): void => void hmac.update(part),
    fits(): boolean {
      const [own, given] = [hmac.digest(), Buffer.from(hex, 'hex')];
      return own.length === given.length && timingSafeEqual(own, given);
    },
  };
}
