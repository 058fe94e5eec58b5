import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readout } from '../helpers/cli.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

/** Splits a shell line into words and removes quotes. */
const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
  block!.trim().split('\n'),
);
const verbs = commands.filter((line) => line.startsWith('readout '));

describe('the README', () => {
  it('shows commands', () => expect(verbs.length).toBeGreaterThan(5));

  it.each(verbs.map((line) => [line]))('tells the truth: %s', async (line) => {
    const args = words(line.slice('readout '.length));
    const { code, stdout, stderr } = await readout(args, 'what about INF?\n');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(50);
  });

  it('names only scripts that exist', () => {
    for (const [, script] of readme.matchAll(/npm run (?:--silent )?([\w:]+)/g))
      expect(scripts).toContain(script);
    for (const script of ['start', 'test']) expect(scripts).toContain(script);
  });

  it('links only to files that exist', () => {
    for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g))
      if (!/^https?:/.test(target!)) expect(existsSync(join(root, target!)), target).toBe(true);
  });

  it('has a script for every file that a script names', () => {
    const { scripts: all } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const command of Object.values(all))
      for (const [file] of command.matchAll(/(?:src|tests)\/[\w/.-]+/g))
        expect(existsSync(join(root, file)), file).toBe(true);
  });
});

describe('the app’s icon', () => {
  it('is a square PNG of at least 512 pixels, as Slack and Discord want it', () => {
    const png = readFileSync(join(root, 'docs/icon.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  });
});
