import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsVerb, type OpenEditor } from '../../src/cli/facts.ts';
import { ingestVerb } from '../../src/cli/ingest.ts';
import { progressBar } from '../../src/cli/progress.ts';
import { type ExitCode, type Io, UsageError, type Verb } from '../../src/cli/verb.ts';
import { memoryArticles, plainFacts } from './memory.ts';

const TEXT = `Pier to close\n\nThe board voted on Tuesday to close the pier. Engineers had found cracks in its pillars.\n`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-cli-'));
  file = join(folder, 'pier.txt');
  await writeFile(file, TEXT);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a verb as the command line does. Returns what it printed. */
async function run(verb: Verb, args: readonly string[], input = '') {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const io: Io = { stdin: Readable.from([Buffer.from(input)]), ...streams, env: {} };
  const code: ExitCode = await verb.run(args, io);
  const printed = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: printed(streams.stdout), stderr: printed(streams.stderr) };
}

function storeOf() {
  const memory = memoryArticles();
  let opened = 0;
  const open = async () => {
    opened++;
    return { articles: memory.store, close: async () => {} };
  };
  return { ...memory, open, opened: () => opened };
}

describe('readout ingest', () => {
  it('prints a line of JSON for every article and for every failure, and ends with 1 where one failed', async () => {
    const { open, opened } = storeOf();
    const missing = join(folder, 'missing.txt');
    const { code, stdout, stderr } = await run(ingestVerb(open), ['--dry-run', '--json', file, missing]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual({
      source: missing,
      error: { code: 'not_found', message: expect.any(String) },
    });
    const read = lines.find((line) => line.article);
    expect(read.article).toEqual({
      id: expect.stringMatching(/^pier-to-close-[0-9a-f]{10}$/),
      title: 'Pier to close',
      text: TEXT,
      source: { path: file },
      published: null,
    });
    expect(read.facts.length).toBeGreaterThan(0);
    for (const { quote, span } of read.facts) expect(TEXT.slice(span[0], span[1])).toBe(quote);
    expect([code, stderr, opened()]).toEqual([1, '', 0]);
  });

  it('stores, says what it stored, and knows it the next time', async () => {
    const { open, all } = storeOf();
    expect(await run(ingestVerb(open), [file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('stored)'),
    });
    expect((await run(ingestVerb(open), [file])).stdout).toContain('known already)');
    expect(all()).toHaveLength(1);
  });

  it('keeps tenants apart', async () => {
    const { open, all } = storeOf();
    await run(ingestVerb(open), ['--tenant', 'slack:T1', file]);
    await run(ingestVerb(open), ['--tenant', 'slack:T2', file]);
    expect(new Set(all().map(({ article }) => article.id)).size).toBe(2);
  });

  it('reads standard input', async () => {
    const { open } = storeOf();
    const { stdout } = await run(ingestVerb(open), ['--dry-run', '--json', '-'], TEXT);
    expect(JSON.parse(stdout).article).toMatchObject({ title: 'Pier to close', source: { path: '-' } });
  });

  it.each([[[]], [['--tenant', 'a b', 'x']], [['--wrong']]])('tells wrong use: %j', async (args) => {
    await expect(run(ingestVerb(storeOf().open), args)).rejects.toBeInstanceOf(UsageError);
  });
});

describe('the progress bar', () => {
  it('is shown to a person and to nobody else', () => {
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    const io = { stdin: Readable.from([]), stdout: new PassThrough(), stderr, env: {} };
    const bar = progressBar(io, 4, () => 0);
    bar.show({ done: 2, source: 'b.txt' });
    expect(String(stderr.read())).toContain('] 2/4 b.txt');
    progressBar({ ...io, stderr: new PassThrough() }, 4).show({ done: 2, source: 'b.txt' });
    expect(stderr.read()).toBeNull();
  });
});

describe('readout facts edit', () => {
  const id = 'pier-1';
  async function edited(edit: OpenEditor, claim?: string) {
    const store = storeOf();
    const article = {
      id,
      title: 'Pier',
      text: TEXT,
      source: { kind: 'file', path: file },
      published: null,
      retrieved: null,
    } as const;
    const reading = plainFacts(article);
    const gone = { ...reading.facts[0]!, id: `${id}/gone`, quote: 'It was withdrawn.', withdrawn: true };
    const [first, ...others] = reading.facts;
    const facts = [claim === undefined ? first! : { ...first!, claim }, ...others, gone];
    await store.store.save(null, { ...reading, facts });
    return { ...(await run(factsVerb(store.open, edit), ['edit', id])), facts: store.all()[0]!.facts };
  }
  const change =
    (from: string, to: string): OpenEditor =>
    async (path) => {
      await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
      return true;
    };

  it('stores what a person corrected, and keeps what was withdrawn', async () => {
    const { code, facts } = await edited(change('"claim": "Engineers had', '"claim": "The engineers had'));
    expect(code).toBe(0);
    expect(facts.map(({ claim }) => claim)).toContain('The engineers had found cracks in its pillars.');
    expect(facts.filter((fact) => fact.withdrawn)).toHaveLength(1);
  });

  it('names what is wrong, keeps the file and stores nothing', async () => {
    const { code, stderr, facts } = await edited(change('"claim": "Engineers had', '"claim": "They had'));
    expect([code, facts.some(({ claim }) => claim.startsWith('They'))]).toEqual([1, false]);
    expect(stderr).toContain('begins with a pronoun');
    const kept = /kept at (\S+facts\.json)/.exec(stderr)?.[1] ?? '';
    expect(await readFile(kept, 'utf8')).toContain('They had');
    await rm(join(kept, '..'), { recursive: true });
  });

  it('stores nothing where nothing changed', async () => {
    expect(await edited(async () => true)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing changed.\n',
    });
  });

  const LONG = `The board voted ${'again and '.repeat(20)}again.`;

  it.each([
    ['of over 160 characters', LONG],
    ['that begins with a pronoun', 'It voted on Tuesday to close the pier.'],
  ])('leaves an extracted claim %s as it is, also if another line is changed', async (_, claim) => {
    expect(await edited(async () => true, claim)).toMatchObject({ code: 0, stderr: 'Nothing changed.\n' });
    const { code, facts } = await edited(
      change('"claim": "Engineers had', '"claim": "The engineers had'),
      claim,
    );
    expect([code, facts.map((fact) => fact.claim).includes(claim)]).toEqual([0, true]);
  });

  it('refuses a long claim that was changed', async () => {
    const { code, stderr } = await edited(change('again.', 'once more.'), LONG);
    expect([code, stderr]).toEqual([1, expect.stringContaining('write at most 160')]);
    await rm(join(/kept at (\S+facts\.json)/.exec(stderr)?.[1] ?? '', '..'), { recursive: true });
  });

  it('says where there is no such article', async () => {
    const verb = factsVerb(storeOf().open, async () => true);
    await expect(run(verb, ['edit', 'none'])).rejects.toThrow('There is no ingested article "none"');
  });
});
