import { resolve } from 'node:path';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { startBot } from '../helpers/bot.ts';
import { discordSide } from './discord-side.ts';
import type { Entry } from './entry.ts';
import { servePage } from './server.ts';
import { slackSide } from './slack-side.ts';

/** Starts both fakes, the bot as `npm start` runs it, and the page that shows them, all on this machine. */
export async function startPlay(port: number) {
  const [slack, discord] = await Promise.all([startFakeSlack(), startFakeDiscord()]);
  const bot = await startBot({
    SLACK_BOT_TOKEN: 'xoxb-good',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: slack.apiUrl(),
    DISCORD_TOKEN: 'good.token.here',
    DISCORD_API_URL: discord.apiUrl(),
    // A page on this machine can be followed. Settings outlive the process.
    ...Object.fromEntries(
      ['READOUT_ALLOW_HOSTS', 'READOUT_DB'].flatMap((name) => {
        const value = process.env[name];
        return value ? [[name, name === 'READOUT_DB' ? resolve(value) : value]] : [];
      }),
    ),
  });
  await slack.connected();
  // Ada is an admin and created Slack's channels, so she may change settings and Ben may not.
  slack.setPerson('U1', { is_admin: true });
  for (const channel of ['C1', 'C2']) slack.setChannel(channel, { creator: 'U1' });
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  const show = (entry: Entry): void => {
    const at = entries.findIndex(({ chat, id }) => chat === entry.chat && id === entry.id);
    if (at < 0) entries.push(entry);
    else entries[at] = entry;
    for (const listener of listeners) listener(entry);
  };
  const sides = { slack: slackSide(slack, show), discord: discordSide(discord, show) };
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
