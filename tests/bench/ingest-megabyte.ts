// Measures `readout ingest` of texts of a million characters. Each run is a new process, and its start is included.
// `npm run bench:ingest`, or with your own texts: `npm run bench:ingest -- news.txt other.txt`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { articleText } from './ingest-generate.ts';

const SIZE = 1_000_000;
const ROUNDS = 5;
const LAUNCH = join(import.meta.dirname, '../../src/launch.mjs');
/** A preload script that reports the process's CPU time (all threads, in microseconds) when it exits. */
const TELL_CPU =
  'data:text/javascript,process.on("exit",()=>console.error(JSON.stringify(process.cpuUsage())))';

/** The kinds of texts, by name. Each function makes the n-th piece of its text. */
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  'generated articles': (n) => `${articleText(n)}\n`,
  'one paragraph again and again': () => `${articleText(1).split('\n\n')[3]}\n\n`,
  'long sentences': (n) =>
    `The minister of ward ${n} said that the talks on item ${n % 97}, which Anna Keller led in Oslo while the council of ward ${n % 53} looked on, had gone on until the morning, and that the accord, which nobody had read, would not be signed before ward ${n % 31} had been heard. `,
  quotations: (n) =>
    `“Item ${n} was late,” said Boris Lang, who leads ward ${n % 211}. “We did not discuss it.”\n\n`,
};

function written(folder: string, name: string, piece: (n: number) => string): string {
  const pieces: string[] = [];
  for (let n = 0, length = 0; length < SIZE; n++) length += pieces[pieces.push(piece(n)) - 1]!.length;
  const path = join(folder, `${name}.txt`);
  writeFileSync(path, pieces.join('').slice(0, SIZE));
  return path;
}

interface Run {
  readonly clock: number;
  readonly cpu: number;
  readonly facts: number;
}

function run(path: string): Run {
  const started = performance.now();
  const child = spawnSync(
    process.execPath,
    ['--import', TELL_CPU, LAUNCH, 'cli.ts', 'ingest', '--dry-run', '--json', path],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const clock = performance.now() - started;
  if (child.status !== 0) throw new Error(child.stderr || child.stdout);
  const { user, system } = JSON.parse(child.stderr.trim().split('\n').at(-1)!);
  return { clock, cpu: (user + system) / 1_000, facts: JSON.parse(child.stdout).facts.length };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const milliseconds = (time: number): string => `${time.toFixed(0).padStart(5)} ms`;

function printFile(name: string, path: string): void {
  // The first run fills the compile cache.
  const runs = Array.from({ length: ROUNDS + 1 }, () => run(path)).slice(1);
  const clocks = runs.map(({ clock }) => clock);
  const cpu = median(runs.map((one) => one.cpu));
  console.log(
    `${name.padEnd(34)} ${String(runs[0]!.facts).padStart(6)} facts: median ${milliseconds(median(clocks))}, least ${milliseconds(Math.min(...clocks))}; processor ${milliseconds(cpu)}`,
  );
}

/** Prints the time of `ingest --dry-run --json` for a short text, for texts of a megabyte, and for the given files. */
export function printMegabytes(files: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'ingest-megabyte-'));
  const short = join(folder, 'short.txt');
  writeFileSync(short, articleText(1));
  printFile('an article of 2,000 characters', short);
  for (const [name, piece] of Object.entries(TEXTS)) printFile(name, written(folder, name, piece));
  for (const file of files) printFile(basename(file), file);
  rmSync(folder, { recursive: true });
}
