export type ChatName = 'slack' | 'discord';

/** The two people. Each can see what the other sees, and press what is not theirs. */
export const PEOPLE = ['Ada', 'Ben'] as const;
export type Person = (typeof PEOPLE)[number];

/** A modal's title and buttons. One without `submit` only shows something. */
export interface Dialog {
  readonly title: string;
  readonly submit: string | null;
  readonly close: string;
}

/** A message, modal or Home tab in one of the two chats. */
export interface Entry {
  readonly chat: ChatName;
  /** The chat's id: a Slack ts or a Discord snowflake. */
  readonly id: string;
  readonly channel: string;
  readonly author: Person | 'Readout' | 'Slackbot' | 'Discord';
  /** The only person who sees it; null if the whole channel does. */
  readonly onlyFor: Person | null;
  /** The message in whose thread it is (Slack), or to which it replies (Discord). */
  readonly under: string | null;
  readonly html: string;
  /** The text that a person typed, for the message shortcut. */
  readonly text?: string;
  /** The bot's reactions to it, as emoji. */
  readonly reactions?: readonly string[];
  /** A modal's own buttons; absent for anything else. */
  readonly dialog?: Dialog;
  /** The bot's payload as sent over the wire. */
  readonly payload?: unknown;
}

/** Adds the bot's reaction to the message with this id. */
export type React = (message: string | null, emoji: string) => void;

export interface Channel {
  readonly id: string;
  readonly label: string;
  /** The person whose direct messages these are; null for a shared channel. */
  readonly of: Person | null;
  /** True for the Home tab, which is shown and cannot be written to. */
  readonly home?: true;
}

/** A command in a chat's own menu. */
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

/** A person's action on the page. Every field comes from outside and must be validated. */
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
  /** The submitted values of a modal: texts, or lists of ticked options. */
  readonly filled: Readonly<Record<string, string | readonly string[]>>;
  /** The file uploaded with a modal, and the name of its field. */
  readonly file: { readonly field: string; readonly name: string; readonly bytes: Buffer } | null;
}

/** One of the two chats on the page. */
export interface Side {
  readonly channels: readonly Channel[];
  offers(): readonly Offer[];
  act(act: Act): Promise<void>;
  complete(act: Act): Promise<readonly { readonly name: string; readonly value: string }[]>;
}
