import { pick, type Random } from '../search/random.ts';

/** Fragments that have broken patterns, parsers and lookup tables. */
const PIECES = [
  ...['yes please ', 'no thanks, ', 'thank you very much ', 'hm', 'ha', 'share it '],
  ...[
    'at in on ',
    'every ',
    'mon-fri ',
    '9am ',
    'quiet ',
    'Berlin ',
    'constructor ',
    '__proto__ ',
    'toString ',
  ],
  ...[
    'what about ',
    'who said that? ',
    'why do ',
    'according to ',
    'what did ',
    'and ',
    'he ',
    'INF ',
    'Putin ',
  ],
  ...['<@U', '<@U1|', '<!channel> ', '<#C1|', '<https://', '<mailto:', '>', '|', '&amp;', '&lt;'],
  ...['[', '](', '**', '__', '~~', '||', '`', '```', '> ', '# ', '- ', '1. ', '\\', '@everyone ', '<@&1>'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u009d',
    '\u202e',
    '\u200b',
    '\ud800',
    'é\u0301\u0301\u0301',
    '😀',
    'Помпео ',
  ],
  ...['http://127.0.0.1:1/ ', 'https://example.invalid/a?b=c#d ', 'ftp://x ', 'file:///etc/passwd ', 'x.y '],
  ...[
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\u00a0',
    '.',
    '?',
    '!',
    ',',
    ';',
    ':',
    '"',
    "'",
    '“',
    '(',
    ')',
    '<',
    '*',
    '-',
    '/',
    'a',
  ],
];

/** The beginnings of typed messages. */
const BEGINNINGS = [
  ...[
    '',
    '',
    '',
    'digest on ',
    'digest ',
    'watch ',
    'unwatch ',
    'sources add ',
    'sources remove ',
    'sources ',
  ],
  ...['topics ', 'catchup ', 'help ', 'brief ', '/brief ', '/digest on ', 'topics of ', 'no, I meant '],
];

const LENGTHS = [1, 10, 100, 400, 990, 1_100, 4_000, 40_000];

/** Makes a text of up to 40,000 characters from a few fragments, each once or very often. */
export function hostileText(random: Random): string {
  let text = pick(random, BEGINNINGS);
  const length = pick(random, LENGTHS);
  while (text.length < length) {
    const piece = pick(random, PIECES);
    text += random() < 0.4 ? piece.repeat(1 + Math.floor((random() * length) / piece.length)) : piece;
  }
  return text.slice(0, length) + (random() < 0.3 ? 'x' : '');
}

const JUNK: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e300,
    7,
    '',
    'x',
    [],
    {},
    [null],
    { a: 1 },
    ['a', 'b'],
    { id: null },
    { id: ['T1'] },
  ],
  ...['__proto__', 'constructor', '\u0000', 'x'.repeat(5_000), { toString: 1 }, [[[[]]]]],
];

/** Returns a copy of a value with some of its fields, at any depth, removed or replaced. */
export function mutated(value: unknown, random: Random, chance = 0.15): unknown {
  if (random() < chance) return pick(random, JUNK);
  if (Array.isArray(value)) return value.map((one) => mutated(one, random, chance));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => random() >= chance / 3);
  return Object.fromEntries(kept.map(([key, one]) => [key, mutated(one, random, chance)]));
}
