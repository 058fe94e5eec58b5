import { expect } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import type { SlackParts } from '../../../src/adapters/slack/listener-parts.ts';
import { startSlack } from '../../../src/adapters/slack/start.ts';
import type { Chat } from '../../../src/chat/call-types.ts';
import { type Memory, memoryInProcess } from '../../../src/domain/chat-state.ts';
import type { Delivered } from '../../fakes/slack/deliveries.ts';
import type { Seen } from '../../fakes/slack/seen.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { shippedChat, shippedReadout } from '../../helpers/shipped.ts';

type Mode = 'socket' | 'http';

interface BedOptions {
  readonly mode?: Mode;
  readonly memory?: Memory;
  readonly chat?: Chat;
  readonly parts?: Partial<SlackParts>;
}

/** A fake Slack workspace with the bot and the real SDK. Pauses are recorded, not waited for. */
export async function slackBed({ mode = 'http', memory = memoryInProcess(), chat, parts }: BedOptions = {}) {
  const slack = await startFakeSlack();
  const logged: { fields: Readonly<Record<string, unknown>>; message: string }[] = [];
  const waits: number[] = [];
  let bot: Awaited<ReturnType<typeof startSlack>>;
  const waiting: { pattern: RegExp; done(): void }[] = [];
  const log = {
    warn: (fields: Readonly<Record<string, unknown>>, message: string) => {
      logged.push({ fields, message });
      for (const { pattern, done } of waiting) if (pattern.test(message)) done();
    },
  };

  const start = async (): Promise<void> => {
    bot = await startSlack(
      {
        botToken: 'xoxb-good',
        port: 0,
        apiUrl: slack.apiUrl(),
        ...(mode === 'socket' ? { appToken: 'xapp-1' } : { signingSecret: slack.SECRET }),
        wait: async (ms) => void waits.push(ms),
      },
      {
        chat: chat ?? shippedChat(memory),
        readout: shippedReadout,
        commands: COMMANDS,
        log,
        ...parts,
      },
    );
    if (mode === 'http') slack.sendTo(`http://127.0.0.1:${bot.port}/slack/events`);
    else await slack.connected();
  };
  await start();

  return {
    slack,
    logged,
    waits,
    bot: () => bot,
    ada: slack.person('U1'),
    ben: slack.person('U2'),
    /** Returns what is shown after an action. */
    async next(act: Promise<Delivered>): Promise<Seen> {
      const at = slack.seen.length;
      expect((await act).status).toBe(200);
      return slack.sees(at);
    },
    /** Waits until a log line matches. */
    says: (pattern: RegExp): Promise<void> =>
      logged.some(({ message }) => pattern.test(message))
        ? Promise.resolve()
        : new Promise((done) => waiting.push({ pattern, done })),
    /** Waits until the bot has finished everything, then returns all that was shown. */
    async quiet(count: number): Promise<void> {
      await bot.stop();
      expect(slack.seen).toHaveLength(count);
    },
    async restart() {
      await bot.stop();
      await start();
    },
    async stop() {
      await bot.stop();
      await slack.stop();
    },
  };
}

export type Bed = Awaited<ReturnType<typeof slackBed>>;
