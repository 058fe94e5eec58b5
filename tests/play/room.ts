import { resolve } from 'node:path';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { GUILD } from '../fakes/discord/seen.ts';
import { TEAM } from '../fakes/slack/seen.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { startBot } from '../helpers/bot.ts';
import { discordSide } from './discord-side.ts';
import type { Entry } from './entry.ts';
import { servePage } from './server.ts';
import { slackSide } from './slack-side.ts';

/**
 * Opens the hosts that no tenant is named for to both chats and the bot's page, so that a page on this machine can be
 * read.
 */
const hostsForAll = (hosts = ''): string =>
  hosts
    .split(',')
    .flatMap((host) => {
      const entry = host.trim();
      if (entry === '' || entry.includes('=')) return [entry];
      return [entry, ...[`slack:${TEAM}`, `discord:${GUILD}`, 'local'].map((tenant) => `${tenant}=${entry}`)];
    })
    .filter(Boolean)
    .join();

/** Starts both fakes, the bot as `npm start` runs it, and the page that shows them, all on this machine. */
export async function startPlay(port: number, locale = 'en-US') {
  const [slack, discord] = await Promise.all([startFakeSlack(), startFakeDiscord()]);
  const bot = await startBot({
    SLACK_BOT_TOKEN: 'xoxb-good',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: slack.apiUrl(),
    DISCORD_TOKEN: 'good.token.here',
    DISCORD_API_URL: discord.apiUrl(),
    READOUT_ALLOW_HOSTS: hostsForAll(process.env.READOUT_ALLOW_HOSTS),
    // Settings outlive the process.
    ...(process.env.READOUT_DB ? { READOUT_DB: resolve(process.env.READOUT_DB) } : {}),
  });
  await slack.connected();
  // Ada is an admin and created Slack's channels, so she may change settings and Ben may not.
  slack.setPerson('U1', { is_admin: true, locale });
  slack.setPerson('U2', { locale });
  for (const channel of ['C1', 'C2']) slack.setChannel(channel, { creator: 'U1' });
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  const show = (entry: Entry): void => {
    const at = entries.findIndex(({ chat, id }) => chat === entry.chat && id === entry.id);
    if (at < 0) entries.push(entry);
    else entries[at] = entry;
    for (const listener of listeners) listener(entry);
  };
  const react = (message: string | null, emoji: string): void => {
    const entry = entries.find(({ id }) => id === message);
    if (entry) show({ ...entry, reactions: [...(entry.reactions ?? []), emoji] });
  };
  const sides = { slack: slackSide(slack, show, react), discord: discordSide(discord, show, react, locale) };
  const page = await servePage({ sides, entries, listeners, botPage: `http://127.0.0.1:${bot.port}/` }, port);
  return {
    url: page.url,
    said: bot.said,
    async stop() {
      await page.stop();
      await bot.end();
      await Promise.all([slack.stop(), discord.stop()]);
    },
  };
}
