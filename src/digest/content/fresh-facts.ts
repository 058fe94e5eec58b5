import type { Readout, Readouts } from '../../answer/query-core.ts';
import type { Fact } from '../../domain/fact.ts';
import { arrivalsSince } from '../../library/store/fact-rows.ts';
import { type Db, EVERYBODY } from '../../storage/database.ts';
import type { Delivered } from '../store/ledger.ts';
import type { SelectFacts } from './cached-selection.ts';
import type { DigestContent } from './select-facts.ts';

/** On a day without news, undelivered facts up to this old (ms) are delivered. */
export const BACKLOG = 7 * 24 * 3600 * 1000;
/** Deliveries this far back (ms) cover every fact in the backlog. */
export const BACKLOG_DELIVERIES = BACKLOG + 24 * 3600 * 1000;

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
  readonly readout: Readouts;
  /** Ids of the articles that ship with the project. */
  readonly shipped: ReadonlySet<string>;
}

/** Reads a tenant's news through the given connection, which may be a transaction. */
export type NewsOf = (db: Db, tenant: string) => Promise<News>;

/** Reads the facts added since an instant (ISO 8601), each tenant's once: for one round of planning. */
export function newsSince({ readout, shipped }: NewsDeps, since: string): NewsOf {
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
  return async (db, tenant) => {
    const everybodys = await once(db, EVERYBODY);
    // The demonstration is no longer in the library of a tenant that has something of its own.
    const demo = [...shipped].flatMap((article) => readout.of(tenant).factsOf(article));
    return { arrived: [...everybodys, ...(await once(db, tenant))], shipped: demo };
  };
}

const isOn =
  (topics: readonly string[]) =>
  ({ topics: of }: Fact): boolean =>
    topics.length === 0 || of.some((topic) => topics.includes(topic));

/** The facts that a channel got lately: facts saying the same are not delivered again. */
export const recentlyDelivered = ({ facts }: Delivered, readout: Readout): Fact[] =>
  [...facts].flatMap((id) => readout.fact(id) ?? []);

/** The content on these topics that is new since a channel's last digest. */
export function freshContent(
  { arrived }: News,
  topics: readonly string[],
  told: Delivered,
  { readout, choose }: { readonly readout: Readout; readonly choose: SelectFacts },
): DigestContent {
  const fresh = arrived.filter(({ added }) => told.last === null || added >= told.last);
  const facts = fresh.map(({ fact }) => fact).filter(isOn(topics));
  return choose(facts, told.facts, recentlyDelivered(told, readout));
}

/** The undelivered facts of the last week and of the shipped article: for a day without news. */
export function backlogContent(
  { arrived, shipped }: News,
  topics: readonly string[],
  everTold: Delivered,
  { heard, choose }: { readonly heard: readonly Fact[]; readonly choose: SelectFacts },
): DigestContent {
  const facts = [...arrived.map(({ fact }) => fact), ...shipped].filter(isOn(topics));
  return choose(facts, everTold.facts, heard);
}
