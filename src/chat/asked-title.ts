import type { Card, CardKind } from '../domain/card.ts';
import { fold } from '../language/tokenizer.ts';

/** Card kinds whose title may be the person's question. */
const ANSWER_KINDS: ReadonlySet<CardKind> = new Set(['brief', 'conflict', 'nearest']);

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Marks a card whose title only repeats the question directly above it, so that the title is hidden. */
export function withoutAskedTitle(card: Card, question: string): Card {
  if (!ANSWER_KINDS.has(card.kind) || card.sections.every(({ lines }) => lines.length === 0)) return card;
  const asked = new Set(wordsOf(question));
  return wordsOf(card.title).every((word) => asked.has(word)) ? { ...card, isAsked: true } : card;
}
