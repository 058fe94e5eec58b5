import { EVERY_TENANT } from '../storage/database.ts';
import { reencryptInstallations } from '../storage/installations.ts';
import { readKeys } from '../storage/secrets.ts';
import { readArguments } from './arguments.ts';
import { openKept } from './tenant-argument.ts';
import type { Verb } from './verb.ts';

const HELP = `readout rekey

Encrypts stored tokens under READOUT_KEY where they are still under a key of READOUT_KEY_OLD: also while the bot runs, and as
often as one likes. To change the key:

  1. put the former key into READOUT_KEY_OLD and the new one into READOUT_KEY, for every process, and start them again
  2. readout rekey
  3. take READOUT_KEY_OLD out

  --json         print JSON alone
  -h, --help     this text
`;

const MOST_NAMED = 10;

const tokens = (count: number): string => `${count} ${count === 1 ? 'installation' : 'installations'}`;

export const rekeyVerb: Verb = {
  name: 'rekey',
  summary: 'encrypt stored tokens under the new READOUT_KEY',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, {}, 'rekey');
    const keys = readKeys(io.env);
    const store = await openKept(io.env);
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
