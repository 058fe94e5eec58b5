import { newestArticles, timeOf } from '../answer/briefs/articles.ts';
import { keyFacts } from '../answer/cards/article-brief.ts';
import type { Readout } from '../answer/query-core.ts';
import type { Article } from '../domain/article.ts';
import type { Fact } from '../domain/fact.ts';
import type { FeedEntry, OutgoingFeed } from '../render/feed-formats.ts';
import type { Caller, LibraryAccess } from './caller.ts';
import { type DigestQueryDeps, isChannels } from './digest-queries.ts';

/** A feed's name: `news`, `digest`, or `topic:` and a topic's id. */
export type FeedName = string;

/** The most entries of a feed, and the facts of each article. */
const [MOST_ENTRIES, OF_ARTICLE] = [50, 5];
const EPOCH = '1970-01-01T00:00:00.000Z';

const lineOf = ({ quote, speaker }: Fact) => ({ text: quote, by: speaker });
const urlOf = ({ source }: Article): string | null => (source.kind === 'file' ? null : source.url);

function instantOf(article: Article): string {
  const time = timeOf(article);
  return Number.isFinite(time) ? new Date(time).toISOString() : EPOCH;
}

/** Builds a globally unique entry id: https://www.rfc-editor.org/rfc/rfc8141 */
const idOf = (kind: string, id: string): string => `urn:readout:${kind}:${encodeURIComponent(id)}`;

const newsEntries = (readout: Readout): FeedEntry[] =>
  newestArticles(readout)
    .slice(0, MOST_ENTRIES)
    .map((article) => ({
      id: idOf('article', article.id),
      title: article.title,
      url: urlOf(article),
      updated: instantOf(article),
      lines: keyFacts(readout.factsOf(article.id), OF_ARTICLE).map(lineOf),
    }));

function topicEntries(topic: string, readout: Readout): FeedEntry[] {
  const entries = newestArticles(readout).flatMap((article) =>
    readout
      .factsOf(article.id)
      .filter(({ topics }) => topics.includes(topic))
      .map((fact) => ({
        id: idOf('fact', fact.id),
        title: fact.claim,
        url: urlOf(article),
        updated: instantOf(article),
        lines: [lineOf(fact)],
      })),
  );
  return entries.slice(0, MOST_ENTRIES);
}

/** Returns delivered digests, newest first. If there are none, it returns the current preview. */
async function digestEntries(
  tenant: string,
  readout: Readout,
  { service, subscriptions }: DigestQueryDeps,
  now: Date,
): Promise<FeedEntry[]> {
  const entryOf = (id: string, day: string, updated: string, facts: readonly Fact[]): FeedEntry => ({
    id: idOf('digest', id),
    title: `Digest of ${day}`,
    url: null,
    updated,
    lines: facts.map(lineOf),
  });
  const subscribed = (await subscriptions(tenant)).filter(isChannels);
  const channels = [...new Set(subscribed.map(({ channel }) => channel))];
  const statuses = await Promise.all(channels.map((channel) => service.status(tenant, channel)));
  const sent = statuses
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ state, facts }) => state === 'sent' && facts.length > 0)
    .sort((a, b) => (a.due < b.due ? 1 : -1));
  if (sent.length > 0)
    return sent.slice(0, MOST_ENTRIES).map(({ id, localDate, due, facts }) =>
      entryOf(
        id,
        localDate,
        due,
        facts.flatMap((fact) => readout.fact(fact) ?? []),
      ),
    );
  const { shown } = await service.preview(tenant, '');
  const day = now.toISOString().slice(0, 10);
  return shown.length === 0 ? [] : [entryOf(`now-${day}`, day, `${day}T00:00:00.000Z`, shown)];
}

/** Builds a tenant's feed. Returns null for an unknown name. */
export async function feedOf(
  caller: Caller,
  name: FeedName,
  self: string,
  { libraries, digests, now }: { libraries: LibraryAccess; digests: DigestQueryDeps; now: () => Date },
): Promise<OutgoingFeed | null> {
  const readout = await libraries.open({ ...caller, person: null });
  const topic = name.startsWith('topic:') ? name.slice('topic:'.length) : null;
  if (topic === null && name !== 'news' && name !== 'digest') return null;
  const entries =
    topic !== null
      ? topicEntries(topic, readout)
      : name === 'digest'
        ? await digestEntries(caller.tenant ?? '', readout, digests, now())
        : newsEntries(readout);
  const label = topic === null ? name : (readout.topic(topic)?.label ?? topic);
  return {
    id: idOf('feed', `${caller.person ?? ''}`),
    title: `Readout: ${label}`,
    self,
    updated:
      entries
        .map(({ updated }) => updated)
        .sort()
        .at(-1) ?? EPOCH,
    entries,
  };
}
