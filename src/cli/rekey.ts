import { EVERY_TENANT } from '../storage/database.ts';
import { reencryptInstallations } from '../storage/installations.ts';
import { readKeys } from '../storage/secrets.ts';
import { readArguments } from './arguments.ts';
import { openExistingStore } from './tenant-argument.ts';
import type { Verb } from './verb.ts';

const HELP = `readout rekey

Encrypts stored tokens with READOUT_KEY that are still encrypted with READOUT_KEY_OLD. It may run while the bot runs, and more
than once. To change the key:

  1. move the former key to READOUT_KEY_OLD, put the new one into READOUT_KEY, for every process, and restart them
  2. readout rekey
  3. remove READOUT_KEY_OLD

  --json         print only JSON
  -h, --help     this text
`;

const MOST_NAMED = 10;

const tokens = (count: number): string => `${count} ${count === 1 ? 'installation' : 'installations'}`;

export const rekeyVerb: Verb = {
  name: 'rekey',
  summary: 'encrypt stored tokens with the new READOUT_KEY',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, {}, 'rekey');
    const keys = readKeys(io.env);
    const store = await openExistingStore(io.env);
    try {
      const done = await reencryptInstallations(store.db, EVERY_TENANT, keys);
      const { changed, current, unreadable } = done;
      io.stdout.write(
        values.json
          ? `${JSON.stringify(done)}\n`
          : `Encrypted ${tokens(changed)} anew under READOUT_KEY; ${current} already were.\n`,
      );
      if (unreadable.length === 0) return 0;
      const named = unreadable.slice(0, MOST_NAMED).join(', ');
      const more = unreadable.length > MOST_NAMED ? ` and ${unreadable.length - MOST_NAMED} more` : '';
      io.stderr.write(
        `readout: neither READOUT_KEY nor READOUT_KEY_OLD opens ${tokens(unreadable.length)} (${named}${more}). Put the key they were sealed under into READOUT_KEY_OLD (several: with commas) and run this again, or let them install the app again.\n`,
      );
      return 1;
    } finally {
      await store.close();
    }
  },
};
