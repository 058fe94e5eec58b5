import fc from 'fast-check';
import type { Action } from '../../src/domain/action.ts';
import type { Card, CardLine, CardSection, CardSource } from '../../src/domain/card.ts';

/** Texts in an article or a message that try to break out of a card. */
const HOSTILE = [
  '@everyone',
  '@here',
  '<!channel>',
  '<!here>',
  '<@U123>',
  '<@&42>',
  '<@42>',
  '<#C1>',
  '<!subteam^S1>',
  '[x](http://evil.example)',
  '<http://evil.example|click>',
  '||spoiler||',
  '```code',
  '> quote',
  '# head',
  '- item',
  '1. one',
  '-# small',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://evil.example\u0007x',
  '\u202eevil\u202c',
  '\u0000\u0007\b',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'שלום עולם',
  'مرحبا',
  '漢字かな交じり',
  'e\u0301'.repeat(5),
  '\ud800',
  '*bold* _it_ ~s~',
  '\\',
  '&amp;&lt;',
  'a\nb\r\nc',
  ':smile:',
  '{{x}}',
  'it\'s "so"',
];

/** Generates a text of up to `most` parts, each hostile in a different way. */
export const hostileText = (most: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.lorem({ maxCount: 8 }),
      ),
      { maxLength: most },
    )
    .map((parts) => parts.join(' '));
const anyText = fc.oneof(
  { weight: 8, arbitrary: hostileText(6) },
  { weight: 1, arbitrary: fc.constant('x'.repeat(10_000)) },
  { weight: 1, arbitrary: fc.constant('*_<@!&> '.repeat(1250)) },
);

const anyUrl = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'http://u:p@evil.example/', 'https://a.example/x|y>z'),
);
const source: fc.Arbitrary<CardSource> = fc.record({
  title: anyText,
  url: fc.option(anyUrl),
  site: fc.option(anyText),
  date: anyText,
});

const line: fc.Arbitrary<CardLine> = fc.record(
  {
    factId: fc.constant('a/1'),
    claim: anyText,
    attribution: fc.option(anyText),
    label: anyText,
    note: anyText,
    strong: fc.array(fc.oneof(anyText, fc.lorem({ maxCount: 1 })), { maxLength: 10 }),
    source,
    url: fc.option(anyUrl),
    cells: fc.tuple(anyText, fc.nat()),
    otherSources: fc.nat(9),
  },
  { requiredKeys: ['factId', 'claim', 'attribution'] },
);
const section: fc.Arbitrary<CardSection> = fc.record(
  {
    style: fc.constantFrom('facts', 'conflict', 'nearest', 'also', 'list'),
    heading: anyText,
    badge: anyText,
    columns: fc.constant(['What', 'How many']),
    lines: fc.array(line, { maxLength: 60 }),
  },
  { requiredKeys: ['style', 'lines'] },
);
const action: fc.Arbitrary<Action> = fc.record(
  {
    verb: fc.constantFrom('source', 'more', 'why', 'share', 'topic', 'ask', 'up', 'down', 'page', 'back'),
    label: anyText,
    arg: fc.stringMatching(/^[a-z0-9]{1,20}$/),
    detail: anyText,
    primary: fc.boolean(),
    menu: fc.boolean(),
  },
  { requiredKeys: ['verb', 'label', 'arg'] },
);
const passage = fc.record({
  factId: fc.constant('a/1'),
  before: anyText,
  quote: anyText,
  after: anyText,
  where: anyText,
  speaker: fc.option(anyText),
  articleTitle: anyText,
  url: fc.option(anyUrl),
  site: fc.option(anyText),
});
/** Generates any card. */
export const card: fc.Arbitrary<Card> = fc.record(
  {
    id: fc.constant('abcdefghijkl'),
    kind: fc.constantFrom('brief', 'article', 'conflict', 'nearest', 'source', 'error', 'topics', 'digest'),
    title: anyText,
    picture: fc.oneof(anyUrl, fc.constant(`https://a.example/${'x'.repeat(2030)}`)),
    notice: anyText,
    lede: anyText,
    sections: fc.array(section, { maxLength: 4 }),
    passages: fc.array(passage, { maxLength: 12 }),
    hidden: fc.nat(99),
    sources: fc.array(source, { maxLength: 4 }),
    shared: fc.record({ by: anyText, name: anyText, question: fc.option(anyText) }),
    footer: fc.array(anyText, { maxLength: 4 }),
    actions: fc.array(action, { maxLength: 40 }),
  },
  { requiredKeys: ['id', 'kind', 'title', 'sections', 'hidden', 'footer', 'actions'] },
);
