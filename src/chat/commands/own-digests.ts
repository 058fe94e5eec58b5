import type { DigestService } from '../../digest/service.ts';
import type { Place } from './command-spec.ts';

/**
 * Whether a direct message belongs to another person, as what is set up there tells. A button or form names a channel by its
 * id: whoever presses it may see and change their own direct messages alone.
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
