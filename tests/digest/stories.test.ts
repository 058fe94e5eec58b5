import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOneStory } from '../../src/digest/content/stories.ts';
import { articleOf, type DigestBed, digestBed } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(() => bed.store.close());

/** Builds an article of an outlet. */
function report(id: string, site: string, claims: readonly string[], topics?: readonly string[]) {
  const reading = articleOf(id, claims, topics);
  const source = { kind: 'url', url: `https://${site}/${id}` } as const;
  return { ...reading, article: { ...reading.article, source, title: `Headline of ${id}` } };
}

const factOf = (id: string, claim: string, topics?: readonly string[]) =>
  report(id, 'a.example', [claim], topics).facts[0]!;

describe('a running story in a digest', () => {
  it('has its linked headline above it, with the number of outlets that report it and what was told before', async () => {
    await bed.subscribe('C1', { topics: ['harbour'] });
    await bed.comes(
      report('a', 'one.example', ['A fire in the old warehouse closed the harbour of Kalmar.']),
    );
    await bed.runTo('2026-05-14T07:00:00Z');
    await bed.comes(
      report('b', 'two.example', ['Police arrested two men over the warehouse fire at Kalmar harbour.']),
    );
    await bed.comes(report('c', 'three.example', ['Visby opened a new harbour school for pilots.']));
    await bed.runTo('2026-05-15T07:00:00Z', 3600_000);
    const [first, second] = bed.chat.in('C1').map(({ card }) => card);
    expect(first!.sections[0]!.badge).toBe('one.example · 14 May 2026');
    const running = second!.sections.find(({ heading }) => heading?.startsWith('Headline of b'))!;
    expect(running).toMatchObject({
      url: 'https://two.example/b',
      badge: 'two.example · 14 May 2026 · 2 sources · running story',
    });
    expect(running.lines[0]!.note).toContain('told before: A fire in the old warehouse');
    const other = second!.sections.find(({ heading }) => heading?.startsWith('Headline of c'))!;
    expect(other).toMatchObject({
      url: 'https://three.example/c',
      badge: 'three.example · 14 May 2026',
    });
    expect(second!.footer).toContain('new since Thursday 14 May, 09:00');
  });
});

describe('two lines of one story', () => {
  it.each([
    [
      'A fire in the old warehouse closed the harbour of Kalmar.',
      'The harbour of Kalmar reopened after the warehouse fire.',
      true,
    ],
    [
      'The parliament voted on the budget for schools on Monday.',
      'Schools get less in the budget that the parliament passed.',
      true,
    ],
    ['A fire closed the harbour of Kalmar.', 'Kalmar opened a school for pilots.', false],
    ['The minister left for Paris on Monday.', 'A strike stopped the trains in Paris.', false],
  ])('"%s" and "%s": %s', (one, other, isOne) => {
    expect(isOneStory(factOf('a', one), factOf('b', other))).toBe(isOne);
  });

  it('share a topic', () => {
    const claim = 'A fire in the old warehouse closed the harbour of Kalmar for two days.';
    const later = 'After two days the fire in the warehouse of Kalmar harbour was put out.';
    expect(isOneStory(factOf('a', claim, ['harbour']), factOf('b', later, ['budget']))).toBe(false);
  });
});
