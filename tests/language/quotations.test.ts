import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '../../src/language/paragraphs.ts';
import { quotationsOf } from '../../src/language/quotations.ts';

const quoted = (text: string): string[] =>
  quotationsOf(text, paragraphsOf(text)).map(({ start, end }) => text.slice(start, end));

describe('quotations', () => {
  it.each([
    ['“We go,” he said.', ['“We go,”']],
    ['"We go," he said. "Now."', ['"We go,"', '"Now."']],
    ["''We go,'' he said.", ["''We go,''"]],
    ['‘We go,’ he said. ‘Now.’', ['‘We go,’', '‘Now.’']],
    ["'We don't go,' he said.", ["'We don't go,'"]],
    ['„Wir gehen,“ he said.', ['„Wir gehen,“']],
    ['«On y va,» he said.', ['«On y va,»']],
    ['»Wir gehen.« So he said.', ['»Wir gehen.«']],
  ])('stand in marks of all kinds: %s', (text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  it.each(["The players' union met in the '90s.", 'He is 6\'2" tall.', "Rock 'n' roll, he said."])(
    'are not opened by an apostrophe or a measure: %s',
    (text) => {
      expect(quoted(text)).toEqual([]);
    },
  );

  it('end with their paragraph if they are not closed', () => {
    expect(quoted('“We go, he said.\n\nThey left.')).toEqual(['“We go, he said.']);
  });

  it('end before a mark that can only open the next', () => {
    expect(quoted('"We go, he said. "Now," she said.').at(-1)).toBe('"Now,"');
  });
});
