import type { OpenReadouts, Readout, ReadoutAccess } from '../../answer/query-core.ts';
import { bothOf } from '../../answer/readout-views.ts';
import type { Fact } from '../../domain/fact.ts';
import { personalTenant } from '../../domain/tenant.ts';
import { arrivalsSince } from '../../library/store/fact-rows.ts';
import { type Db, EVERYBODY } from '../../storage/database.ts';
import type { Delivered } from '../store/ledger.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { SelectFacts } from './cached-selection.ts';
import type { DigestContent } from './select-facts.ts';
import { wordFilter } from './word-filter.ts';

const DAY = 24 * 3600 * 1000;
/** On a day without news, undelivered facts up to this old (ms) are delivered. */
const BACKLOG = 7 * DAY;
/** Deliveries this far back (ms) cover every fact in the backlog. */
export const BACKLOG_DELIVERIES = BACKLOG + DAY;

/** How far back a digest looks, in milliseconds. */
export interface Reach {
  readonly news: number;
  readonly deliveries: number;
}

const USUAL: Reach = { news: BACKLOG, deliveries: BACKLOG_DELIVERIES };
/** A week between two digests, one that was missed, and a day for one that came late. */
const WEEKLY: Reach = { news: 2 * BACKLOG + DAY, deliveries: 2 * BACKLOG + 2 * DAY };
/** On fewer days of the week than this, digests lie days apart. */
const MOST_DAYS = 5;

/** How far back a digest on these days of the week looks; none are all. */
export const reachOf = (days: readonly number[]): Reach =>
  days.length > 0 && days.length < MOST_DAYS ? WEEKLY : USUAL;

/** A fact that came, and when (ISO 8601). */
interface Arrived {
  readonly fact: Fact;
  readonly added: string;
}

/** What may be told to a tenant's channels now. */
export interface News {
  readonly arrived: readonly Arrived[];
  /** The facts that ship with the project. */
  readonly shipped: readonly Fact[];
}

export interface NewsDeps {
  readonly readout: ReadoutAccess;
  /** Ids of the articles that ship with the project. */
  readonly shipped: ReadonlySet<string>;
}

/** Reads a tenant's news through the given connection, which may be a transaction; with a person's own, if one is named. */
export type NewsOf = (db: Db, tenant: string, person?: string | null) => Promise<News>;

/** The tenants whose libraries a digest is made from. */
export const librariesOf = (tenant: string, person: string | null): string[] =>
  person === null ? [tenant] : [tenant, personalTenant(tenant, person)];

/** What a digest may tell of: the tenant's library, and a person's own for theirs. */
export function libraryFor(readout: OpenReadouts, tenant: string, person: string | null): Readout {
  const own = person === null ? null : personalTenant(tenant, person);
  return own !== null && readout.has(own) ? bothOf(readout.of(own), readout.of(tenant)) : readout.of(tenant);
}

/** What news is read from: libraries that are open. */
export interface OpenNews extends Omit<NewsDeps, 'readout'> {
  readonly readout: OpenReadouts;
}

/** Reads the facts added since an instant (ISO 8601), each tenant's once, out of libraries that are open. */
export function newsSince({ readout, shipped }: OpenNews, since: string): NewsOf {
  const known = new Map<string, Promise<readonly Arrived[]>>();
  const read = async (db: Db, tenant: string): Promise<readonly Arrived[]> => {
    const own = readout.of(tenant === EVERYBODY ? null : tenant);
    const arrivals = await arrivalsSince(db, tenant, since);
    return arrivals.flatMap(({ id, added, baseline }) => {
      const fact = own.fact(id);
      return fact && !fact.withdrawn && !baseline ? [{ fact, added }] : [];
    });
  };
  const once = (db: Db, tenant: string): Promise<readonly Arrived[]> => {
    const news = known.get(tenant) ?? read(db, tenant);
    known.set(tenant, news);
    return news;
  };
  return async (db, tenant, person = null) => {
    const everybodys = await once(db, EVERYBODY);
    // The demonstration is no longer in the library of a tenant that has something of its own.
    const demo = [...shipped].flatMap((article) => readout.of(tenant).factsOf(article));
    const own = person === null ? [] : await once(db, personalTenant(tenant, person));
    return { arrived: [...everybodys, ...(await once(db, tenant)), ...own], shipped: demo };
  };
}

/** What of the news is wanted: topics (none are all), and words that must or must not be there. */
export type Wish = Pick<Subscription, 'topics' | 'include' | 'exclude'>;

export const EVERYTHING: Wish = { topics: [], include: [], exclude: [] };

/** Tells which facts are wanted. */
export function isWanted({ topics, ...words }: Wish, readout: Readout): (fact: Fact) => boolean {
  const isFitting = wordFilter(words, (article) => readout.article(article)?.title ?? '');
  return (fact) =>
    (topics.length === 0 || fact.topics.some((one) => topics.includes(one))) && isFitting(fact);
}

/** The facts that a channel got lately: facts saying the same are not delivered again. */
export const recentlyDelivered = ({ facts }: Delivered, readout: Readout): Fact[] =>
  [...facts].flatMap((id) => readout.fact(id) ?? []);

export interface ContentParts {
  readonly wanted: (fact: Fact) => boolean;
  readonly choose: SelectFacts;
}

/** What is new since a channel's last digest, or in the last week if it had none. */
export function freshContent(
  { arrived }: News,
  told: Delivered,
  { wanted, readout, choose, now }: ContentParts & { readonly readout: Readout; readonly now: Date },
): DigestContent {
  const since = told.last ?? new Date(now.getTime() - BACKLOG).toISOString();
  const facts = arrived.filter(({ added }) => added >= since).map(({ fact }) => fact);
  const heard = recentlyDelivered(told, readout);
  const chosen = choose(facts.filter(wanted), told.facts, heard);
  return { ...chosen, heard, ...(told.last === null ? {} : { since: told.last }) };
}

/** The undelivered facts of the last week and of the shipped article: for a day without news. */
export function backlogContent(
  { arrived, shipped }: News,
  everTold: Delivered,
  { wanted, heard, choose }: ContentParts & { readonly heard: readonly Fact[] },
): DigestContent {
  const facts = [...arrived.map(({ fact }) => fact), ...shipped].filter(wanted);
  return choose(facts, everTold.facts, heard);
}
