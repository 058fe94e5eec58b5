import type { TenantId } from '../domain/tenant.ts';
import { DAY } from '../domain/time.ts';
import { RETENTION } from '../storage/retention.ts';
import type { KeptReading } from './kept-reading.ts';
import type { SavedLibrary } from './saved-library.ts';
import type { LogPosition } from './store/library-log.ts';
import type { Contents } from './stored-articles.ts';
import type { TenantLibrary } from './tenant-library.ts';

/** A library synchronised longer ago than this (ms) may have missed changes that the log no longer has. */
export const LOG_REACHES = RETENTION.changes - DAY;

/**
 * The resident memory of each fact's postings, and of each library, in bytes, as measured over a mix of tenants. The
 * bytes of articles come on top.
 */
const FACT_BYTES = 2_500;
const LIBRARY_BYTES = 60_000;

/** A library in memory. */
export interface LoadedLibrary extends Contents {
  readonly tenant: TenantId;
  library: TenantLibrary;
  /** True for a tenant without own articles, which uses the shared library. */
  isShared: boolean;
  position: LogPosition;
  /** The number of change signals received before the last synchronisation. */
  signalCount: number;
  /** The time of the last synchronisation, in milliseconds. */
  checkedAt: number;
  bytes: number;
  readonly saved: SavedLibrary | null;
  isDirty: boolean;
  /** True while a synchronisation takes too long to wait for. */
  isLate: boolean;
  /** The synchronisation in progress. */
  work: Promise<void>;
}

/** Estimates a library's memory, in bytes. */
export const bytesOf = ({ library, isShared, tenant }: LoadedLibrary): number => {
  if (isShared && tenant !== null) return 1_000;
  return LIBRARY_BYTES + library.index.size * FACT_BYTES + library.bytes;
};

/** Returns the articles that are saved with a library: the tenant's own, or the shared ones. */
export const ownArticles = ({ tenant, own, sharedArticles, library }: LoadedLibrary): KeptReading[] =>
  tenant === null ? [...sharedArticles.values()] : [...own].flatMap((id) => library.kept(id) ?? []);
