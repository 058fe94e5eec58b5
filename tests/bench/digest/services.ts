import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { SLACK } from './ledger.ts';

const originOf = (url: string): string => new URL(url).origin;

/** Both fakes on one clock, and what people see in their channels. Slack's answers are on their way for `answersAfter` ms. */
export async function startServices(now: () => Date, answersAfter = 0) {
  const slack = await startFakeSlack({ now, answersAfter });
  const discord = await startFakeDiscord({ now: () => now().getTime() });
  return {
    slack,
    discord,
    origins: { slack: originOf(slack.apiUrl()), discord: originOf(discord.apiUrl()) },
    /** The number of the bot's posts in a channel. */
    seen: (tenant: string, channel: string): number =>
      tenant === SLACK ? slack.messages(channel).length : discord.channels.saidIn(channel).length,
    stop: async () => {
      await slack.stop();
      await discord.stop();
    },
  };
}
