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

/** What somebody sees, whatever the platform calls it. */
export interface Shown {
  readonly text: string;
  /** Who alone sees it; null where the whole channel does. */
  readonly onlyFor: Who | null;
  readonly channel: string;
  /** Whether it took the place of the card whose button was pressed. */
  readonly replaced: boolean;
  /** What a follow-up names: a thread, or the message that is replied to. */
  readonly goesOnAt: string;
  /** All that went over the wire. */
  readonly wire: unknown;
  /** What a button hands back, by its label. */
  button(label: string | RegExp): string;
}

/** Where something is done; the usual channel and workspace where nothing is said. */
interface Elsewhere {
  readonly channel?: string;
  readonly tenant?: string;
}

/** One platform's way of acting and seeing; the contract knows no more of it. */
export interface Driver {
  /** Two channels of the workspace, and another workspace or server. */
  readonly channels: readonly [string, string];
  readonly otherTenant: string;
  /** What must not be sent: words that the platform would make a ping or a link of. */
  readonly danger: RegExp;
  /** Acts of a person. `id` is the delivery's: the same again is a replay. */
  slash(who: Who, text: string, id?: string): Promise<unknown>;
  mention(who: Who, text: string, id?: string): Promise<unknown>;
  direct(who: Who, text: string): Promise<unknown>;
  /** Goes on in a direct conversation. */
  directAfter(who: Who, text: string, after: Shown): Promise<unknown>;
  /** Goes on where something was answered, without naming the bot. */
  followUp(who: Who, text: string, after: Shown): Promise<unknown>;
  press(who: Who, token: string, on: Shown, where?: Elsewhere): Promise<unknown>;
  /** Asks with another message's text, by the menu or shortcut on it. */
  useMenu(who: Who, text: string): Promise<unknown>;
  /** What is said in the channel without naming the bot. */
  chatter(who: Who, text: string): Promise<unknown>;
  /** All that was seen since the beginning. */
  shown(): readonly Shown[];
  sees(at: number): Promise<unknown>;
  connect(chat: Chat): Promise<void>;
  /** Finishes what is in hand; what was acknowledged is answered afterwards. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** A driver with the bot connected over a real store on disk. */
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
    /** What is seen next after an act. */
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
    /** What `readout feedback` lists, while the bot runs. */
    async feedback(): Promise<readonly Record<string, unknown>[]> {
      const { stdout } = await readout(['feedback', '--json'], '', { READOUT_DB: path });
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    /** Ends all; gives what was seen beyond what the test waited for. */
    async surplus(): Promise<readonly Shown[]> {
      await end();
      await driver.close();
      return driver.shown().slice(expected);
    },
  };
}

export type ChatBed = Awaited<ReturnType<typeof chatBed>>;
