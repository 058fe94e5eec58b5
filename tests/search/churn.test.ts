import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.ts';
import { createIndex } from '../../src/search/search-engine.ts';
import { bytesOf, reopened } from './reopened.ts';
import { TALKS } from './talks.ts';

describe('adding and removing for a long time', () => {
  it('leaves nothing behind: ten thousand rounds later the saved index is as small as it was', () => {
    const index = createIndex(TALKS);
    const round = (at: number): void => {
      const id = `passing-${at}`;
      const claim = `Minister Nr${at} opened bridge b${at} in the town of Tx${at % 977} (T${at}X).`;
      index.add([
        {
          id,
          article: `a${at}`,
          claim,
          paragraph: at % 3,
          entities: [`Minister Nr${at}`],
          title: `News ${at}`,
        },
      ]);
      index.remove([id]);
    };
    for (let at = 0; at < 500; at++) round(at);
    const before = bytesOf(index);
    for (let at = 500; at < 10_500; at++) round(at);
    expect(bytesOf(index)).toBeLessThanOrEqual(before * 1.05);
    expect(index.size).toBe(TALKS.length);
    expect(index.suggest('minister', 5).filter(({ kind }) => kind === 'name')).toEqual([]);
    expect(index.search('INF', { limit: 1 })).toEqual(createIndex(TALKS).search('INF', { limit: 1 }));
  });

  it('answers the same while segments are being merged as an index built at once', () => {
    const factAt = (at: number, version: number): SearchDocument => ({
      id: `f${at}`,
      article: `a${at % 50}`,
      claim: `Minister Nr${at % 97} opened bridge b${at} in Tx${(at * 7 + version) % 211}.`,
      entities: [`Minister Nr${at % 97}`],
    });
    const grown = createIndex();
    const standing = new Map<string, SearchDocument>();
    for (let round = 0; round < 60; round++) {
      const added = Array.from({ length: 90 }, (_, at) => factAt((round * 61 + at * 17) % 3000, round % 5));
      grown.add(added);
      for (const one of added) standing.set(one.id, one);
      const gone = [...standing.keys()].filter((_, at) => (at + round) % 9 === 0).slice(0, 40);
      grown.remove(gone);
      for (const id of gone) standing.delete(id);
      if (round % 10 !== 9) continue;
      const built = createIndex(standing.values());
      expect(grown.size).toBe(standing.size);
      for (const asked of ['Minister Nr5', 'bridge b170', 'Tx33 brigde', 'opened'])
        expect(grown.search(asked, { limit: 20 })).toEqual(built.search(asked, { limit: 20 }));
      expect(reopened(grown).search('Minister Nr7', { limit: 20 })).toEqual(
        built.search('Minister Nr7', { limit: 20 }),
      );
      expect(grown.suggest('ministe', 9)).toEqual(built.suggest('ministe', 9));
    }
  });

  it('puts a new version of a fact in the old one’s place', () => {
    const index = createIndex(TALKS);
    index.add([{ id: 'inf', article: 'talks', claim: 'Moscow spoke of tariffs only.' }]);
    expect(index.size).toBe(TALKS.length);
    expect(index.search('INF', { limit: 3 }).status).toBe('abstained');
    expect(index.search('tariffs', { limit: 3 }).hits[0]?.id).toBe('inf');
  });
});
