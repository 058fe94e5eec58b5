import { rm } from 'node:fs/promises';
import { indexFolder } from '../library/index-path.ts';
import { forgetTenant } from '../storage/tenants.ts';
import { readArguments } from './arguments.ts';
import { knownTenants, openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout forget TENANT --yes

Deletes everything of one workspace or server (slack:T0123, discord:9876): articles, cards, conversations, feedback,
subscriptions, tokens. This cannot be undone. readout export saves the data first. Existing backups still contain it.

  --yes          do it
  --json         print only JSON
  -h, --help     this text
`;

export const forgetVerb: Verb = {
  name: 'forget',
  summary: 'delete everything of one workspace or server',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { yes: { type: 'boolean' } } as const, 'forget');
    const [tenant] = positionals;
    const store = await openExistingStore(io.env);
    try {
      if (!tenant || positionals.length > 1)
        throw new UsageError(
          `Name one workspace or server, for example: readout forget slack:T0123 --yes. ${await knownTenants(store)}`,
        );
      await refuseUnknown(store, tenant);
      if (!values.yes)
        throw new UsageError(`This deletes everything of ${tenant} for good. Add --yes to do it.`);
      const gone = await forgetTenant(store.db, tenant, store.now());
      store.articlesChanged();
      // The search index may still contain the tenant's words. It is rebuilt from the remaining articles.
      const folder = indexFolder(io.env);
      if (folder) await rm(folder, { recursive: true, force: true });
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
