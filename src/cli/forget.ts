import { openStoreOf } from '../store/settings.ts';
import { forgetTenant } from '../store/tenants.ts';
import { readArguments } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout forget TENANT --yes

Deletes everything of one workspace or server (slack:T0123, discord:9876): articles, cards, conversations, feedback,
subscriptions, tokens. There is no way back; readout export saves it before.

  --yes          do it
  --json         print JSON alone
  -h, --help     this text
`;

export const forgetVerb: Verb = {
  name: 'forget',
  summary: 'delete everything of one workspace or server',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { yes: { type: 'boolean' } } as const, 'forget');
    const [tenant] = positionals;
    if (!tenant)
      throw new UsageError('Name a workspace or server, for example: readout forget slack:T0123 --yes');
    if (!values.yes)
      throw new UsageError(`This deletes everything of ${tenant} for good. Add --yes to do it.`);
    const store = await openStoreOf(io.env);
    try {
      const gone = await forgetTenant(store.db, tenant, store.now());
      const total = Object.values(gone).reduce((sum, count) => sum + count, 0);
      io.stdout.write(
        values.json ? `${JSON.stringify({ tenant, gone })}\n` : `Deleted ${total} rows of ${tenant}.\n`,
      );
      return 0;
    } finally {
      await store.close();
    }
  },
};
