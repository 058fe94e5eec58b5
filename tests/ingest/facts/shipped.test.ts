import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReadout } from '../../../src/answer/query-core.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { loadLibrary } from '../../../src/library/library-files.ts';

const data = resolve(import.meta.dirname, '../../../data');
const text = readFileSync(join(data, 'articles/pompeo-sochi.txt'), 'utf8');
const byHand = (
  JSON.parse(readFileSync(join(data, 'facts/pompeo-sochi.json'), 'utf8')) as {
    facts: { quote: string; speaker: string | null; stance: string }[];
  }
).facts.map((fact) => ({ ...fact, start: text.indexOf(fact.quote) }));

const reading = factsOf({
  id: 'sochi',
  title: 'Pompeo in Sochi',
  text,
  source: { kind: 'file', path: 'pompeo-sochi.txt' },
  published: null,
  retrieved: null,
});
const { facts } = reading;

const overlap = (fact: Fact, start: number, end: number): number =>
  Math.max(0, Math.min(fact.span[1], end) - Math.max(fact.span[0], start));

/** Returns the extracted facts that contain the words of a fact written by hand. */
const holding = ({ start, quote }: { start: number; quote: string }): readonly Fact[] =>
  facts.filter((fact) => overlap(fact, start, start + quote.length) > 0);

const covered = (one: { start: number; quote: string }): boolean =>
  holding(one).reduce((sum, fact) => sum + overlap(fact, one.start, one.start + one.quote.length), 0) >=
  0.8 * one.quote.length;

describe('the shipped article, read by rule', () => {
  it('covers at least 95 % of the quotes that its facts made by hand rest on', () => {
    const missing = byHand.filter((one) => !covered(one)).map(({ quote }) => quote);
    expect(missing.length / byHand.length, missing.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('names at least 85 % of the speakers as the facts made by hand do', () => {
    const spoken = byHand.filter(({ speaker }) => speaker !== null);
    const wrong = spoken.filter((one) => !holding(one).some(({ speaker }) => speaker === one.speaker));
    expect(wrong.length / spoken.length, wrong.map(({ quote }) => quote).join('\n')).toBeLessThanOrEqual(
      0.15,
    );
  });

  it('lets nobody speak where the article speaks itself, in at least 85 %', () => {
    const unspoken = byHand.filter((one) => one.speaker === null && covered(one));
    const wrong = unspoken.filter((one) => holding(one).every(({ speaker }) => speaker !== null));
    expect(wrong.length / unspoken.length, wrong.map(({ quote }) => quote).join('\n')).toBeLessThanOrEqual(
      0.15,
    );
  });

  it('finds that Venezuela was discussed, was not, and that the two may conflict', () => {
    const silent = facts.find(({ stance }) => stance === 'not-discussed');
    expect(silent?.quote).toContain('did not discuss Ukraine, Venezuela');
    const others = facts.filter(({ id }) => silent?.conflictsWith?.includes(id));
    expect(others.map(({ quote }) => quote)).toEqual([
      expect.stringContaining('(Syria, Venezuela, North Korea)'),
    ]);
    expect(others[0]?.conflictsWith).toEqual([silent?.id]);
    expect([silent?.conflictIsPossible, others[0]?.conflictIsPossible]).toEqual([true, true]);
  });

  it('keeps the short forms that people ask for', () => {
    const treaties = facts.find(({ quote }) => quote.includes('(INF)'));
    expect(treaties?.claim).toMatch(/START.*INF/);
    expect(treaties?.entities).toEqual(expect.arrayContaining(['START', 'INF']));
  });

  it('answers at least eight in ten of the questions by the words that the facts made by hand answer them by', async () => {
    const { answerable } = JSON.parse(
      readFileSync(join(data, '../tests/questions/pompeo-sochi.json'), 'utf8'),
    ) as { answerable: { question: string; facts: string[] }[] };
    const { factById } = await loadLibrary(data);
    const readout = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
    readout.put(reading, null);
    const missed = answerable.filter(({ question, facts: ids }) => {
      const { status, facts: found } = readout.of(null).ask(question);
      const first = status === 'answered' ? found[0]?.fact : undefined;
      return !first || !ids.some((id) => overlap(first, ...factById.get(id)!.span) > 0);
    });
    const wrong = missed.map(({ question }) => question).join('\n');
    expect(missed.length / answerable.length, wrong).toBeLessThanOrEqual(0.2);
  });
});
