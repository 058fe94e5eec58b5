import type { Draft } from '../../answer/cards/card-draft.ts';
import { shortened } from '../../answer/cards/wording.ts';
import { readTopics } from '../../answer/topic-names.ts';
import { listed } from '../../digest/cards/schedule-words.ts';
import { nextWords } from '../../digest/cards/status-card.ts';
import { isWrongTime, readWanted, type WantedWords } from '../../digest/schedule/parse-schedule.ts';
import { readZone } from '../../digest/schedule/time-zones.ts';
import { daysWords } from '../../digest/schedule/weekdays.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Subscription } from '../../digest/store/subscriptions.ts';
import type { Topic } from '../../domain/fact.ts';
import type { CommandContext, Values } from './command-spec.ts';
import { either, errorTyping, noticeTyping, topicsFor, unknownTopic, withReach } from './digest-commands.ts';

const USUAL_TIME = '09:00';
/** What is offered where nothing tells a person's zone. */
const USUAL_ZONES = ['UTC', 'Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles'];
/** Longer than anything that names a time, a zone and topics. */
const MOST_CHARACTERS = 500;
const ALL = /^(?:all|everything|anything|all topics)$/i;

interface Wanted {
  readonly time: string;
  readonly zone: string;
  /** Ids; empty for all. */
  readonly topics: readonly string[];
  readonly quiet: 'line' | 'nothing';
}

/** The command that would have set this: what a button types. */
const typedFor = (time: string, zone: string, topics: string, quiet: 'line' | 'nothing'): string =>
  ['digest on', time, zone, ...(quiet === 'nothing' ? ['quiet nothing'] : []), topics].join(' ').trim();

/** A zone in Discord's own field may come as its choice's name: "Europe/Berlin · 14:05". */
const zoneField = (text: string): string => text.split(' · ')[0]!.trim();

function unknownZone(
  said: string,
  near: readonly string[],
  context: CommandContext,
  types: (zone: string) => string,
): Draft {
  const title = `I don’t know the time zone “${shortened(said, 40)}”.`;
  const meant = near.length > 0 ? ` Did you mean ${either(near)}?` : '';
  const lede = near.length > 0 ? undefined : 'Name a city or a zone, such as Berlin, Europe/Berlin or EST.';
  const buttons = near.map((zone) => ({ label: `Use ${zone}`, types: types(zone) }));
  return errorTyping(context, `${title}${meant}`, lede, buttons);
}

/** Tells whether words name topics. It is asked of every word of a text: the topics are listed once. */
function isTopicIn(context: CommandContext): (words: string) => boolean {
  let topics: readonly Topic[] | null = null;
  return (words) => {
    topics ??= topicsFor(context);
    const { found, unknown } = readTopics(words, topics);
    return found.length > 0 && unknown === null;
  };
}

/** The rhythm that was asked for and that a digest cannot have, in words; null for one that it can. */
function unkept({ days, times, cannot, weekly }: WantedWords): string | null {
  if (cannot !== null) return cannot;
  if (weekly) return 'once a week';
  if (days !== null && days.length > 0) return daysWords(days);
  return times.length > 1 ? `several times a day (${times.join(', ')})` : null;
}

/** Refuses a rhythm in words and offers what is nearest to it; a digest is never set to something else than was asked. */
function refusedRhythm(rhythm: string, daily: string, time: string, context: CommandContext): Draft {
  return errorTyping(context, `A digest cannot come ${rhythm}`, `It comes once a day, every day.`, [
    { label: `Every day at ${time}`, types: daily },
  ]);
}

