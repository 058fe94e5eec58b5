import { noticeDraft } from '../../answer/cards/notice-card.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Subscription } from '../../digest/store/subscriptions.ts';
import { basisOf, wordsFor } from './command-outcome.ts';
import type { CommandContext } from './command-spec.ts';
import { formatFilters, formatName, formatSchedule } from './digest-words.ts';

/** Posts in a channel what somebody set up there. Does nothing in a direct message. */
async function announce(
  title: string,
  lede: string | undefined,
  did: string,
  digests: DigestService,
  context: CommandContext,
): Promise<void> {
  const { tenant, channel, person, personName } = context;
  if (context.isDirect) return;
  const { card } = noticeDraft(basisOf(context), title, lede);
  const by = { by: person, ...(personName ? { name: personName } : {}), question: null, did };
  await digests.announce(tenant, channel, { ...card, shared: by });
}

/** Announces a channel's new or changed digest. */
export const announceDigest = (
  subscription: Subscription,
  did: string,
  digests: DigestService,
  context: CommandContext,
): Promise<void> => {
  const words = wordsFor(context);
  const title = words.digest.is(formatName(subscription, false, words), formatSchedule(subscription, words));
  return announce(title, formatFilters(subscription, context), did, digests, context);
};

/** Announces a channel's new watches. */
export const announceWatch = (
  topics: readonly string[],
  digests: DigestService,
  context: CommandContext,
): Promise<void> => {
  const { digest, and } = wordsFor(context);
  return announce(digest.watching(and(topics)), undefined, digest.setUpWatch, digests, context);
};
