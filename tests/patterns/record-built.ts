import { join, resolve } from 'node:path';

/**
 * Prints the regular expressions that the given files build on load, as JSON. It runs as a separate process because it
 * replaces RegExp.
 */
const root = resolve(import.meta.dirname, '../..');
const files = process.argv.slice(2);
const recorded: { source: string; flags: string; file: string }[] = [];
const Native = RegExp;

globalThis.RegExp = new Proxy(Native, {
  construct(target, given: [string | RegExp, string?]) {
    const made = new target(...given);
    const stack = new Error().stack ?? '';
    const file = files.find((one) => stack.includes(join(root, one)));
    if (file) recorded.push({ source: made.source, flags: made.flags, file });
    return made;
  },
});
for (const file of files) await import(join(root, file));
process.stdout.write(JSON.stringify(recorded));
