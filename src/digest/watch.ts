import { digestDraft } from '../core/cards/digest.ts';
import { digestContent } from '../core/digest/content.ts';
import { type Db, EVERY_TENANT, inTransaction } from '../store/db.ts';
import { NOTHING_TOLD, planDeliveries, toldTo } from '../store/deliveries.ts';
import { allWatches, takeWatchTurn, type Watch } from '../store/watches.ts';
import { type NewsOf, newsAt } from './news.ts';
import { watchOrder } from './order.ts';
import { payloadOf } from './payload.ts';
import type { PlanDeps } from './plan.ts';

/** A channel hears of its topics at most once in so long, in milliseconds. */
const PAUSE = 10 * 60 * 1000;

interface Sweep extends PlanDeps {
  readonly now: Date;
  readonly newsOf: NewsOf;
}

async function planOne(
  watches: readonly Watch[],
  { db, readout, newId, now, newsOf }: Sweep,
): Promise<boolean> {
  const { tenant, channel } = watches[0]!;
  const order = watchOrder(tenant, channel);
  const since = new Map(watches.map(({ topic, created }) => [topic, created]));
  const isNew = (topics: readonly string[], added: string): boolean =>
    topics.some((topic) => since.has(topic) && added > since.get(topic)!);
  const candidates = (await newsOf(tenant)).flatMap(({ fact, arrival }) =>
    arrival && isNew(fact.topics, arrival.added) ? [fact] : [],
  );
  if (candidates.length === 0) return false;
  return inTransaction(db, async (trx: Db) => {
    const told = (await toldTo(trx, EVERY_TENANT, [order])).get(order) ?? NOTHING_TOLD;
    const content = digestContent(candidates, told.facts);
    if (content.shown.length === 0) return false;
    if (!(await takeWatchTurn(trx, tenant, channel, new Date(now.getTime() - PAUSE), now))) return false;
    const id = newId();
    const labels = [...since.keys()].flatMap((topic) =>
      candidates.some(({ topics }) => topics.includes(topic)) ? [readout.topic(topic)?.label ?? topic] : [],
    );
    const title = `New on ${labels.slice(0, 3).join(', ')}${labels.length > 3 ? ' and more' : ''}`;
    const draft = digestDraft(content, 'UTC', { readout, tenant, now, id }, { title });
    const at = now.toISOString();
    // All are told by this post: those that its card does not show are behind "more".
    const facts = [...content.shown, ...content.rest].map((fact) => fact.id);
    const row = {
      id,
      tenant,
      channel,
      subscription: order,
      localDate: at,
      due: at,
      facts,
      payload: payloadOf(draft),
    };
    return (await planDeliveries(trx, EVERY_TENANT, [row], now)).size > 0;
  });
}

/** Plans a post for every channel whose topics have new facts and whose last post is ten minutes ago; gives how many. */
export async function planWatches(deps: PlanDeps, now: Date): Promise<number> {
  const sweep = { ...deps, now, newsOf: newsAt(deps.readout, deps.shipped, deps.db, now) };
  const all = await allWatches(deps.db, EVERY_TENANT);
  let planned = 0;
  for (const watches of Map.groupBy(all, ({ tenant, channel }) => watchOrder(tenant, channel)).values())
    if (await planOne(watches, sweep)) planned++;
  return planned;
}
