import { type Draft, NOTHING_ABOUT } from '../../answer/cards/card-draft.ts';
import { counted, shortened } from '../../answer/cards/wording.ts';
import type { Action } from '../../domain/action.ts';
import type { CardSection } from '../../domain/card.ts';
import { momentIn, until } from './schedule-words.ts';

/** One delivery as its ledger row tells of it. */
interface PastDelivery {
  /** ISO instant. */
  readonly due: string;
  readonly state: 'planned' | 'claimed' | 'sent' | 'unknown' | 'failed' | 'skipped';
  /** Why, where it was not simply posted. */
  readonly error: string | null;
  /** How many facts it told. */
  readonly facts: number;
  /** When its state last changed, an ISO instant. */
  readonly updated: string;
}

/** What /digest status tells of a channel. */
export interface StatusWords {
  readonly id: string;
  readonly now: Date;
  /** The zone in which instants are told. */
  readonly zone: string;
  readonly title: string;
  readonly lede: string;
  /** Lines on what is set: topics, quiet days, watches. */
  readonly settings: readonly string[];
  readonly deliveries: readonly PastDelivery[];
  readonly watchPosts: readonly PastDelivery[];
  /** Buttons, with what each types. */
  readonly buttons: readonly { readonly label: string; readonly types: string }[];
}

const MOST_ERROR = 140;

/** A delivery's state in words that say what it means. */
function stateOf({ state, error, facts, updated }: PastDelivery, zone: string): string {
  const why = error ? `: ${shortened(error, MOST_ERROR)}` : '';
  const at = momentIn(zone, new Date(updated)).split(', ')[1];
  switch (state) {
    case 'sent':
      return `posted at ${at}, ${facts > 0 ? counted(facts, 'line') : 'nothing new'}`;
    case 'unknown':
      return `unknown, it may or may not have been posted and is not posted again${why}`;
    case 'failed':
      return `failed, not posted${why}`;
    case 'skipped':
      return `skipped${why}`;
    default:
      return error ? `waiting, tried again${why}` : 'on its way';
  }
}

function section(heading: string, deliveries: readonly PastDelivery[], zone: string): CardSection[] {
  if (deliveries.length === 0) return [];
  const lines = deliveries.map((one) => ({
    factId: null,
    claim: `${momentIn(zone, new Date(one.due))} · ${stateOf(one, zone)}`,
    attribution: null,
  }));
  return [{ style: 'list', heading, lines }];
}

/** How a channel's digest is set, when the next one comes, and what became of the last ones. */
export function digestStatusDraft(words: StatusWords): Draft {
  const { id, zone, title, lede, settings, deliveries, watchPosts, buttons } = words;
  const set = settings.map((claim) => ({ factId: null, claim, attribution: null }));
  return {
    card: {
      ...({ id, kind: 'notice', title, lede, hidden: 0 } as const),
      sections: [
        ...(set.length > 0 ? [{ style: 'list', lines: set } as const] : []),
        ...section('Last digests', deliveries, zone),
        ...section('Last posts on watched topics', watchPosts, zone),
      ],
      footer: [],
      actions: typing(buttons.map(({ label }) => label)),
    },
    about: { ...NOTHING_ABOUT, questions: buttons.map(({ types }) => types) },
  };
}

/** Buttons that type the card's own commands, in their order. */
export const typing = (labels: readonly string[]): Action[] =>
  labels.map((label, at) => ({ verb: 'digest', label: shortened(label, 34), arg: String(at) }));

/** "Wednesday 26 November, 09:00 (in 5 h)". */
export const nextWords = (next: Date, zone: string, now: Date): string =>
  `${momentIn(zone, next)} (${until(next, now)})`;
