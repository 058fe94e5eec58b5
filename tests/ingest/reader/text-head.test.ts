import { describe, expect, it } from 'vitest';
import { headOfText } from '../../../src/ingest/reader/text-head.ts';

const BODY = 'The council voted to keep the bike lane on Harrow Street, after five hours of testimony.';
const headOf = (...lines: readonly string[]) =>
  headOfText(['Council keeps bike lane', ...lines, BODY].join('\n\n'));

describe('the author and the date of a text without metadata', () => {
  it.each([
    ['By Dana Whitlock', 'Dana Whitlock'],
    ['By: Anna Berg and Karl Holm', 'Anna Berg and Karl Holm'],
    ['BY Jan van Dijk', 'Jan van Dijk'],
    ['By 2030 all lanes will be protected', null],
    ['By Monday evening, nobody had left', null],
    ['By Anna Berg, who wrote about it before, and by others', null],
  ])('%s', (line, byline) => expect(headOf(line).byline).toBe(byline));

  it.each([
    ['9 October 2026', '2026-10-09'],
    ['Published: Friday, October 9, 2026', '2026-10-09'],
    ['PORT ELLIS, 9 October 2026 - The volcano erupted.', '2026-10-09'],
    ['10/09/2026', null],
    ['The mayor resigned on 9 October 2026', null],
    ['MILLBROOK — After five hours, the council voted.', null],
  ])('%s', (line, published) => expect(headOf(line).published).toBe(published));

  it('are both found where both are there, and neither far down', () => {
    expect(headOf('By Dana Whitlock', 'Updated: 9 Oct 2026')).toEqual({
      byline: 'Dana Whitlock',
      published: '2026-10-09',
    });
    const far = [BODY, BODY, BODY, BODY, 'By Dana Whitlock', '9 October 2026'];
    expect(headOf(...far)).toEqual({ byline: null, published: null });
  });
});
