import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Starts another process on a store. */
export function startProcess(target: string, ...words: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'process.ts'), target, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs another process on a store to its end. Returns its exit code and its error output. */
export async function runProcess(target: string, ...words: string[]) {
  const child = startProcess(target, ...words);
  child.stdout!.resume();
  const [stderr, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  return { code: code as number | null, stderr };
}
