import { COMMANDS } from '../../commands/all.ts';
import { registrationJson } from '../adapters/discord/command-registration.ts';
import { slackManifest } from '../adapters/slack/manifest.ts';
import { readArguments } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout manifest slack|discord

Prints what the chat has to be told about the bot. For example:
  readout manifest slack > manifest.json

slack: the app manifest, to paste at https://api.slack.com/apps (Create New App, From a manifest).
discord: the commands' registration; the bot sends it by itself when it starts.

  --url URL      slack: deliver by signed HTTP to this address instead of Socket Mode
  --json         print JSON alone (it always does)
  -h, --help     this text
`;

export const manifestVerb: Verb = {
  name: 'manifest',
  summary: 'print the Slack app manifest, or Discord’s command registration',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { url: { type: 'string' } } as const, 'manifest');
    const { url } = values;
    if (url !== undefined && !/^https:\/\/[^\s/]+/.test(url))
      throw new UsageError('--url needs an address that begins with https://.');
    const [platform] = positionals;
    if (platform !== 'slack' && platform !== 'discord') throw new UsageError('Name slack or discord.');
    const made = platform === 'slack' ? slackManifest(COMMANDS, url ?? null) : registrationJson(COMMANDS);
    io.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
    return 0;
  },
};
