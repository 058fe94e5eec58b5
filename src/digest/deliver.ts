import { noticeDraft } from '../answer/cards/notice-card.ts';
import { backoffDelay, withJitter } from '../domain/backoff.ts';
import type { Memory } from '../domain/chat-state.ts';
import { commonKey } from '../domain/conversation-key.ts';
import { OperatorError } from '../domain/errors.ts';
import { storedFault } from '../domain/fault.ts';
import { type Post, type Publisher, platformOf } from '../domain/publisher.ts';
import { type Reason, reasonOf, reasonWords, storedReason } from '../domain/words/reason-words.ts';
import { localeOf, wordsForLocale } from '../domain/words/words-for-locale.ts';
import type { Db } from '../storage/database.ts';
import type { LedgerBatches } from './ledger-batches.ts';
import { type PlannedCard, parsePlannedCard } from './planned-card.ts';
import { CATCH_UP_MS } from './planner.ts';
import type { Delivery } from './store/ledger.ts';
import {
  markFailed,
  markSkipped,
  markUnknown,
  type Outcome,
  postponeTenant,
  renewLease,
} from './store/outbox.ts';
import { deactivate, isWatch } from './subscription-status.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly memory: Pick<Memory, 'saveCard'>;
  /** Publishers by platform, for the platforms that this process is connected to. */
  readonly publishers: ReadonlyMap<string, Publisher>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Returns a number from 0 to 1, for jitter between retries. */
  readonly random: () => number;
  readonly batches: LedgerBatches;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** Delays before another attempt if the platform names none, in milliseconds. */
const RETRY_DELAYS_MS = { first: 2_000, longest: 10 * 60_000 };
const MIN_RETRY_DELAY_MS = 250;
/** After a lost response, look for the message this much later (ms): it may still be on its way. */
const SETTLE_DELAY_MS = 5_000;
/** The lease of a claim, in milliseconds: far longer than a post may take. */
export const LEASE_MS = 90_000;
/** Publishers give up after 20 s: a post begun this long ago (ms) has arrived or never will. */
export const MAX_POST_MS = 30_000;
/** A claim older than this (ms) is renewed before its post begins. */
const RENEW_AFTER_MS = 5_000;
/** A delivery that hit this many of our own faults is given up. */
const MAX_FAULTS = 5;

function pauseAfter(attempts: number, random: () => number): number {
  return withJitter(backoffDelay(RETRY_DELAYS_MS, Math.max(1, attempts)), random());
}

/** Stores the data behind a card's buttons before the card is posted. */
async function saveCardData(
  { card, about }: PlannedCard,
  { tenant, channel }: Delivery,
  { memory, now }: DeliverDeps,
): Promise<void> {
  if (card.actions.length === 0) return;
  await memory.saveCard({
    id: card.id,
    kind: card.kind,
    tenant,
    channel,
    thread: commonKey(channel, card.id),
    ...about,
    person: null,
    made: now().toISOString(),
  });
}

/** Deactivates a subscription whose posts can never arrive, and tells the person who set it up. */
async function giveUp(
  delivery: Delivery,
  why: Reason,
  publisher: Publisher,
  deps: DeliverDeps,
): Promise<void> {
  const stored = storedReason(why);
  const by = await deactivate(deps.db, delivery, stored, deps.now());
  if (!by) return;
  const words = wordsForLocale(by.locale);
  const { chat } = words;
  const [title, again] = isWatch(delivery)
    ? [chat.switchedOffWatch, 'watch …']
    : [chat.switchedOffDigest, 'digest on'];
  const lede = chat.switchOnAgain(reasonWords(stored, words), publisher.typed(again));
  const { card } = noticeDraft({ id: deps.newId() }, title, lede);
  await publisher.tell(delivery.tenant, by.person, { ...card, ...localeOf(words) });
}

/** Records the outcome of one claim in the ledger. */
function createRecorder(
  { id, tenant, attempts }: Delivery,
  owner: string,
  { db, now, random, batches }: DeliverDeps,
) {
  const said = (reason: Reason): Outcome => ({ owner, error: storedReason(reason), now: now() });
  return {
    sent: (messageId: string) => batches.sent({ tenant, id, messageId }),
    skipped: (why: Reason) => markSkipped(db, tenant, id, said(why)),
    unknown: (why: Reason) => markUnknown(db, tenant, id, said(why)),
    failed: (why: Reason) => markFailed(db, tenant, id, said(why)),
    /** Postpones the tenant's other deliveries, too. */
    others: (why: Reason, afterMs: number) =>
      postponeTenant(db, tenant, new Date(now().getTime() + afterMs), {
        error: storedReason(why),
        now: now(),
      }),
    /** Returns false if another worker has claimed it meanwhile. */
    renew: () => renewLease(db, tenant, id, { now: now(), owner, leaseMs: LEASE_MS }),
    retry(
      why: Reason,
      { afterMs, stillInDoubt }: { readonly afterMs?: number | undefined; readonly stillInDoubt: boolean },
    ) {
      const pause = Math.max(afterMs ?? pauseAfter(attempts, random), MIN_RETRY_DELAY_MS);
      const instant = new Date(now().getTime() + pause);
      return batches.reschedule({ tenant, id, instant, ...said(why), stillInDoubt });
    },
  };
}

