import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/ingest/parse/markdown.ts';

const textOf = (...lines: readonly string[]) => readMarkdown(lines.join('\n')).text;

describe('Markdown', () => {
  it.each([
    [
      'a table, row by row',
      ['| Town | Ships |', '|---|---|', '| Kalmar | 4 |', '| Riga | **9** |'],
      'Town Ships\n\nKalmar 4\n\nRiga 9',
    ],
    [
      'HTML between paragraphs',
      ['One.', '', '<div class="x"><p>Two &amp; three.</p></div>', '', 'Four.'],
      'One.\n\nTwo & three.\n\nFour.',
    ],
    ['HTML in a line', ['Ann <b>Lee</b> said<sup>1</sup> so.<!-- not this -->'], 'Ann Lee said so.'],
    [
      'no script, style or image',
      ['A.', '<script>alert("x")</script>', '<style>p{}</style>', '![a chart](c.png)'],
      'A.',
    ],
    [
      'no fenced code',
      ['Before.', '```js', 'const x = "# no heading";', '```', 'After.'],
      'Before.\n\nAfter.',
    ],
    ['code in a line', ['Run `npm *start*` now.'], 'Run npm *start* now.'],
    ['text that is merely indented', ['One.', '', '    Two <is> & three.'], 'One.\n\nTwo <is> & three.'],
    [
      'entities',
      ['Fish &amp; chips &ndash; caf&eacute; &#8364;5 &unknown;'],
      'Fish & chips – café €5 &unknown;',
    ],
    ['escapes', ['5 \\* 3 \\_is\\_ not \\# 15'], '5 * 3 _is_ not # 15'],
    ['emphasis within words', ['snake_case_name and **bold**ly *done*'], 'snake_case_name and boldly done'],
    [
      'links of all kinds',
      [
        'See [the plan](https://a.example/p_(1) "t"), [another][1] and <https://b.example/>.',
        '',
        '[1]: https://c.example/',
      ],
      'See the plan, another and https://b.example/.',
    ],
    [
      'nested lists and quotes',
      ['> quoted *line*', '', '1. one', '   - inner', '2. two'],
      'quoted line\n\none\n\ninner\n\ntwo',
    ],
    [
      'underlined headings and rules',
      ['Pier closes', '===========', '', 'The board met.', '', '---', '', 'It left.'],
      'The board met.\n\nIt left.',
    ],
    ['footnotes', ['A claim.[^1]', '', '[^1]: Its note.'], 'A claim.\n\nIts note.'],
  ])('gives %s', (_, lines, text) => {
    expect(textOf(...lines)).toBe(text);
  });

  it.each([
    ['its first heading of the first rank', '## Section\n\n# Pier closes #\n\nText.', 'Pier closes'],
    [
      'that of its front matter',
      '---\ntitle: "Pier: closed"\ntags: [a, b]\n---\n# Other\n\nText.',
      'Pier: closed',
    ],
    ['in single quotes, with odd line ends', "---\r\nTitle: 'The pier'\r\n---\r\nText.", 'The pier'],
    ['none', 'Only text.', null],
    ['none of a name that every object has', '---\nconstructor: x\n---\nText.', null],
  ])('has the title %s', (_, source, title) => {
    expect(readMarkdown(source).title).toBe(title);
  });

  it('has the date of its front matter', () => {
    expect(readMarkdown('---\ndate: 2024-03-01\n---\nText.').published).toBe('2024-03-01');
    expect(readMarkdown('---\ndate: 2024-03-01\nText without an end of it.').published).toBeNull();
  });
});
