import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL_FEATURES, type Features } from '../../src/search/ranking/features.ts';
import { type Alone, measureAlone } from './search/alone.ts';
import { ENGINES, readout } from './search/engines.ts';
import { available, type Input } from './search/input.ts';
import { type Measured, measure } from './search/measure.ts';
import { plot } from './search/plot.ts';
import { createProgress } from './search/progress.ts';
import { type Ablated, report } from './search/report.ts';
import { measureTenants } from './search/tenants.ts';

const HELP = `npm run bench -- [options]
  --facts FILE        facts as JSON Lines {"id","article","claim",...} instead of a made-up corpus
  --questions FILE    questions as JSON Lines {"question","relevant":[ids]}; may be given several times
  --sizes 1000,10000  how many facts, smallest first (default 1000,10000,100000)
  --large             also a million facts
  --tenants N         instead: so many tenants of 1,000 facts each, and a tenth as many of 10,000, asked as a mix
  --seconds N         how long each library is asked each set of questions, of processor time (default 10); a slow one up
                      to six times as long, where that makes the share of its answers mean something
  --seed N            the made-up corpus's seed (default 1)
  --out FOLDER        where bench.md and bench.svg are written (default docs/)`;

const { values } = parseArgs({
  options: {
    facts: { type: 'string' },
    questions: { type: 'string', multiple: true, default: [] },
    sizes: { type: 'string' },
    large: { type: 'boolean', default: false },
    tenants: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(import.meta.dirname, '../../docs') },
    help: { type: 'boolean', default: false },
    /** The measurement to run in this child process: "engine number,size" or "alone,size". */
    one: { type: 'string' },
  },
});

const input: Input = { factsFile: values.facts, questionFiles: values.questions, seed: Number(values.seed) };
const seconds = Number(values.seconds);
const ABLATED_SIZE = 10_000;

function sizes(): number[] {
  const most = available(input);
  if (values.sizes) return values.sizes.split(',').map((size) => Math.min(Number(size), most));
  const wanted = [1_000, 10_000, 100_000, ...(values.large ? [1_000_000] : [])];
  return most === Number.POSITIVE_INFINITY ? wanted : [...wanted.filter((size) => size < most), most];
}

/** Runs a measurement in a child process, so that no measurement sees another's memory. */
function measureApart<Result>(what: string, size: number): Result {
  // The same limit of V8's young generation as in `npm start`.
  const flags = ['--expose-gc', '--max-old-space-size=12000', '--max-semi-space-size=32'];
  flags.push('--disable-warning=ExperimentalWarning');
  const own = [import.meta.filename, ...process.argv.slice(2), '--one', `${what},${size}`];
  const run = spawnSync(process.execPath, [...flags, ...own], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (run.status !== 0) throw new Error(`${what} at ${size} facts failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Result;
}

function compare(): void {
  const tried = sizes().flatMap((size) =>
    ENGINES.map((engine, at) => ({ engine, at, size })).filter(({ engine }) => size <= engine.most),
  );
  const names = Object.keys(ALL_FEATURES) as (keyof Features)[];
  const alone = sizes().filter((size) => !values.facts || size === sizes().at(-1));
  const progress = createProgress(tried.length + alone.length + names.length + 1);
  const rows = tried.map(({ engine, at, size }) => {
    progress(`${engine.name}, ${size.toLocaleString('en-GB')} facts`);
    return measureApart<Measured>(String(at), size);
  });
  const kept = alone.map((size) => {
    progress(`files, autocomplete and changes, ${size.toLocaleString('en-GB')} facts`);
    return measureApart<Alone>('alone', size);
  });
  const size = Math.min(available(input), values.facts ? Number.POSITIVE_INFINITY : ABLATED_SIZE);
  progress('all features');
  const whole = measure(readout(), input, size, Number.POSITIVE_INFINITY).sets;
  const ablated = names.map((feature): Ablated => {
    progress(`without ${feature}`);
    return {
      feature,
      sets: measure(readout({ ...ALL_FEATURES, [feature]: false }), input, size, Number.POSITIVE_INFINITY)
        .sets,
    };
  });
  progress('done');
  const source = values.facts
    ? `Facts: ${values.facts.replace(/^.*[\\/]/, '')}.`
    : `Facts and questions are made up (seed ${values.seed}).`;
  const machine = `Node ${process.versions.node} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.`;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'bench.md'), report({ source, machine, rows, kept, whole, ablated }));
  writeFileSync(join(values.out, 'bench.svg'), plot(rows));
  console.log(`Written: ${join(values.out, 'bench.md')} and bench.svg`);
}

/** Prints the time of a question in a process with many tenants. */
function compareTenants(tenants: number): void {
  for (const [count, facts] of [
    [tenants, 1_000],
    [Math.ceil(tenants / 10), 10_000],
  ] as const) {
    const measured = measureApart<Awaited<ReturnType<typeof measureTenants>>>(`tenants ${count}`, facts);
    const times = (all: number[]) => all.map((ms) => ms.toFixed(2)).join(' / ');
    const { warm, cold, built, megabytes, estimated } = measured;
    console.log(`${count} tenants x ${facts} facts, p50 / p95 / p99 of a question in ms:
  open ${times(warm)}; opened from its saved index ${times(cold)}; indexed first ${times(built)}
  ${Math.round(megabytes)} MB for all, estimated ${Math.round(estimated)} MB`);
  }
}

if (values.help) console.log(HELP);
else if (values.tenants && !values.one) compareTenants(Number(values.tenants));
else if (values.one) {
  const [what, size] = values.one.split(',');
  const measured = what!.startsWith('tenants ')
    ? await measureTenants(Number(what!.slice('tenants '.length)), Number(size))
    : what === 'alone'
      ? await measureAlone(Number(size), input.seed)
      : measure(ENGINES[Number(what)]!, input, Number(size), seconds);
  console.log(JSON.stringify(measured));
} else compare();
