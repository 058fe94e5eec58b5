import { COMMANDS } from '../../../commands/all.ts';
import { type DiscordSettings, startDiscord } from '../../../src/adapters/discord/start.ts';
import type { Chat } from '../../../src/chat/call-types.ts';
import type { Command, Services } from '../../../src/chat/commands/command-spec.ts';
import { type Memory, memoryInProcess } from '../../../src/domain/chat-state.ts';
import { type FakeOptions, startFakeDiscord } from '../../fakes/discord/discord.ts';
import type { Seen } from '../../fakes/discord/seen.ts';
import { chatOver, shippedReadout } from '../../helpers/shipped.ts';

export const TOKEN = 'good.token.here';
export const ADA = '100000000000000001';
export const BEN = '100000000000000002';

export interface BedOptions {
  readonly fake?: FakeOptions;
  readonly settings?: Partial<DiscordSettings>;
  readonly memory?: Memory;
  readonly commands?: readonly Command[];
  /** The services of the chat. */
  readonly services?: Services;
  /** Wraps the shipped chat. */
  readonly chat?: (shipped: Chat) => Chat;
}

/** A fake server with the real bot. */
export async function startBed({
  fake,
  settings,
  memory = memoryInProcess(),
  commands = COMMANDS,
  services = {},
  chat,
}: BedOptions = {}) {
  const discord = await startFakeDiscord(fake);
  const logged: string[] = [];
  const told: { readonly match: RegExp; readonly done: () => void }[] = [];
  const log = {
    warn: (fields: unknown, message: string) => {
      logged.push(JSON.stringify([fields, message]));
      for (const { match, done } of told) if (match.test(message)) done();
    },
  };
  const start = () => {
    const shipped = chatOver(shippedReadout, {
      memory,
      log: { error: (fields, message) => log.warn(fields, message) },
      commands,
      services,
    });
    return startDiscord(
      { token: TOKEN, apiUrl: discord.apiUrl(), ...settings },
      { chat: chat ? chat(shipped) : shipped, commands, log },
    );
  };
  let bot = await start().catch(async (error: Error) => {
    await discord.stop();
    throw error;
  });
  return {
    discord,
    logged,
    memory,
    bot: () => bot,
    settled: () => bot.settled(),
    /** Returns what is shown first after an action. */
    next(act: () => unknown): Promise<Seen> {
      const at = discord.seen.length;
      act();
      return discord.sees(at);
    },
    logs: (match: RegExp): Promise<void> => new Promise((done) => told.push({ match, done })),
    /** Restarts the bot, as a deployment would. The chat state stays. */
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async stop() {
      await bot.stop();
      await discord.stop();
    },
  };
}

export type Bed = Awaited<ReturnType<typeof startBed>>;
