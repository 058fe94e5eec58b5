import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import { type KeptIndex, openKeptIndex } from './index-directory.ts';
import { WORTH_SAVING } from './index-path.ts';

/** How long changes may wait until they are written, in milliseconds: they can be had from their source again. */
const EVERY = 10_000;

/** A search index whose files follow it. */
export interface FollowedIndex {
  readonly index: SearchIndex;
  /** Begins to write what changes, in the background. */
  follow(onNotice: (message: string) => void): void;
  /** Writes what is left, where the index is large enough for that, and stops. */
  stop(): Promise<void>;
}

/** The index that a folder holds; with no folder, one that is kept in memory alone. Below `least` facts nothing is written. */
export async function openFollowedIndex(folder: string | null, least = WORTH_SAVING): Promise<FollowedIndex> {
  if (folder === null) return { index: createIndex(), follow() {}, async stop() {} };
  const kept: KeptIndex = await openKeptIndex(folder);
  let tell: (message: string) => void = () => {};
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  const save = async (): Promise<void> => {
    if (kept.index.size < least) return;
    try {
      await kept.save();
      told = false;
    } catch (error) {
      // Told once, not every time: answers do not hang on it.
      if (!told)
        tell(
          `The search index cannot be saved in ${folder}: ${(error as Error).message}. The next start builds it again; free the disk or set READOUT_INDEX.`,
        );
      told = true;
    }
  };
  return {
    index: kept.index,
    follow(onNotice) {
      tell = onNotice;
      timer = setInterval(() => void save(), EVERY).unref();
      void save();
    },
    async stop() {
      clearInterval(timer);
      await save();
    },
  };
}
