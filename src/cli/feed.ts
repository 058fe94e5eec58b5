import { createToken, revokeToken, tokensOf } from '../storage/access-tokens.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { readArguments } from './arguments.ts';
import { openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { topicsIn } from './topic-argument.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const HELP = `readout feed create news|digest|topic:NAME --tenant ID
readout feed list --tenant ID
readout feed revoke FEED-ID --tenant ID

Feeds of one workspace's or server's library, for a feed reader: its news, its digests, or one topic. Each has an
unguessable address on the port for programs (API_HOST), which is printed once. Anybody with the address can read the feed.
The address may end in .rss, .atom or .json. READOUT_PUBLIC_URL is what it begins with.

  --tenant ID    e.g. slack:T0123; "local" for this machine's own library
  --json         print only JSON, a line each
  -h, --help     this text
`;

const NAME = /^(?:news|digest|topic:.{1,80})$/;
const TOPIC = 'topic:';

async function topicFeed(name: string, tenant: string, { env }: Io): Promise<string> {
  return `${TOPIC}${(await topicsIn(tenant, [name], env))[0]}`;
}

export const feedVerb: Verb = {
  name: 'feed',
  summary: 'create, list and revoke the addresses of feeds for a feed reader',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { tenant: { type: 'string' } } as const, 'feed');
    const [act, word = '', ...more] = positionals;
    const { tenant } = values;
    if (!tenant || more.length > 0 || (act !== 'create' && act !== 'list' && act !== 'revoke'))
      throw new UsageError(
        'Use feed create, feed list or feed revoke, with --tenant. See readout feed --help.',
      );
    if (act === 'create' && !NAME.test(word))
      throw new UsageError(`A feed is news, digest or topic:NAME, not "${word.slice(0, 40)}".`);
    const store = await (act === 'create' && tenant === 'local'
      ? openStoreOf(io.env)
      : openExistingStore(io.env));
    try {
      if (tenant !== 'local') await refuseUnknown(store, tenant);
      if (act === 'create') {
        const feed = word.startsWith(TOPIC) ? await topicFeed(word.slice(TOPIC.length), tenant, io) : word;
        const { token, id } = await createToken(store.db, tenant, `feed ${feed}`, store.now(), feed);
        const path = `/feeds/${token}.atom`;
        const url = `${io.env.READOUT_PUBLIC_URL?.trim().replace(/\/$/, '') ?? ''}${path}`;
        io.stdout.write(values.json ? `${JSON.stringify({ id, tenant, feed, path, url })}\n` : `${url}\n`);
        return 0;
      }
      if (act === 'revoke') {
        if (!(await revokeToken(store.db, tenant, word)))
          throw new UsageError(`${tenant} has no feed "${word.slice(0, 40)}". readout feed list shows them.`);
        io.stdout.write(
          values.json ? `${JSON.stringify({ id: word, revoked: true })}\n` : `Revoked ${word}.\n`,
        );
        return 0;
      }
      for (const token of await tokensOf(store.db, tenant)) {
        if (token.feed === null) continue;
        const used = token.lastUsed?.slice(0, 10) ?? 'never';
        io.stdout.write(
          values.json ? `${JSON.stringify(token)}\n` : `${token.id}  ${token.feed}  last read ${used}\n`,
        );
      }
      return 0;
    } finally {
      await store.close();
    }
  },
};
