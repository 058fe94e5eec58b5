import type { ChooseCandidates } from '../../answer/advised.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Reply } from '../../domain/card.ts';
import type { CardMemory, Conversation, Memory } from '../../domain/chat-state.ts';
import type { ConversationKey } from '../../domain/conversation-key.ts';
import type { Words } from '../../domain/words/en.ts';
import type { RequestedArticles } from '../../ingest/requested/requested-articles.ts';
import type { SourcesService } from '../../ingest/sources/service.ts';

/** What a person filled in, by the option's name. */
export type Values = Readonly<Record<string, string>>;

/** A choice that autocomplete offers: what the person sees, and what is sent when they take it. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** One thing that a person may fill in. */
export interface CommandOption {
  /** Lower case, one word: Discord shows it as the field's name. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** A file in place of a text, where a chat has fields for files. Its bytes come with the call, not with the values. */
  readonly isFile?: boolean;
  /** The longest value in UTF-16 units, where it is not the length of a question. */
  readonly longest?: number;
  /** Fixed values to choose from. */
  readonly choices?: readonly string[];
  /** Offers values for what is typed so far; an empty prefix gives the ones most wanted. */
  readonly complete?: (
    prefix: string,
    context: CommandContext,
  ) => readonly Choice[] | Promise<readonly Choice[]>;
}

/** One way of using a command: `/digest on`, `/digest off`. */
interface Subcommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
}

/** Where and by whom something was asked, as the chat names them. */
export interface Place {
  /** "slack:T0123", "discord:8123" (a guild, or "discord:@me:<user>" in a direct message), "local". */
  readonly tenant: string;
  readonly channel: string;
  readonly person: string;
  /** The person's name, where the chat tells it: a card that they share bears it. */
  readonly personName?: string;
  /** Follow-ups under one key refer to each other: a thread's, a reply chain's, or a person's own in a channel. */
  readonly thread: ConversationKey;
  /** Whether this person may manage the channel: change its digest and its watches. Looked up only where it is needed. */
  readonly mayManage: () => Promise<boolean>;
  /** Who may, in this chat's words: "people with Manage Channels". */
  readonly managers?: string;
  /**
   * Whether this person may change what the whole tenant reads, whatever channel they are in. Without it `mayManage` decides:
   * on the local page and in a terminal there is one person.
   */
  readonly mayManageSources?: () => Promise<boolean>;
  /** Who may, in this chat's words: "a workspace admin". */
  readonly sourceManagers?: string;
  /** Why nothing can be posted in the channel, and what to do about it; null where something can, or where that is not known. */
  readonly outOfReach?: () => Promise<string | null>;
  /** The person's IANA zone where the chat can tell it. */
  readonly zone?: () => Promise<string | undefined>;
  /** Whether nobody but the person and the bot reads the channel. */
  readonly isDirect?: boolean;
  /** The person's language as the chat names it: "de", "es-ES", "en-US". */
  readonly locale?: string | undefined;
  /** The same, where the chat has to look it up; undefined where it does not tell, or not in time. */
  readonly localeOf?: () => Promise<string | undefined>;
}

/** All that a command may use. Effects come in by it, so that commands are tested without a chat. */
export interface CommandContext extends Place {
  readonly readout: Readout;
  readonly memory: Memory;
  readonly now: () => Date;
  readonly newId: () => string;
  /** The conversation of this thread so far. */
  readonly conversation: Conversation | null;
  /** The bot's own words in the person's language; English where nothing is said. */
  readonly words?: Words;
  /** How this chat writes a command: "/brief what about INF?". */
  readonly typed: (command: string) => string;
  /** Reads a page into the tenant's library at once, and briefs on it; null if it cannot be read. */
  readonly briefOn?: (url: string, notice: string) => Promise<Draft | null>;
  /** A card as the whole channel may see it: what only the person had read is copied to the tenant first. */
  readonly publish?: (card: CardMemory) => Promise<Published>;
  /** What this installation can do beyond asking; a service that is missing is not offered. */
  readonly services: Services;
}

/** A card that the whole channel may see, and what the channel may ask. */
export interface Published {
  readonly card: CardMemory;
  readonly readout: Readout;
}

/** What commands reach beyond the query core. */
export interface Services {
  /** Present where this installation keeps a store. */
  readonly sources?: SourcesService;
  /** Present where this installation keeps a store. */
  readonly digests?: DigestService;
  /** Reads what people paste; absent where nothing from outside is read. */
  readonly requested?: RequestedArticles;
  /** A model that chooses among found lines; absent unless one is configured. */
  readonly choose?: ChooseCandidates | undefined;
}

/** What a command gives back: a reply, what its buttons refer to, and what a follow-up refers to. */
export interface Outcome extends Reply, Draft {}

/** What is loaded for whoever types: by it a topic is told from other words. */
export type Known = Pick<CommandContext, 'readout' | 'tenant'>;

/** One slash command, the same on every platform. Registration, manifests, /help and the docs derive from it. */
export interface Command {
  /** Lower case, 1 to 32 characters. */
  readonly name: string;
  /** One line, at most 100 characters (Discord's limit). */
  readonly description: string;
  /** Either options or subcommands. */
  readonly options: readonly CommandOption[];
  readonly subcommands?: readonly Subcommand[];
  /** As a person types them after the slash; tests run every one. */
  readonly examples: readonly string[];
  /**
   * Reads what was typed after the command's name in a chat that has only text. Null where it is no use of
   * this command: a question that merely begins with the command's word stays a question.
   */
  read(rest: string, known: Known): Values | null;
  run(values: Values, context: CommandContext): Promise<Outcome>;
}
