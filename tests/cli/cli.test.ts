import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERBS } from '../../src/cli/verbs.ts';
import { readout } from '../helpers/cli.ts';
import { HARBOUR } from '../helpers/harbour.ts';
import { makePdf, pagesOf } from '../ingest/documents/make-pdf.ts';
import { makeDocx } from '../ingest/documents/make-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-cli-'));
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const facts = file(
  'facts.jsonl',
  '{"id":"a","article":"one","claim":"The harbour of Kalmar was closed for three days."}\n\n{"id":"b","article":"two","claim":"Kalmar elected a new mayor.","speaker":"Eva Lind"}\n',
);

describe('readout topics and sources', () => {
  it('list the same as the chats, the most reported first, as lines or as JSON', async () => {
    const { code, stdout } = await readout(['topics', '--limit', '3']);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^.+ · \d+ lines\n/);
    const rows = (await readout(['topics', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows[0]).toEqual({ id: expect.any(String), label: expect.any(String), lines: expect.any(Number) });
    expect(rows[0].lines).toBeGreaterThanOrEqual(rows.at(-1).lines);
  });

  it('sources lists each article with its day and lines; --followed lists what is followed', async () => {
    const { stdout } = await readout(['sources']);
    expect(stdout).toBe('Pompeo in Sochi · no date given · 64 lines\n');
    expect(JSON.parse((await readout(['sources', '--json'])).stdout)).toMatchObject({
      id: 'pompeo-sochi',
      lines: 64,
    });
    expect((await readout(['sources', '--followed'])).stdout).toBe('No page or feed is followed\n');
    expect((await readout(['sources', '--followed', '--json'])).stdout).toBe('');
  });

  it('refuse words and wrong numbers', async () => {
    expect((await readout(['topics', 'INF'])).code).toBe(2);
    expect((await readout(['sources', '--limit', '0'])).code).toBe(2);
  });
});

describe('readout ask', () => {
  it('prints a card of at most 80 columns without colour in a pipe', async () => {
    const { code, stdout, stderr } = await readout(['ask', 'what', 'about', 'INF?']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('START and INF treaties');
    expect(stdout).toContain('as told by Yury Ushakov, on the Putin–Pompeo talks');
    expect(stdout).not.toContain('\u001b');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('prints JSON alone with --json, with every field that scripts rely on', async () => {
    const { stdout } = await readout(['ask', '--json', 'was Venezuela discussed?']);
    const json = JSON.parse(stdout);
    expect(Object.keys(json)).toEqual([
      'question',
      'status',
      'confidence',
      'facts',
      'conflicts',
      'card',
      'ms',
    ]);
    expect(json).toMatchObject({ question: 'was Venezuela discussed?', status: 'answered' });
    expect(json.conflicts[0].toSorted()).toEqual([
      'pompeo-sochi/putin-agenda',
      'pompeo-sochi/putin-no-venezuela',
    ]);
    expect(Object.keys(json.facts[0])).toEqual([
      'id',
      'score',
      'claim',
      'shown',
      'quote',
      'speaker',
      'stance',
      'article',
    ]);
    expect(json.confidence).toBeGreaterThan(0.6);
    expect(json.ms).toBeGreaterThan(0);
  });

  it('says that a question in another language is not read, with what its names find', async () => {
    for (const question of ['was ist mit INF?', 'que dit Lavrov ?', '¿qué hay de Venezuela?']) {
      const { stdout } = await readout(['ask', question]);
      expect(stdout).toMatch(
        /^I read questions in English only\. This is what I found on (INF|Lavrov|Venezuela)\./,
      );
    }
  });

  it('gives the nearest facts even when it abstains', async () => {
    const json = JSON.parse((await readout(['ask', '--json', 'when does the INF treaty expire?'])).stdout);
    expect(json.status).toBe('abstained');
    expect(json.facts[0].id).toBe('pompeo-sochi/inf');
  });

  it('says with --why what matched and what did not', async () => {
    const { stdout } = await readout(['ask', '--why', 'what did Pompeo tweet about cooperation?']);
    expect(stdout).toMatch(/“tweet”|Twitter/);
    const json = JSON.parse((await readout(['ask', '--why', '--json', 'venezula crisis'])).stdout);
    expect(json.facts[0].why.matches).toContainEqual(
      expect.objectContaining({ asked: 'venezula', kind: 'spelling' }),
    );
  });

  it('keeps to --limit and --article', async () => {
    const json = JSON.parse(
      (await readout(['ask', '--json', '--facts', facts, '--limit', '1', 'Kalmar'])).stdout,
    );
    expect(json.facts).toHaveLength(1);
    const two = JSON.parse(
      (await readout(['ask', '--json', '--facts', facts, '--article', 'two', 'Kalmar'])).stdout,
    );
    expect(two.facts.map(({ id }: { id: string }) => id)).toEqual(['b']);
  });

  it('answers a batch in order, from a file and from standard input', async () => {
    const lines = '{"id":7,"question":"harbour"}\n{"id":"x","question":"mayor","article":"two"}\n';
    for (const [source, input] of [
      [file('batch.jsonl', lines), ''],
      ['-', lines],
    ] as const) {
      const { stdout } = await readout(['ask', '--facts', facts, '--batch', source], input);
      const answers = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(answers.map(({ id }) => id)).toEqual([7, 'x']);
      expect(answers.map((answer) => answer.facts[0].id)).toEqual(['a', 'b']);
      expect(answers[0]).not.toHaveProperty('card');
    }
  });
});

describe('readout ask with a file', () => {
  const news = file(
    'volcano.txt',
    [
      'Thousands flee as Mount Karanga erupts',
      'By Sam Tau',
      'Mount Karanga erupted again on Friday, forcing 23,000 people from their homes, the disaster agency said.',
      '“The lava is moving slowly, but it is moving towards Sela,” said Manu Tavita, head of the agency.',
      'Volcanologist Claire Dufresne said a larger eruption was possible within days.',
    ].join('\n\n'),
  );
  it.each([
    [[], /Thousands flee as Mount Karanga erupts\nvolcano\.txt · Sam Tau · 1 min read/],
    [['key', 'quotes'], /“The lava is moving slowly, but it is moving towards Sela”\n.{0,4}— Manu Tavita/],
    [['in 1 bullet'], /23,000 people.*and \d+ more/s],
    [['who is Dufresne?'], /^Claire Dufresne, volcanologist/],
    [['what did Tavita say?'], /The lava is moving slowly/],
    [['who won the cup?'], /I found no answer to “who won the cup\?” in it\./],
  ])('gives the form that is asked for: %j', async (words, shown) => {
    const { code, stdout } = await readout(['ask', news, ...words]);
    expect(code).toBe(0);
    expect(stdout).toMatch(shown);
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['no verb', [], 2, /readout <verb>/],
    ['an unknown verb', ['aks'], 2, /no verb "aks".*ask/],
    ['an unknown flag', ['ask', '--jsno', 'INF'], 2, /--jsno.*readout ask --help/s],
    ['a flag without its value', ['ask', '--facts'], 2, /facts/],
    ['an empty question', ['ask', ''], 2, /Ask about something/],
    ['no question', ['ask'], 2, /Ask about something/],
    ['a blank question', ['ask', ' \t\n'], 2, /Ask about something/],
    ['control characters alone', ['ask', '\u0000\u0007'], 2, /Ask about something/],
    ['10,000 characters', ['ask', 'x'.repeat(10_000)], 2, /10,000 characters long/],
    ['a limit that is no number', ['ask', '--limit', 'many', 'INF'], 2, /--limit needs a whole number/],
    ['a limit of 0', ['ask', '--limit', '0', 'INF'], 2, /--limit/],
    ['an unknown article', ['ask', '--article', 'nope', 'INF'], 2, /no article "nope".*pompeo-sochi/],
    ['a path without a file', ['ask', join(folder, 'none.pdf'), 'who died?'], 1, /no file .*none\.pdf/],
    ['a name of no file', ['ask', 'nothere.docx'], 1, /There is no file nothere\.docx/],
    ['a path in a question', ['ask', 'what', 'does', './none', 'say?'], 1, /There is no file \.\/none/],
    ['a missing facts file', ['ask', '--facts', join(folder, 'none'), 'x y'], 1, /none does not exist/],
    ['a folder for a facts file', ['ask', '--facts', folder, 'x y'], 1, /is a folder/],
    ['an empty facts file', ['ask', '--facts', file('empty.jsonl', '\n'), 'x y'], 1, /holds no facts/],
    [
      'a malformed line',
      ['ask', '--facts', file('bad.jsonl', '{"id":"a","article":"b","claim":"c"}\n{oops'), 'x y'],
      1,
      /line 2 is not JSON/,
    ],
    [
      'a line without a claim',
      ['ask', '--facts', file('noclaim.jsonl', '{"id":"a","article":"b"}'), 'x y'],
      1,
      /line 1 has no "claim"/,
    ],
    [
      'a duplicate id',
      [
        'ask',
        '--facts',
        file('twice.jsonl', '{"id":"a","article":"b","claim":"c"}\n\n{"id":"a","article":"b","claim":"d"}'),
        'x y',
      ],
      1,
      /line 3: the id "a" stands on line 1/,
    ],
    [
      'a batch line without a question',
      ['ask', '--batch', file('b.jsonl', '{"id":1,"question":"INF"}\n{"id":2}')],
      1,
      /line 2 has no "question"/,
    ],
    ['a batch and a question', ['ask', '--batch', '-', 'INF'], 2, /not both/],
    ['render without a target', ['render', 'INF'], 2, /--to needs one of slack, discord, text, html/],
  ];

  it.each(cases)('%s gets a short message and the right exit code', async (_what, args, code, message) => {
    const result = await readout(args);
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split('\n').length).toBeLessThan(args.length === 0 ? 30 : 3);
    expect(result.stderr).not.toContain('    at ');
    expect(result.stdout).toBe('');
  });

  it('only stop words are answered with what to do', async () => {
    const { code, stdout } = await readout(['ask', 'the of']);
    expect(code).toBe(0);
    expect(stdout).toContain('Name what you want to know about');
  });
});

describe('readout render', () => {
  it('prints the exact payload for each platform', async () => {
    const slack = JSON.parse((await readout(['render', 'what about INF?', '--to', 'slack'])).stdout);
    expect(slack.text).toContain('START and INF');
    expect(slack.blocks.length).toBeGreaterThan(1);
    const discord = JSON.parse((await readout(['render', 'what about INF?', '--to', 'discord'])).stdout);
    expect(discord.allowed_mentions).toEqual({ parse: [] });
    expect((await readout(['render', 'what about INF?', '--to', 'html'])).stdout).toContain('<article');
    expect((await readout(['render', 'what about INF?', '--to', 'markdown'])).stdout).toMatch(/^### /);
    const page = (await readout(['render', 'what about INF?', '--to', 'page'])).stdout;
    expect(page).toMatch(/^<!doctype html>[\s\S]*<title>[^<]+<[\s\S]*treaties[\s\S]*<\/html>\n$/);
    expect(page).not.toMatch(/<(?:script|link|button)/);
    expect((await readout(['render', 'what about INF?', '--to', 'text'])).stdout).toContain('INF');
  });
});

describe('readout manifest', () => {
  it('prints the settings of each chat’s app, derived from the commands', async () => {
    const slack = JSON.parse((await readout(['manifest', 'slack'])).stdout);
    expect(slack.features.slash_commands[0].command).toBe('/brief');
    const discord = JSON.parse((await readout(['manifest', 'discord'])).stdout);
    expect(discord.map(({ name }: { name: string }) => name)).toContain('topics');
    expect((await readout(['manifest'])).code).toBe(2);
    expect((await readout(['manifest', 'slack', '--url', 'http://x'])).code).toBe(2);
  });
});

const STRIKE = [
  ...HARBOUR,
  'Mayor Eva Lind said that the town would pay for the beds. The council meets again on Thursday.',
];

describe('readout chat', () => {
  it('answers line by line, follow-ups and button numbers included', async () => {
    const { code, stdout } = await readout(['chat'], 'what about INF?\nwho said that?\nexit\nignored\n');
    expect(code).toBe(0);
    expect(stdout).toContain('START and INF treaties');
    expect(stdout).toContain('The Russian leader made it clear');
    expect(stdout).not.toContain('ignored');
    const pressed = await readout(['chat'], 'what about INF?\n1\n');
    expect(pressed.stdout).toContain('The Russian leader made it clear');
  });

  it.each([
    ['strike.pdf', () => makePdf(pagesOf(STRIKE))],
    ['strike.docx', () => makeDocx(STRIKE)],
    ['strike.txt', () => Buffer.from(STRIKE.join('\n\n'))],
  ])('reads %s by its path and shows the passage behind a line of it', async (name, bytes) => {
    const path = file(name, bytes());
    const { stdout } = await readout(['chat'], `${path}\nwhat did Eva Lind say?\nsource\n`);
    expect(stdout).toContain(`Reading ${name} …`);
    const [, passage] = stdout.split('behind it');
    expect(passage?.replace(/\s+/g, ' ')).toContain(
      '> Mayor Eva Lind said that the town would pay for the beds. The council meets again on Thursday.',
    );
  });

  it('takes no argument of a command for a file', async () => {
    const { stdout } = await readout(['chat'], '/topics package.json\n');
    expect(stdout).not.toContain('Reading');
  });
});

describe('--help', () => {
  it('lists every verb, and every verb explains itself', async () => {
    const { code, stdout } = await readout(['--help']);
    expect(code).toBe(0);
    for (const { name, summary } of VERBS) {
      expect(stdout).toContain(summary);
      expect((await VERBS.find((verb) => verb.name === name)!.load()).summary).toBe(summary);
      const help = await readout([name, '--help']);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toContain(`readout ${name}`);
      expect(help.stdout).toContain('--help');
    }
  });
});
