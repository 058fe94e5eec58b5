import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackageFile {
  readonly version: string;
}

/** The version in package.json, which stands two folders up in a checkout and three in the package (dist/src/cli). */
export function readoutVersion(): string {
  for (const up of ['../..', '../../..'])
    try {
      const text = readFileSync(join(import.meta.dirname, up, 'package.json'), 'utf8');
      return (JSON.parse(text) as PackageFile).version;
    } catch {
      // The other place has it.
    }
  return 'unknown';
}
