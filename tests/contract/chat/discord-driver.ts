import { COMMANDS } from '../../../commands/all.ts';
import { startDiscord } from '../../../src/adapters/discord/start.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { buttonOn, type Seen } from '../../fakes/discord/seen.ts';
import type { Driver, Shown, Who } from './harness.ts';

const ID: Readonly<Record<Who, string>> = { ada: '100000000000000001', ben: '100000000000000002' };
const OTHER_CHANNEL = '700000000000000002';

const shownOf = (seen: Seen): Shown => ({
  text: seen.text,
  onlyFor: seen.onlyFor === null ? null : seen.onlyFor === ID.ada ? 'ada' : 'ben',
  channel: seen.channel,
  replaced: seen.how === 'update',
  goesOnAt: seen.id,
  wire: seen.payload,
  button: (label) => buttonOn(seen, label),
});

/** "topics" is a separate command here; everything else is a question. */
function commandOf(text: string): readonly [name: string, values: Readonly<Record<string, string>>] {
  const own = COMMANDS.some(({ name }) => name === text && name !== 'brief');
  return own ? [text, {}] : ['brief', { question: text }];
}

export const discordDriver = async (): Promise<Driver> => {
  const discord = await startFakeDiscord();
  const person = (who: Who) => discord.person(ID[who]);
  /** Maps a name to a snowflake id, always the same one. */
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const known = ids.get(name) ?? `12345678901234567${ids.size + 10}`;
    ids.set(name, known);
    return known;
  };
  let bot: Awaited<ReturnType<typeof startDiscord>>;
  return {
    channels: [discord.CHANNEL, OTHER_CHANNEL],
    otherTenant: '800000000000000009',
    danger: /(?<!\\)<[@#]|(?<!\\)\]\(<?http/,
    slash: async (who, text, id) => person(who).slash(...commandOf(text), id ? { id: idOf(id) } : {}),
    mention: async (who, text, id) =>
      person(who).says(text, { mentions: true, ...(id ? { messageId: idOf(id) } : {}) }),
    direct: async (who, text) =>
      person(who).says(text, { channel: discord.channels.direct(ID[who]), guild: null }),
    directAfter: async (who, text, { channel }) => person(who).says(text, { channel, guild: null }),
    followUp: async (who, text, { channel, goesOnAt }) =>
      person(who).says(text, { channel, repliesTo: goesOnAt }),
    press: async (who, token, on, { channel = on.channel, tenant } = {}) =>
      person(who).presses(token, { channel, ...(tenant ? { guild: tenant } : {}) }),
    useMenu: async (who, text) => person(who).usesMenu(text),
    chatter: async (who, text) => person(who).says(text),
    shown: () => discord.seen.map(shownOf),
    sees: discord.sees,
    async connect(chat) {
      bot = await startDiscord(
        { token: 'good.token.here', apiUrl: discord.apiUrl() },
        { chat, commands: COMMANDS, log: { warn() {} } },
      );
    },
    disconnect: () => bot.stop(),
    close: discord.stop,
  };
};
