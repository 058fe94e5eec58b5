import { formatNext } from '../../digest/cards/status-card.ts';
import { clockTimes } from '../../digest/schedule/slots.ts';
import type { Subscription } from '../../digest/store/subscriptions.ts';
import type { Words } from '../../domain/words/en.ts';
import { wordsFor } from './command-outcome.ts';
import type { CommandContext } from './command-spec.ts';

/** Formats a schedule: "09:00 and 17:00, Europe/Berlin". */
export const formatSchedule = ({ slots, zone }: Pick<Subscription, 'slots' | 'zone'>, words: Words): string =>
  `${words.and(clockTimes(slots))}, ${zone}`;

/** Names a digest: "Weekday digest", with its number if the channel has several. */
export function formatName(
  { days, number }: Pick<Subscription, 'days' | 'number'>,
  isOneOfSeveral: boolean,
  { digest }: Words,
): string {
  const name = digest.name(days);
  return isOneOfSeveral || number > 1 ? digest.numbered(number, name) : name;
}

/** Describes the filters: "On INF and START. Nothing with football. A day without news gets nothing." */
export function formatFilters(
  { topics, include, exclude, quiet }: Pick<Subscription, 'topics' | 'include' | 'exclude' | 'quiet'>,
  context: CommandContext,
): string {
  const labels = topics.map((id) => context.readout.topic(id)?.label ?? id);
  const { digest, and, or } = wordsFor(context);
  return [
    digest.onTopics(labels.length > 0 ? and(labels) : digest.allTopics),
    ...(include.length > 0 ? [digest.include(or(include.map((word) => `“${word}”`)))] : []),
    ...(exclude.length > 0 ? [digest.exclude(or(exclude.map((word) => `“${word}”`)))] : []),
    quiet === 'line' ? digest.quietLine : digest.quietNothing,
  ].join(' ');
}

/** Formats the next delivery: "Next: Thursday 14 May, 09:00 (in 1 h)", or "Next: soon" while it is being posted. */
export function formatNextDelivery(next: Date | null, zone: string, context: CommandContext): string {
  const words = wordsFor(context);
  return next ? words.digest.next(formatNext(next, zone, context.now(), words)) : words.digest.nextSoon;
}
