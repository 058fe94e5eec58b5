/**
 * Lets one call through in each period and drops the others: for log lines that anybody can cause. `now` is a clock in
 * milliseconds.
 */
export function atMostEvery<Args extends readonly unknown[]>(
  periodMs: number,
  run: (...args: Args) => void,
  now: () => number = () => performance.now(),
): (...args: Args) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (...args) => {
    if (now() - last < periodMs) return;
    last = now();
    run(...args);
  };
}
