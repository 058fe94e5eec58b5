import type { z } from 'zod';
import { digestDraft } from '../digest/cards/digest-card.ts';
import type { DigestService } from '../digest/service.ts';
import type { Subscription } from '../digest/store/subscriptions.ts';
import { done, failed, type Outcome } from '../ingest/ingest-outcome.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Caller, LibraryAccess } from './caller.ts';
import { asFound, withConflicts } from './fact-lines.ts';
import type { DigestList, DigestPreview } from './schemas.ts';

export interface DigestQueryDeps {
  readonly service: Pick<DigestService, 'status' | 'preview'>;
  readonly subscriptions: (tenant: string) => Promise<readonly Subscription[]>;
}

/** The queries about a tenant's digests. */
export interface DigestQueries {
  /** Error codes: `digests_off`. */
  digests(caller: Caller): Promise<Outcome<z.infer<typeof DigestList>>>;
  /** Error codes: `digests_off`. */
  digestPreview(
    caller: Caller,
    given: { readonly channel?: string | undefined },
  ): Promise<Outcome<z.infer<typeof DigestPreview>>>;
}

/** Whether a digest is a channel's. Personal digests are shown to nobody else, tokens included. */
export const isChannels = ({ person }: Pick<Subscription, 'person'>): boolean => person === null;

const OFF = failed('digests_off', 'There are no digests here.');

export function createDigestQueries(
  digests: DigestQueryDeps | undefined,
  libraries: LibraryAccess,
  now: () => Date,
): DigestQueries {
  return {
    async digests({ tenant }) {
      if (!digests || tenant === null) return OFF;
      const subscribed = (await digests.subscriptions(tenant)).filter(isChannels);
      const listed = subscribed.map(async ({ channel, localTime, zone, topics, active }) => {
        const { next, deliveries } = await digests.service.status(tenant, channel);
        return {
          channel,
          localTime,
          zone,
          topics: [...topics],
          active,
          next: next?.toISOString() ?? null,
          deliveries: deliveries.map(({ localDate, state }) => ({ date: localDate, state })),
        };
      });
      return done({ digests: await Promise.all(listed) });
    },
    async digestPreview({ tenant }, { channel = '' }) {
      if (!digests || tenant === null) return OFF;
      const content = await digests.service.preview(tenant, channel);
      const readout = await libraries.open({ tenant, person: null });
      const basis = { readout, tenant, now: now(), id: 'digest' };
      const { card } = digestDraft(content, 'UTC', basis);
      return done({
        facts: withConflicts(content.shown.map(asFound), readout).facts,
        more: content.rest.length,
        text: renderMarkdown({ ...card, actions: [] }),
      });
    },
  };
}
