/** Converts words and the words related to each into lines that have each word with all of its related ones, sorted. */
export function bothWays(related: Iterable<readonly [word: string, others: Iterable<string>]>): string {
  const all = new Map<string, Set<string>>();
  const relate = (one: string, other: string): void => {
    if (one === other) return;
    const known = all.get(one);
    if (known) known.add(other);
    else all.set(one, new Set([other]));
  };
  for (const [word, others] of related)
    for (const other of others) {
      relate(word, other);
      relate(other, word);
    }
  const lines = [...all].map(([word, others]) => [word, ...[...others].sort()].join(' '));
  return `${lines.sort().join('\n')}\n`;
}
