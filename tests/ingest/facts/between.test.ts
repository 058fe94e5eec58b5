import { describe, expect, it } from 'vitest';
import { withConflicts } from '../../../src/answer/conflicts.ts';
import { sameEvent } from '../../../src/answer/same-event.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { articleOf, read } from './read.ts';

const of = (id: string, ...paragraphs: readonly string[]): readonly Fact[] =>
  factsOf(articleOf(id, ...paragraphs)).facts;

describe('conflicts', () => {
  it('marks what one sentence says was discussed and another says was not', () => {
    const [said, unsaid, other] = read(
      'Officials said the ministers discussed Iceland and trade.',
      'The ministers did not discuss Iceland.',
      'The ministers discussed Norway.',
    );
    expect(said?.conflictsWith).toEqual([unsaid?.id]);
    expect(unsaid?.conflictsWith).toEqual([said?.id]);
    expect(unsaid?.conflictIsPossible).toBe(true);
    expect(other?.conflictsWith).toBeUndefined();
  });

  it('takes who talked for nobody that was talked about', () => {
    const facts = read(
      'Kari Holm and Peter Lund discussed trade.',
      'Kari Holm and Peter Lund did not discuss Iceland.',
    );
    expect(facts.flatMap((fact) => fact.conflictsWith ?? [])).toEqual([]);
  });

  it('marks an assertion and its denial in different articles', () => {
    const [yes] = of('a', 'The northern harbour bridge opened for heavy trains in May.');
    const [no] = of('b', 'The northern harbour bridge did not open for heavy trains in May.');
    const [a, b] = withConflicts([yes!, no!]);
    expect(a?.conflictsWith).toEqual([no!.id]);
    expect(b?.conflictsWith).toEqual([yes!.id]);
  });

  it('leaves a conflict that a person has checked', () => {
    const [yes, no] = read(
      'Officials said the ministers discussed Iceland.',
      'The ministers did not discuss Iceland.',
    );
    const { conflictIsPossible: _, ...checked } = yes!;
    const again = withConflicts([checked, no!]);
    expect(again[0]).toEqual(checked);
  });
});

describe('the same event in several articles', () => {
  const [first] = of('a', 'The harbour bridge in Bergen opened on Monday for the first heavy trains.');

  it('is known in other words', () => {
    const [second] = of('b', 'On Monday the harbour bridge in Bergen was opened to the first heavy trains.');
    expect(sameEvent(first!, second!)).toBe(true);
  });

  it.each([
    ['another subject', 'A fishing boat sank off the coast of Iceland in the storm.'],
    ['another deed', 'The harbour bridge in Bergen collapsed on Monday under the first heavy trains.'],
    ['the opposite', 'The harbour bridge in Bergen did not open on Monday for the first heavy trains.'],
  ])('is not %s', (_, sentence) => {
    expect(sameEvent(first!, of('b', sentence)[0]!)).toBe(false);
  });

  it('is not one where the numbers differ', () => {
    const [five] = of('a', 'The storm killed 5 people in Bergen on Monday night.');
    const [nine] = of('b', 'The storm killed 9 people in Bergen on Monday night.');
    expect(sameEvent(five!, nine!)).toBe(false);
  });

  it('is never within one article', () => {
    expect(sameEvent(first!, first!)).toBe(false);
  });
});
