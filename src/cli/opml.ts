import { parseOpml } from '../ingest/parse/parse-opml.ts';
import { newState } from '../ingest/sources/poll-schedule.ts';
import { sourceStore } from '../ingest/sources/source-store.ts';
import { opmlOf } from '../render/feed-formats.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { readArguments } from './arguments.ts';
import { readText } from './library.ts';
import { openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout opml export [--tenant ID]
readout opml import FILE [--tenant ID]

Prints the followed feeds as OPML, or follows the feeds of an OPML file, up to 1,000. Feeds that are followed already stay as
they are. New articles come with the next round of polling.

  --tenant ID    one workspace's or server's, e.g. slack:T0123; everybody's by default
  --json         import: print only {"added","known"}
  -h, --help     this text
`;

export const opmlVerb: Verb = {
  name: 'opml',
  summary: 'print the followed feeds as OPML, or follow those of a file',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { tenant: { type: 'string' } } as const, 'opml');
    const [act, file, ...more] = positionals;
    const isImport = act === 'import';
    if ((act !== 'export' && !isImport) || isImport !== (file !== undefined) || more.length > 0)
      throw new UsageError('Use opml export, or opml import FILE. See readout opml --help.');
    const outlines = isImport ? parseOpml(await readText(file!)) : [];
    if (!outlines) throw new UsageError(`${file} is no OPML file.`);
    const tenant = values.tenant ?? null;
    const store = await (isImport && tenant === null ? openStoreOf(io.env) : openExistingStore(io.env));
    try {
      if (tenant !== null && tenant !== 'local') await refuseUnknown(store, tenant);
      const sources = sourceStore(store);
      const listed = await sources.list(tenant);
      if (!isImport) {
        const feeds = listed.filter(({ kind }) => kind === 'feed');
        io.stdout.write(opmlOf(`Readout: ${tenant ?? 'everybody'}`, feeds));
        return 0;
      }
      const known = new Set(listed.map(({ url }) => url));
      const fresh = outlines.filter(({ url }) => !known.has(url));
      const start = store.now().getTime();
      for (const [index, { url, title }] of fresh.entries()) {
        const now = store.now();
        // A millisecond apart, so that they are listed in the file's order.
        const addedAt = new Date(start + index).toISOString();
        // The feed's name from the file belongs to this tenant. Other followers of the feed never see it.
        const source = {
          tenant,
          url,
          title: null,
          kind: 'feed',
          addedAt,
          addedBy: null,
          state: newState(now),
        } as const;
        await sources.put(title === null ? source : { ...source, name: title });
      }
      const counts = { added: fresh.length, known: outlines.length - fresh.length };
      io.stdout.write(
        values.json
          ? `${JSON.stringify(counts)}\n`
          : `Following ${counts.added} more feeds; ${counts.known} were followed already.\n`,
      );
      return 0;
    } finally {
      await store.close();
    }
  },
};
