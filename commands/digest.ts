import type { Draft } from '../src/answer/cards/card-draft.ts';
import { basisOf, wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext, CommandOption, Values } from '../src/chat/commands/command-spec.ts';
import {
  completeDays,
  completeDigest,
  completeTopics,
  completeZone,
} from '../src/chat/commands/completions.ts';
import { resemblesTopics, withDigests, withManagedDigests } from '../src/chat/commands/digest-commands.ts';
import {
  addDigest,
  pauseDigest,
  readNumber,
  resumeDigest,
  switchOff,
  switchOn,
} from '../src/chat/commands/digest-switch.ts';
import {
  formatFilters,
  formatName,
  formatNextDelivery,
  formatSchedule,
} from '../src/chat/commands/digest-words.ts';
import { digestDraft } from '../src/digest/cards/digest-card.ts';
import { formatInstant } from '../src/digest/cards/schedule-words.ts';
import { digestStatusDraft, formatNext } from '../src/digest/cards/status-card.ts';
import { readWanted } from '../src/digest/schedule/parse-schedule.ts';
import { takeWords } from '../src/digest/schedule/parse-words.ts';
import type { DigestService, DigestState } from '../src/digest/service.ts';
import type { Delivery } from '../src/digest/store/ledger.ts';
import { reasonWords } from '../src/domain/words/reason-words.ts';

/** The number of past deliveries shown. */
const MAX_DELIVERIES_SHOWN = 8;

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/** Matches a clock time, valid or not. An invalid one gets an error; it does not make the text a question. */
const CLOCK = /^\d{1,2}(?:[:.]\d{2}\b|\s*[ap]\.?m\b)/i;

/** Builds a preview of the digest for the asker only. Its facts do not count as delivered. */
async function preview(values: Values, digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel, person } = context;
  const words = wordsFor(context);
  const { subscription, next, digests: all } = await digests.status(tenant, channel);
  const { number } = readNumber(values.which ?? '');
  const named = all.find((one) => one.subscription.number === number);
  const shown = named ?? { subscription, next };
  const content = await digests.preview(tenant, channel, shown.subscription?.number, person);
  const zone = shown.subscription?.zone ?? (await context.zone?.()) ?? 'UTC';
  const { digest } = words;
  const comes = shown.next
    ? digest.comes(formatNext(shown.next, zone, context.now(), words))
    : digest.comesNot;
  const notice = digests.canPost(tenant) ? digest.preview(comes) : digest.previewAlone;
  const change = digests.canPost(tenant) ? { change: 'digest status' } : {};
  const isDaily = (shown.subscription?.days.length ?? 0) === 0;
  return digestDraft(content, zone, basisOf(context), { notice, ...change, words, isDaily });
}

const toPastDelivery = (zone?: string) => (one: Delivery) => {
  const { due, state, error, facts, updated } = one;
  return { due, state, error, facts: facts.length, updated, ...(zone ? { zone } : {}) };
};

/** Describes the settings of a channel's only digest. */
function oneDigest({ subscription, next }: DigestState, context: CommandContext) {
  const words = wordsFor(context);
  const { digest, button } = words;
  const { zone, quiet, paused } = subscription;
  const name = formatName(subscription, false, words);
  const resting = paused === null ? null : digest.pausedSince(formatInstant(zone, new Date(paused), words));
  return {
    title: resting ? digest.isPaused(name) : digest.is(name, formatSchedule(subscription, words)),
    lede: resting ?? formatNextDelivery(next, zone, context),
    settings: [formatFilters(subscription, context)],
    buttons: [
      { label: button.preview, types: 'digest now' },
      quiet === 'line'
        ? { label: button.quietNothing, types: 'digest on quiet nothing' }
        : { label: button.quietLine, types: 'digest on quiet line' },
      resting
        ? { label: button.resume, types: 'digest resume' }
        : { label: button.pause, types: 'digest pause' },
      { label: button.switchOff, types: 'digest off' },
    ],
  };
}

