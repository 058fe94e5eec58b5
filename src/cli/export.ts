import { once } from 'node:events';
import { exportOf } from '../storage/export.ts';
import { readArguments } from './arguments.ts';
import { knownTenants, openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout export --tenant ID

Prints everything of one workspace or server as JSON Lines, {"table","row"} each. Tokens are never printed.

  --tenant ID    e.g. slack:T0123; "everybody" for what was ingested without --tenant
  --json         print only JSON (it always does)
  -h, --help     this text
`;

export const exportVerb: Verb = {
  name: 'export',
  summary: 'print everything of one workspace or server',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, { tenant: { type: 'string' } } as const, 'export');
    const { tenant } = values;
    const store = await openExistingStore(io.env);
    try {
      if (!tenant)
        throw new UsageError(
          `--tenant needs the id of a workspace or server, for example slack:T0123. ${await knownTenants(store)}`,
        );
      await refuseUnknown(store, tenant);
      for await (const line of exportOf(store.db, tenant))
        if (!io.stdout.write(`${JSON.stringify(line)}\n`)) await once(io.stdout, 'drain');
      return 0;
    } finally {
      await store.close();
    }
  },
};
