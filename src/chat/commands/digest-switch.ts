import type { Draft } from '../../answer/cards/card-draft.ts';
import type { DigestService, DigestState } from '../../digest/service.ts';
import { MAX_DIGESTS, type NewSubscription, type Subscription } from '../../digest/store/subscriptions.ts';
import type { Words } from '../../domain/words/en.ts';
import { announceDigest } from './announce.ts';
import { wordsFor } from './command-outcome.ts';
import type { CommandContext, Values } from './command-spec.ts';
import { errorWithCommands, noticeWithCommands, withObstacle } from './digest-commands.ts';
import { readDigestRequest } from './digest-request.ts';
import { formatFilters, formatName, formatNextDelivery, formatSchedule } from './digest-words.ts';

/** Matches a digest's number at the beginning of a text: "#2 10am", "no. 2". */
const DIGEST_NUMBER = /^(?:#|no\.? |number )(\d{1,2})(?!\S)\s*/i;

/** Splits a digest's number off a text. */
export function readNumber(text: string): { readonly number: number | null; readonly rest: string } {
  const [whole = '', number] = DIGEST_NUMBER.exec(text.trim()) ?? [];
  return { number: number ? Number(number) : null, rest: text.trim().slice(whole.length) };
}

const numberIn = ({ which = '', time = '' }: Values) => {
  const field = /^#?(\d{1,2})\b/.exec(which.trim())?.[1];
  const typed = readNumber(time);
  return { number: field ? Number(field) : typed.number, rest: typed.rest };
};

/**
 * Returns the named digest of a channel, or its only one. Returns a card if the choice is ambiguous or the digest does
 * not exist.
 */
function chooseDigest(
  number: number | null,
  digests: readonly DigestState[],
  verb: string,
  context: CommandContext,
  rest = '',
): DigestState | Draft | null {
  const words = wordsFor(context);
  if (number !== null) {
    const found = digests.find(({ subscription }) => subscription.number === number);
    return found ?? errorWithCommands(context, words.digest.noSuch(number), undefined, [statusButton(words)]);
  }
  if (digests.length < 2) return digests[0] ?? null;
  const buttons = digests.map(({ subscription }) => ({
    label: `#${subscription.number} ${formatSchedule(subscription, words)}`,
    types: `digest ${verb} #${subscription.number} ${rest}`.trim(),
  }));
  const more =
    verb === 'on'
      ? [{ label: words.button.another, types: `digest add ${rest}`.trim() }]
      : verb === 'off'
        ? [{ label: words.button.all, types: 'digest off all' }]
        : [];
  return noticeWithCommands(context, words.digest.which, undefined, [...more, ...buttons]);
}

const statusButton = ({ button }: Words) => ({ label: button.status, types: 'digest status' });
const isDraft = (one: DigestState | Draft | null): one is Draft => one !== null && 'card' in one;

/** A command on a channel's digests, which returns the card to show. */
type DigestWork = (values: Values, digests: DigestService, context: CommandContext) => Promise<Draft>;

/** Loads a channel's digests: all that are on or paused, and the main one. */
async function channelDigests(digests: DigestService, context: CommandContext) {
  const { tenant, channel } = context;
  const { subscription: main, digests: all } = await digests.status(tenant, channel);
  return { tenant, channel, words: wordsFor(context), main, all };
}

/** Builds the confirmation of a digest's settings, with buttons to change them. */
async function confirmationDraft(
  title: string,
  set: Subscription,
  digests: DigestService,
  context: CommandContext,
): Promise<Draft> {
  const { words, all } = await channelDigests(digests, context);
  const state = all.find(({ subscription }) => subscription.number === set.number);
  const which = all.length > 1 ? ` #${set.number}` : '';
  const comes = state?.next ? `${formatNextDelivery(state.next, set.zone, context)}. ` : '';
  const buttons = [
    { label: words.button.preview, types: `digest now${which}` },
    { label: words.button.pause, types: `digest pause${which}` },
    { label: words.button.switchOff, types: `digest off${which}` },
  ];
  return withObstacle(
    noticeWithCommands(context, title, `${comes}${formatFilters(set, context)}`, buttons),
    context,
  );
}

const mergedSettings = (one: NewSubscription | Subscription, times: readonly string[]): string =>
  JSON.stringify([times, one.days, one.zone, one.topics, one.include, one.exclude, one.quiet]);

/** Saves a digest, announces it in the channel, and says when the next one comes. */
async function save(
  values: Values,
  before: Subscription | null,
  { number, verb }: { readonly number: number; readonly verb: string },
  digests: DigestService,
  context: CommandContext,
): Promise<Draft> {
  const { tenant, channel, person, newId } = context;
  const words = wordsFor(context);
  const request = await readDigestRequest(values, before, verb, context);
  if ('card' in request) return request;
  const wanted: NewSubscription = {
    id: newId(),
    channel,
    number,
    localTime: request.times[0]!,
    ...request,
    createdBy: person,
    person: context.isDirect ? person : null,
    locale: context.locale ?? null,
  };
  const isOn = before?.active === true;
  const isSame =
    isOn &&
    mergedSettings(before, before.slots.flatMap((time) => time ?? []).sort()) ===
      mergedSettings(wanted, request.times);
  const saved = isSame ? before : await digests.switchOn(tenant, wanted);
  const { digests: all } = await digests.status(tenant, channel);
  const name = formatName(saved, all.length > 1, words);
  const when = formatSchedule(saved, words);
  const { digest } = words;
  const title = isSame ? digest.unchanged(name, when) : (isOn ? digest.changed : digest.on)(name, when);
  if (!isSame) await announceDigest(saved, isOn ? digest.changedIt : digest.setUp, digests, context);
  return confirmationDraft(title, saved, digests, context);
}

/** Switches a channel's digest on or changes it. */
export const switchOn: DigestWork = async (values, digests, context) => {
  const { main, all } = await channelDigests(digests, context);
  const { number, rest } = numberIn(values);
  const one = chooseDigest(number, all, 'on', context, rest);
  if (isDraft(one) && number !== null) return one;
  if (isDraft(one)) {
    // A request that no digest can meet is refused without asking which digest it is for.
    const request = await readDigestRequest({ ...values, time: rest }, main, 'digest add', context);
    return 'card' in request ? request : one;
  }
  const before = one?.subscription ?? main;
  const verb = all.length > 1 ? `digest on #${before?.number}` : 'digest on';
  return save({ ...values, time: rest }, before, { number: before?.number ?? 1, verb }, digests, context);
};

/** Adds another digest to a channel. */
export const addDigest: DigestWork = async (values, digests, context) => {
  const { tenant, channel, words, all } = await channelDigests(digests, context);
  const number = all.length === 0 ? 1 : await digests.freeNumber(tenant, channel);
  if (number === null)
    return errorWithCommands(context, words.digest.most(MAX_DIGESTS), words.digest.mostLede, [
      statusButton(words),
    ]);
  // The channel's other digests show its zone.
  const zone = async () => all[0]?.subscription.zone ?? context.zone?.();
  return save(values, null, { number, verb: 'digest add' }, digests, { ...context, zone });
};

/** Switches one or all of a channel's digests off. */
export const switchOff: DigestWork = async (values, digests, context) => {
  const { tenant, channel, words, all } = await channelDigests(digests, context);
  const isAll = /^(?:all|everything)\b/i.test(values.which ?? values.time ?? '');
  const { number } = numberIn(values);
  const one = isAll ? null : chooseDigest(number, all, 'off', context);
  if (isDraft(one)) return one;
  const wasOn = await digests.switchOff(tenant, channel, one?.subscription.number);
  const { digest, button } = words;
  if (!wasOn)
    return noticeWithCommands(context, digest.offAlready, undefined, [
      { label: button.switchOn, types: 'digest on' },
    ]);
  if (one) await announceDigest(one.subscription, digest.switchedOffHere, digests, context);
  const isDaily = !one || (all.length === 1 && one.subscription.days.length === 0);
  const title = isDaily ? digest.off : digest.offOne(formatName(one.subscription, all.length > 1, words));
  const which = one && all.length > 1 ? ` #${one.subscription.number}` : '';
  return noticeWithCommands(context, title, isDaily ? digest.offLede : undefined, [
    ...(which === '' ? [{ label: button.switchOnAgain, types: 'digest on' }] : []),
  ]);
};

/** Pauses one of a channel's digests. */
export const pauseDigest: DigestWork = async (values, digests, context) => {
  const { tenant, channel, words, all } = await channelDigests(digests, context);
  const on = all.filter(({ subscription }) => subscription.active);
  const one = chooseDigest(numberIn(values).number, on, 'pause', context);
  if (isDraft(one)) return one;
  const number = one?.subscription.number ?? 1;
  if (!one || !(await digests.pause(tenant, channel, number)))
    return noticeWithCommands(context, words.digest.notOn, undefined, [statusButton(words)]);
  const which = all.length > 1 ? ` #${number}` : '';
  return noticeWithCommands(
    context,
    words.digest.paused(formatName(one.subscription, all.length > 1, words)),
    words.digest.pausedLede,
    [
      { label: words.button.resume, types: `digest resume${which}` },
      { label: words.button.switchOff, types: `digest off${which}` },
    ],
  );
};

/** Resumes a paused digest. */
export const resumeDigest: DigestWork = async (values, digests, context) => {
  const { tenant, channel, words, all } = await channelDigests(digests, context);
  const resting = all.filter(({ subscription }) => subscription.paused !== null);
  const one = chooseDigest(numberIn(values).number, resting, 'resume', context);
  if (isDraft(one)) return one;
  if (!one || !(await digests.resume(tenant, channel, one.subscription.number)))
    return noticeWithCommands(context, words.digest.notPaused, undefined, [statusButton(words)]);
  const name = formatName(one.subscription, all.length > 1, words);
  const title = words.digest.resumed(name, formatSchedule(one.subscription, words));
  return confirmationDraft(title, one.subscription, digests, context);
};
