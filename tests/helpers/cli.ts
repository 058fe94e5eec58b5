import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCli } from '../../src/cli/run.ts';
import { VERBS } from '../../src/cli/verbs.ts';

/** Runs a verb in this process. Returns what a pipe would receive. */
export async function readout(
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = { READOUT_DB: '/nonexistent/readout.db' },
) {
  const stdout = new PassThrough({ highWaterMark: 1 << 26 });
  const stderr = new PassThrough({ highWaterMark: 1 << 26 });
  const code = await runCli(args, { stdin: Readable.from([input]), stdout, stderr, env }, VERBS);
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}
