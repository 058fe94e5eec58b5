import type { SearchDocument } from '../document.ts';

/** The documents added and removed since an index was last saved whole. */
export interface Changes {
  readonly added: readonly SearchDocument[];
  readonly removed: readonly string[];
}

/** A delta log: records changes while they are few, so that a small file can hold them until the next whole save. */
export interface DeltaLog {
  /** Records a document as added, or null as removed. */
  record(id: string, document: SearchDocument | null): void;
  /** Starts over after a whole save. */
  clear(): void;
  /** The changes; null once there are too many for a small file. */
  changes(): Changes | null;
}

/** The most changes that are recorded: some hundred articles, one or two megabytes. */
const MAX_CHANGES = 4000;

export function createDeltaLog(): DeltaLog {
  const latest = new Map<string, SearchDocument | null>();
  let tooMany = false;
  return {
    record(id, document) {
      if (tooMany) return;
      latest.set(id, document);
      if (latest.size <= MAX_CHANGES) return;
      tooMany = true;
      latest.clear();
    },
    clear() {
      tooMany = false;
      latest.clear();
    },
    changes() {
      if (tooMany) return null;
      const all = [...latest];
      return {
        added: all.flatMap(([, document]) => (document ? [document] : [])),
        removed: all.flatMap(([id, document]) => (document ? [] : [id])),
      };
    },
  };
}
