import type { ChooseCandidates } from '../../answer/advised.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import type { PassedOn } from '../../answer/cards/small-talk-card.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Reply } from '../../domain/card.ts';
import type { CardMemory, Conversation, Memory } from '../../domain/chat-state.ts';
import type { ConversationKey } from '../../domain/conversation-key.ts';
import type { Words } from '../../domain/words/en.ts';
import type { RequestedArticles } from '../../ingest/requested/requested-articles.ts';
import type { SourcesService } from '../../ingest/sources/service.ts';

/** Option values by option name. */
export type Values = Readonly<Record<string, string>>;

/** A choice that autocompletion offers: a label and the value to send. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** An option of a command. */
export interface CommandOption {
  /** One lower-case word. Discord shows it as the field's name. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /**
   * Whether the option is a file, on platforms with file options. Its bytes come with the call, not with the values.
   */
  readonly isFile?: boolean;
  /** The longest value in UTF-16 units; by default that of a question. */
  readonly longest?: number;
  /** The allowed values. */
  readonly choices?: readonly string[];
  /** Suggests values for a prefix. An empty prefix gives the most useful ones. */
  readonly complete?: (
    prefix: string,
    context: CommandContext,
  ) => readonly Choice[] | Promise<readonly Choice[]>;
}

/** A subcommand, such as "on" in `/digest on`. */
interface Subcommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
}

/** The name of a role on a platform: a text, or one that depends on the reader's language. */
export type RoleName = string | ((words: Words) => string);

/** Where and by whom something was asked. */
export interface Place {
  /** The tenant's id: "slack:T0123", "discord:8123" (a server), "discord:@me:<user>" (direct messages) or "local". */
  readonly tenant: string;
  readonly channel: string;
  readonly person: string;
  /** The person's name, shown on a card that they share; absent if the platform does not tell it. */
  readonly personName?: string;
  /** The conversation: a thread, a reply chain, or a person's own in a channel. Follow-ups refer to it. */
  readonly thread: ConversationKey;
  /** Whether the person may manage the channel's digest and watches. Called only when needed. */
  readonly mayManage: () => Promise<boolean>;
  /** Who may, in this platform's words: "people with Manage Channels". */
  readonly managers?: RoleName;
  /**
   * Whether the person may change the tenant's sources, in whichever channel. If absent, `mayManage` decides: the local
   * page and the terminal have one user.
   */
  readonly mayManageSources?: () => Promise<boolean>;
  /** Who may, in this platform's words: "a workspace admin". */
  readonly sourceManagers?: RoleName;
  /** Returns why the bot cannot post in the channel and how to fix it, or null if it can or if that is unknown. */
  readonly outOfReach?: (words?: Words) => Promise<string | null>;
  /** The person's IANA time zone; undefined if the platform does not tell it. */
  readonly zone?: () => Promise<string | undefined>;
  /** How a card is passed on where there is no channel to share it with; absent where Share does it. */
  readonly passedOn?: PassedOn;
  /** Whether only the person and the bot read the channel. */
  readonly isDirect?: boolean;
  /** The person's language tag: "de", "es-ES", "en-US". */
  readonly locale?: string | undefined;
  /** Looks up the language tag on platforms that do not send it; undefined if unknown or too slow. */
  readonly localeOf?: () => Promise<string | undefined>;
}

/** Everything that a command may use. Effects are passed in, so that commands are tested without a chat. */
export interface CommandContext extends Place {
  readonly readout: Readout;
  readonly memory: Memory;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The conversation so far; null if there is none. */
  readonly conversation: Conversation | null;
  /** The bot's wording in the person's language; English by default. */
  readonly words?: Words;
  /** Formats a command for this chat: "/brief what about INF?". */
  readonly typed: (command: string) => string;
  /** Reads a page into the tenant's library and briefs on it. Returns null if it cannot be read. */
  readonly briefOn?: (url: string, notice: string) => Promise<Draft | null>;
  /** Prepares a card for the whole channel: articles that only the person had read are copied to the tenant first. */
  readonly publish?: (card: CardMemory) => Promise<Published>;
  /** The optional features of this installation. Missing ones are not offered. */
  readonly services: Services;
}

/** A card that the whole channel may see, and the library that the channel may ask. */
export interface Published {
  readonly card: CardMemory;
  readonly readout: Readout;
}

/** Services that commands use beside the library. */
export interface Services {
  /** Absent without a store. */
  readonly sources?: SourcesService;
  /** Absent without a store. */
  readonly digests?: DigestService;
  /** Reads links, files and pasted text; absent if reading is switched off. */
  readonly requested?: RequestedArticles;
  /** Asks a language model to choose among found lines; absent unless one is configured. */
  readonly choose?: ChooseCandidates | undefined;
}

/** A command's result: a reply, the data behind its buttons, and the state for follow-ups. */
export interface Outcome extends Reply, Draft {}

/** The library and tenant, by which topic names are distinguished from other words. */
export type TopicScope = Pick<CommandContext, 'readout' | 'tenant'>;

/** A slash command, the same on every platform. Registration, manifests, /help and docs derive from it. */
export interface Command {
  /** Lower case, 1 to 32 characters. */
  readonly name: string;
  /** One line, at most 100 characters (Discord's limit). */
  readonly description: string;
  /** Either options or subcommands. */
  readonly options: readonly CommandOption[];
  readonly subcommands?: readonly Subcommand[];
  /** Example uses as typed after the slash. Tests run each of them. */
  readonly examples: readonly string[];
  /**
   * Parses the text after the command's name, for chats that have only text. Returns null if it is not a use of this
   * command: a question may begin with the command's word.
   */
  read(rest: string, known: TopicScope): Values | null;
  run(values: Values, context: CommandContext): Promise<Outcome>;
}
