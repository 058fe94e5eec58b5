import type { TenantId } from '../../domain/tenant.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import type { Readout } from '../query-core.ts';

/** What cards are built with: the library, the tenant, the time and the card's id. */
export interface CardBasis {
  readonly readout: Readout;
  readonly tenant: TenantId;
  readonly now: Date;
  readonly id: string;
  /** The bot's wording in the reader's language; English by default. */
  readonly words?: Words;
}

/** Returns the bot's wording in the reader's language. */
export const wordsOf = ({ words }: Pick<CardBasis, 'words'>): Words => words ?? EN;
