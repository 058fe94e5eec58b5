import type { Card } from './card.ts';
import type { Fault } from './fault.ts';

/** A card to post in a channel exactly once. */
export interface Post {
  /** The delivery's id, by which a platform recognises a repeated post. At most 25 characters (Discord's nonce). */
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  readonly card: Card;
  /** The earliest time (ISO 8601) from which the post may be in the channel. */
  readonly since: string;
}

/** The outcome of a post. */
export type Posted =
  | { readonly kind: 'sent'; readonly messageId: string }
  /**
   * Certainly not posted. Retry after `afterMs` milliseconds, if the platform says so. If it `pauses` the tenant,
   * nothing else may be posted to its channels before then.
   */
  | {
      readonly kind: 'later';
      readonly afterMs?: number;
      readonly pauses?: 'tenant';
      readonly why: string;
      readonly fault?: Fault;
    }
  /** The channel is gone or forbids posting: nothing will ever arrive there. */
  | { readonly kind: 'gone'; readonly why: string; readonly fault?: Fault }
  /** This post was refused, and would be again. */
  | { readonly kind: 'refused'; readonly why: string; readonly fault?: Fault }
  /** The response was lost, so it may or may not have been posted. */
  | { readonly kind: 'doubtful'; readonly why: string; readonly fault?: Fault };

/** Whether a post is in its channel. */
export type Found =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  /** Unknown for now. If there is `afterMs`, a later search may tell. */
  | { readonly kind: 'unsure'; readonly why: string; readonly fault?: Fault; readonly afterMs?: number };

/** Publishes cards on a platform. No method rejects for a fault of the platform or the network. */
export interface Publisher {
  /** Formats a command as people type it on this platform: "/brief topics". */
  readonly typed: (command: string) => string;
  /** The number of concurrent posts that reaches the platform's rate limits, even if responses are slow. */
  readonly atOnce?: number;
  post(post: Post): Promise<Posted>;
  /** Looks for an earlier attempt at the same post. */
  find(post: Post): Promise<Found>;
  /** Sends a direct message to one person. Returns false if it did not reach them. */
  tell(tenant: string, person: string, card: Card): Promise<boolean>;
}

/** The platform of a tenant, the part of its id before the colon: "slack"; empty if there is none. */
export const platformOf = (tenant: string): string => tenant.slice(0, Math.max(0, tenant.indexOf(':')));
