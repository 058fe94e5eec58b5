import type { DigestService } from '../../digest/service.ts';
import type { Place } from './command-spec.ts';

/**
 * Whether a channel is another person's direct message, judged by the digests and watches in it. Buttons and forms name
 * a channel by id, and people may see and change only their own direct messages.
 */
export async function isAnothersDirect(
  digests: Pick<DigestService, 'status'>,
  { tenant, channel, person, isDirect }: Pick<Place, 'tenant' | 'channel' | 'person' | 'isDirect'>,
): Promise<boolean> {
  if (!isDirect) return false;
  const { digests: all, subscription, watches } = await digests.status(tenant, channel);
  const owners = [
    subscription?.person,
    ...all.map((one) => one.subscription.person),
    ...watches.map(({ createdBy }) => createdBy),
  ];
  return owners.some((owner) => owner !== null && owner !== undefined && owner !== person);
}
