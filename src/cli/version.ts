import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackageFile {
  readonly version: string;
}

/**
 * Reads the version from package.json, which is two folders up in a checkout and three in the package (dist/src/cli).
 */
export function readoutVersion(): string {
  for (const up of ['../..', '../../..'])
    try {
      const text = readFileSync(join(import.meta.dirname, up, 'package.json'), 'utf8');
      return (JSON.parse(text) as PackageFile).version;
    } catch {
      // Try the other place.
    }
  return 'unknown';
}
