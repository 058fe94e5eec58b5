import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OpenReadouts, Readout, ReadoutAccess } from '../../answer/query-core.ts';
import { bothOf } from '../../answer/readout-views.ts';
import type { Fact } from '../../domain/fact.ts';
import { personalTenant } from '../../domain/tenant.ts';
import { DAY } from '../../domain/time.ts';
import { arrivalsSince, articlesChangedSince } from '../../library/store/fact-rows.ts';
import { type Db, EVERYBODY } from '../../storage/database.ts';
import type { Delivered } from '../store/ledger.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { SelectFacts } from './cached-selection.ts';
import type { DigestContent } from './select-facts.ts';
import { wordFilter } from './word-filter.ts';

/** On a day without news, undelivered facts up to this old (ms) are delivered. */
const BACKLOG = 7 * DAY;
/** Deliveries this far back (ms) cover every fact in the backlog. */
export const BACKLOG_DELIVERIES = BACKLOG + DAY;

/** How far back a digest looks, in milliseconds. */
export interface LookBack {
  readonly news: number;
  readonly deliveries: number;
}

const DAILY: LookBack = { news: BACKLOG, deliveries: BACKLOG_DELIVERIES };
/** The number of articles whose facts are parsed in one go, which takes about 5 ms; then other work may run. */
const AT_ONCE = 50;
/** The range of a weekly digest: two weeks, in case one was missed, and a day in case one was late. */
const WEEKLY: LookBack = { news: 2 * BACKLOG + DAY, deliveries: 2 * BACKLOG + 2 * DAY };
/** The most days of the week that still count as less than daily. Such digests look back two weeks. */
const DAILY_FROM_DAYS = 5;

/** Returns how far back a digest on these days of the week looks. An empty list means every day. */
export const lookBackOf = (days: readonly number[]): LookBack =>
  days.length > 0 && days.length < DAILY_FROM_DAYS ? WEEKLY : DAILY;

/** A fact and the time at which it was stored (ISO 8601). */
export interface StoredFact {
  readonly fact: Fact;
  readonly added: string;
}

interface Arrivals {
  readonly arrived: readonly StoredFact[];
  /**
   * Reads the facts that existed when somebody began to follow their source: pages added by a person, and items then in
   * the feed. They are not news.
   */
  readonly initial: () => readonly StoredFact[];
}

/** The facts that can be delivered to a tenant's channels now. */
export interface News extends Arrivals {
  /** The facts of the articles that ship with the project. */
  readonly shipped: readonly Fact[];
}

export interface NewsDeps {
  readonly readout: ReadoutAccess;
  /** The ids of the articles that ship with the project. */
  readonly shipped: ReadonlySet<string>;
}

/** Reads a tenant's news, and a person's own if one is named. The connection may be a transaction. */
export type NewsOf = (db: Db, tenant: string, person?: string | null) => Promise<News>;

/** Returns the ids of the libraries that a digest draws on. */
export const librariesOf = (tenant: string, person: string | null): string[] =>
  person === null ? [tenant] : [tenant, personalTenant(tenant, person)];

/** Combines the tenant's library with the person's own, for a personal digest. */
export function libraryFor(readout: OpenReadouts, tenant: string, person: string | null): Readout {
  const own = person === null ? null : personalTenant(tenant, person);
  return own !== null && readout.has(own) ? bothOf(readout.of(own), readout.of(tenant)) : readout.of(tenant);
}

/** The open libraries that news is read from. */
export interface OpenNews extends Omit<NewsDeps, 'readout'> {
  readonly readout: OpenReadouts;
}

