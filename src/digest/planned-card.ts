import type { CardFacts, Draft } from '../answer/cards/card-draft.ts';
import type { Card } from '../domain/card.ts';
import { readPlannedCard } from '../domain/card-schema.ts';

/** A ledger row's payload: the card as it will be posted, and what its buttons refer to. */
export interface PlannedCard {
  readonly card: Card;
  readonly about: CardFacts;
}

export const payloadOf = ({ card, about }: Draft): PlannedCard => ({ card, about });

/** Parses a ledger row's payload. Returns null if it is not a planned card. */
export const parsePlannedCard = (payload: unknown): PlannedCard | null => readPlannedCard(payload);
