import { join } from 'node:path';
import { COMMANDS } from '../../commands/all.ts';
import { createReadout, type Readouts } from '../../src/answer/query-core.ts';
import { type ChatLog, createChat } from '../../src/chat/chat.ts';
import type { Command, Services } from '../../src/chat/commands/command-spec.ts';
import { newId } from '../../src/chat/ids.ts';
import { type Memory, memoryInProcess } from '../../src/domain/chat-state.ts';
import { loadLibrary } from '../../src/library/library-files.ts';

/** The shipped library, loaded once: loading costs more than asking. */
export const shippedLibrary = await loadLibrary(join(import.meta.dirname, '../../data'));
export const shippedReadout = createReadout(shippedLibrary);

const LOGGED: { fields: Readonly<Record<string, unknown>>; message: string }[] = [];

/** Creates a chat over the shipped library, as every adapter gets it. */
export const shippedChat = (memory?: Memory, log?: ChatLog) => chatOver(shippedReadout, { memory, log });

interface ChatOptions {
  /** The chat state; in memory by default. */
  readonly memory?: Memory | undefined;
  readonly log?: ChatLog | undefined;
  /** All commands by default. */
  readonly commands?: readonly Command[];
  /** None by default. */
  readonly services?: Services;
  /** Whether cards have pictures; true by default. */
  readonly pictures?: boolean;
}

/** Creates a chat over any library. */
export function chatOver(
  readout: Readouts,
  { memory = memoryInProcess(), log, commands = COMMANDS, services = {}, pictures = true }: ChatOptions = {},
) {
  return createChat({
    readout,
    memory,
    commands,
    services,
    pictures,
    now: () => new Date('2026-03-01T09:00:00Z'),
    newId,
    log: log ?? { error: (fields, message) => void LOGGED.push({ fields, message }) },
  });
}
