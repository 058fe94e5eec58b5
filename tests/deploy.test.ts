import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, 'deploy', file), 'utf8');

/** Converts a pattern of .dockerignore: `*` matches a part of a name, dots included, and `**` any folders. */
const globOf = (pattern: string): RegExp => {
  const parts = pattern.split('**/').map((part) => RegExp.escape(part).replaceAll('\\*', '[^/]*'));
  return new RegExp(`^${parts.join('(?:.*/)?')}$`);
};

/** Whether Docker copies a path into the image. The last matching pattern decides; `!` includes the path again. */
function isCopied(path: string): boolean {
  const lines = read('Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const paths = path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
  let copied = true;
  for (const line of lines) {
    const pattern = globOf(line.replace(/^!/, ''));
    // A folder's pattern applies to everything in the folder.
    if (paths.some((one) => pattern.test(one))) copied = line.startsWith('!');
  }
  return copied;
}

describe('the image', () => {
  it('contains what runs', () => {
    for (const path of [
      'package.json',
      'package-lock.json',
      'src/main.ts',
      'src/adapters/web/page/index.html',
      'commands/all.ts',
      ...readdirSync(join(root, 'data')).map((name) => `data/${name}`),
    ])
      expect([path, isCopied(path)]).toEqual([path, true]);
  });

  it('holds no secret and nobody’s words, in whatever folder they lie', () => {
    const secrets = [
      '.env',
      '.env.local',
      'readout.db',
      'readout.db-wal',
      'readout.db.index/terms.bin',
      'readout.db.damaged-1',
      'facts.jsonl',
      'server.key',
      'x.log',
    ];
    for (const folder of ['', 'src/', 'data/', 'backups/', 'data/articles/'])
      for (const name of secrets)
        expect([folder + name, isCopied(folder + name)]).toEqual([folder + name, false]);
    for (const path of ['.git/config', 'node_modules/pg/index.js', 'tests/main.test.ts', 'backup-2026.db'])
      expect([path, isCopied(path)]).toEqual([path, false]);
  });

  it('runs without special rights and reports its health', () => {
    const file = read('Dockerfile');
    expect(file).toMatch(/^USER node$/m);
    expect(file).toMatch(/^HEALTHCHECK .*\/live/m);
  });
});

describe('the composition', () => {
  const compose = read('compose.yaml');
  const services = compose.split(/^ {2}(?=\w+:$)/m).slice(1);

  it('names every image by a whole version', () => {
    const images = [
      ...`${compose}\n${read('Dockerfile')}`.matchAll(/^\s*(?:image:|FROM) ([\w.-]+):(\S+)$/gm),
    ];
    expect(images).toHaveLength(3);
    for (const [, name, tag] of images) expect(tag, name).toMatch(/^\d+\.\d+(?:\.\d+)?-/);
  });

  it.each(['balancer', 'readout', 'postgres'])('gives %s nothing that it does not need', (name) => {
    const service = services.find((one) => one.startsWith(`${name}:`));
    expect(service).toMatch(/read_only: true/);
    expect(service).toMatch(/cap_drop: \[ALL\]/);
    expect(service).toMatch(/no-new-privileges:true/);
  });

  it.each(['compose.yaml', 'compose.single.yaml', 'kubernetes/readout.yaml'])(
    'opens the port for programs in %s, on a host’s own address alone',
    (file) => {
      const text = read(file);
      expect(text).toMatch(/API_HOST(?:: |, value: )0\.0\.0\.0/);
      expect(text).toMatch(/API_PORT(?:: |, value: ")3004/);
      for (const [, published] of text.matchAll(/- "(\S*3004:\d+)"/g))
        expect(published).toMatch(/^127\.0\.0\.1:/);
    },
  );

  it('asks the replicas whether they are ready, and waits for no slow sender', () => {
    const proxy = read('haproxy.cfg');
    expect(proxy).toMatch(/option httpchk GET \/ready/);
    expect(proxy).toMatch(/timeout http-request 10s/);
  });
});
