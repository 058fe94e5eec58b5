import { MOST_CPU_MS, monitorStalls, type Stall } from './stall-monitor.ts';

interface Act {
  readonly name: string;
  readonly from: number;
  /** Infinity while it is running. */
  to: number;
}

const FUZZER = 'The fuzzer';
/** The most acts remembered: those of some minutes. */
const KEPT = 20_000;
/** How long an act may keep a bot busy after it has settled, in milliseconds. */
const AFTER_MS = 300;

/** Records which acts were running when a question took too long, and why an event loop stood still. */
export function createSlowLog(stallMs: number) {
  const acts: Act[] = [];
  const slow: { readonly name: string; readonly from: number; readonly to: number }[] = [];
  const own: Stall[] = [];
  /** The time of the first act. Stalls before it belong to the bots' start and are not reported. */
  let begun = Number.POSITIVE_INFINITY;
  monitorStalls(stallMs, (stall) => own.push(stall));

  const actsDuring = (from: number, to: number): string => {
    const counts = new Map<string, number>();
    for (const act of acts)
      if (act.from <= to && act.to + AFTER_MS >= from) counts.set(act.name, (counts.get(act.name) ?? 0) + 1);
    return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
  };
  const linesOf = (whose: string, { from, to, cpu, gc, functions }: Stall): string[] => [
    `${new Date(from).toISOString()} ${whose} stood still for ${to - from} ms: ${cpu} ms of its own CPU time, ${gc} ms garbage collection.`,
    ...functions.map((line) => `    ${line}`),
    `    Acts in hand: ${actsDuring(from, to)}`,
  ];

  return {
    /** Notes the beginning of an act. Returns a function that notes its end. */
    act(name: string): () => void {
      const act: Act = { name, from: Date.now(), to: Number.POSITIVE_INFINITY };
      begun = Math.min(begun, act.from);
      acts.push(act);
      if (acts.length > KEPT) acts.shift();
      return () => {
        act.to = Date.now();
      };
    },
    slowQuestion(name: string, ms: number): void {
      slow.push({ name, from: Date.now() - ms, to: Date.now() });
    },
    /** Returns the report. `said` is each bot's output. */
    report(said: readonly string[]): string[] {
      const stalls = [
        ...own.map((stall) => [FUZZER, stall] as const),
        ...said.flatMap((text, index) =>
          [...text.matchAll(/^STALL (.*)$/gm)].map(
            ([, line]) => [`Bot ${index + 1}`, JSON.parse(line!) as Stall] as const,
          ),
        ),
      ];
      const busy = stalls.filter(
        ([whose, { from, cpu }]) => whose !== FUZZER && from >= begun && cpu > MOST_CPU_MS,
      );
      return [
        ...stalls.filter(([, { from }]) => from >= begun).flatMap(([whose, stall]) => linesOf(whose, stall)),
        ...slow.map(({ name, from, to }) => {
          const during = stalls.filter(([, stall]) => stall.from <= to && stall.to >= from);
          const why = during.map(([whose, stall]) => `${whose} ${stall.to - stall.from} ms`).join(', ');
          return `${new Date(from).toISOString()} ${name} took ${(to - from).toFixed(0)} ms. Stood still: ${why || 'nobody'}. Acts: ${actsDuring(from, to)}`;
        }),
        `Stretches in which a bot computed for over ${MOST_CPU_MS} ms: ${busy.length}. Other waits are the machine's.`,
      ];
    },
  };
}
