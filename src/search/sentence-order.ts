/**
 * Numbers the sentences of each paragraph from 0. Call it in reading order with the offset of each fact's sentence;
 * facts of the same sentence get the same number.
 */
export function createSentenceCounter(): (article: string, paragraph: number, offset: number) => number {
  const lastSentences = new Map<string, { offset: number; number: number }>();
  return (article, paragraph, offset) => {
    const key = `${paragraph} ${article}`;
    const last = lastSentences.get(key);
    if (!last) lastSentences.set(key, { offset, number: 0 });
    else if (last.offset !== offset) {
      last.offset = offset;
      last.number++;
    }
    return last?.number ?? 0;
  };
}
