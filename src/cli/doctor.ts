import { readArguments } from './arguments.ts';
import { CHECKS, LIVE, type Services } from './doctor-checks.ts';
import type { Verb } from './verb.ts';

const HELP = `readout doctor

Checks every setting, the library, the database, the tokens and scopes of Slack and Discord against the live services, and
the clock; says what to fix, in order.

  --json         print JSON alone, a line each
  -h, --help     this text

Exit code: 0 all well (what is not set up is no fault), 1 something to fix, 2 wrong use.
`;

const MARK = { ok: '✓', off: '·', fault: '✗' } as const;

/** Makes the verb; `services` is where Slack and Discord are. */
export function doctorVerb(services: Services = LIVE): Verb {
  return {
    name: 'doctor',
    summary: 'check settings, tokens, scopes and the database, and say what to fix',
    help: HELP,
    async run(args, io) {
      const { values } = readArguments(args, {}, 'doctor');
      let faults = 0;
      for (const check of CHECKS)
        for (const finding of await check(io.env, services)) {
          if (finding.state === 'fault') faults++;
          const line = values.json
            ? JSON.stringify(finding)
            : `${MARK[finding.state]} ${finding.what}: ${finding.says}`;
          io.stdout.write(`${line}\n`);
        }
      if (!values.json) io.stdout.write(faults === 0 ? 'All well.\n' : `${faults} to fix, from the top.\n`);
      return faults === 0 ? 0 : 1;
    },
  };
}
