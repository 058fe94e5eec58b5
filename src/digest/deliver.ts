import type { Card } from '../core/card.ts';
import { noticeDraft } from '../core/cards/notice.ts';
import type { Memory } from '../core/memory.ts';
import type { Outlet, Post } from '../core/outlet.ts';
import type { Db } from '../store/db.ts';
import type { Delivery } from '../store/deliveries.ts';
import { markFailed, markSent, markSkipped, markUnknown, type Outcome, retryAt } from '../store/outbox.ts';
import { dropOrder, orderStands } from './order.ts';
import { cardIn } from './payload.ts';
import { CATCH_UP } from './plan.ts';

export interface DeliverDeps {
  readonly db: Db;
  readonly memory: Pick<Memory, 'saveCard'>;
  /** Where a tenant's posts go; null where this process is not connected to its platform. */
  readonly outletFor: (tenant: string) => Outlet | null;
  readonly now: () => Date;
  readonly newId: () => string;
  /** 0 to 1, so that those who wait for the same thing do not come back as one. */
  readonly random: () => number;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** Pauses before another attempt where the platform names none, in milliseconds: the first, and the longest. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 10 * 60_000;
/** A lost answer's post may still be on its way: it is looked for after so many milliseconds. */
const SETTLES = 5_000;

function pauseAfter(attempts: number, random: () => number): number {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, attempts - 1));
  return pause * (0.75 + random() / 2);
}

async function remember({ tenant, channel, payload }: Delivery, { memory, now }: DeliverDeps): Promise<Card> {
  const { card, about } = cardIn(payload);
  if (card.actions.length > 0)
    await memory.saveCard({
      ...{ id: card.id, kind: card.kind, tenant, channel, thread: channel, ...about },
      person: null,
      made: now().toISOString(),
    });
  return card;
}

/** Switches off what can never arrive, and tells the person who set it up. */
async function giveUp(delivery: Delivery, why: string, outlet: Outlet, deps: DeliverDeps): Promise<void> {
  const by = await dropOrder(deps.db, delivery, why, deps.now());
  if (!by) return;
  const title = 'A digest that you set up was switched off';
  const lede = `${why} When that is mended, switch it on again in the channel with /digest on (in Slack: /brief digest on).`;
  await outlet.tell(delivery.tenant, by, noticeDraft({ id: deps.newId() }, title, lede).card);
}

/**
 * Posts one claimed delivery and records what became of it. Where an earlier attempt may have posted it, the channel is
 * looked at first; where that cannot tell, the delivery is `unknown` and never posted again.
 */
export async function deliver(delivery: Delivery, owner: string, deps: DeliverDeps): Promise<void> {
  const { db, now, random } = deps;
  const { id, tenant, channel, attempts, mayBePosted } = delivery;
  const said = (error: string): Outcome => ({ owner, error, now: now() });
  const retry = (why: string, afterMs: number | undefined, stillInDoubt: boolean): Promise<boolean> => {
    const pause = Math.max(afterMs ?? pauseAfter(attempts, random), 250);
    return retryAt(db, tenant, id, new Date(now().getTime() + pause), { ...said(why), stillInDoubt });
  };
  const isLate = now().getTime() - Date.parse(delivery.due) > CATCH_UP;
  const outlet = deps.outletFor(tenant);
  if (!outlet) {
    const why = 'this platform is not connected';
    if (!isLate) await retry(why, 60_000, mayBePosted);
    else if (mayBePosted) await markUnknown(db, tenant, id, said(why));
    else await markSkipped(db, tenant, id, said(`missed: ${why}`));
    return;
  }
  const post: Post = { id, tenant, channel, card: cardIn(delivery.payload).card, since: delivery.due };
  if (mayBePosted) {
    const found = await outlet.find(post);
    if (found.kind === 'found') return void (await markSent(db, tenant, id, found.messageId, now()));
    if (found.kind === 'unsure') {
      if (found.afterMs !== undefined && !isLate) await retry(found.why, found.afterMs, true);
      else await markUnknown(db, tenant, id, said(found.why));
      return;
    }
  }
  if (!(await orderStands(db, delivery)))
    return void (await markSkipped(db, tenant, id, said('switched off')));
  if (isLate) {
    const why = delivery.error ?? 'Readout was not running';
    return void (await markSkipped(db, tenant, id, said(`missed: ${why}`)));
  }
  await remember(delivery, deps);
  const posted = await outlet.post(post);
  if (posted.kind === 'sent') return void (await markSent(db, tenant, id, posted.messageId, now()));
  deps.log.warn({ delivery: id, tenant, channel, outcome: posted.kind }, posted.why);
  if (posted.kind === 'later') await retry(posted.why, posted.afterMs, false);
  else if (posted.kind === 'doubtful') await retry(posted.why, SETTLES, true);
  else {
    await markFailed(db, tenant, id, said(posted.why));
    if (posted.kind === 'gone') await giveUp(delivery, posted.why, outlet, deps);
  }
}
