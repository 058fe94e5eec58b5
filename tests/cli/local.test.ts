import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { EVERYBODY } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { readout } from '../helpers/cli.ts';

const NOW = new Date('2026-03-03T09:00:00Z');

const about = (id: string, title: string, text: string) =>
  factsOf({ id, title, text, source: { kind: 'file', path: `${id}.txt` }, published: null, retrieved: null });
const PAGE = about(
  'pier',
  'Pier closes',
  'The board of Kalmar voted on Tuesday to close the pier for a year.',
);
const COMMON = about(
  'dock',
  'Dock strike',
  'Dock workers in Vyborg ended a strike on Monday, the union said.',
);
const OTHER = about('museum', 'Museum', 'The museum of Oslo opened its new gallery on Friday.');

/** Runs verbs on a database with articles of some tenants. */
async function bed(articles: Readonly<Record<string, typeof PAGE>>) {
  const path = join(mkdtempSync(join(tmpdir(), 'readout-local-')), 'readout.db');
  const store = await openStore({ path, now: () => NOW });
  for (const [tenant, reading] of Object.entries(articles)) await saveReadings(store, tenant, [reading]);
  await store.close();
  return (...args: string[]) => readout(args, '', { READOUT_DB: path, READOUT_INDEX: 'off' });
}

describe('the terminal', () => {
  it('asks what the local page asks: what was pasted there and what is for everybody, nobody else’s', async () => {
    const run = await bed({ local: PAGE, [EVERYBODY]: COMMON, 'slack:T1': OTHER });
    const status = async (question: string) =>
      JSON.parse((await run('ask', '--json', question)).stdout).status as string;
    expect(await status('did the board close the pier?')).toBe('answered');
    expect(await status('who ended a strike?')).toBe('answered');
    expect(await status('did the museum open its gallery?')).toBe('abstained');
    expect((await run('render', 'did the board close the pier?', '--to', 'text')).stdout).toContain('a year');
    const sources = (await run('sources')).stdout;
    expect(sources).toMatch(/Pier closes/);
    expect(sources).toMatch(/Dock strike/);
    expect(sources).not.toMatch(/Museum/);
  });

  it.each([
    [{ local: PAGE }, '1 article, 1 fact of your own'],
    [{ local: PAGE, [EVERYBODY]: COMMON }, '2 articles, 2 facts of your own'],
    [{ 'slack:T1': OTHER }, '1 article, 64 facts, every quote verbatim'],
  ])(
    'counts what it can ask in doctor, and the shipped article only while that is shown',
    async (articles, says) => {
      const { stdout } = await (await bed(articles))('doctor');
      expect(stdout).toContain(`library: ${says}`);
    },
  );

  it('names local, and not the owner of common articles, where --tenant is missing', async () => {
    const { stderr } = await (await bed({ [EVERYBODY]: COMMON }))('token', 'create');
    expect(stderr).toContain('or local for this machine');
    expect(stderr).not.toMatch(/everybody/i);
  });

  it.each([
    ['how many jobs', 'nothing here about “jobs”'],
    ['what about zebras?', 'nothing here about “zebras”'],
  ])('says with --why what it looked for if it found nothing: %s', async (question, why) => {
    const { stdout } = await (await bed({ [EVERYBODY]: COMMON }))('ask', '--why', question);
    expect(stdout).toMatch(/nothing on/i);
    expect(stdout).toContain(why);
    expect(stdout).not.toContain('Why this answers');
  });
});
