/** The verbs of buttons: what a button on a card does when it is pressed. */
export const ACTION_VERBS = [
  'source', // show the passage behind the card's facts; arg: index of a fact on the card
  'more', // show the facts that did not fit; arg: how many were already shown
  'why', // explain why these facts were found
  'share', // show the asker's card to the whole channel
  'topic', // ask about a topic; arg: topic id
  'topics', // list the topics
  'article', // show an article's brief; arg: article id
  'about', // show what can be asked about an article; arg: article id
  'choose', // open a menu of the card's entries; the choice arrives as a separate action
  'ask', // ask one of the card's own follow-up questions; arg: index into the card's `questions`
  'up', // give feedback: this helped
  'down', // give feedback: this did not help
  'reason', // say what was wrong with it; arg: one of REASONS
  'page', // show another page of a list; arg: index of its first entry
  'back', // show the card that this one replaced
  'form', // open a form to fill in; arg: its id
  'digest', // run one of the card's commands on the channel's digest; arg: index into the card's `questions`
] as const;
export type ActionVerb = (typeof ACTION_VERBS)[number];

/** The reasons that a person may give for a bad answer. */
export const REASONS = ['wrong', 'missing', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** Whether a verb is feedback on a card. */
export const isFeedback = ({ verb }: Pick<Action, 'verb'>): boolean => verb === 'up' || verb === 'down';

/** Whether a verb leads on to an entry that its card names. Many of them become a menu, if the platform has one. */
export const isChoice = ({ verb }: Pick<Action, 'verb'>): boolean => verb === 'topic' || verb === 'article';

export interface Action {
  readonly verb: ActionVerb;
  /** The button's text. */
  readonly label: string;
  readonly arg?: string;
  /** Detail of an entry besides its name, for menus with room for it: "4 facts". */
  readonly detail?: string;
  /** True for the action that a person most likely wants next. */
  readonly primary?: boolean;
  /** True for an action needed less often: it goes into the card's menu, if the platform has one. */
  readonly menu?: boolean;
  /** The id of the card that it acts on, if that is another card than its own. */
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
 * The token by which a platform returns a pressed button: `verb~card~arg`. It contains only the card's id, so it fits
 * everywhere and reveals nothing.
 */
export function actionToken(action: Action, cardId: string): string {
  const token = [action.verb, action.on ?? cardId, ...(action.arg === undefined ? [] : [action.arg])].join(
    '~',
  );
  if (token.length > MAX_TOKEN_LENGTH)
    throw new Error(`action token of ${token.length} characters: ${action.verb}`);
  return token;
}

/** Parses a token; null if it is malformed or not ours. */
export function parseActionToken(token: string): PressedAction | null {
  const match = /^([a-z]+)~([\w-]{1,40})(?:~([\s\S]{0,80}))?$/.exec(token);
  if (!match || !VERBS.has(match[1]!)) return null;
  return { verb: match[1] as ActionVerb, cardId: match[2]!, arg: match[3] ?? null };
}
