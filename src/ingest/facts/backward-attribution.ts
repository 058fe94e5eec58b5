import type { Quotation } from '../../language/quotations.ts';
import type { Speaker } from './resolve-source.ts';
import type { Voiced } from './speaker-attribution.ts';

/** "“One. Two,” X said": gives the sentences before the one that names the speaker of their quotation the same speaker. */
export function backwards(
  voiced: readonly Voiced[],
  text: string,
  at: (place: number) => Quotation | null,
): readonly Voiced[] {
  const starts = voiced.map(
    ({ sentence }) => at(text[sentence.start] === ' ' ? sentence.start + 1 : sentence.start)?.start ?? -1,
  );
  const result = [...voiced];
  let next: { start: number; speaker: Speaker } | null = null;
  for (let index = voiced.length - 1; index >= 0; index--) {
    const here = voiced[index]!;
    const start = starts[index]!;
    if (here.speaker && here.report && start >= 0) next = { start, speaker: here.speaker };
    else if (!here.report && start >= 0 && next?.start === start)
      result[index] = { ...here, speaker: next.speaker };
  }
  return result;
}
