import type { CardMemory } from '../../../src/domain/chat-state.ts';
import { privateKey } from '../../../src/domain/conversation-key.ts';
import type { Reading } from '../../../src/domain/reading.ts';

/** Builds an article with one fact that has every optional part. */
export const reading = (id: string, claim: string): Reading => ({
  article: {
    id,
    title: `About ${id}`,
    text: claim,
    source: { kind: 'url', url: `https://news.example/${id}` },
    published: '2026-02-28',
    byline: 'Ida Ek',
    picture: 'https://cdn.news.example/harbour.jpg',
    retrieved: '2026-03-01T00:00:00Z',
  },
  topics: [{ id: 'harbour', label: 'Harbour', aliases: ['port'] }],
  facts: [
    {
      id: `${id}/1`,
      article: id,
      claim,
      quote: claim,
      span: [0, claim.length],
      speaker: 'Eva Lind',
      stance: 'denied',
      topics: ['harbour'],
      entities: ['Kalmar'],
      salience: 0.5,
      conflictsWith: [],
      setting: 'on the quay',
      context: 'The harbour of Kalmar is old.',
    },
  ],
});

export const card = (tenant: string, id: string, made = '2026-03-01T09:00:00.000Z'): CardMemory => ({
  tenant,
  id,
  channel: 'C1',
  person: 'U1',
  kind: 'brief',
  question: 'what about "INF"? \u0000 😀',
  thread: privateKey('C1', 'U1'),
  shown: ['a'],
  facts: ['a', 'b'],
  questions: [],
  made,
});

export const EMPTY = { articles: new Map(), topics: new Map(), facts: [], factById: new Map() };
