import { OperatorError } from '../domain/errors.ts';
import { type ExitCode, type Io, UsageError } from './verb.ts';
import type { VerbEntry } from './verbs.ts';
import { readoutVersion } from './version.ts';

function overview(verbs: readonly VerbEntry[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  const lines = verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `readout <verb> [options]

${lines.join('\n')}

readout <verb> --help says more; readout --version prints the version.
`;
}

/** Formats a fault: usage and operator errors without a stack trace, bugs with one. */
function formatFault(error: unknown): string {
  if (error instanceof UsageError || error instanceof OperatorError) return `readout: ${error.message}\n`;
  return `readout: a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}

/** Runs one verb and returns the exit code. Standard output receives only the verb's output. */
export async function runCli(
  args: readonly string[],
  io: Io,
  verbs: readonly VerbEntry[],
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.stderr : io.stdout).write(overview(verbs));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') {
    io.stdout.write(`${readoutVersion()}\n`);
    return 0;
  }
  const entry = verbs.find((one) => one.name === name);
  if (!entry) {
    io.stderr.write(
      `readout: there is no verb "${name.slice(0, 40)}". Use one of ${verbs.map((one) => one.name).join(', ')}.\n`,
    );
    return 2;
  }
  const verb = await entry.load();
  const end = rest.indexOf('--');
  if ((end < 0 ? rest : rest.slice(0, end)).some((word) => word === '--help' || word === '-h')) {
    io.stdout.write(verb.help);
    return 0;
  }
  try {
    return await verb.run(rest, io);
  } catch (error) {
    io.stderr.write(formatFault(error));
    return error instanceof UsageError ? 2 : 1;
  }
}