/** Reads what was filled in or typed; a card where something in it is not understood. */
async function readWantedFrom(
  values: Values,
  before: Subscription | null,
  context: CommandContext,
): Promise<Wanted | Draft> {
  const field = (name: string) => (values[name] ?? '').slice(0, MOST_CHARACTERS).trim();
  const said = readWanted(field('time'), isTopicIn(context));
  const quiet =
    values.quiet === 'nothing' || values.quiet === 'line'
      ? values.quiet
      : (said.quiet ?? before?.quiet ?? 'line');
  const time = said.time ?? before?.localTime ?? USUAL_TIME;
  const topicText = [said.rest, field('topics')].filter(Boolean).join(', ');
  const again = (zone: string, topics = topicText) => typedFor(time, zone, topics, quiet);
  if (isWrongTime(said.rest, said))
    return errorTyping(
      context,
      `I don’t know the time “${shortened(said.rest, 40)}”`,
      'Write it as 9, 9am, 09:30 or 21:30, and a zone as Berlin, EST or UTC+5:30.',
      [],
    );

  const zoneRead = field('zone') ? readZone(zoneField(field('zone'))) : null;
  if (zoneRead && !('zone' in zoneRead))
    return unknownZone(field('zone'), zoneRead.near, context, (zone) => again(zone));
  const zone = zoneRead?.zone ?? said.zone;

  const rhythm = unkept(said);
  if (rhythm !== null) return refusedRhythm(rhythm, again(zone ?? before?.zone ?? ''), time, context);

  const everything = ALL.test(topicText);
  const { found, unknown } = everything
    ? { found: [], unknown: null }
    : readTopics(topicText, topicsFor(context));
  if (unknown !== null && zone === null && found.length === 0) {
    // After a time and before the topics stands the zone: what is neither is taken for a zone that is misspelt.
    const [word = unknown] = unknown.split(/[,;]|\s+/);
    const read = readZone(word);
    const near = 'near' in read ? read.near : [];
    const rest = unknown.slice(word.length).replace(/^[\s,;]+/, '');
    if (near.length > 0 && said.time !== null)
      return unknownZone(word, near, context, (one) => again(one, rest));
  }
  const asked = zone ?? before?.zone ?? (await context.zone?.());
  if (unknown !== null) {
    const known = found.map(({ label }) => label);
    return unknownTopic(unknown, context, ({ label }) => again(asked ?? 'UTC', [...known, label].join(', ')));
  }
  if (!asked) {
    const lede = `Name a city or a zone, for example ${context.typed(`digest on ${time} Berlin`)}.`;
    const buttons = USUAL_ZONES.map((one) => ({ label: `Use ${one}`, types: again(one) }));
    return errorTyping(context, `In which time zone is ${time}?`, lede, buttons);
  }
  const topics = topicText === '' ? (before?.topics ?? []) : found.map(({ id }) => id);
  return { time, zone: asked, topics, quiet };
}

/** "On INF and START", by their labels; "On all topics". */
export function onTopics(topics: readonly string[], { readout }: CommandContext): string {
  const labels = topics.map((id) => readout.topic(id)?.label ?? id);
  return `On ${listed(labels, 'all topics')}.`;
}

export const quietWords = (quiet: 'line' | 'nothing'): string =>
  quiet === 'line' ? 'A day without news gets one short line.' : 'A day without news gets nothing.';

/** Switches a channel's digest on, or changes it, and says when the next one comes. */
export async function switchOn(
  values: Values,
  digests: DigestService,
  context: CommandContext,
): Promise<Draft> {
  const { tenant, channel, person, newId, now } = context;
  const { subscription: before } = await digests.status(tenant, channel);
  const wanted = await readWantedFrom(values, before, context);
  if ('card' in wanted) return wanted;
  const { time, zone, topics, quiet } = wanted;
  await digests.switchOn(tenant, {
    ...{ id: newId(), channel, localTime: time, zone, topics, quiet, createdBy: person },
  });
  const { next } = await digests.status(tenant, channel);
  const title = `Daily digest ${before?.active ? 'changed' : 'on'}: ${time}, ${zone}`;
  const comes = next ? `Next: ${nextWords(next, zone, now())}. ` : '';
  const lede = `${comes}${onTopics(topics, context)} ${quietWords(quiet)}`;
  const buttons = [
    { label: 'Preview', types: 'digest now' },
    { label: 'Switch off', types: 'digest off' },
  ];
  return withReach(noticeTyping(context, title, lede, buttons), context);
}
