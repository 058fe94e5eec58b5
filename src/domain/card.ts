import type { Action } from './action.ts';
import type { Stance } from './fact.ts';

/** An article as a card names it: headline, outlet and date. */
export interface CardSource {
  readonly title: string;
  /** The article's address; null for a local file. */
  readonly url: string | null;
  /** The outlet, "bbc.example"; null if it is not known. */
  readonly site: string | null;
  /** Its date in words, or that it has none. */
  readonly date: string;
  /** The name of its language, in the reader's own; absent for English and if it is unknown. */
  readonly language?: string;
}

/** One line of a card: a claim, its speaker and its fact. */
export interface CardLine {
  /** The fact that the line rests on; null only for lines that state no fact (a list of topics, help). */
  readonly factId: string | null;
  /** A label before the claim, on cards with several sides: "Discussed", "Not discussed". */
  readonly label?: string;
  /** The sentences before the claim, verbatim, if it refers to somebody or something that only they name. */
  readonly before?: string;
  readonly claim: string;
  /** "as told by Yury Ushakov, on the Putin–Pompeo talks" or "the article says"; null if the line states no fact. */
  readonly attribution: string | null;
  /** True if the claim itself names its speaker, so that a by-line would repeat the name. */
  readonly isNamed?: boolean;
  readonly stance?: Stance;
  /** The number of further articles on the same event: the card shows "3 sources". */
  readonly otherSources?: number;
  /** Its article, if the card shows lines of several. */
  readonly source?: CardSource;
  /** Words of the claim that answer the question: they are shown bold. */
  readonly strong?: readonly string[];
  /** The address that the line links to; only for lines that state no fact. */
  readonly url?: string | null;
  /** The line as a row of its section's table; `claim` is the same in words. */
  readonly cells?: readonly (string | number)[];
  /** Small print of the line: "not in its quote: expire", "withdrawn by a later version". */
  readonly note?: string;
}

/** A run of lines under one heading. */
export interface CardSection {
  /**
   * `facts`: the answer. `conflict`: sides, equal in weight. `nearest`: near the question, no answer. `also`: asides.
   * `list`: no facts.
   */
  readonly style: 'facts' | 'conflict' | 'nearest' | 'also' | 'list';
  readonly heading?: string;
  /** The heading's link: the article that the section's lines come from. */
  readonly url?: string | null;
  /** "Views differ", "The article is of two minds". */
  readonly badge?: string;
  /** The column heads of a table, for platforms with tables: each line then has `cells`. */
  readonly columns?: readonly string[];
  readonly lines: readonly CardLine[];
}

/** A verbatim passage: the quoted sentence and its neighbours. */
export interface CardPassage {
  readonly factId: string;
  /** The text before the quote and after it, with the spaces next to the quote. */
  readonly before: string;
  readonly quote: string;
  readonly after: string;
  /** "paragraph 13 of 22". */
  readonly where: string;
  /** The speaker; null if the article itself says it. */
  readonly speaker: string | null;
  readonly articleTitle: string;
  /** The article's address; null for a local file. */
  readonly url: string | null;
  /** The article's outlet, "bbc.example". */
  readonly site?: string | null;
}

/** The person who shared a card to the channel and their question, or the person whose action the card reports. */
export interface CardShare {
  /** The platform's id of the person. */
  readonly by: string;
  /** Their name, if the platform gives it. */
  readonly name?: string;
  readonly question: string | null;
  /** Their action, if it was not sharing: "set up a digest here". */
  readonly did?: string;
}

export const CARD_KINDS = [
  'brief',
  'article',
  'conflict',
  'ambiguous',
  'abstained',
  'nearest',
  'source',
  'why',
  'topics',
  'sources',
  'help',
  'digest',
  'notice',
  'error',
] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** A card: a message as a person sees it, on any platform. Renderers add nothing and drop nothing silently. */
export interface Card {
  /** Names the card in the store; buttons carry it. */
  readonly id: string;
  readonly kind: CardKind;
  readonly title: string;
  /** True if the title only repeats the question directly above the card. The title is then hidden. */
  readonly isAsked?: boolean;
  /** The address that the title links to: the article of a brief. */
  readonly url?: string | null;
  /**
   * The http(s) address of the picture of the one article that the card is about. Chats show it beside its headline:
   * the title of an `article` card, otherwise the only one of `sources`.
   */
  readonly picture?: string;
  /** The locale of the bot's own words on it ("de-DE"); absent for English. */
  readonly locale?: string;
  /** One line above everything: "Showing results for Venezuela". */
  readonly notice?: string;
  /** One line under the title. */
  readonly lede?: string;
  readonly sections: readonly CardSection[];
  readonly passages?: readonly CardPassage[];
  /** The number of facts that the card does not show: "and 3 more". */
  readonly hidden: number;
  /** The articles of its lines, newest first; absent if each line names its own. */
  readonly sources?: readonly CardSource[];
  /** Present on a card that somebody shared to the channel. */
  readonly shared?: CardShare;
  /** Small print: "2 more sources · newest source 3 months old". */
  readonly footer: readonly string[];
  readonly actions: readonly Action[];
}

/** Returns a card without its picture. */
export function withoutPicture({ picture: _, ...card }: Card): Card {
  return card;
}

/** A card and its audience. */
export interface Reply {
  readonly card: Card;
  readonly visibility: 'asker' | 'channel';
  /** A chat that can react to the message that was answered does so and does not post the card. */
  readonly reaction?: 'thanks';
}
