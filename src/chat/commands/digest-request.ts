import type { Draft } from '../../answer/cards/card-draft.ts';
import { shortened } from '../../answer/cards/wording.ts';
import { readTopics } from '../../answer/topic-names.ts';
import { isWrongTime, type ParsedSchedule, readWanted } from '../../digest/schedule/parse-schedule.ts';
import { splitWords, takeWords } from '../../digest/schedule/parse-words.ts';
import { clockTimes, MAX_TIMES } from '../../digest/schedule/slots.ts';
import { readZone } from '../../digest/schedule/time-zones.ts';
import { daysArgument, type Weekday } from '../../digest/schedule/weekdays.ts';
import type { Subscription } from '../../digest/store/subscriptions.ts';
import type { Topic } from '../../domain/fact.ts';
import { wordsFor } from './command-outcome.ts';
import type { CommandContext, Values } from './command-spec.ts';
import { errorWithCommands, topicsFor, unknownTopic } from './digest-commands.ts';

const DEFAULT_TIME = '09:00';
/** The zones offered if the person's is unknown. */
const SUGGESTED_ZONES = ['UTC', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles'];
/** The longest text that can name times, a zone and topics, in UTF-16 units. */
const MAX_LENGTH = 500;
const ALL_TOPICS = /^(?:all|everything|anything|all topics)$/i;

/** The digest that was asked for. */
export interface DigestRequest
  extends Pick<Subscription, 'days' | 'zone' | 'topics' | 'include' | 'exclude' | 'quiet'> {
  /** Times of day, `HH:MM`, sorted; at least one. */
  readonly times: readonly string[];
}

/** A request in words, from which a button's command is built. */
interface RequestWords extends Omit<DigestRequest, 'topics' | 'zone'> {
  readonly verb: string;
  readonly zone: string;
  readonly topics: string;
}

/** Builds the command that a button runs to set a digest up. */
function commandFor(typed: RequestWords): string {
  const { verb, times, days, zone, topics, include, exclude, quiet } = typed;
  return [
    verb,
    daysArgument(days) || 'daily',
    times.join(' and '),
    zone,
    ...(quiet === 'nothing' ? ['quiet nothing'] : []),
    topics,
    ...(exclude.length > 0 ? [`without ${exclude.join(', ')}`] : []),
    ...(include.length > 0 ? [`with the words ${include.join(', ')}`] : []),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Returns the zone in Discord's zone option, which may hold a choice's name: "Europe/Berlin · 14:05". */
const zoneField = (text: string): string => text.split(' · ')[0]!.trim();

function unknownZone(
  said: string,
  near: readonly string[],
  context: CommandContext,
  types: (zone: string) => string,
): Draft {
  const { digest, button, or } = wordsFor(context);
  const meant = near.length > 0 ? digest.didYouMean(or(near)) : '';
  const lede = near.length > 0 ? undefined : digest.zoneExample;
  const buttons = near.map((zone) => ({ label: button.useZone(zone), types: types(zone) }));
  return errorWithCommands(context, `${digest.unknownZone(shortened(said, 40))}${meant}`, lede, buttons);
}

/** Creates a predicate for topic names. The topics are listed once, because every word is tested. */
function isTopicIn(context: CommandContext): (words: string) => boolean {
  let topics: readonly Topic[] | null = null;
  return (words) => {
    topics ??= topicsFor(context);
    const { found, unknown } = readTopics(words, topics);
    return found.length > 0 && unknown === null;
  };
}

/** The times offered to somebody who says only how often a day. */
const USUAL_TIMES: ReadonlyMap<number, readonly string[]> = new Map([
  [2, ['09:00', '17:00']],
  [3, ['09:00', '13:00', '17:00']],
]);

/** Refuses an unsupported rhythm, or asks for the day of a weekly one. Returns null for any other. */
function rhythmFault(
  { cannot, weekly, times, timesADay }: ParsedSchedule,
  again: (days: readonly Weekday[], times?: readonly string[]) => string,
  time: string,
  context: CommandContext,
): Draft | null {
  const { digest, button } = wordsFor(context);
  const daily = [{ label: button.everyDayAt(time), types: again([]) }];
  if (cannot !== null) return errorWithCommands(context, digest.cannot(cannot), digest.cannotLede, daily);
  if (timesADay !== null && timesADay > 1 && times.length !== timesADay) {
    const usual = USUAL_TIMES.get(timesADay);
    const label = usual && button.everyDayAt(wordsFor(context).and(usual));
    const offered = usual && label ? [{ label, types: again([], usual) }] : [];
    return errorWithCommands(context, digest.whichTimes, digest.timesExample, offered);
  }
  if (times.length > MAX_TIMES)
    return errorWithCommands(context, digest.cannot(digest.tooOften(times.length)), digest.cannotLede, daily);
  if (!weekly) return null;
  const days = ([1, 2, 3, 4, 5] as const).map((day) => ({
    label: digest.days[day - 1]!,
    types: again([day]),
  }));
  return errorWithCommands(context, digest.whichDay, undefined, days);
}

/** Builds the error for an unknown topic, with the nearest ones and a button that searches for the word itself. */
function unknownTopicDraft(
  unknown: string,
  known: readonly string[],
  again: (change: { readonly topics: string; readonly include?: readonly string[] }) => string,
  context: CommandContext,
): Draft {
  const draft = unknownTopic(unknown, context, ({ label }) =>
    again({ topics: [...known, label].join(', ') }),
  );
  const word = shortened(unknown, 40);
  const types = again({ topics: known.join(', '), include: [word] });
  const at = String(draft.about.questions.length);
  const action = {
    verb: 'digest',
    label: shortened(wordsFor(context).digest.linesWith(word), 34),
    arg: at,
  } as const;
  return {
    card: { ...draft.card, actions: [...draft.card.actions, action] },
    about: { ...draft.about, questions: [...draft.about.questions, types] },
  };
}

/**
 * Parses a digest's options or text. Returns an error card if something is not understood. `verb` begins the commands
 * of its buttons.
 */
export async function readDigestRequest(
  values: Values,
  before: Subscription | null,
  verb: string,
  context: CommandContext,
): Promise<DigestRequest | Draft> {
  const { digest } = wordsFor(context);
  const field = (name: string) => (values[name] ?? '').slice(0, MAX_LENGTH).trim();
  const clauses = takeWords([field('days'), field('time')].filter(Boolean).join(' '));
  const said = readWanted(clauses.rest, isTopicIn(context));
  const quiet =
    values.quiet === 'nothing' || values.quiet === 'line'
      ? values.quiet
      : (said.quiet ?? before?.quiet ?? 'line');
  const named = (name: string) => (field(name) === '' ? null : splitWords(field(name)));
  const include = named('with') ?? clauses.include ?? before?.include ?? [];
  const exclude = named('without') ?? clauses.exclude ?? before?.exclude ?? [];
  const times = said.times.length > 0 ? said.times : before ? clockTimes(before.slots) : [DEFAULT_TIME];
  const days = said.days ?? before?.days ?? [];
  const topicText = [said.rest, field('topics')].filter(Boolean).join(', ');
  const as = (change: Partial<RequestWords>): string =>
    commandFor({ verb, times, days, zone: '', topics: topicText, include, exclude, quiet, ...change });
  if (isWrongTime(said.rest, said))
    return errorWithCommands(context, digest.unknownTime(shortened(said.rest, 40)), digest.timeExample, []);

  const zoneRead = field('zone') ? readZone(zoneField(field('zone'))) : null;
  if (zoneRead && !('zone' in zoneRead))
    return unknownZone(field('zone'), zoneRead.near, context, (zone) => as({ zone }));
  const zone = zoneRead?.zone ?? said.zone;

  const again = (days: readonly Weekday[], usual?: readonly string[]) =>
    as({
      days,
      zone: zone ?? before?.zone ?? '',
      times: usual ?? (said.times.length > MAX_TIMES ? times.slice(0, 1) : times),
    });
  const fault = rhythmFault(said, again, times[0]!, context);
  if (fault) return fault;

  const everything = ALL_TOPICS.test(topicText);
  const { found, unknown } = everything
    ? { found: [], unknown: null }
    : readTopics(topicText, topicsFor(context));
  if (unknown !== null && zone === null && found.length === 0) {
    // The zone stands between the time and the topics. An unknown word there is treated as a misspelt zone.
    const [word = unknown] = unknown.split(/[,;]|\s+/);
    const read = readZone(word);
    const near = 'near' in read ? read.near : [];
    const rest = unknown.slice(word.length).replace(/^[\s,;]+/, '');
    if (near.length > 0 && said.time !== null)
      return unknownZone(word, near, context, (one) => as({ zone: one, topics: rest }));
  }
  const asked = zone ?? before?.zone ?? (await context.zone?.());
  if (unknown !== null) {
    const known = found.map(({ label }) => label);
    return unknownTopicDraft(unknown, known, (change) => as({ zone: asked ?? 'UTC', ...change }), context);
  }
  if (!asked) {
    const lede = digest.zoneTyped(context.typed(`${verb} ${times[0]} Berlin`));
    const buttons = SUGGESTED_ZONES.map((one) => ({
      label: wordsFor(context).button.useZone(one),
      types: as({ zone: one }),
    }));
    return errorWithCommands(context, digest.whichZone(times[0]!), lede, buttons);
  }
  const topics = topicText === '' ? (before?.topics ?? []) : found.map(({ id }) => id);
  return { times, days, zone: asked, topics, include, exclude, quiet };
}
