// Compiles src and commands to dist/ and copies what they read beside them: node scripts/build-package.ts
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
// Everything in src that is not TypeScript: the page, its styles, plain modules.
for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }))
  if (extname(name) !== '.ts' && extname(name) !== '')
    cpSync(join(root, 'src', name), join(dist, 'src', name));
cpSync(join(root, 'data'), join(dist, 'data'), {
  recursive: true,
  filter: (name) => extname(name) !== '.ts',
});
chmodSync(join(dist, 'src/bin.mjs'), 0o755);
