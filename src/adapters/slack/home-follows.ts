import { shortened } from '../../answer/cards/wording.ts';
import type { Readout, ReadoutAccess } from '../../answer/query-core.ts';
import type { Services } from '../../chat/commands/command-spec.ts';
import { formatName, formatSchedule } from '../../chat/commands/digest-words.ts';
import { fnvOf } from '../../domain/fnv.ts';
import { asOnePart } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { reasonWords } from '../../domain/words/reason-words.ts';
import { escapeMrkdwn, safeLink } from '../../render/escapes.ts';
import { type HomeBlock, homeMenu, section } from './home-blocks.ts';

type FollowedSource = Awaited<ReturnType<NonNullable<Services['sources']>['list']>>[number];
type SetUp = Awaited<ReturnType<NonNullable<Services['digests']>['setUpBy']>>;

/** The number of entries shown in each list; the rest is counted. */
const MAX_SHOWN = 8;

/** Joins entries into lines and counts those not shown. */
export function listed(all: number, shown: readonly string[], none: string): string {
  if (all === 0) return none;
  const more = all - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Formats a channel reference. Slack shows the name only to people who may see the channel. */
const channelReference = (channel: string, { home }: Words): string =>
  /^[CG][A-Z0-9]+$/.test(channel) ? `<#${channel}>` : home.direct;

/** Hashes a source's address for a button's value, which is too short for the address itself. */
export const sourceKey = (url: string): string => (fnvOf(url) >>> 0).toString(36);

function sourceBlock({ url, title, state }: FollowedSource, at: number, { home }: Words): HomeBlock {
  const link = safeLink(url);
  const name = escapeMrkdwn(asOnePart(shortened(title ?? url, 100)));
  const how = state.pausedAt ? ` · ${home.paused}` : state.failures > 0 ? ` · ${home.failing}` : '';
  const text = `• ${link && title ? `<${link.replaceAll('&', '&amp;')}|${name}>` : name}${how}`;
  return section(
    text,
    homeMenu(`home.3${at}`, [{ label: home.unfollow, value: `home~unfollow~${sourceKey(url)}` }]),
  );
}

type Digest = SetUp['digests'][number];

function digestBlock(one: Digest, at: number, readout: Readout, words: Words): HomeBlock {
  const { home, button } = words;
  const { channel, number, topics, active, paused, offReason } = one;
  const named = (topic: string): string => escapeMrkdwn(shortened(readout.topic(topic)?.label ?? topic, 40));
  const on = topics.length > 0 ? ` · ${topics.slice(0, 5).map(named).join(', ')}` : '';
  const off = offReason
    ? ` · ${home.offBecause(escapeMrkdwn(shortened(reasonWords(offReason, words), 120)))}`
    : ` · ${paused === null ? home.off : home.resting}`;
  const name = formatName(one, false, words);
  const text = `• ${home.digestIn(name, channelReference(channel, words), escapeMrkdwn(formatSchedule(one, words)))}${on}${active ? '' : off}`;
  const act = (label: string, verb: string) => ({ label, value: `home~${verb}~${channel}~${number}` });
  return section(
    text,
    homeMenu(`home.2${at}`, [
      act(home.change, 'change'),
      ...(active ? [act(button.preview, 'now'), act(button.pause, 'pause')] : []),
      ...(paused === null ? [] : [act(button.resume, 'resume')]),
      ...(active || paused !== null ? [act(button.switchOff, 'off')] : []),
    ]),
  );
}

interface FollowParts {
  readonly readout: ReadoutAccess;
  readonly services?: Services | undefined;
}

/** Builds one section for each digest and watch that the person set up, with its menu of actions. */
export async function setUpBlocks(
  { readout, services }: FollowParts,
  tenant: string,
  person: string,
  words: Words,
): Promise<HomeBlock[]> {
  const { home } = words;
  const setUp = await services?.digests?.setUpBy(tenant, person);
  if (!setUp) return [];
  const own = (await readout.open(tenant)).of(tenant);
  const digests = setUp.digests.slice(0, MAX_SHOWN).map((one, at) => digestBlock(one, at, own, words));
  const watches = setUp.watches.slice(0, MAX_SHOWN).map(({ channel, topic }, at) => {
    const label = own.topic(topic)?.label ?? topic;
    const text = `• ${home.watchedIn(escapeMrkdwn(shortened(label, 40)), channelReference(channel, words))}`;
    const stop = { label: home.stop, value: `home~unwatch~${channel}~${topic}`.slice(0, 75) };
    return section(text, homeMenu(`home.4${at}`, [stop]));
  });
  const all = setUp.digests.length + setUp.watches.length;
  const more = all - digests.length - watches.length;
  return [
    section(`*${home.setUp}*${all === 0 ? `\n${home.noneSetUp}` : ''}`),
    ...digests,
    ...watches,
    ...(more > 0 ? [section(`and ${more} more`)] : []),
  ];
}

/** Builds the sections for the feeds that the workspace follows, with their health. */
export async function followedBlocks(
  { services }: FollowParts,
  tenant: string,
  words: Words,
): Promise<HomeBlock[]> {
  const { home } = words;
  const sources = await services?.sources?.list(tenant);
  if (!sources) return [];
  const shown = sources.slice(0, MAX_SHOWN).map((one, at) => sourceBlock(one, at, words));
  const more = sources.length - shown.length;
  return [
    section(`*${home.followed}*${sources.length === 0 ? `\n${home.noneFollowed}` : ''}`),
    ...shown,
    ...(more > 0 ? [section(home.moreFollowed(more))] : []),
  ];
}
