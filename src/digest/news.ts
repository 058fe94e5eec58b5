import { type DigestContent, digestContent } from '../core/digest/content.ts';
import type { Fact } from '../core/fact.ts';
import type { Readout } from '../core/readout.ts';
import type { Db } from '../store/db.ts';
import type { Told } from '../store/deliveries.ts';
import { type Arrival, arrivalsSince } from '../store/facts.ts';

/** For so long what came is still told on a day without anything newer, in milliseconds. */
const BACKLOG = 7 * 24 * 3600 * 1000;

/** A fact that may be told; `arrival` is null for what ships with the project. */
export interface Candidate {
  readonly fact: Fact;
  readonly arrival: Arrival | null;
}

/** What may be told to a tenant's channels now. */
export type NewsOf = (tenant: string) => Promise<readonly Candidate[]>;

/** Reads each tenant's news once, for one round of planning. */
export function newsAt(readout: Readout, shipped: ReadonlySet<string>, db: Db, now: Date): NewsOf {
  const since = new Date(now.getTime() - BACKLOG).toISOString();
  const known = new Map<string, Promise<readonly Candidate[]>>();
  const read = async (tenant: string): Promise<readonly Candidate[]> => {
    const arrivals = await arrivalsSince(db, tenant, since);
    return readout.facts(tenant).flatMap((fact) => {
      const arrival = arrivals.get(fact.id) ?? null;
      const tells = arrival ? !arrival.baseline : shipped.has(fact.article);
      return tells ? [{ fact, arrival }] : [];
    });
  };
  return (tenant) => {
    const news = known.get(tenant) ?? read(tenant);
    known.set(tenant, news);
    return news;
  };
}

const isOn = (topics: readonly string[], { topics: of }: Fact): boolean =>
  topics.length === 0 || of.some((topic) => topics.includes(topic));

/**
 * What a channel is told: what came since its last digest; where nothing did, what it has not been told yet of the last week
 * and of what ships.
 */
export function contentFor(news: readonly Candidate[], topics: readonly string[], told: Told): DigestContent {
  const wanted = news.filter(({ fact }) => isOn(topics, fact));
  const fresh = wanted.filter(({ arrival }) => arrival && (told.last === null || arrival.added > told.last));
  const content = digestContent(factsIn(fresh), told.facts);
  return content.shown.length > 0 ? content : digestContent(factsIn(wanted), told.facts);
}

const factsIn = (candidates: readonly Candidate[]): Fact[] => candidates.map(({ fact }) => fact);