/** Describes each of a channel's digests in one line. */
function severalDigests(all: readonly DigestState[], context: CommandContext) {
  const words = wordsFor(context);
  const lines = all.map(({ subscription, next }) => {
    const { paused, zone } = subscription;
    const how =
      paused === null
        ? formatNextDelivery(next, zone, context)
        : words.digest.pausedSince(formatInstant(zone, new Date(paused), words));
    const name = words.digest.is(formatName(subscription, true, words), formatSchedule(subscription, words));
    return `${name}. ${how}. ${formatFilters(subscription, context)}`.replace('..', '.');
  });
  return {
    title: words.digest.several(all.length),
    lede: undefined,
    settings: lines,
    buttons: [
      { label: words.button.preview, types: 'digest now' },
      { label: words.button.pause, types: 'digest pause' },
      { label: words.button.switchOff, types: 'digest off' },
    ],
  };
}

async function status(digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel, readout, now, newId } = context;
  const words = wordsFor(context);
  const {
    subscription,
    watches,
    deliveries,
    watchPosts,
    digests: all,
  } = await digests.status(tenant, channel);
  const zone = subscription?.zone ?? (await context.zone?.()) ?? 'UTC';
  const labels = watches.map(({ topic }) => readout.topic(topic)?.label ?? topic);
  const watched = labels.length > 0 ? [words.digest.watching(words.and(labels))] : [];
  const last =
    all.length > 1
      ? all.flatMap((one) => one.deliveries.map(toPastDelivery(one.subscription.zone)))
      : deliveries.map(toPastDelivery());
  const common = {
    id: newId(),
    now: now(),
    zone,
    words,
    deliveries: last.sort((a, b) => (a.due < b.due ? 1 : -1)).slice(0, MAX_DELIVERIES_SHOWN),
    watchPosts: watchPosts.map(toPastDelivery()),
  };
  if (all.length > 0) {
    const set = all.length > 1 ? severalDigests(all, context) : oneDigest(all[0]!, context);
    return digestStatusDraft({ ...common, ...set, settings: [...set.settings, ...watched] });
  }
  const why = subscription?.offReason
    ? words.digest.switchedOffBy(reasonWords(subscription.offReason, words))
    : null;
  const how = digests.canPost(tenant)
    ? words.digest.howOn(context.typed('digest on 9am Berlin'))
    : words.digest.noChannel;
  return digestStatusDraft({
    ...common,
    title: words.digest.isOff,
    lede: why ?? how,
    settings: why ? [how, ...watched] : watched,
    buttons: [{ label: words.button.preview, types: 'digest now' }],
  });
}

/** Whether text is a schedule and nothing else: "every weekday at 9 Berlin". */
function isSchedule(text: string): boolean {
  const said = readWanted(takeWords(text).rest);
  const isSet = (said.time ?? said.days ?? said.cannot ?? said.timesADay) !== null || said.weekly;
  return isSet && said.rest === '' && !/\?/.test(text);
}

const which: CommandOption = {
  name: 'which',
  description: 'The digest’s number if the channel has several: 2',
  required: false,
  complete: completeDigest,
};

/** The options of a digest. */
const DIGEST_OPTIONS: readonly CommandOption[] = [
  { name: 'time', description: 'For example 9, 9am or 09:30; also 9 and 17:00 Berlin', required: false },
  {
    name: 'days',
    description: 'For example weekdays, Monday, Mon and Thu; every day by default',
    required: false,
    complete: completeDays,
  },
  {
    name: 'zone',
    description: 'A city or zone: Berlin, Europe/Berlin, EST',
    required: false,
    complete: completeZone,
  },
  {
    name: 'topics',
    description: 'Only these topics, separated by commas; all by default',
    required: false,
    complete: completeTopics,
  },
  { name: 'with', description: 'Only lines with one of these words, separated by commas', required: false },
  { name: 'without', description: 'No lines with any of these words, separated by commas', required: false },
  {
    name: 'quiet',
    description: 'What to post on a day without news',
    required: false,
    choices: ['line', 'nothing'],
  },
];

