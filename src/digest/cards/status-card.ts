import { type Draft, NOTHING_ABOUT } from '../../answer/cards/card-draft.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Action } from '../../domain/action.ts';
import type { CardSection } from '../../domain/card.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { reasonWords } from '../../domain/words/reason-words.ts';
import { formatClock, formatInstant, formatTimeLeft } from './schedule-words.ts';

/** The fields of a ledger row that the status card shows. */
interface PastDelivery {
  /** ISO 8601 instant. */
  readonly due: string;
  readonly state: 'planned' | 'claimed' | 'sent' | 'unknown' | 'failed' | 'skipped';
  /** Why the delivery was not simply posted; null if it was. */
  readonly error: string | null;
  /** The number of facts in it. */
  readonly facts: number;
  /** When its state last changed, ISO 8601. */
  readonly updated: string;
  /** Its digest's zone if that differs from the card's. */
  readonly zone?: string;
}

/** The content of the /digest status card. */
export interface StatusContent {
  readonly id: string;
  readonly now: Date;
  /** The zone in which times are shown. */
  readonly zone: string;
  readonly title: string;
  readonly lede: string | undefined;
  /** Lines about the settings: topics, quiet days, watches. */
  readonly settings: readonly string[];
  readonly deliveries: readonly PastDelivery[];
  readonly watchPosts: readonly PastDelivery[];
  /** Buttons, each with the command that it runs. */
  readonly buttons: readonly { readonly label: string; readonly types: string }[];
  readonly words: Words;
}

const MAX_ERROR_LENGTH = 140;

/** Describes a delivery's state in words. */
function stateOf(
  { state, error, facts, updated }: PastDelivery,
  { zone, words }: Pick<StatusContent, 'zone' | 'words'>,
): string {
  const why = error ? `: ${shortened(reasonWords(error, words), MAX_ERROR_LENGTH)}` : '';
  const said = words.state;
  switch (state) {
    case 'sent': {
      const lines = facts > 0 ? words.lines(facts) : said.nothingNew;
      return said.sent(formatClock(zone, new Date(updated)), lines);
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

function section(heading: string, deliveries: readonly PastDelivery[], about: StatusContent): CardSection[] {
  if (deliveries.length === 0) return [];
  const lines = deliveries.map((one) => ({
    factId: null,
    claim: `${formatInstant(one.zone ?? about.zone, new Date(one.due), about.words)} · ${stateOf(one, { ...about, zone: one.zone ?? about.zone })}`,
    attribution: null,
  }));
  return [{ style: 'list', heading, lines }];
}

/** Builds the status card: a channel's digest settings, the next digests, and the outcome of the last ones. */
export function digestStatusDraft(about: StatusContent): Draft {
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
      actions: commandButtons(buttons.map(({ label }) => label)),
    },
    about: { ...NOTHING_ABOUT, questions: buttons.map(({ types }) => types) },
  };
}

/** Builds buttons that run the card's commands, in order. */
export const commandButtons = (labels: readonly string[]): Action[] =>
  labels.map((label, at) => ({ verb: 'digest', label: shortened(label, 34), arg: String(at) }));

/** Formats the next digest's time: "Wednesday 26 November, 09:00 (in 5 h)". */
export const formatNext = (next: Date, zone: string, now: Date, words: Words = EN): string =>
  `${formatInstant(zone, next, words)} (${formatTimeLeft(next, now, words)})`;
