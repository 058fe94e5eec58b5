import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

/** Returns the claims that an article sets against each other, in pairs. */
const disputed = (...paragraphs: readonly string[]): readonly string[] => {
  const facts = read(...paragraphs);
  return facts.flatMap(({ claim, conflictsWith = [] }) =>
    conflictsWith.map((id) => `${claim} / ${facts.find((other) => other.id === id)!.claim}`),
  );
};
const DENIAL = 'Mayor Alan Holm denied that layoffs were planned.';

describe('what an article sets against each other', () => {
  it.each([
    ['a memo against a denial', [DENIAL, 'Yet a memo seen by the Courier lists 14 posts as "to be cut".']],
    [
      'a memo after the denier’s own words',
      [`${DENIAL} "Nobody will lose their job," Holm said. But documents show that 14 people must leave.`],
    ],
    [
      'another’s words on the matter that was denied',
      [
        'Lena Moser denied reports that the firm had known of a cracked valve.',
        'However, the inspector Ivo Hain said that he had told the firm of the valve.',
      ],
    ],
    [
      'a smaller sum against a sum',
      [
        'Matej Berg said the state had given the firm 12 million euros.',
        'The ministry said that only 5 million euros had been paid.',
      ],
    ],
  ])('is a possible contradiction: %s', (_, paragraphs) => {
    expect(disputed(...paragraphs)).toHaveLength(2);
    const facts = read(...paragraphs).filter(({ conflictsWith }) => conflictsWith);
    expect(facts.every(({ conflictIsPossible }) => conflictIsPossible === true)).toBe(true);
  });

  it.each([
    ['no "but"', [DENIAL, 'A memo seen by the Courier lists 14 posts in the harbour.']],
    ['no evidence', [DENIAL, 'But the town is short of money this year.']],
    [
      'nearness',
      [
        DENIAL,
        ...Array.from({ length: 12 }, (_, at) => `Holm said that ward ${at} would get a new school.`),
        'Yet a memo seen by the Courier lists 14 posts as "to be cut".',
      ],
    ],
    ['another matter', [DENIAL, 'However, Ivo Hain said that the new school was too small.']],
    ['another’s denial', [DENIAL, 'But the union leader Ivo Hain denied reports that layoffs were planned.']],
    ['the denier’s own words', [DENIAL, 'But Holm said that a memo lists layoffs for the next council.']],
    [
      'a call that was rejected',
      [
        'Lena Moser rejected calls for an inquiry into the valve.',
        'However, Ivo Hain said that an inquiry into the valve would come.',
      ],
    ],
    [
      'access that was denied',
      [
        'Lena Moser denied access to the valve and the pump.',
        'However, Ivo Hain said that he had seen the valve and the pump.',
      ],
    ],
    [
      'a voice between them',
      [
        DENIAL,
        'Rita Sund said that the ferry was cheap.',
        'Yet a memo seen by the Courier lists 14 posts as "to be cut".',
      ],
    ],
    [
      'sums of several currencies',
      [
        'Matej Berg said the state had given the firm 12 million euros.',
        'The ministry said that only 5 million dollars had been paid.',
      ],
    ],
    [
      'sums for several places',
      [
        'Matej Berg said the state had paid 12 million euros for a factory.',
        'Rita Sund said that only 5 million euros had been paid in Norway.',
      ],
    ],
    [
      'a sum that answers nothing',
      [
        'Matej Berg said the state had given the firm 12 million euros.',
        'Rita Sund said that the school had received 5 million euros.',
      ],
    ],
    [
      'one speaker’s sums',
      [
        'Matej Berg said the state had given the firm 12 million euros.',
        'Berg said that only 5 million euros had been paid.',
      ],
    ],
  ] as const)('is none: %s', (_, paragraphs) => {
    expect(disputed(...paragraphs)).toEqual([]);
  });
});
