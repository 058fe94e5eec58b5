import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LAUNCH = join(import.meta.dirname, '../../src/launch.mjs');

/** A bot in a process of its own, started as `npm start` does. */
export interface Bot {
  /** The local page's and health endpoint's port. */
  readonly port: number;
  readonly pid: number;
  /** Everything that it has written so far, to both outputs. */
  said(): string;
  /** Waits until it has written something that matches. */
  says(pattern: RegExp): Promise<void>;
  hasEnded(): boolean;
  /** Ends the process. Resolves to its exit code or signal. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Creates an empty folder, so that a bot finds only the settings that it is given. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'readout-bot-'));

/**
 * Starts the real process with only these settings. Waits until its output matches `until`, by default its last
 * start-up line.
 */
export async function startBot(
  settings: Readonly<Record<string, string>>,
  until = /Ctrl-C stops/,
): Promise<Bot> {
  const cwd = emptyFolder();
  const child = spawn(process.execPath, ['--max-semi-space-size=32', LAUNCH, 'main.ts'], {
    cwd,
    env: { PATH: process.env.PATH, PORT: '0', READOUT_DB: join(cwd, 'readout.db'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let said = '';
  const waiting = new Set<() => void>();
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      for (const look of waiting) look();
    });
  const says = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!pattern.test(said)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      void gone.then(([code]) => reject(new Error(`the bot ended with ${code}: ${said}`)));
      look();
    });
  await says(until);
  const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
  return {
    port: Number(port),
    pid: child.pid!,
    said: () => said,
    says,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      const [code, by] = await gone;
      return by ?? code;
    },
  };
}