/** Creates a reader of the facts added since an instant (ISO 8601). Each tenant is read once. */
export function newsSince({ readout, shipped }: OpenNews, since: string): NewsOf {
  const known = new Map<string, Promise<Arrivals>>();
  const read = async (db: Db, tenant: string): Promise<Arrivals> => {
    const own = readout.of(tenant === EVERYBODY ? null : tenant);
    const arrived: StoredFact[] = [];
    const initial: { readonly article: string; readonly added: string }[] = [];
    let read = 0;
    for (const { id, added, baseline, hasLaterFacts } of await articlesChangedSince(db, tenant, since)) {
      if (++read % AT_ONCE === 0) await nextTurn();
      if (baseline && added > since) initial.push({ article: id, added });
      if (hasLaterFacts) {
        // The times of a long article's facts take some 10 ms.
        await nextTurn();
        for (const arrival of await arrivalsSince(db, tenant, since, id)) {
          const fact = own.fact(arrival.id);
          if (fact && !fact.withdrawn && !arrival.baseline) arrived.push({ fact, added: arrival.added });
        }
      }
      // A new article: all its facts came with it, and the open library has them.
      else if (!baseline && added > since) for (const fact of own.factsOf(id)) arrived.push({ fact, added });
    }
    const later = new Set(arrived.map(({ fact }) => fact.id));
    return {
      arrived: arrived.sort((a, b) => (a.added < b.added ? -1 : a.added > b.added ? 1 : 0)),
      initial: () =>
        initial.flatMap(({ article, added }) =>
          own.factsOf(article).flatMap((fact) => (later.has(fact.id) ? [] : [{ fact, added }])),
        ),
    };
  };
  const once = (db: Db, tenant: string): Promise<Arrivals> => {
    const news = known.get(tenant) ?? read(db, tenant);
    known.set(tenant, news);
    return news;
  };
  return async (db, tenant, person = null) => {
    const everybodys = await once(db, EVERYBODY);
    // A tenant that has its own articles no longer has the demonstration article in its library.
    const demo = [...shipped].flatMap((article) => readout.of(tenant).factsOf(article));
    const own = person === null ? [] : [await once(db, personalTenant(tenant, person))];
    const all = [everybodys, await once(db, tenant), ...own];
    return {
      arrived: all.flatMap(({ arrived }) => arrived),
      initial: () => all.flatMap(({ initial }) => initial()),
      shipped: demo,
    };
  };
}

/** A subscription's filter: topics (empty means all), and words that must or must not occur. */
export type FactFilter = Pick<Subscription, 'topics' | 'include' | 'exclude'>;

export const EVERYTHING: FactFilter = { topics: [], include: [], exclude: [] };

/** Creates the predicate for facts that pass a subscription's filter. */
export function isWanted({ topics, ...words }: FactFilter, readout: Readout): (fact: Fact) => boolean {
  const isFitting = wordFilter(words, (article) => readout.article(article)?.title ?? '');
  return (fact) =>
    (topics.length === 0 || fact.topics.some((one) => topics.includes(one))) && isFitting(fact);
}

/** Returns the facts that a channel was sent recently, so that equivalent facts are not sent again. */
export const recentlyDelivered = ({ facts }: Delivered, readout: Readout): Fact[] =>
  [...facts].flatMap((id) => readout.fact(id) ?? []);

export interface ContentParts {
  readonly wanted: (fact: Fact) => boolean;
  readonly choose: SelectFacts;
}

/**
 * Returns the initial facts whose article is from the last week or has no date. A channel's first digest has them, so
 * that it is not empty just after somebody added a page or followed a feed.
 */
export function initialOf({ initial }: News, readout: Readout, now: Date): StoredFact[] {
  const from = now.getTime() - BACKLOG;
  return initial().filter(({ fact, added }) => {
    const published = readout.article(fact.article)?.published;
    return Date.parse(added) >= from && (!published || Date.parse(published) >= from);
  });
}

/** Selects what is new since a channel's last digest, or from the last week if it had none. */
export function freshContent(
  news: News,
  delivered: Delivered,
  { wanted, readout, choose, now }: ContentParts & { readonly readout: Readout; readonly now: Date },
): DigestContent {
  const since = delivered.last ?? new Date(now.getTime() - BACKLOG).toISOString();
  const told = delivered.last === null ? [...news.arrived, ...initialOf(news, readout, now)] : news.arrived;
  const facts = told.filter(({ added }) => added >= since).map(({ fact }) => fact);
  const recent = recentlyDelivered(delivered, readout);
  const chosen = choose(facts.filter(wanted), delivered.facts, recent);
  return { ...chosen, recent, ...(delivered.last === null ? {} : { since: delivered.last }) };
}

/** Selects undelivered facts of the last week and of the shipped article, for a day without news. */
export function backlogContent(
  { arrived, shipped }: News,
  everTold: Delivered,
  { wanted, recent, choose }: ContentParts & { readonly recent: readonly Fact[] },
): DigestContent {
  const facts = [...arrived.map(({ fact }) => fact), ...shipped].filter(wanted);
  return choose(facts, everTold.facts, recent);
}
