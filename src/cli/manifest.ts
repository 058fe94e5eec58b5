import { COMMANDS } from '../../commands/all.ts';
import { registrationJson } from '../adapters/discord/command-registration.ts';
import { newAppLink, slackManifest } from '../adapters/slack/manifest.ts';
import { readArguments } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout manifest slack|discord

Prints the bot's registration for a chat. For example:
  readout manifest slack > manifest.json

slack: the app manifest, to paste at https://api.slack.com/apps (Create New App, From a manifest).
discord: the commands' registration, which the bot sends when it starts.

  --link         slack: print a link that opens Slack’s page for a new app with the manifest filled in
  --url URL      slack: deliver by signed HTTP to this address instead of Socket Mode
  --mcp URL      slack: let Slackbot ask the MCP endpoint at this address, which ends with /mcp
  --json         print only JSON (it always does)
  -h, --help     this text
`;

export const manifestVerb: Verb = {
  name: 'manifest',
  summary: 'print the Slack app manifest, or Discord’s command registration',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(
      args,
      { link: { type: 'boolean' }, url: { type: 'string' }, mcp: { type: 'string' } } as const,
      'manifest',
    );
    const { link, url, mcp } = values;
    for (const [name, address] of Object.entries({ url, mcp }))
      if (address !== undefined && !/^https:\/\/[^\s/]+/.test(address))
        throw new UsageError(`--${name} needs an address that begins with https://.`);
    const [platform] = positionals;
    if (platform !== 'slack' && platform !== 'discord') throw new UsageError('Name slack or discord.');
    if (link && platform !== 'slack') throw new UsageError('--link is for slack.');
    if (mcp !== undefined && platform !== 'slack') throw new UsageError('--mcp is for slack.');
    const made =
      platform === 'slack' ? slackManifest(COMMANDS, url ?? null, mcp ?? null) : registrationJson(COMMANDS);
    io.stdout.write(`${link ? newAppLink(made) : JSON.stringify(made, null, 2)}\n`);
    return 0;
  },
};
