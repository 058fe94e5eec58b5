/** Since when something is news: a number of days back, or the last time that a weekday came. */
export type Since =
  | { readonly days: number; readonly said: string }
  | { readonly weekday: number; readonly said: string };

/** A question about what the articles say. */
export interface Ask {
  readonly kind: 'ask';
  /** The person's own words: they are searched, and they head the card. */
  readonly question: string;
  /** How it goes on from the question before: "and X?", a pronoun, or not at all. */
  readonly carries: 'and' | 'pronoun' | null;
  /** Whose words are asked for, and on what: "what did X say about Y?". Null for any other question. */
  readonly said: { readonly speaker: string; readonly about: string } | null;
  /** Whether there is nothing in it to look for but what a pronoun stands for: "what did they say?". */
  readonly isEmpty: boolean;
}

/** A brief of an article, a topic or several sources, in a shape of its own. `about` holds title words or a topic. */
export type Brief =
  | { readonly kind: 'summary'; readonly about: string | null; readonly lines: number | null }
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

/** A word about the last card. */
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

/** What asks for nothing in the articles: courtesies, and questions about the bot. */
export type SmallTalk =
  | {
      readonly kind: 'talk';
      readonly talk: 'greeting' | 'thanks' | 'bye' | 'nod' | 'praise' | 'blame' | 'never mind';
    }
  | { readonly kind: 'bot'; readonly about: 'help' | 'self' | 'clock' };

/** A command in other words than its own; `types` is how it is typed: "sources add https://example.org". */
export interface CommandIntent {
  readonly kind: 'command';
  readonly types: string;
}

/** An address with nothing besides it to search for. Its words say what to do with it: "brief me on". */
export interface LinkIntent {
  readonly kind: 'link';
  readonly urls: readonly string[];
  readonly words: string;
}

/** A text that is longer than a question: an article that was pasted. */
interface PastedText {
  readonly kind: 'pasted text';
  readonly text: string;
}

/** Words that say nothing to look for: only function words and fillers. */
interface Unclear {
  readonly kind: 'unclear';
}

/** What a message asks for. It is read once, before anything is searched. */
export type Intent = Ask | Brief | AboutCard | SmallTalk | CommandIntent | LinkIntent | PastedText | Unclear;
