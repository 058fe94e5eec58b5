import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/search/query/spell-correct.ts';
import { createSpellingCandidates } from '../../src/search/query/spelling-candidates.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 1, maxLength: 4 });

describe('spelling candidates', () => {
  it('contain every word within one edit, and within two if the first letter is the same, after any additions and removals', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 16 }),
        fc.array(fc.nat(15), { maxLength: 12 }),
        word,
        fc.constantFrom(1, 2),
        (words, removals, typed, maxEdits) => {
          const candidates = createSpellingCandidates();
          const removed = new Set(removals);
          words.forEach((text, at) => {
            candidates.add(at, text);
          });
          for (const at of removed) if (at < words.length) candidates.remove(at, words[at]!);
          const found = new Set(candidates.find(typed, maxEdits));
          words.forEach((text, at) => {
            const within =
              editDistance(typed, text, maxEdits) <= maxEdits && (maxEdits === 1 || text[0] === typed[0]);
            if (removed.has(at)) expect(found).not.toContain(at);
            else {
              if (within) expect(found).toContain(at);
              expect(candidates.find(text, 1)).toContain(at);
            }
          });
        },
      ),
    );
  });

  it('have an edit distance that counts edits anywhere in the word', () => {
    expect(editDistance('venezuela', 'venezuela', 2)).toBe(0);
    expect(editDistance('venezeula', 'venezuela', 2)).toBe(1);
    expect(editDistance('enezuela', 'venezuela', 2)).toBe(1);
    expect(editDistance('venezuelaa', 'venezuela', 2)).toBe(1);
    expect(editDistance('vemezuala', 'venezuela', 2)).toBe(2);
    expect(editDistance('banana', 'bananana', 2)).toBe(2);
    expect(editDistance('march', 'april', 2)).toBeGreaterThan(2);
  });
});
