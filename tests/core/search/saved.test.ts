import { describe, expect, it } from 'vitest';
import { createIndex, openIndex } from '../../../src/core/search/search-index.ts';
import { TALKS } from './talks.ts';

const bytes = createIndex(TALKS).save('library 1');

describe('a saved index', () => {
  it('opens with everything in it, from any place in a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const opened = openIndex(shifted.subarray(3), 'library 1');
    if (typeof opened === 'string') throw new Error(opened);
    expect(opened.size).toBe(TALKS.length);
    expect(opened.search('nukes', { limit: 2 })).toEqual(createIndex(TALKS).search('nukes', { limit: 2 }));
    expect(opened.suggest('st', 3)).toEqual(createIndex(TALKS).suggest('st', 3));
  });

  it('says why it does not open: cut short, changed, of another library, or no index at all', () => {
    const changed = bytes.slice();
    changed[bytes.length >> 1]! ^= 1;
    const newer = bytes.slice();
    newer[4] = 200;
    expect(openIndex(bytes.slice(0, -9), 'library 1')).toBe('damaged');
    expect(openIndex(changed, 'library 1')).toBe('damaged');
    expect(openIndex(newer, 'library 1')).toBe('other-version');
    expect(openIndex(bytes.slice(), 'library 2')).toBe('other-stamp');
    expect(openIndex(new Uint8Array(5), 'library 1')).toBe('not-an-index');
    expect(openIndex(new TextEncoder().encode('{"facts": []} and so on'), 'library 1')).toBe('not-an-index');
  });
});
