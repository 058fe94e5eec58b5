import { describe, expect, it } from 'vitest';
import { createIndex } from '../../../src/core/search/search-index.ts';
import { bytesOf } from './reopened.ts';
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

  it('puts a new version of a fact in the old one’s place', () => {
    const index = createIndex(TALKS);
    index.add([{ id: 'inf', article: 'talks', claim: 'Moscow spoke of tariffs only.' }]);
    expect(index.size).toBe(TALKS.length);
    expect(index.search('INF', { limit: 3 }).status).toBe('abstained');
    expect(index.search('tariffs', { limit: 3 }).hits[0]?.id).toBe('inf');
  });
});