/** Subcommands that take at most a digest's number: "off #2". */
const NUMBERED_SUBCOMMANDS = new Set(['off', 'pause', 'resume', 'now', 'status']);

/**
 * Parses what follows such a subcommand: a number, "all", or nothing. Returns null if the text is part of a question.
 */
function readWhich(use: string, more: string): Values | null {
  if (more === '') return { subcommand: use };
  const { number, rest } = readNumber(more);
  if (number !== null && rest === '') return { subcommand: use, which: `#${number}` };
  return use === 'off' && /^(?:all|everything)$/i.test(more) ? { subcommand: use, which: 'all' } : null;
}

/** `/digest`: sets up, changes and shows a channel's digests. */
export const digest: Command = {
  name: 'digest',
  description: 'Post a digest in this channel, change it, or look at it',
  options: [],
  subcommands: [
    { name: 'on', description: 'Post a digest here, or change it', options: [...DIGEST_OPTIONS, which] },
    {
      name: 'add',
      description: 'Post another digest here',
      options: DIGEST_OPTIONS,
    },
    { name: 'off', description: 'Post no more digests here', options: [which] },
    { name: 'pause', description: 'Pause it until it is resumed', options: [which] },
    { name: 'resume', description: 'Resume a paused digest', options: [which] },
    { name: 'now', description: 'Preview it for you alone', options: [which] },
    {
      name: 'status',
      description: 'Show when the next one comes and what became of the last ones',
      options: [],
    },
  ],
  examples: [
    'digest on 9am Berlin',
    'digest on weekdays 09:30 New York INF, START',
    'digest status',
    'digest add Friday 16:00 Berlin without football',
    'digest pause',
    'digest now',
    'digest off',
  ],
  read(rest, known) {
    const [, word = '', more = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
    const use = word.toLowerCase();
    if (use === '') return { subcommand: 'status' };
    if (NUMBERED_SUBCOMMANDS.has(use)) return readWhich(use, more.trim());
    // "digest every weekday at 9" is a schedule without a subcommand.
    if (use !== 'on' && use !== 'add')
      return isSchedule(rest) ? { subcommand: 'on', time: rest.trim() } : null;
    const { rest: wish, include, exclude } = takeWords(readNumber(more).rest);
    const said = readWanted(wish);
    // "on 9 May" is a date in a question, and "on the talks" is part of one, too.
    const isSet =
      (said.time ?? said.zone ?? said.quiet ?? said.days ?? said.cannot ?? include ?? exclude) !== null ||
      said.timesADay !== null ||
      said.weekly;
    const isWhen = isSet && !MONTH.test(said.rest) && !/\?/.test(more);
    const isWrongTime = CLOCK.test(more) && !/\?/.test(more);
    const isUse =
      wish === '' || isWhen || isWrongTime || (said.rest === wish && resemblesTopics(wish, known));
    return isUse ? { subcommand: use, time: more } : null;
  },
  run(values, context) {
    switch (values.subcommand) {
      case 'on':
        return withManagedDigests(context, (digests) => switchOn(values, digests, context));
      case 'add':
        return withManagedDigests(context, (digests) => addDigest(values, digests, context));
      case 'off':
        return withManagedDigests(context, (digests) => switchOff(values, digests, context));
      case 'pause':
        return withManagedDigests(context, (digests) => pauseDigest(values, digests, context));
      case 'resume':
        return withManagedDigests(context, (digests) => resumeDigest(values, digests, context));
      case 'now':
        return withDigests(context, (digests) => preview(values, digests, context));
      default:
        return withDigests(context, (digests) => status(digests, context));
    }
  },
};
