import { describe, expect, it } from 'vitest';
import { briefDraft } from '../../src/answer/cards/brief-card.ts';
import { asksForAll } from '../../src/answer/intent/summary.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';
import { shippedReadout } from '../helpers/shipped.ts';

const basis = (readout: typeof shippedReadout) => ({
  readout: readout.of(null),
  tenant: null,
  now: new Date(0),
  id: 'c',
});
const cardFor = (question: string, readout = shippedReadout) =>
  briefDraft(readout.of(null).ask(question), basis(readout)).card;

describe('asking for the whole of an article', () => {
  it.each([
    'what is this article about?',
    "What's the story about?",
    'tl;dr',
    'TLDR please',
    'summary',
    'please summarise the article',
    'can you give me a short summary of it?',
    'what are the key points?',
    'What happened?',
  ])('is told by "%s"', (question) => {
    expect(asksForAll(question)).toBe(true);
  });

  it.each([
    'what is the memorandum about?',
    'summary of the sanctions',
    'what happened in 2016?',
    "what's the story about Venezuela?",
    'what does Pompeo say?',
  ])('is not what "%s" does', (question) => {
    expect(asksForAll(question)).toBe(false);
  });

  it('gives its main facts, each with its speaker, and the rest behind "more"', () => {
    const { title, sections, hidden } = cardFor('tl;dr');
    expect(title).toBe('Pompeo in Sochi');
    expect(sections.flatMap(({ lines }) => lines).length).toBeGreaterThanOrEqual(3);
    expect(hidden).toBeGreaterThan(20);
  });

  it('lists the articles where several are loaded and none is named', () => {
    const readout = createReadout(EMPTY);
    readout.put(reading('one', 'The harbour of Kalmar was closed.'), null);
    readout.put(reading('two', 'The bridge of Oland was opened.'), null);
    expect(cardFor('what is this article about?', readout)).toMatchObject({ kind: 'sources' });
    const one = briefDraft(readout.of(null).ask('tl;dr', { article: 'one' }), basis(readout), 'one').card;
    expect(JSON.stringify(one)).toContain('The harbour of Kalmar was closed.');
  });

  it('leaves a summary of something to the search', () => {
    expect(JSON.stringify(cardFor('give me a summary of the sanctions'))).toContain('US sanctions against');
  });
});
