import type { TenantId } from '../../domain/tenant.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import type { Readout } from '../query-core.ts';

/** What a card is built with: the core to look things up in, whose view it is, the time, and the card's id. */
export interface CardBasis {
  readonly readout: Readout;
  readonly tenant: TenantId;
  readonly now: Date;
  readonly id: string;
  /** The bot's own words in the reader's language; English by default. */
  readonly words?: Words;
}

/** The bot's own words in the language of whoever reads the card. */
export const wordsOf = ({ words }: Pick<CardBasis, 'words'>): Words => words ?? EN;
