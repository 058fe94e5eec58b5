import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { SLACK } from './ledger.ts';

const originOf = (url: string): string => new URL(url).origin;

/** Starts both fakes on one clock. `answersAfter` is the latency of Slack's responses, in milliseconds. */
export async function startServices(now: () => Date, answersAfter = 0) {
  const slack = await startFakeSlack({ now, answersAfter });
  const discord = await startFakeDiscord({ now: () => now().getTime() });
  return {
    slack,
    discord,
    origins: { slack: originOf(slack.apiUrl()), discord: originOf(discord.apiUrl()) },
    /** Returns the number of the bot's posts in a channel. */
    seen: (tenant: string, channel: string): number =>
      tenant === SLACK ? slack.messages(channel).length : discord.channels.historyIn(channel).length,
    stop: async () => {
      await slack.stop();
      await discord.stop();
    },
  };
}
