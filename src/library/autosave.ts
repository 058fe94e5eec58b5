import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import { type IndexDirectory, openIndexDirectory } from './index-directory.ts';
import { WORTH_SAVING } from './index-path.ts';

/** How long changes may wait to be written, in milliseconds. They can be read from their source again. */
const EVERY = 10_000;

/** A search index that is saved to files as it changes. */
export interface FollowedIndex {
  readonly index: SearchIndex;
  /** Starts writing changes in the background. */
  follow(onNotice: (message: string) => void): void;
  /** Writes the remaining changes, if the index is large enough, and stops. */
  stop(): Promise<void>;
}

/** Opens the index in a folder, or one in memory without a folder. With fewer than `least` facts nothing is written. */
export async function openFollowedIndex(folder: string | null, least = WORTH_SAVING): Promise<FollowedIndex> {
  if (folder === null) return { index: createIndex(), follow() {}, async stop() {} };
  const kept: IndexDirectory = await openIndexDirectory(folder);
  let tell: (message: string) => void = () => {};
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  const save = async (): Promise<void> => {
    if (kept.index.size < least) return;
    try {
      await kept.save();
      told = false;
    } catch (error) {
      // Logged once, because answers do not depend on it.
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
