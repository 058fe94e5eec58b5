/** Processes several items concurrently and yields results in the items' order. */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  atATime: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const one = work(item);
      // A rejected result that nobody awaits any more must not end the process.
      one.catch(() => {});
      running.push(one);
      if (running.length >= atATime) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    await Promise.allSettled(running);
  }
}
