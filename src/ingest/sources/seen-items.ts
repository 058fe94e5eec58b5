import type { FeedItem } from '../parse/feed-item.ts';
import { itemKey } from '../reader/answers.ts';

/** The least number of items remembered after they leave the feed. */
const LEAST_REMEMBERED = 200;
/** Items are remembered for this many times the feed's length. */
const LENGTHS_REMEMBERED = 3;

/** A stored entry: key, version and, if it is dated, alias. */
const ENTRY = /^([\w-]{22})\.([\w-]{11})(?:\.([\w-]{22}))?$/;

/**
 * The items that a feed had before. They are recognised after they leave it, so that an empty or short response causes
 * no repeats.
 */
export class SeenItems {
  readonly #entries: readonly string[];
  /** Versions by key and alias; null if unknown. */
  readonly #versions = new Map<string, string | null>();

  constructor(entries: readonly string[]) {
    this.#entries = entries;
    for (const entry of entries) {
      const [, key, version, alias] = ENTRY.exec(entry) ?? [];
      if (key === undefined) {
        // Entries from before versions were stored: a key, plain or hashed.
        this.#versions.set(entry, null);
        this.#versions.set(itemKey(entry), null);
      } else for (const name of [key, alias]) if (name !== undefined) this.#versions.set(name, version!);
    }
  }

  /** Whether an item was in the feed before, by its key, or by address, title and date if its key changed. */
  has(item: FeedItem): boolean {
    return this.#versionOf(item) !== undefined;
  }

  /** Whether an item has changed since it was last seen. */
  isChanged(item: FeedItem): boolean {
    const version = this.#versionOf(item);
    return typeof version === 'string' && version !== item.version;
  }

  /**
   * Returns the entries to store after a poll: the feed's items, then those that left it, the latest first. `postponed`
   * items are omitted, so they are new at the next poll; `unread` ones keep their old version.
   */
  after(
    items: readonly FeedItem[],
    postponed: ReadonlySet<FeedItem>,
    unread: ReadonlySet<FeedItem>,
  ): string[] {
    const current = new Map<string, string>();
    for (const item of items) {
      if (postponed.has(item)) continue;
      const version = unread.has(item) ? this.#versionOf(item) : item.version;
      if (version) current.set(item.key, [item.key, version, item.alias ?? []].flat().join('.'));
    }
    const gone = this.#entries.filter((entry) => !current.has(entry.slice(0, entry.indexOf('.'))));
    const limit = Math.max(LEAST_REMEMBERED, this.#entries.length, LENGTHS_REMEMBERED * current.size);
    return [...current.values(), ...gone].slice(0, limit);
  }

  #versionOf({ key, alias }: FeedItem): string | null | undefined {
    const version = this.#versions.get(key);
    return version === undefined && alias !== null ? this.#versions.get(alias) : version;
  }
}
