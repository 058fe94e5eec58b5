import type { Reply } from '../domain/card.ts';
import type { CommonKey, ConversationKey, PrivateKey } from '../domain/conversation-key.ts';
import type { Outcome } from '../ingest/ingest-outcome.ts';
import type { Choice, Place, Values } from './commands/command-spec.ts';
import type { Form } from './setup/form.ts';

/** A call from a chat, in terms that all platforms share. */
interface CallBase extends Place {
  /** The platform's id of the event, by which a repeated delivery is recognised; null if it has none. */
  readonly eventId: string | null;
  /** Shows a progress line, such as "Reading harbour.example …". Called at most once. */
  readonly announce?: (line: string) => void;
}

/** A file attached to a message. It is downloaded only when it is read. */
export interface FileCall {
  readonly name: string;
  /** The size in bytes, as the platform reports it. */
  readonly size: number;
  readonly contentType: string | null;
  /** Downloads the file. Error codes: those of `safeFetch`. */
  load(): Promise<Outcome<Uint8Array>>;
}

/** A slash command: `values` if the platform has typed options, `text` if it has only text. */
export interface CommandCall extends CallBase {
  /** Private: only the asker sees the answer. */
  readonly thread: PrivateKey;
  readonly command: string;
  readonly text?: string;
  readonly values?: Values;
  /**
   * Whether the text is another message's. It is truncated if long, and it is not a question about a page it links to.
   */
  readonly ofMessage?: boolean;
  /** The files of that message. */
  readonly files?: readonly FileCall[];
}

/** A mention, direct message or follow-up in a thread. The mention itself is already removed. */
export interface MessageCall extends CallBase {
  readonly text: string;
  readonly files?: readonly FileCall[];
  /** True for a message in a thread with the bot that does not address it; people may be talking to each other. */
  readonly overheard?: boolean;
  /** True for a reply to a card that does not name the bot; people may be talking to each other about it. */
  readonly isReply?: boolean;
  /** The text of a forwarded message. */
  readonly quoted?: string | null;
  /** The card above the message, from which a new conversation starts. */
  readonly under?: string | null;
  /** The channel of that card, if it is not this one: the channel that a thread belongs to. */
  readonly underIn?: string;
  /**
   * Loads the message that this one replies to, if another person wrote it. Called only if the text refers to it.
   * Resolves with null if it is unavailable.
   */
  readonly parent?: () => Promise<ParentMessage | null>;
}

/** A message that was replied to. */
export interface ParentMessage {
  readonly text: string;
  readonly files: readonly FileCall[];
  /** Whether the platform withholds its text from the bot. */
  readonly isHidden?: boolean;
}

/** A pressed button or a chosen menu entry. */
interface PressCall extends CallBase {
  readonly token: string;
  /** True if the answer replaces the card, which only the presser sees. It then has a "Back" button. */
  readonly inPlace?: boolean;
}

interface FormCall extends Place {
  readonly form: string;
}

/** A submitted form. */
interface SubmitCall extends CallBase {
  /** Private: only the person who submitted it sees the answer. */
  readonly thread: PrivateKey;
  readonly form: string;
  readonly values: Values;
  /** The files of its file field. */
  readonly files?: readonly FileCall[];
}

/** A partly typed option of a slash command. */
interface CompleteCall extends Place {
  readonly command: string;
  readonly subcommand?: string;
  readonly option: string;
  readonly prefix: string;
}

/**
 * The entry point for all chats: takes a platform's event and returns a reply. Methods return null for a repeated event
 * or one that is not for the bot. They never reject: a failure becomes a reply that says what to do, and a log line
 * with an id.
 */
export interface Chat {
  command(call: CommandCall): Promise<Reply | null>;
  message(call: MessageCall): Promise<Reply | null>;
  press(call: PressCall): Promise<Reply | null>;
  /** Returns the form that a button opens, or null for an unknown id. */
  form(call: FormCall): Promise<Form | null>;
  /** Runs the command that a submitted form stands for. */
  submit(call: SubmitCall): Promise<Reply | null>;
  complete(call: CompleteCall): Promise<readonly Choice[]>;
  /** Whether the bot has already answered in this thread, so that it also answers messages there without a mention. */
  knows(tenant: string, thread: ConversationKey): Promise<boolean>;
  /**
   * Returns the key of the shared conversation that continues from a card, or null if the card has expired or is
   * private.
   */
  threadOf(tenant: string, cardId: string): Promise<CommonKey | null>;
}
