/**
 * The k best documents so far over all segments, best first. Ties are broken by id, so the order of adding does not
 * matter.
 */
export interface TopK {
  /** The score that a document must reach to enter: that of the k-th best, or 1 while there are fewer than k. */
  threshold(): number;
  /** Enters a document if its score suffices. A document that is in already has its full score and stays as it is. */
  offer(slot: number, score: number): void;
  slots(): number[];
}

/** Inserts a value; the last one is dropped beyond `most`. `splice` would make a list of removed values each time. */
function insertAt(list: number[], index: number, value: number, most: number): void {
  for (let at = Math.min(list.length, most - 1); at > index; at--) list[at] = list[at - 1]!;
  list[index] = value;
}

export function createTopK(k: number, compareIds: (left: number, right: number) => number): TopK {
  const slots: number[] = [];
  const scores: number[] = [];
  const ranksBelow = (index: number, slot: number, score: number): boolean =>
    scores[index]! < score || (scores[index] === score && compareIds(slots[index]!, slot) > 0);
  return {
    threshold: () => (slots.length < k ? 1 : scores[k - 1]!),
    offer(slot, score) {
      let low = 0;
      let high = slots.length;
      if (high === k && !ranksBelow(k - 1, slot, score)) return;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (ranksBelow(middle, slot, score)) high = middle;
        else low = middle + 1;
      }
      if (slots.includes(slot)) return;
      insertAt(slots, low, slot, k);
      insertAt(scores, low, score, k);
    },
    slots: () => slots,
  };
}
