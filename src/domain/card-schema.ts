import { z } from 'zod';
import { ACTION_VERBS } from './action.ts';
import { CARD_KINDS, type Card } from './card.ts';
import type { CardMemory, Conversation } from './chat-state.ts';
import { STANCES } from './fact.ts';

// Schemas of what the database stores as JSON. Unknown keys stay: another version of Readout may have written them.

const text = z.string();
const texts = z.array(text);

const source = z.looseObject({
  title: text,
  url: text.nullable(),
  site: text.nullable(),
  date: text,
  language: text.optional(),
});

const line = z.looseObject({
  factId: text.nullable(),
  label: text.optional(),
  before: text.optional(),
  claim: text,
  attribution: text.nullable(),
  isNamed: z.boolean().optional(),
  stance: z.enum(STANCES).optional(),
  otherSources: z.number().optional(),
  source: source.optional(),
  strong: texts.optional(),
  url: text.nullish(),
  cells: z.array(z.union([text, z.number()])).optional(),
  note: text.optional(),
});

const section = z.looseObject({
  style: z.enum(['facts', 'conflict', 'nearest', 'also', 'list']),
  heading: text.optional(),
  url: text.nullish(),
  badge: text.optional(),
  columns: texts.optional(),
  lines: z.array(line),
});

const passage = z.looseObject({
  factId: text,
  before: text,
  quote: text,
  after: text,
  where: text,
  speaker: text.nullable(),
  articleTitle: text,
  url: text.nullable(),
  site: text.nullish(),
});

const action = z.looseObject({
  verb: z.enum(ACTION_VERBS),
  label: text,
  arg: text.optional(),
  detail: text.optional(),
  primary: z.boolean().optional(),
  menu: z.boolean().optional(),
  on: text.optional(),
});

const shared = z.looseObject({
  by: text,
  name: text.optional(),
  question: text.nullable(),
  did: text.optional(),
});

const card = z.looseObject({
  id: text,
  kind: z.enum(CARD_KINDS),
  title: text,
  isAsked: z.boolean().optional(),
  locale: text.optional(),
  url: text.nullish(),
  picture: text.optional(),
  notice: text.optional(),
  lede: text.optional(),
  sections: z.array(section),
  passages: z.array(passage).optional(),
  hidden: z.number(),
  sources: z.array(source).optional(),
  shared: shared.optional(),
  footer: texts,
  actions: z.array(action),
});

const buttonFacts = {
  question: text.nullable(),
  facts: texts,
  shown: texts,
  questions: texts,
  article: text.optional(),
};

const cardMemory = z.looseObject({
  ...buttonFacts,
  id: text,
  kind: z.enum(CARD_KINDS),
  tenant: text,
  channel: text,
  person: text.nullable(),
  thread: text,
  made: text,
  shared: z.boolean().optional(),
});

const conversation = z.looseObject({
  question: text,
  about: texts,
  facts: texts,
  shown: texts,
  article: text.optional(),
  speaker: text.nullish(),
  topic: text.nullish(),
  people: texts.optional(),
});

const plannedCard = z.looseObject({ card, about: z.looseObject(buttonFacts) });

const valueOr = <T>(schema: z.ZodType, value: unknown): T | null => {
  const parsed = schema.safeParse(value);
  return parsed.success ? (parsed.data as T) : null;
};

/** Parses a stored card memory; null if the value does not fit. */
export const readCardMemory = (value: unknown): CardMemory | null => valueOr(cardMemory, value);

/** Parses a stored conversation; null if the value does not fit. */
export const readConversation = (value: unknown): Conversation | null => valueOr(conversation, value);

/** The data behind a card's buttons, which `CardMemory` contains too. */
type ButtonFacts = Pick<CardMemory, 'question' | 'facts' | 'shown' | 'questions' | 'article'>;

/** Parses a ledger row's card and the data behind its buttons; null if the value does not fit. */
export const readPlannedCard = (
  value: unknown,
): { readonly card: Card; readonly about: ButtonFacts } | null => valueOr(plannedCard, value);
