/** The best so far over all segments, best first; ties by id, so that the order of adding does not show. */
export interface Leaders {
  readonly most: number;
  /** What a newcomer has to reach. */
  floor(): number;
  offer(slot: number, score: number): void;
  slots(): number[];
}

export function createLeaders(most: number, compareIds: (one: number, other: number) => number): Leaders {
  const slots: number[] = [];
  const scores: number[] = [];
  return {
    most,
    floor: () => (slots.length < most ? 1 : scores.at(-1)!),
    offer(slot, score) {
      let to = slots.length;
      while (
        to > 0 &&
        (scores[to - 1]! < score || (scores[to - 1] === score && compareIds(slots[to - 1]!, slot) > 0))
      )
        to--;
      if (to >= most) return;
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
