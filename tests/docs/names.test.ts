import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { beforeAll, describe, expect, it } from 'vitest';
import { httpApi } from '../../src/adapters/api/app.ts';
import { TOOLS } from '../../src/adapters/mcp/tools.ts';
import { VERBS } from '../../src/cli/verbs.ts';
import { readConfig, unknownSettings } from '../../src/config.ts';
import { isHealthPath } from '../../src/http/health-routes.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.(?:md|ya?ml|toml|service|sh|cfg)$|Dockerfile$/.test(name));

const DEPLOY = filesIn('deploy');
const DOCS = ['README.md', ...filesIn('docs')];
const example = parse(read('.env.example'));
/** All settings of .env.example, also those that are commented out. */
const settings = new Set(read('.env.example').match(/\b[A-Z][A-Z\d_]+(?==)/g));

describe('.env.example', () => {
  it('has the default of each setting', () => {
    expect(readConfig(example)).toEqual(readConfig({}));
  });

  it('has every setting that the code reads, and no other', () => {
    const given = Object.fromEntries([...settings].map((name) => [name, 'x']));
    expect(unknownSettings(given)).toEqual([]);
    for (const name of Object.keys(readConfig({ ...example }))) expect(settings).toContain(name);
  });
});

describe.each([...DOCS, ...DEPLOY, '.github/workflows/release.yml'])('%s', (file) => {
  const text = read(file);

  it('names settings, files and scripts that exist', () => {
    for (const [name] of text.matchAll(/\b(?:READOUT|SLACK|DISCORD|API|HEALTH|OTEL)_[A-Z_]+[A-Z]\b/g))
      expect(settings, file).toContain(name);
    for (const [name] of text.matchAll(/(?<![\w./-])(?:docs|deploy|src|commands|tests|data)\/[\w./-]+\.\w+/g))
      expect([name, existsSync(join(root, name))]).toEqual([name, true]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      expect(Object.keys(scripts), file).toContain(name);
  });
});

describe('what is deployed', () => {
  const { SLACK_PORT, HEALTH_PORT, API_PORT } = readConfig({});

  it.each(DEPLOY)('uses ports that %s can be asked at', (file) => {
    const ports = [...read(file).matchAll(/(?<![\d.])3\d{3}(?!\d)/g)].map(([number]) => Number(number));
    // 3000 is the page's, which is open to its own machine alone.
    for (const port of ports) expect([3000, SLACK_PORT, HEALTH_PORT, API_PORT], file).toContain(port);
  });

  it.each(DEPLOY)('asks for the health of %s at a route that exists', (file) => {
    for (const [, path] of read(file).matchAll(/(?:httpGet: \{ path: |^path = "|httpchk GET )(\/\w+)/gm))
      expect([path, isHealthPath(path!)]).toEqual([path, true]);
  });
});

describe('a command in the docs', () => {
  const helps = new Map<string, string>();
  beforeAll(async () => {
    for (const { name, load } of VERBS) helps.set(name, (await load()).help);
  });
  /** `readout …` between backticks or on a line of its own, and `npm run --silent readout -- …`. */
  const COMMAND = /(?:`|^|npx )(?:npm run --silent readout -- |readout )([^`\n#]*)/gm;

  it.each(DOCS)('in %s has a verb that exists, and options that its help names', (file) => {
    for (const [, command] of read(file).matchAll(COMMAND)) {
      const [verb = '', ...words] = command!.replace(/ --method .*/, '').split(/\s+/);
      if (!/^[a-z]+$/.test(verb)) continue;
      expect([...helps.keys()], command).toContain(verb);
      for (const word of words.filter((one) => one.startsWith('--')))
        expect(helps.get(verb), command).toContain(word.replace(/[\]=].*/, ''));
    }
  });
});

describe('docs/reach.md', () => {
  const text = read('docs/reach.md');

  it('lists the tools of MCP', () => {
    const listed = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual(expect.arrayContaining(TOOLS.map(({ name }) => name)));
  });

  it('lists the routes of the HTTP API, and no other', () => {
    const { document } = httpApi({ queries: {} as never, version: '0', onFault: () => {} });
    const listed = new Set([...text.matchAll(/\/v1\/[\w/]+/g)].map(([path]) => path));
    expect([...listed].sort()).toEqual(Object.keys(document.paths ?? {}).sort());
  });
});
