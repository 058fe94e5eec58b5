import { readArguments } from './arguments.ts';
import type { Verb } from './verb.ts';

const HELP = `readout start

Runs the bot: the local page, and Slack and Discord if their tokens are set. Settings come from .env in the current
folder and from the environment; readout init writes one. Ctrl-C stops.

  -h, --help     this text
`;

export const startVerb: Verb = {
  name: 'start',
  summary: 'run the bot and the local page',
  help: HELP,
  async run(args) {
    readArguments(args, {}, 'start');
    await import('../main.ts');
    return 0;
  },
};
