import { clockTimes } from '../../digest/schedule/slots.ts';
import { zonesFor } from '../../digest/schedule/time-zones.ts';
import { asOnePart } from '../../domain/separator.ts';
import { sourcesOwnerOf } from '../library-view.ts';
import { packLabel, starterPacks } from '../setup/starter-packs.ts';
import { wordsFor } from './command-outcome.ts';
import type { Choice, CommandContext } from './command-spec.ts';

/** The most choices, Discord's limit, used on every platform. Discord also limits a choice to 100 characters. */
const MAX_CHOICES = 25;
const MAX_CHOICE_LENGTH = 100;

const choice = (name: string, value = name): Choice => ({
  name: [...name].slice(0, MAX_CHOICE_LENGTH).join(''),
  value: value.slice(0, MAX_CHOICE_LENGTH),
});

/** Suggests questions: the most reported topics for an empty field, otherwise terms with the prefix. */
export function completeQuestion(prefix: string, { readout }: CommandContext): readonly Choice[] {
  const typed = prefix.trim();
  if (!typed)
    return readout
      .topics()
      .slice(0, MAX_CHOICES)
      .map(({ topic }) => choice(topic.label));
  const head = /^(.*\s)?(\S+)$/su.exec(typed);
  const whole = readout.suggest(typed, MAX_CHOICES).map(({ text }) => choice(text));
  if (whole.length > 0 || !head?.[1]) return whole;
  return readout.suggest(head[2]!, MAX_CHOICES).map(({ text }) => choice(`${head[1]}${text}`));
}

/** Suggests topics by label, then by alias. */
export function completeTopic(prefix: string, { readout }: CommandContext): readonly Choice[] {
  const typed = prefix.trim().toLowerCase();
  const known = readout.topics().map(({ topic }) => topic);
  const begins = (name: string): boolean => name.toLowerCase().startsWith(typed);
  const byLabel = known.filter(({ label }) => begins(label));
  const byAlias = known.filter(({ label, aliases }) => !begins(label) && aliases.some(begins));
  return [...byLabel, ...byAlias].slice(0, MAX_CHOICES).map(({ label }) => choice(label));
}

/** Suggests followed feeds by any part of their title or address. */
export async function completeFollowed(prefix: string, context: CommandContext): Promise<readonly Choice[]> {
  const typed = prefix.trim().toLowerCase();
  const followed = (await context.services.sources?.list(sourcesOwnerOf(context))) ?? [];
  return followed
    .filter(({ title, url }) => `${title ?? ''} ${url}`.toLowerCase().includes(typed))
    .slice(0, MAX_CHOICES)
    .map(({ title, url }) => choice(title ? `${asOnePart(title)} · ${url}` : url, url));
}

/** Suggests articles by any word of their titles. */
export function completeArticle(prefix: string, { readout }: CommandContext): readonly Choice[] {
  const typed = prefix.trim().toLowerCase();
  const newest = [...readout.articles()].reverse();
  return newest
    .filter(({ title, id }) => `${title} ${id}`.toLowerCase().includes(typed))
    .slice(0, MAX_CHOICES)
    .map(({ title, id }) => choice(title, id));
}

/** Suggests topics for a comma-separated list. The last item is completed. */
export function completeTopics(prefix: string, context: CommandContext): readonly Choice[] {
  const [, lead = '', last = ''] = /^(.*[,;]\s*)?([^,;]*)$/s.exec(prefix) ?? [];
  return completeTopic(last, context).flatMap(({ name }) => {
    const whole = `${lead}${name}`;
    return whole.length <= MAX_CHOICE_LENGTH ? [choice(whole)] : [];
  });
}

/** Suggests time zones by city or name, each with its current local time. */
export function completeZone(prefix: string, { now }: CommandContext): readonly Choice[] {
  const at = now();
  return zonesFor(prefix, MAX_CHOICES).map((zone) => {
    const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
    return choice(`${zone} · ${at.toLocaleTimeString('en-GB', form)}`, zone);
  });
}

const DAY_CHOICES = [
  'every day',
  'weekdays',
  'weekends',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
];

/** Suggests days of the week in the form that a digest accepts. The typed text stays first. */
export function completeDays(prefix: string): readonly Choice[] {
  const typed = prefix.trim();
  const found = [...DAY_CHOICES, 'Saturday', 'Sunday', 'Mon and Thu'].filter((days) =>
    days.toLowerCase().startsWith(typed.toLowerCase()),
  );
  return [...new Set([...(typed ? [typed] : []), ...found])].map((days) => choice(days));
}

/** Suggests a channel's digests by number, each with its schedule. */
export async function completeDigest(prefix: string, context: CommandContext): Promise<readonly Choice[]> {
  const { digests = [] } = (await context.services.digests?.status(context.tenant, context.channel)) ?? {};
  const typed = prefix.trim().replace(/^#/, '');
  return digests
    .filter(({ subscription }) => String(subscription.number).startsWith(typed))
    .map(({ subscription }) => {
      const { number, days, slots, zone } = subscription;
      const name = `#${number} ${wordsFor(context).digest.name(days)}: ${wordsFor(context).and(clockTimes(slots))}, ${zone}`;
      return choice(name, `#${number}`);
    });
}

/** Suggests starter packs by any part of their names. */
export function completePack(prefix: string, context: CommandContext): readonly Choice[] {
  const typed = prefix.trim().toLowerCase();
  return starterPacks()
    .map((pack) => ({ id: pack.id, label: packLabel(pack, wordsFor(context)) }))
    .filter(({ label }) => label.toLowerCase().includes(typed))
    .map(({ id, label }) => choice(label, id));
}
