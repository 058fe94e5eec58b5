import type { Draft } from '../src/answer/cards/card-draft.ts';
import { basisOf } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeTopics, completeZone } from '../src/chat/commands/completions.ts';
import { changing, nearlyTopics, noticeTyping, withDigests } from '../src/chat/commands/digest-commands.ts';
import { onTopics, quietWords, switchOn } from '../src/chat/commands/digest-switch.ts';
import { digestDraft } from '../src/digest/cards/digest-card.ts';
import { listed } from '../src/digest/cards/schedule-words.ts';
import { digestStatusDraft, nextWords } from '../src/digest/cards/status-card.ts';
import { readWanted } from '../src/digest/schedule/parse-schedule.ts';
import type { DigestService } from '../src/digest/service.ts';
import type { Delivery } from '../src/digest/store/ledger.ts';

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/** A clock time, right or wrong: a wrong one is told of, and is no question. */
const CLOCK = /^\d{1,2}(?:[:.]\d{2}\b|\s*[ap]\.?m\b)/i;

async function switchOff(digests: DigestService, context: CommandContext): Promise<Draft> {
  const wasOn = await digests.switchOff(context.tenant, context.channel);
  if (!wasOn)
    return noticeTyping(context, 'The daily digest is off here already', undefined, [
      { label: 'Switch on', types: 'digest on' },
    ]);
  return noticeTyping(context, 'Daily digest off', 'Nothing more is posted here each day.', [
    { label: 'Switch on again', types: 'digest on' },
  ]);
}

/** The card that would be posted now, for the asker alone; it counts as told to nobody. */
async function preview(digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel } = context;
  const { subscription, next } = await digests.status(tenant, channel);
  const content = await digests.preview(tenant, channel);
  const zone = subscription?.zone ?? (await context.zone?.()) ?? 'UTC';
  const comes = next ? `It comes ${nextWords(next, zone, context.now())}.` : 'The digest is off here.';
  const notice = digests.canPost(tenant) ? `A preview, for you alone. ${comes}` : 'A preview, for you alone.';
  const change = digests.canPost(tenant) ? { change: 'digest status' } : {};
  return digestDraft(content, zone, basisOf(context), { notice, ...change });
}

const past = ({ due, state, error, facts, updated }: Delivery) => ({
  ...{ due, state, error, facts: facts.length, updated },
});

async function status(digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel, readout, now, newId } = context;
  const { subscription, next, watches, deliveries, watchPosts } = await digests.status(tenant, channel);
  const zone = subscription?.zone ?? (await context.zone?.()) ?? 'UTC';
  const labels = watches.map(({ topic }) => readout.topic(topic)?.label ?? topic);
  const watched = labels.length > 0 ? [`Watching ${listed(labels, '')}.`] : [];
  const common = {
    ...{ id: newId(), now: now(), zone },
    ...{ deliveries: deliveries.map(past), watchPosts: watchPosts.map(past) },
  };
  if (!subscription?.active) {
    const why = subscription?.offReason ? `It was switched off: ${subscription.offReason}` : null;
    const how = digests.canPost(tenant)
      ? `${context.typed('digest on 9am Berlin')} switches it on.`
      : 'There is no channel here that it could be posted in: connect Slack or Discord.';
    return digestStatusDraft({
      ...common,
      ...{ title: 'Daily digest: off', lede: why ?? how, settings: why ? [how, ...watched] : watched },
      buttons: [{ label: 'Preview', types: 'digest now' }],
    });
  }
  return digestStatusDraft({
    ...common,
    title: `Daily digest: ${subscription.localTime}, ${zone}`,
    lede: next ? `Next: ${nextWords(next, zone, now())}` : 'Next: soon',
    settings: [`${onTopics(subscription.topics, context)} ${quietWords(subscription.quiet)}`, ...watched],
    buttons: [
      { label: 'Preview', types: 'digest now' },
      subscription.quiet === 'line'
        ? { label: 'Nothing on quiet days', types: 'digest on quiet nothing' }
        : { label: 'A line on quiet days', types: 'digest on quiet line' },
      { label: 'Switch off', types: 'digest off' },
    ],
  });
}

/** Whether words say when a digest is to come, and nothing besides: "every weekday at 9 Berlin". */
function saysWhen(text: string): boolean {
  const said = readWanted(text);
  const isSet = said.time !== null || said.days !== null || said.cannot !== null || said.weekly;
  return isSet && said.rest === '' && !/\?/.test(text);
}

/** What a channel gets each morning. */
export const digest: Command = {
  name: 'digest',
  description: 'Post a daily digest in this channel, change it, or look at it',
  options: [],
  subcommands: [
    {
      name: 'on',
      description: 'Post a digest here every day',
      options: [
        { name: 'time', description: 'For example 9, 9am or 09:30; also 9am Berlin', required: false },
        {
          name: 'zone',
          description: 'A city or zone: Berlin, Europe/Berlin, EST',
          required: false,
          complete: completeZone,
        },
        {
          name: 'topics',
          description: 'Only these, by commas; all where nothing is said',
          required: false,
          complete: completeTopics,
        },
        {
          name: 'quiet',
          description: 'What a day without news gets',
          required: false,
          choices: ['line', 'nothing'],
        },
      ],
    },
    { name: 'off', description: 'Post no more digests here', options: [] },
    { name: 'now', description: 'Preview it, for you alone', options: [] },
    { name: 'status', description: 'When the next one comes, and what became of the last ones', options: [] },
  ],
  examples: [
    'digest on 9am Berlin',
    'digest on 09:30 New York INF, START',
    'digest now',
    'digest status',
    'digest off',
  ],
  read(rest, known) {
    const [, word = '', more = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
    const use = word.toLowerCase();
    if (use === '') return { subcommand: 'status' };
    if (['off', 'now', 'status'].includes(use)) return more === '' ? { subcommand: use } : null;
    // "digest every weekday at 9" says when by itself.
    if (use !== 'on') return saysWhen(rest) ? { subcommand: 'on', time: rest.trim() } : null;
    const said = readWanted(more);
    // "on 9 May": a date, and a question. "on the talks": likewise.
    const isSet = (said.time ?? said.zone ?? said.quiet ?? said.days ?? said.cannot) !== null || said.weekly;
    const isWhen = isSet && !MONTH.test(said.rest) && !/\?/.test(more);
    const isWrongTime = CLOCK.test(more) && !/\?/.test(more);
    const isUse = more === '' || isWhen || isWrongTime || (said.rest === more && nearlyTopics(more, known));
    return isUse ? { subcommand: 'on', time: more } : null;
  },
  run(values, context) {
    switch (values.subcommand) {
      case 'on':
        return changing(context, (digests) => switchOn(values, digests, context));
      case 'off':
        return changing(context, (digests) => switchOff(digests, context));
      case 'now':
        return withDigests(context, (digests) => preview(digests, context));
      default:
        return withDigests(context, (digests) => status(digests, context));
    }
  },
};
