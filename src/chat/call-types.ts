import type { Reply } from '../domain/card.ts';
import type { CommonKey, ConversationKey, PrivateKey } from '../domain/conversation-key.ts';
import type { Outcome } from '../ingest/ingest-outcome.ts';
import type { Choice, Place, Values } from './commands/command-spec.ts';
import type { Form } from './setup/form.ts';

/** A call from any chat, in terms that all SDKs share. */
interface CallBase extends Place {
  /** The platform's id of the event, by which a repeated one is recognised; null if there is none. */
  readonly eventId: string | null;
  /** Shows a line while the answer takes its time: "Reading harbour.example …". Called once at the most. */
  readonly announce?: (line: string) => void;
}

/** A file that came with a message. Its bytes are fetched only if it is read. */
export interface FileCall {
  readonly name: string;
  /** The size in bytes, according to the platform. */
  readonly size: number;
  readonly contentType: string | null;
  /** Error codes: those of `safeFetch`. */
  load(): Promise<Outcome<Uint8Array>>;
}

/** A slash command: `values` if the platform has typed options, `text` if it has only text. */
export interface CommandCall extends CallBase {
  /** True if only the asker sees the answer. */
  readonly thread: PrivateKey;
  readonly command: string;
  readonly text?: string;
  readonly values?: Values;
  /** The question is another message's text: it is cut if it is long, and its words are no question on what it links to. */
  readonly ofMessage?: boolean;
  /** Files of that message. */
  readonly files?: readonly FileCall[];
}

/** A mention, a direct message, or a follow-up in a thread; the mention itself is already cut off. */
export interface MessageCall extends CallBase {
  readonly text: string;
  readonly files?: readonly FileCall[];
  /** True if it was said in a thread with the bot but does not address it: people may be talking to each other. */
  readonly overheard?: boolean;
  /** The words of a message that was forwarded with it. */
  readonly quoted?: string | null;
  /** The card above it, which starts a conversation that has none yet. */
  readonly under?: string | null;
  /**
   * The message of another person that it replies to. Looked up only if the text refers to it; null if it is not
   * available.
   */
  readonly parent?: () => Promise<ParentMessage | null>;
}

/** A message that another one replies to. */
export interface ParentMessage {
  readonly text: string;
  readonly files: readonly FileCall[];
  /** Whether the chat keeps its words from the bot. */
  readonly isHidden?: boolean;
}

/** A pressed button, or a chosen entry of a menu. */
interface PressCall extends CallBase {
  readonly token: string;
  /** True if the answer replaces the card, which only the presser sees: it then leads back to it. */
  readonly inPlace?: boolean;
}

interface FormCall extends Place {
  readonly form: string;
}

/** A filled-in form. */
interface SubmitCall extends CallBase {
  /** Its answer is the asker's alone. */
  readonly thread: PrivateKey;
  readonly form: string;
  readonly values: Values;
}

/** A half-typed option of a slash command. */
interface CompleteCall extends Place {
  readonly command: string;
  readonly subcommand?: string;
  readonly option: string;
  readonly prefix: string;
}

/**
 * The entry point for all chats: a platform's event in, a reply out. Methods return null for an event that was
 * answered already (a retry, a replay) or was not for the bot. They never reject: a failure becomes a reply that says
 * what to do, and a log line with an id.
 */
export interface Chat {
  command(call: CommandCall): Promise<Reply | null>;
  message(call: MessageCall): Promise<Reply | null>;
  press(call: PressCall): Promise<Reply | null>;
  /** The form that a button opens, for a chat that shows it; null where there is none of this id. */
  form(call: FormCall): Promise<Form | null>;
  /** Does what a filled-in form asks for, as the command that it stands for would. */
  submit(call: SubmitCall): Promise<Reply | null>;
  complete(call: CompleteCall): Promise<readonly Choice[]>;
  /** Whether the bot already speaks in this thread, so that a message there is for it without a mention. */
  knows(tenant: string, thread: ConversationKey): Promise<boolean>;
  /** The key under which everybody continues from a card; null if it has expired or belongs to one person. */
  threadOf(tenant: string, cardId: string): Promise<CommonKey | null>;
}
