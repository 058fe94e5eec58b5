import type { Card, CardKind } from '../domain/card.ts';
import { fold } from '../language/tokenizer.ts';

/** Cards whose title may be the question in the person's own words. */
const ANSWERS: ReadonlySet<CardKind> = new Set(['brief', 'conflict', 'nearest']);

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Marks a card whose title only repeats the question that stands right above it: it is then not shown. */
export function withoutAskedTitle(card: Card, question: string): Card {
  if (!ANSWERS.has(card.kind) || card.sections.every(({ lines }) => lines.length === 0)) return card;
  const asked = new Set(wordsOf(question));
  return wordsOf(card.title).every((word) => asked.has(word)) ? { ...card, isAsked: true } : card;
}
