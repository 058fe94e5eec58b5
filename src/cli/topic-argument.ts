import { readTopics } from '../answer/topic-names.ts';
import { libraryAccess } from '../queries/caller.ts';
import { openFollowedLibrary } from './followed-library.ts';
import { UsageError } from './verb.ts';

/**
 * Returns the ids of topics that are given by id or name. Throws a UsageError for one that the tenant's library lacks.
 */
export async function topicsIn(
  tenant: string,
  names: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  if (names.length === 0) return [];
  const library = await openFollowedLibrary(env, tenant, () => {});
  try {
    const readout = await libraryAccess(library.readout).open({ tenant, person: null });
    const topics = readout.topics().map(({ topic }) => topic);
    return names.map((name) => {
      const { found, unknown } = readTopics(name, topics);
      if (found.length === 1 && unknown === null) return found[0]!.id;
      throw new UsageError(
        `${tenant} has no topic "${name.slice(0, 40)}". readout topics --tenant ${tenant} lists them.`,
      );
    });
  } finally {
    await library.close();
  }
}
