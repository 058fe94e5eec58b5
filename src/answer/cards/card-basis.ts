import type { TenantId } from '../../domain/tenant.ts';
import type { Readout } from '../query-core.ts';

/** What a card is built with: the core to look things up in, whose view it is, the time, and the card's id. */
export interface CardBasis {
  readonly readout: Readout;
  readonly tenant: TenantId;
  readonly now: Date;
  readonly id: string;
}
