import type { Fact } from '../../../src/domain/fact.ts';
import type { Reading } from '../../../src/domain/reading.ts';
import { makeFacts } from '../search/corpus.ts';

/** Generates articles of twelve facts each, up to the number of facts. The result is the same every time. */
export function* makeReadings(facts: number, prefix: string): Generator<Reading> {
  let article = '';
  let title = '';
  let held: Fact[] = [];
  let text = '';
  const done = (): Reading => ({
    article: {
      id: article,
      title,
      text,
      source: { kind: 'url', url: `https://news.example/${article}` },
      published: '2026-02-28',
      retrieved: '2026-03-01T00:00:00Z',
    },
    topics: [{ id: 'talks', label: 'Talks', aliases: ['negotiations'] }],
    facts: held,
  });
  for (const document of makeFacts(facts)) {
    const of = `${prefix}${document.article}`;
    if (of !== article) {
      if (held.length > 0) yield done();
      [article, title, held, text] = [of, document.title ?? of, [], ''];
    }
    const span: [number, number] = [text.length, text.length + document.claim.length];
    held.push({
      id: `${of}/${held.length}`,
      article,
      claim: document.claim,
      quote: document.claim,
      span,
      speaker: null,
      stance: 'affirmed',
      topics: ['talks'],
      entities: [],
      salience: 0.5,
    });
    text += `${document.claim} `;
  }
  if (held.length > 0) yield done();
}
