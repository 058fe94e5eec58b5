import { shortened } from '../../answer/cards/wording.ts';
import type { Readout, ReadoutAccess } from '../../answer/query-core.ts';
import type { Services } from '../../chat/commands/command-spec.ts';
import { asOnePart } from '../../domain/separator.ts';
import { escapeMrkdwn, safeLink } from '../../render/escapes.ts';

type FollowedSource = Awaited<ReturnType<NonNullable<Services['sources']>['list']>>[number];
type SetUp = Awaited<ReturnType<NonNullable<Services['digests']>['setUpBy']>>;

/** How many of each are named; the rest is counted. */
const SHOWN = 8;

/** Lines under each other; what is not shown is counted. */
export function listed(all: number, shown: readonly string[], none: string): string {
  if (all === 0) return none;
  const more = all - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** A channel as Slack names it to whoever may see it; a direct message is only theirs. */
const placeIn = (channel: string): string =>
  /^[CG][A-Z0-9]+$/.test(channel) ? `<#${channel}>` : 'a direct message';

function sourceLine({ url, title, state }: FollowedSource): string {
  const link = safeLink(url);
  const name = escapeMrkdwn(asOnePart(shortened(title ?? url, 100)));
  const how = state.pausedAt ? ' · paused: it kept failing' : state.failures > 0 ? ' · failing' : '';
  return `• ${link && title ? `<${link.replaceAll('&', '&amp;')}|${name}>` : name}${how}`;
}

function setUpLines({ digests, watches }: SetUp, readout: Readout): string[] {
  const named = (topic: string): string => escapeMrkdwn(shortened(readout.topic(topic)?.label ?? topic, 40));
  return [
    ...digests.map(({ channel, localTime, zone, topics, active, offReason }) => {
      const on = topics.length > 0 ? ` · ${topics.slice(0, 5).map(named).join(', ')}` : '';
      const off = offReason ? ` · off: ${escapeMrkdwn(shortened(offReason, 120))}` : ' · off';
      return `• digest in ${placeIn(channel)} at ${localTime} ${escapeMrkdwn(zone)}${on}${active ? '' : off}`;
    }),
    ...watches.map(({ channel, topic }) => `• ${named(topic)}, watched in ${placeIn(channel)}`),
  ];
}

interface FollowParts {
  readonly readout: ReadoutAccess;
  readonly services?: Services | undefined;
}

/** What this person set up, and what the workspace follows; nothing of what this installation does not do. */
export async function followedLines(
  { readout, services }: FollowParts,
  tenant: string,
  person: string,
): Promise<string[]> {
  const [setUp, sources] = await Promise.all([
    services?.digests?.setUpBy(tenant, person),
    services?.sources?.list(tenant),
  ]);
  const mine = setUp && setUpLines(setUp, (await readout.open(tenant)).of(tenant));
  const noDigest = 'Nothing yet. `/brief digest on 9am` in a channel posts what is new there every day.';
  const noSource = 'No page or feed yet. `/brief sources add &lt;URL&gt;` follows one.';
  return [
    ...(mine ? [`*You set up*\n${listed(mine.length, mine.slice(0, SHOWN), noDigest)}`] : []),
    ...(sources
      ? [`*Followed here*\n${listed(sources.length, sources.slice(0, SHOWN).map(sourceLine), noSource)}`]
      : []),
  ];
}
