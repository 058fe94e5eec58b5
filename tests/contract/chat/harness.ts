import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chat } from '../../../src/chat/call-types.ts';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import type { Memory } from '../../../src/domain/chat-state.ts';
import type { Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { readout } from '../../helpers/cli.ts';
import { shippedChat } from '../../helpers/shipped.ts';

export type Who = 'ada' | 'ben';

/** A message as a person sees it, on any platform. */
export interface Shown {
  readonly text: string;
  /** The only person who sees it; null if the whole channel does. */
  readonly onlyFor: Who | null;
  readonly channel: string;
  /** Whether it replaced the card with the pressed button. */
  readonly replaced: boolean;
  /** What a follow-up refers to: a thread, or the message replied to. */
  readonly goesOnAt: string;
  /** The whole payload. */
  readonly wire: unknown;
  /** A button's value, by its label. */
  button(label: string | RegExp): string;
}

/** The place of an action; by default the usual channel and workspace. */
interface Elsewhere {
  readonly channel?: string;
  readonly tenant?: string;
}

/** A platform's driver: how to act and see there. */
export interface Driver {
  /** Two channels of the workspace, and another workspace or server. */
  readonly channels: readonly [string, string];
  readonly otherTenant: string;
  /** Text that must not be sent, because the platform would turn it into a ping or link. */
  readonly danger: RegExp;
  /** Actions of a person. `id` is the delivery's id; the same id is a repeated delivery. */
  slash(who: Who, text: string, id?: string): Promise<unknown>;
  mention(who: Who, text: string, id?: string): Promise<unknown>;
  direct(who: Who, text: string): Promise<unknown>;
  /** Continues in a direct message. */
  directAfter(who: Who, text: string, after: Shown): Promise<unknown>;
  /** Continues after an answer without mentioning the bot. */
  followUp(who: Who, text: string, after: Shown): Promise<unknown>;
  press(who: Who, token: string, on: Shown, where?: Elsewhere): Promise<unknown>;
  /** Asks with another message's text, by its menu or shortcut. */
  useMenu(who: Who, text: string): Promise<unknown>;
  /** Says something in the channel without mentioning the bot. */
  chatter(who: Who, text: string): Promise<unknown>;
  /** Everything shown since the beginning. */
  shown(): readonly Shown[];
  sees(at: number): Promise<unknown>;
  connect(chat: Chat): Promise<void>;
  /** Finishes work in flight; acknowledged events are answered afterwards. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** A driver with the bot connected, over a real store on disk. */
export async function chatBed(makeDriver: () => Promise<Driver>) {
  const driver = await makeDriver();
  const path = join(mkdtempSync(join(tmpdir(), 'readout-chat-')), 'readout.db');
  let store: Store;
  const begin = async (): Promise<void> => {
    store = await openStore({ path, now: () => new Date() });
    const memory = storeMemory(store);
    const breaking: Memory = {
      ...memory,
      saveCard: (card) =>
        card.question?.includes('unlucky')
          ? Promise.reject(new Error('unlucky words'))
          : memory.saveCard(card),
    };
    await driver.connect(shippedChat(breaking));
  };
  const end = async (): Promise<void> => {
    await driver.disconnect();
    await store.close();
  };
  await begin();
  let expected = 0;
  return {
    driver,
    /** Waits for what is shown next after an action. */
    async next(act: () => Promise<unknown>): Promise<Shown> {
      await act();
      await driver.sees(expected);
      expected++;
      return driver.shown()[expected - 1]!;
    },
    async restart(): Promise<void> {
      await end();
      await begin();
    },
    /** Returns the output of `readout feedback` while the bot runs. */
    async feedback(): Promise<readonly Record<string, unknown>[]> {
      const { stdout } = await readout(['feedback', '--json'], '', { READOUT_DB: path });
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    /** Stops everything. Returns what was shown beyond what the test waited for. */
    async surplus(): Promise<readonly Shown[]> {
      await end();
      await driver.close();
      return driver.shown().slice(expected);
    },
  };
}

export type ChatBed = Awaited<ReturnType<typeof chatBed>>;
