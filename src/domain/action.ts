/** The verbs of buttons: what a button on a card does when it is pressed. */
export const ACTION_VERBS = [
  'source', // show the passage behind the card's facts; arg: index of a fact on the card
  'more', // the facts that did not fit; arg: how many were already shown
  'why', // why these facts were found
  'share', // show the asker's card to the whole channel
  'topic', // ask about a topic; arg: topic id
  'topics', // list the topics
  'article', // what an article says; arg: article id
  'about', // what can be asked about an article; arg: article id
  'choose', // a menu of the card's entries: what is chosen comes as a token of its own
  'ask', // ask one of the card's own follow-up questions; arg: index into the card's `questions`
  'up', // this helped
  'down', // this did not help
  'reason', // what was wrong with it; arg: one of REASONS
  'page', // another page of a list; arg: index of its first entry
  'back', // the card that this one took the place of
  'form', // open a form to fill in; arg: its id
  'digest', // type one of the card's own commands on the channel's digest; arg: index into the card's `questions`
] as const;
export type ActionVerb = (typeof ACTION_VERBS)[number];

/** What a person may say was wrong with an answer. */
export const REASONS = ['wrong', 'missing', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** Whether a verb tells what somebody thought of a card. */
export const isFeedback = ({ verb }: Pick<Action, 'verb'>): boolean => verb === 'up' || verb === 'down';

/** What leads on to an entry that its card names: many of them are a menu, where a platform has one. */
export const isChoice = ({ verb }: Pick<Action, 'verb'>): boolean => verb === 'topic' || verb === 'article';

export interface Action {
  readonly verb: ActionVerb;
  /** What the button says. */
  readonly label: string;
  readonly arg?: string;
  /** What is told of an entry besides its name, where a platform's menu has room for it: "4 facts". */
  readonly detail?: string;
  /** The action that a person most likely wants next. */
  readonly primary?: boolean;
  /** What is needed less often: it stands in the card's menu, where a platform has one. */
  readonly menu?: boolean;
  /** The id of the card that it acts on, if that is not the card it stands on. */
  readonly on?: string;
}

/** A pressed button, read back from its token. */
export interface PressedAction {
  readonly verb: ActionVerb;
  readonly cardId: string;
  readonly arg: string | null;
}

const VERBS: ReadonlySet<string> = new Set(ACTION_VERBS);

/** Discord allows 100 characters in a custom_id, the least of all platforms. */
const MAX_TOKEN_LENGTH = 100;

/**
 * The text by which a platform hands a pressed button back: `verb~card~arg`.
 * It carries no content of the card, only the card's id in the store, so that it fits everywhere and tells nothing.
 */
export function actionToken(action: Action, cardId: string): string {
  const token = [action.verb, action.on ?? cardId, ...(action.arg === undefined ? [] : [action.arg])].join(
    '~',
  );
  if (token.length > MAX_TOKEN_LENGTH)
    throw new Error(`action token of ${token.length} characters: ${action.verb}`);
  return token;
}

/** Reads a token back; null where it is none of ours or malformed. */
export function parseActionToken(token: string): PressedAction | null {
  const match = /^([a-z]+)~([\w-]{1,40})(?:~([\s\S]{0,80}))?$/.exec(token);
  if (!match || !VERBS.has(match[1]!)) return null;
  return { verb: match[1] as ActionVerb, cardId: match[2]!, arg: match[3] ?? null };
}
