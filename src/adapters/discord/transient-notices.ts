import { type Message, MessageFlags } from 'discord.js';
import type { Words } from '../../domain/words/en.ts';

/** The lifetime of a notice in a channel, in milliseconds: long enough for its reader. */
const LIFETIME_MS = 30_000;

/** Short notices in a channel that reveal nothing about the answer and are deleted after a moment. */
export interface TransientNotices {
  leave(message: Message, words: Words): Promise<void>;
  /** Deletes the remaining notices. */
  stop(): Promise<void>;
}

export function createTransientNotices(lifetimeMs = LIFETIME_MS): TransientNotices {
  const shown = new Map<Message, NodeJS.Timeout>();
  const remove = async (note: Message): Promise<void> => {
    clearTimeout(shown.get(note));
    shown.delete(note);
    // Somebody else may have deleted it.
    await note.delete().catch(() => {});
  };
  return {
    async leave(message, { platform }) {
      const note = await message.reply({
        content: `-# ${platform.answerAlone}`,
        flags: MessageFlags.SuppressEmbeds,
        allowedMentions: { parse: [], repliedUser: false },
        failIfNotExists: false,
        nonce: `n${message.id}`,
        enforceNonce: true,
      });
      shown.set(note, setTimeout(() => void remove(note), lifetimeMs).unref());
    },
    async stop() {
      await Promise.all([...shown.keys()].map(remove));
    },
  };
}
