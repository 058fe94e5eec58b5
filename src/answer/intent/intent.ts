/** The start of a period of news: a number of days ago, or the last occurrence of a weekday. */
export type Since =
  | { readonly days: number; readonly said: string }
  | { readonly weekday: number; readonly said: string };

/** A question about the articles' content. */
export interface Ask {
  readonly kind: 'ask';
  /** The question as the person typed it. It is searched, and it is the card's title. */
  readonly question: string;
  /** How the question continues the one before: by "and X?", by a pronoun, or not at all. */
  readonly carries: 'and' | 'pronoun' | null;
  /** The person whose words are asked for, and the subject: "what did X say about Y?". Null for any other question. */
  readonly said: { readonly speaker: string; readonly about: string } | null;
  /** True if the question has no search terms except a pronoun: "what did they say?". */
  readonly isEmpty: boolean;
}

/**
 * A request for a brief of an article, a topic or several sources, in a particular form. `about` is a title or a topic.
 */
export type Brief =
  | {
      readonly kind: 'summary';
      readonly about: string | null;
      readonly lines: number | null;
      /** True if an article is asked for by what it is about: "summarise the strike article". */
      readonly isArticle?: boolean;
    }
  | {
      readonly kind: 'quotes';
      readonly about: string | null;
      readonly speaker: string | null;
      readonly lines: number | null;
    }
  | { readonly kind: 'numbers' | 'timeline' | 'disputes'; readonly about: string | null }
  | { readonly kind: 'compare'; readonly left: string; readonly right: string; readonly about: string | null }
  | { readonly kind: 'news'; readonly about: string | null; readonly since: Since | null }
  | { readonly kind: 'across'; readonly about: string }
  | { readonly kind: 'who is'; readonly name: string }
  | { readonly kind: 'statements'; readonly speaker: string };

/** A request about the last card. */
export type AboutCard =
  | { readonly kind: 'more' }
  | { readonly kind: 'who said' }
  | { readonly kind: 'source' }
  | { readonly kind: 'sure' }
  | { readonly kind: 'date' }
  | { readonly kind: 'why' }
  | { readonly kind: 'shorter' }
  | { readonly kind: 'again' }
  | { readonly kind: 'share' };

/** A message that needs no search: courtesies, and questions about the bot. */
export type SmallTalk =
  | {
      readonly kind: 'talk';
      readonly talk: 'greeting' | 'thanks' | 'bye' | 'nod' | 'praise' | 'blame' | 'never mind';
    }
  | { readonly kind: 'bot'; readonly about: 'help' | 'self' | 'clock' };

/** A command in other words than its own. `types` is the command as typed: "sources add https://example.org". */
export interface CommandIntent {
  readonly kind: 'command';
  readonly types: string;
}

/** An address without anything else to search for. Its words say what to do with it: "brief me on". */
export interface LinkIntent {
  readonly kind: 'link';
  readonly urls: readonly string[];
  readonly words: string;
}

/** A pasted article: a text longer than a question. */
interface PastedText {
  readonly kind: 'pasted text';
  readonly text: string;
}

/** A message without search terms: it has only function words and fillers. */
interface Unclear {
  readonly kind: 'unclear';
}

/** The intent of a message. It is read once, before anything is searched. */
export type Intent = Ask | Brief | AboutCard | SmallTalk | CommandIntent | LinkIntent | PastedText | Unclear;
