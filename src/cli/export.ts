import { openStoreOf } from '../store/settings.ts';
import { TENANT_TABLES } from '../store/tenants.ts';
import { readArguments } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout export --tenant ID

Prints everything of one workspace or server as JSON Lines, {"table","row"} each. Tokens are never printed.

  --tenant ID    e.g. slack:T0123; "everybody" for what was ingested without --tenant
  --json         print JSON alone (it always does)
  -h, --help     this text
`;

export const exportVerb: Verb = {
  name: 'export',
  summary: 'print everything of one workspace or server',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, { tenant: { type: 'string' } } as const, 'export');
    const { tenant } = values;
    if (!tenant)
      throw new UsageError('--tenant needs the id of a workspace or server, for example slack:T0123.');
    const store = await openStoreOf(io.env);
    try {
      for (const table of TENANT_TABLES.filter((name) => name !== 'installations')) {
        const rows = await store.db.selectFrom(table).selectAll().where('tenant', '=', tenant).execute();
        for (const row of rows) io.stdout.write(`${JSON.stringify({ table, row })}\n`);
      }
      return 0;
    } finally {
      await store.close();
    }
  },
};
