/**
 * Numbers the sentences of each paragraph from 0. Ask it in reading order, with where each fact's sentence stands;
 * facts of one sentence get one number.
 */
export function countSentences(): (article: string, paragraph: number, place: number) => number {
  const last = new Map<string, { place: number; number: number }>();
  return (article, paragraph, place) => {
    const key = `${paragraph} ${article}`;
    const before = last.get(key);
    if (!before) last.set(key, { place, number: 0 });
    else if (before.place !== place) {
      before.place = place;
      before.number++;
    }
    return before?.number ?? 0;
  };
}
