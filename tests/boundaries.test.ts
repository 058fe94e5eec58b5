import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The folders that each folder may import from, besides itself. Imports point one way. */
const CORE = ['src/domain', 'src/language', 'src/search', 'src/library', 'src/answer'];
const PLATFORM = [
  ...CORE,
  'src/http',
  'src/storage',
  'src/render',
  'src/ingest',
  'src/digest',
  'src/chat',
  'commands',
];
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/domain': [],
  'src/http': [],
  'src/language': ['src/domain'],
  'src/search': ['src/domain', 'src/language'],
  'src/render': ['src/domain'],
  'src/storage': ['src/domain'],
  'src/library': ['src/domain', 'src/language', 'src/search', 'src/storage'],
  'src/answer': ['src/domain', 'src/language', 'src/search', 'src/library'],
  'src/ingest': [...CORE, 'src/storage'],
  'src/digest': [...CORE, 'src/storage'],
  'src/chat': [...CORE, 'src/storage', 'src/ingest', 'src/digest'],
  commands: [...CORE, 'src/storage', 'src/ingest', 'src/digest', 'src/chat'],
  'src/model': [...CORE],
  'src/webhooks': [...CORE, 'src/storage', 'src/render', 'src/ingest'],
  'src/metrics': [...CORE, 'src/http', 'src/storage', 'src/render', 'src/ingest', 'src/chat', 'src/queries'],
  'src/queries': [...CORE, 'src/storage', 'src/render', 'src/ingest', 'src/digest', 'src/chat'],
  'src/adapters/api': [...PLATFORM, 'src/queries'],
  'src/adapters/feeds': [...PLATFORM, 'src/queries'],
  'src/adapters/mcp': [...PLATFORM, 'src/queries'],
  'src/adapters/slack': PLATFORM,
  'src/adapters/discord': PLATFORM,
  'src/adapters/web': PLATFORM,
  'src/adapters/terminal': PLATFORM,
};

/** Packages that pure folders may use: they do no input or output. */
const PURE_PACKAGES = ['fuse.js', 'franc', 'lru-cache', 'zod', 'croner', 'string-width', 'wrap-ansi'];
const PURE_ROOMS = ['src/domain', 'src/language', 'src/search', 'src/answer', 'src/render'];

/** Files that read one constant table of the package, on first use. They do no other input or output. */
const READS_SHIPPED_DATA: Record<string, readonly string[]> = {
  'src/language/word-vectors.ts': ['node:fs'],
  'src/language/related-words.ts': ['node:fs'],
  'src/answer/verify/model.ts': ['node:fs'],
};

function sourcesUnder(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8');
  return [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^'\n]+)'/g)].map((match) => match[1]!);
}

const localImportsOf = (file: string): string[] =>
  importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(root, resolve(root, dirname(file), target)));

/** Returns the import cycles of a graph, one for each import that closes one. */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const cycles: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    path.push(file);
    imports.get(file)?.forEach(visit);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return cycles;
}

function roomOf(file: string): string | null {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => file.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null;
}

describe('imports point one way', () => {
  for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${room} imports only itself${allowed.length ? ` and ${allowed.join(', ')}` : ''}`, () => {
      const trespasses: string[] = [];
      for (const file of sourcesUnder(room).filter((name) => roomOf(name) === room)) {
        for (const target of importsOf(file)) {
          if (target.startsWith('.')) {
            const path = relative(root, resolve(root, dirname(file), target));
            if (path === 'src/config.ts' && /^src\/(?:adapters\/|(?:model|metrics)$)/.test(room)) continue;
            const targetRoom = roomOf(path);
            if (targetRoom !== room && !(targetRoom && allowed.includes(targetRoom)))
              trespasses.push(`${file} -> ${path}`);
          } else if (READS_SHIPPED_DATA[file]?.includes(target)) {
          } else if (PURE_ROOMS.includes(room) && !PURE_PACKAGES.includes(target)) {
            trespasses.push(`${file} -> ${target}`);
          }
        }
      }
      expect(trespasses).toEqual([]);
    });
  }

  it('no file imports itself, directly or through others, not even a type', () => {
    const shipped = [...sourcesUnder('src'), ...sourcesUnder('commands')];
    const imports = new Map(shipped.map((file) => [file, localImportsOf(file)]));
    expect(cyclesIn(imports)).toEqual([]);
    expect(
      cyclesIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b -> c -> b']);
  });

  it('tests are never imported by what ships', () => {
    const shipped = [...sourcesUnder('src'), ...sourcesUnder('commands')];
    expect(shipped.filter((file) => importsOf(file).some((target) => target.includes('/tests/')))).toEqual(
      [],
    );
  });
});
