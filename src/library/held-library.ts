import type { TenantId } from '../domain/tenant.ts';
import { DAY, RETENTION } from '../storage/retention.ts';
import type { Contents } from './load-library.ts';
import type { SavedLibrary } from './saved-library.ts';
import type { LogPosition } from './store/library-log.ts';
import type { TenantLibrary } from './tenant-library.ts';

/** What was read longer ago (ms) may have missed changes that the log no longer holds. */
export const LOG_REACHES = RETENTION.changes - DAY;

/** Memory of a library, in bytes, as measured: of each fact with its postings, and of each library. */
const FACT_BYTES = 5_600;
const LIBRARY_BYTES = 60_000;

/** A library in memory. */
export interface Held extends Contents {
  readonly tenant: TenantId;
  library: TenantLibrary;
  /** True for a tenant without articles of its own: the library is everybody's. */
  isShared: boolean;
  position: LogPosition;
  /** The ring of the change log at which it was last compared with the database. */
  ring: number;
  /** When that was, in milliseconds. */
  checkedAt: number;
  bytes: number;
  readonly saved: SavedLibrary | null;
  isDirty: boolean;
  /** True while a comparison takes too long to wait for. */
  isLate: boolean;
  /** The comparison under way. */
  work: Promise<void>;
}

/** Estimated memory of a library, in bytes. */
export const bytesOf = ({ library, isShared, tenant }: Held): number => {
  if (isShared && tenant !== null) return 1_000;
  const texts = library.articles().reduce((sum, { text }) => sum + text.length, 0);
  return LIBRARY_BYTES + library.index.size * FACT_BYTES + texts;
};
