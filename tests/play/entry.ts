export type ChatName = 'slack' | 'discord';

/** Two people, so that one can see what the other sees, and press what is not theirs. */
export const PEOPLE = ['Ada', 'Ben'] as const;
export type Person = (typeof PEOPLE)[number];

/** A modal's title and buttons; one without `submit` only shows something. */
export interface Dialog {
  readonly title: string;
  readonly submit: string | null;
  readonly close: string;
}

/** Something that stands in a channel of one of the two chats. */
export interface Entry {
  readonly chat: ChatName;
  /** As the chat names it: a Slack ts, a Discord snowflake. */
  readonly id: string;
  readonly channel: string;
  readonly author: Person | 'Readout' | 'Slackbot' | 'Discord';
  /** Who alone sees it; null where the channel does. */
  readonly onlyFor: Person | null;
  /** The message in whose thread it stands (Slack) or that it replies to (Discord). */
  readonly under: string | null;
  readonly html: string;
  /** What a person typed, for the shortcut on it. */
  readonly text?: string;
  /** Present on a modal, which stands before everything: its own buttons. */
  readonly dialog?: Dialog;
  /** What the bot sent, as it went over the wire. */
  readonly payload?: unknown;
}

export interface Channel {
  readonly id: string;
  readonly label: string;
  /** Whose direct messages they are; null for a channel of all. */
  readonly of: Person | null;
  /** The Home tab: shown, not written to. */
  readonly home?: true;
}

/** A command as a chat's own menu offers it. */
export interface Offer {
  readonly name: string;
  readonly description: string;
  readonly hint?: string;
  readonly subcommand?: string;
  readonly options: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
    readonly completes: boolean;
    readonly choices: readonly string[];
  }[];
}

/** What a person did on the page; every field comes from outside and is read with care. */
export interface Act {
  readonly kind: string;
  readonly person: Person;
  readonly channel: string;
  readonly under: string | null;
  readonly text: string;
  readonly token: string;
  readonly command: string;
  readonly subcommand: string;
  readonly option: string;
  readonly values: Readonly<Record<string, string>>;
  /** What was filled in of a modal: texts, or lists of what was ticked. */
  readonly filled: Readonly<Record<string, string | readonly string[]>>;
}

/** One chat as the page plays it. */
export interface Side {
  readonly channels: readonly Channel[];
  offers(): readonly Offer[];
  act(act: Act): Promise<void>;
  complete(act: Act): Promise<readonly { readonly name: string; readonly value: string }[]>;
}