type Recorder = ReturnType<typeof createRecorder>;

/** The reason of a slot that was missed because of another one, as it is stored. */
const missed = (why: string): Reason => reasonOf({ code: 'missed', with: { why } });

/** No publisher for this platform in this process: reschedule until the catch-up window ends. */
async function withoutPublisher({ mayBePosted }: Delivery, record: Recorder, isLate: boolean): Promise<void> {
  const why = reasonOf({ code: 'not_connected' });
  if (!isLate) await record.retry(why, { afterMs: 60_000, stillInDoubt: mayBePosted });
  else if (mayBePosted) await record.unknown(why);
  else await record.skipped(missed(storedReason(why)));
}

/**
 * Whether an earlier attempt's message is certainly not in the channel. If it is there or unknown, that outcome is
 * recorded.
 */
async function isAbsent(
  post: Post,
  publisher: Publisher,
  record: Recorder,
  isLate: boolean,
): Promise<boolean> {
  const found = await publisher.find(post);
  if (found.kind === 'found') await record.sent(found.messageId);
  else if (found.kind === 'unsure' && found.afterMs !== undefined && !isLate)
    await record.retry(found, { afterMs: found.afterMs, stillInDoubt: true });
  else if (found.kind === 'unsure') await record.unknown(found);
  return found.kind === 'absent';
}

/** A delivery claimed by this worker. */
export interface Claimed {
  readonly delivery: Delivery;
  readonly owner: string;
  /** When it was claimed, by `performance.now()`. */
  readonly claimedAt: number;
}

async function deliverOnce({ delivery, claimedAt }: Claimed, record: Recorder, deps: DeliverDeps) {
  const { now, publishers, log } = deps;
  const { id, tenant, channel, mayBePosted, due } = delivery;
  const isLate = now().getTime() - Date.parse(due) > CATCH_UP_MS;
  const publisher = publishers.get(platformOf(tenant));
  if (!publisher) return withoutPublisher(delivery, record, isLate);
  const planned = parsePlannedCard(delivery.payload);
  if (!planned) return void (await record.failed(reasonOf({ code: 'bad_card' })));
  const post: Post = { id, tenant, channel, card: planned.card, since: due };
  if (mayBePosted && !(await isAbsent(post, publisher, record, isLate))) return;
  if (!(await deps.batches.stillWanted(delivery)))
    return void (await record.skipped(reasonOf({ code: 'switched_off' })));
  if (isLate) return void (await record.skipped(missed(delivery.error ?? storedFault({ code: 'too_late' }))));
  const { pauses } = deps.batches;
  const paused = pauses.of(tenant);
  if (paused) return void (await record.retry(paused, { afterMs: paused.afterMs, stillInDoubt: false }));
  await saveCardData(planned, delivery, deps);
  // Leases end by wall clocks, which differ and jump. Whoever takes a claim over waits out the longest post first, so
  // this post must begin at once, or after a renewal. The steady clock reveals a stopped process, the wall clock a
  // machine that slept.
  const since = [performance.now() - claimedAt, now().getTime() - Date.parse(delivery.updated)];
  if (since.some((ms) => Math.abs(ms) > RENEW_AFTER_MS) && !(await record.renew())) return;
  const posted = await publisher.post(post);
  if (posted.kind === 'sent') return void (await record.sent(posted.messageId));
  const pausing = posted.kind === 'later' && posted.pauses ? posted.afterMs : undefined;
  const isPausing = pausing !== undefined && pauses.pause(tenant, posted, pausing);
  // A workspace's pause is logged once, however many of its posts it affects.
  if (pausing === undefined || isPausing)
    log.warn({ delivery: id, tenant, channel, outcome: posted.kind }, posted.why);
  if (posted.kind === 'later') {
    await record.retry(posted, { afterMs: posted.afterMs, stillInDoubt: false });
    if (isPausing) await record.others(posted, pausing);
  } else if (posted.kind === 'doubtful')
    await record.retry(posted, { afterMs: SETTLE_DELAY_MS, stillInDoubt: true });
  else {
    await record.failed(posted);
    if (posted.kind === 'gone') await giveUp(delivery, posted, publisher, deps);
  }
}

/**
 * Posts one claimed delivery and records its outcome. If an earlier attempt may have posted it, the channel is searched
 * first. If the search is inconclusive, the delivery becomes `unknown` and is never posted again. Rejects with a
 * database error; any other fault affects this delivery only.
 */
export async function deliver(claimed: Claimed, deps: DeliverDeps): Promise<void> {
  const record = createRecorder(claimed.delivery, claimed.owner, deps);
  try {
    await deliverOnce(claimed, record, deps);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const { id, tenant, channel, attempts } = claimed.delivery;
    const name = error instanceof Error ? error.name : 'unknown';
    const why = reasonOf({ code: 'faulted', with: { name } });
    deps.log.warn({ delivery: id, tenant, channel, attempts }, why.why);
    if (attempts < MAX_FAULTS) await record.retry(why, { stillInDoubt: true });
    else await record.unknown(why);
  }
}
