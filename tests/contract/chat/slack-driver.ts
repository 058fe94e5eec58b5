import { COMMANDS } from '../../../commands/all.ts';
import { startSlack } from '../../../src/adapters/slack/start.ts';
import { buttonOn, type Seen } from '../../fakes/slack/seen.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { shippedReadout } from '../../helpers/shipped.ts';
import type { Driver, Shown, Who } from './harness.ts';

const ID: Readonly<Record<Who, string>> = { ada: 'U1', ben: 'U2' };
const whoIs = (id: string): Who => (id === ID.ada ? 'ada' : 'ben');

/** Returns a message's text as it was sent, without its blocks. */
const seenText = ({ wire }: Shown): unknown => (wire as readonly unknown[])[0];

const shownOf = (seen: Seen): Shown => ({
  text: seen.text,
  onlyFor: seen.onlyFor === null ? null : whoIs(seen.onlyFor),
  channel: seen.channel,
  replaced: seen.replaced,
  goesOnAt: seen.thread ?? '',
  wire: [seen.text, seen.blocks],
  button: (label) => buttonOn(seen, label),
});

export const slackDriver = (mode: 'socket' | 'http') => async (): Promise<Driver> => {
  const slack = await startFakeSlack();
  const person = (who: Who, team?: string) => slack.person(ID[who], team);
  let bot: Awaited<ReturnType<typeof startSlack>>;
  return {
    channels: ['C1', 'C2'],
    otherTenant: 'T2',
    danger: /<[!@#]|<https?:\/\/evil/,
    slash: (who, text, trigger) => person(who).slash(text, trigger ? { trigger } : {}),
    mention: (who, text, ts) => person(who).mentions(text, ts ? { ts } : {}),
    direct: (who, text) => person(who).says(text, { channel: who === 'ada' ? 'D1' : 'D2' }),
    directAfter: (who, text, { channel, goesOnAt }) => person(who).says(text, { channel, thread: goesOnAt }),
    followUp: (who, text, after) => {
      const { channel, goesOnAt } = after;
      if (goesOnAt) return person(who).says(text, { channel, thread: goesOnAt });
      // A message in the thread under a post of the bot.
      const root = slack.messages(channel).find((message) => message.text === seenText(after));
      return person(who).says(text, {
        channel,
        thread: root?.ts,
        extra: { parent_user_id: slack.BOT },
      });
    },
    press: (who, token, on, { channel = on.channel, tenant } = {}) =>
      person(who, tenant).presses(token, { channel, thread: on.goesOnAt || undefined }),
    useMenu: (who, text) => person(who).usesShortcut(text),
    chatter: (who, text) => person(who).says(text, { channel: 'C1' }),
    shown: () => slack.seen.map(shownOf),
    sees: slack.sees,
    async connect(chat) {
      bot = await startSlack(
        {
          botToken: 'xoxb-good',
          port: 0,
          apiUrl: slack.apiUrl(),
          ...(mode === 'socket' ? { appToken: 'xapp-1' } : { signingSecret: slack.SECRET }),
        },
        { chat, readout: shippedReadout, commands: COMMANDS, log: { warn() {} } },
      );
      if (mode === 'http') slack.sendTo(`http://127.0.0.1:${bot.port}/slack/events`);
      else await slack.connected();
    },
    disconnect: () => bot.stop(),
    close: slack.stop,
  };
};
