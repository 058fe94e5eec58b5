import type { SearchDocument } from '../document.ts';

/** What was added and removed since an index was last saved whole. */
export interface Changes {
  readonly added: readonly SearchDocument[];
  readonly removed: readonly string[];
}

/** Notes changes while they are few: a small file holds them until the index is saved whole again. */
export interface RecentChanges {
  note(id: string, document: SearchDocument | null): void;
  /** Begins anew: the index is saved whole. */
  clear(): void;
  /** Null once they are too many to be a small file. */
  changes(): Changes | null;
}

/** Some hundred articles; a megabyte or two. */
const MOST = 4000;

export function createRecentChanges(): RecentChanges {
  const last = new Map<string, SearchDocument | null>();
  let tooMany = false;
  return {
    note(id, document) {
      if (tooMany) return;
      last.set(id, document);
      if (last.size <= MOST) return;
      tooMany = true;
      last.clear();
    },
    clear() {
      tooMany = false;
      last.clear();
    },
    changes() {
      if (tooMany) return null;
      const all = [...last];
      return {
        added: all.flatMap(([, document]) => (document ? [document] : [])),
        removed: all.flatMap(([id, document]) => (document ? [] : [id])),
      };
    },
  };
}
