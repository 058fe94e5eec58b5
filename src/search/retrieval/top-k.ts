/** The best so far over all segments, best first; ties by id, so that the order of adding does not show. */
export interface Leaders {
  /** What a newcomer has to reach. */
  floor(): number;
  /** Takes a document in if it is good enough; one that is there already has its whole score and stays as it is. */
  offer(slot: number, score: number): void;
  slots(): number[];
}

export function createLeaders(most: number, compareIds: (one: number, other: number) => number): Leaders {
  const slots: number[] = [];
  const scores: number[] = [];
  const isBehind = (at: number, slot: number, score: number): boolean =>
    scores[at]! < score || (scores[at] === score && compareIds(slots[at]!, slot) > 0);
  return {
    floor: () => (slots.length < most ? 1 : scores[most - 1]!),
    offer(slot, score) {
      let [to, end] = [0, slots.length];
      if (end === most && !isBehind(most - 1, slot, score)) return;
      while (to < end) {
        const middle = (to + end) >>> 1;
        if (isBehind(middle, slot, score)) end = middle;
        else to = middle + 1;
      }
      if (slots.includes(slot)) return;
      slots.splice(to, 0, slot);
      scores.splice(to, 0, score);
      if (slots.length > most) {
        slots.pop();
        scores.pop();
      }
    },
    slots: () => slots,
  };
}
