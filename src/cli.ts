import { config } from 'dotenv';
import { runCli } from './cli/run.ts';
import { VERBS } from './cli/verbs.ts';

config({ quiet: true });

// `readout ask … | head -1`: a reader that has seen enough is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env }, VERBS);
