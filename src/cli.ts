import { config } from 'dotenv';
import { runCli } from './cli/run.ts';
import { VERBS } from './cli/verbs.ts';

config({ quiet: true });

// Ignore a closed pipe, as in `readout ask … | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env }, VERBS);
