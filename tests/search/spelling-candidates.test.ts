import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/search/query/spell-correct.ts';
import { createSpellingCandidates } from '../../src/search/query/spelling-candidates.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 1, maxLength: 4 });

describe('the words that a misspelt one may stand for', () => {
  it('are never passed over, whatever was added and taken away: all within one slip, and within two where they begin alike', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 16 }),
        fc.array(fc.nat(15), { maxLength: 12 }),
        word,
        fc.constantFrom(1, 2),
        (words, gone, asked, slips) => {
          const shelves = createSpellingCandidates();
          const away = new Set(gone);
          words.forEach((text, at) => {
            shelves.add(at, text);
          });
          for (const at of away) if (at < words.length) shelves.remove(at, words[at]!);
          const near = new Set(shelves.find(asked, slips));
          words.forEach((text, at) => {
            const within = editDistance(asked, text, slips) <= slips && (slips === 1 || text[0] === asked[0]);
            if (away.has(at)) expect(near).not.toContain(at);
            else {
              if (within) expect(near).toContain(at);
              expect(shelves.find(text, 1)).toContain(at);
            }
          });
        },
      ),
    );
  });

  it('are as far away as their slips, wherever these stand', () => {
    expect(editDistance('venezuela', 'venezuela', 2)).toBe(0);
    expect(editDistance('venezeula', 'venezuela', 2)).toBe(1);
    expect(editDistance('enezuela', 'venezuela', 2)).toBe(1);
    expect(editDistance('venezuelaa', 'venezuela', 2)).toBe(1);
    expect(editDistance('vemezuala', 'venezuela', 2)).toBe(2);
    expect(editDistance('banana', 'bananana', 2)).toBe(2);
    expect(editDistance('march', 'april', 2)).toBeGreaterThan(2);
  });
});
