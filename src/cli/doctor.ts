import { discordCheck } from '../adapters/discord/doctor.ts';
import { slackCheck } from '../adapters/slack/doctor.ts';
import { modelCheck } from '../model/doctor.ts';
import { readArguments } from './arguments.ts';
import { OWN_CHECKS } from './doctor-own.ts';
import type { Verb } from './verb.ts';

const HELP = `readout doctor

Checks the settings, the library, the database with its keys and digests, the model if one is set, and the clock. Checks tokens,
scopes, intents and commands against Slack and Discord. Says what to fix, in order.

  --json         print only JSON, a line each
  -h, --help     this text

Exit code: 0 all well (features that are not set up are no fault), 1 something to fix, 2 wrong usage.
`;

const MARK = { ok: '✓', off: '·', fault: '✗' } as const;

/** The checks in the order in which to fix them: each depends only on earlier ones. */
const CHECKS = [...OWN_CHECKS, modelCheck, slackCheck, discordCheck];

export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'check settings, tokens, scopes and the database, and say what to fix',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, {}, 'doctor');
    let faults = 0;
    const told = new Set<string>();
    for (const check of CHECKS)
      for (const finding of await check(io.env)) {
        const { what, state, says } = finding;
        // Both chats check the clock. Show one of the results.
        if (what === 'clock' && told.has(state)) continue;
        if (what === 'clock') told.add(state);
        if (state === 'fault') faults++;
        io.stdout.write(`${values.json ? JSON.stringify(finding) : `${MARK[state]} ${what}: ${says}`}\n`);
      }
    if (!values.json) io.stdout.write(faults === 0 ? 'All well.\n' : `${faults} to fix, from the top.\n`);
    return faults === 0 ? 0 : 1;
  },
};
