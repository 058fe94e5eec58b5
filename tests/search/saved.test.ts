import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIndexFile } from '../../src/search/persistence/index-file.ts';
import { createIndex } from '../../src/search/search-engine.ts';
import { fileOf, readFileOf, reopened } from './reopened.ts';
import { TALKS } from './talks.ts';

const index = createIndex(TALKS);
const { head } = index.snapshot();
const bytes = fileOf(head);

describe('a saved index', () => {
  it('opens with everything in it', () => {
    const opened = reopened(index);
    expect(opened.size).toBe(TALKS.length);
    expect(opened.search('nukes', { limit: 2 })).toEqual(index.search('nukes', { limit: 2 }));
    expect(opened.suggest('st', 3)).toEqual(index.suggest('st', 3));
  });

  it('knows its documents again: what is unchanged costs nothing, what changed is changed', () => {
    const opened = reopened(index);
    const before = opened.revision;
    opened.add(TALKS);
    expect(opened.revision).toBe(before);
    opened.add([{ ...TALKS[0]!, title: 'Another title' }]);
    expect(opened.revision).toBeGreaterThan(before);
    opened.retain((id) => id === 'inf');
    expect([opened.size, opened.search('INF', { limit: 1 }).hits[0]?.id]).toEqual([1, 'inf']);
  });

  it('is one moment: what is added while it is written is not in it', () => {
    const growing = createIndex(TALKS);
    const { head: then, segments, sectionsOf } = growing.snapshot();
    growing.remove(['inf']);
    growing.add([{ id: 'late', article: 'talks', claim: 'A latecomer arrived.' }]);
    expect(fileOf(then)).toEqual(fileOf(createIndex(TALKS).snapshot().head));
    expect(segments.map(sectionsOf).map(fileOf)).toHaveLength(1);
    expect(growing.changes()).toMatchObject({ added: [{ id: 'late' }], removed: ['inf'] });
  });

  it('is read from any place in a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readFileOf(shifted.subarray(3))).toEqual(readFileOf(bytes));
  });

  it('shows every changed bit and every cut', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), fc.nat(bytes.length - 1), (at, bit, length) => {
        const changed = bytes.slice();
        changed[at]! ^= 1 << bit;
        expect(parseIndexFile(changed)).toBeTypeOf('string');
        expect(parseIndexFile(bytes.slice(0, length))).toBeTypeOf('string');
      }),
    );
  });

  it('says what is wrong: damaged, of another version, or no index at all', () => {
    const newer = bytes.slice();
    newer[4] = 200;
    expect(parseIndexFile(bytes.slice(0, -8))).toBe('damaged');
    expect(parseIndexFile(newer)).toBe('other-version');
    expect(parseIndexFile(new Uint8Array(5))).toBe('not-an-index');
    expect(parseIndexFile(new TextEncoder().encode('{"facts": []} and so on and on'))).toBe('not-an-index');
  });
});
