import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observer } from './observer.ts';
import type { Operations } from './operations-rows.ts';

export interface MetricsParts {
  readonly version: string;
  /** Returns the number of open libraries and their estimated bytes. */
  readonly libraries: () => { readonly open: number; readonly bytes: number };
  readonly operations: () => Promise<Operations>;
  readonly now: () => Date;
}

/** How long counts from the database are cached, in milliseconds, however often Prometheus scrapes. */
const FRESH_MS = 10_000;

/** The metrics for Prometheus. Their labels contain no tenant, channel or text. */
export interface Metrics extends Observer {
  readonly registry: Registry;
  /** Returns questions by surface and verdict since the start, for the admin page. */
  questions(): Promise<
    readonly { readonly surface: string; readonly verdict: string; readonly count: number }[]
  >;
}

/** Creates the metrics of one process. Metrics from the database are the same in all processes that share it. */
export function createMetrics({ version, libraries, operations, now }: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'readout_' });
  const questions = new Counter({
    name: 'readout_questions_total',
    help: 'Questions answered, by surface and verdict',
    labelNames: ['surface', 'verdict'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'readout_answer_seconds',
    help: 'Time from a question to its answer, without the platform',
    labelNames: ['surface'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const polls = new Counter({
    name: 'readout_polls_total',
    help: 'Readings of followed sources, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  });
  new Gauge({
    name: 'readout_build_info',
    help: 'Always 1; the version is in the labels',
    labelNames: ['version', 'node'] as const,
    registers,
  }).set({ version, node: process.version }, 1);

  let last: { readonly at: number; readonly read: Promise<Operations | null> } | null = null;
  // If the database is down, only its gauges are missing.
  const current = (): Promise<Operations | null> => {
    if (!last || performance.now() - last.at > FRESH_MS)
      last = { at: performance.now(), read: operations().catch(() => null) };
    return last.read;
  };
  const age = (since: string | null): number =>
    since === null ? 0 : Math.max(0, (now().getTime() - Date.parse(since)) / 1000);
  const gauge = (name: string, help: string, value: (read: Operations) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const read = await current();
        if (read) this.set(value(read));
        else this.reset();
      },
    });
  };
  const byLabel = <Label extends string>(
    name: string,
    help: string,
    label: Label,
    values: (read: Operations) => Readonly<Record<string, number>>,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: [label] as const,
      registers,
      async collect() {
        const read = await current();
        this.reset();
        for (const [key, value] of Object.entries(read ? values(read) : {}))
          this.set({ [label]: key } as Record<Label, string>, value);
      },
    });
  };
  byLabel('readout_deliveries', 'Digests of the last 7 days, by state', 'state', (read) => read.deliveries);
  byLabel('readout_sources', 'Followed sources, by state', 'state', (read) => ({ ...read.sources }));
  byLabel('readout_queue_depth', 'What waits to be done', 'queue', (read) => ({
    deliveries: (read.deliveries.planned ?? 0) + (read.deliveries.claimed ?? 0),
    sources: read.sourcesDue,
  }));
  gauge('readout_delivery_lag_seconds', 'Age of the oldest digest that is due and open', (read) =>
    age(read.oldestOpen),
  );
  gauge('readout_poll_lag_seconds', 'How long the longest due source waits', (read) =>
    age(read.oldestSourceDue),
  );
  gauge('readout_tenants', 'Workspaces and servers of which something is stored', (read) => read.tenants);
  new Gauge({
    name: 'readout_open_libraries',
    help: 'Libraries in memory',
    registers,
    collect() {
      this.set(libraries().open);
    },
  });
  new Gauge({
    name: 'readout_libraries_bytes',
    help: 'Estimated memory of the open libraries',
    registers,
    collect() {
      this.set(libraries().bytes);
    },
  });
  return {
    registry,
    answered(surface, verdict, time) {
      questions.inc({ surface, verdict });
      seconds.observe({ surface }, time);
    },
    polled: (outcome) => polls.inc({ outcome }),
    async questions() {
      const { values } = await questions.get();
      return values.map(({ labels, value }) => ({
        surface: String(labels.surface),
        verdict: String(labels.verdict),
        count: value,
      }));
    },
  };
}
