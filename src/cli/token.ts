import { LOCAL } from '../domain/tenant.ts';
import { createToken, revokeToken, tokensOf } from '../storage/access-tokens.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { allTenants } from '../storage/tenants.ts';
import { readArguments } from './arguments.ts';
import { knownTenants, openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { type ExitCode, type Io, UsageError, type Verb } from './verb.ts';

const HELP = `readout token create --tenant ID [--name TEXT]
readout token list [--tenant ID]
readout token revoke --tenant ID TOKEN-ID

Tokens give programs access to one workspace's or server's library over MCP and the HTTP API (docs/reach.md).
A token is printed once; the database stores its hash. Revoking takes effect at once.

  --tenant ID    e.g. slack:T0123 or discord:9876; "local" for this machine's own library
  --name TEXT    what it is for, shown in lists
  --json         print only JSON, a line each
  -h, --help     this text
`;

/** The longest token name, in UTF-16 units. */
const LONGEST_NAME = 80;

interface Asked {
  readonly tenant: string | undefined;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly json: boolean;
}

async function tenantIn({ tenant }: Asked, store: Store): Promise<string> {
  if (!tenant)
    throw new UsageError(
      `--tenant needs the id of a workspace or server, or local for this machine's own library. ${await knownTenants(store)}`,
    );
  if (tenant !== LOCAL) await refuseUnknown(store, tenant);
  return tenant;
}

async function create(asked: Asked, store: Store, { stdout, stderr }: Io): Promise<ExitCode> {
  const tenant = await tenantIn(asked, store);
  const name = (asked.name ?? 'unnamed')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  const { token, id } = await createToken(store.db, tenant, name, store.now());
  if (!asked.json) stderr.write(`Token ${id} of ${tenant}. It is shown this once:\n`);
  stdout.write(asked.json ? `${JSON.stringify({ id, tenant, name, token })}\n` : `${token}\n`);
  return 0;
}

async function list(asked: Asked, store: Store, { stdout }: Io): Promise<ExitCode> {
  const tenants = asked.tenant
    ? [await tenantIn(asked, store)]
    : (await allTenants(store.db, EVERY_TENANT)).map(({ id }) => id);
  let listed = 0;
  for (const tenant of tenants)
    for (const token of await tokensOf(store.db, tenant)) {
      if (token.feed !== null) continue;
      listed++;
      const { id, name, created, lastUsed } = token;
      const used = lastUsed === null ? 'never used' : `used ${lastUsed.slice(0, 10)}`;
      const line = `${id}  ${tenant}  ${name}  made ${created.slice(0, 10)}, ${used}`;
      stdout.write(`${asked.json ? JSON.stringify(token) : line}\n`);
    }
  if (listed === 0 && !asked.json) stdout.write('There is no token yet. readout token create makes one.\n');
  return 0;
}

async function revoke(asked: Asked, store: Store, { stdout }: Io): Promise<ExitCode> {
  const tenant = await tenantIn(asked, store);
  const { id } = asked;
  if (!id) throw new UsageError('Name the token by its id: readout token list shows it.');
  if (!(await revokeToken(store.db, tenant, id)))
    throw new UsageError(`${tenant} has no token "${id.slice(0, 40)}". readout token list shows them.`);
  stdout.write(asked.json ? `${JSON.stringify({ id, tenant, revoked: true })}\n` : `Revoked ${id}.\n`);
  return 0;
}

const ACTS = new Map([
  ['create', create],
  ['list', list],
  ['revoke', revoke],
]);

export const tokenVerb: Verb = {
  name: 'token',
  summary: 'create, list and revoke the tokens of MCP and the HTTP API',
  help: HELP,
  async run(args, io) {
    const options = { tenant: { type: 'string' }, name: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options, 'token');
    const [word = '', id, ...more] = positionals;
    const act = ACTS.get(word);
    if (!act || more.length > 0)
      throw new UsageError('Use token create, token list or token revoke. See readout token --help.');
    // Only a local token may create the store.
    const store = await (word === 'create' && values.tenant === LOCAL
      ? openStoreOf(io.env)
      : openExistingStore(io.env));
    try {
      return await act(
        { tenant: values.tenant, name: values.name, id, json: values.json === true },
        store,
        io,
      );
    } finally {
      await store.close();
    }
  },
};
