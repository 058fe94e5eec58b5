import { type Draft, NOTHING_ABOUT } from '../../answer/cards/card-draft.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Action } from '../../domain/action.ts';
import type { CardSection } from '../../domain/card.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { clockIn, momentIn, until } from './schedule-words.ts';

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
  /** Its digest's zone, where that is not the card's. */
  readonly zone?: string;
}

/** What /digest status tells of a channel. */
export interface StatusWords {
  readonly id: string;
  readonly now: Date;
  /** The zone in which instants are told. */
  readonly zone: string;
  readonly title: string;
  readonly lede: string | undefined;
  /** Lines on what is set: topics, quiet days, watches. */
  readonly settings: readonly string[];
  readonly deliveries: readonly PastDelivery[];
  readonly watchPosts: readonly PastDelivery[];
  /** Buttons, with what each types. */
  readonly buttons: readonly { readonly label: string; readonly types: string }[];
  readonly words: Words;
}

const MOST_ERROR = 140;

/** A delivery's state in words that say what it means. */
function stateOf(
  { state, error, facts, updated }: PastDelivery,
  { zone, words }: Pick<StatusWords, 'zone' | 'words'>,
): string {
  const why = error ? `: ${shortened(error, MOST_ERROR)}` : '';
  const said = words.state;
  switch (state) {
    case 'sent': {
      const lines = facts > 0 ? words.lines(facts) : said.nothingNew;
      return said.sent(clockIn(zone, new Date(updated)), lines);
    }
    case 'unknown':
      return said.unknown(why);
    case 'failed':
      return said.failed(why);
    case 'skipped':
      return said.skipped(why);
    default:
      return error ? said.waiting(why) : said.onItsWay;
  }
}

function section(heading: string, deliveries: readonly PastDelivery[], about: StatusWords): CardSection[] {
  if (deliveries.length === 0) return [];
  const lines = deliveries.map((one) => ({
    factId: null,
    claim: `${momentIn(one.zone ?? about.zone, new Date(one.due), about.words)} · ${stateOf(one, { ...about, zone: one.zone ?? about.zone })}`,
    attribution: null,
  }));
  return [{ style: 'list', heading, lines }];
}

/** How a channel's digests are set, when the next ones come, and what became of the last ones. */
export function digestStatusDraft(about: StatusWords): Draft {
  const { id, title, lede, settings, deliveries, watchPosts, buttons, words } = about;
  const set = settings.map((claim) => ({ factId: null, claim, attribution: null }));
  return {
    card: {
      ...({ id, kind: 'notice', title, hidden: 0 } as const),
      ...(lede === undefined ? {} : { lede }),
      sections: [
        ...(set.length > 0 ? [{ style: 'list', lines: set } as const] : []),
        ...section(words.digest.last, deliveries, about),
        ...section(words.digest.lastWatched, watchPosts, about),
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
export const nextWords = (next: Date, zone: string, now: Date, words: Words = EN): string =>
  `${momentIn(zone, next, words)} (${until(next, now, words)})`;
