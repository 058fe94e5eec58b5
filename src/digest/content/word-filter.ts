import type { Fact } from '../../domain/fact.ts';
import { stem } from '../../language/stemmer.ts';
import { fold } from '../../language/tokenizer.ts';

/** A word filter for facts: at least one of `include` and none of `exclude`. */
export interface WordFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Returns a text's stems separated by spaces, so that a phrase can be found as a substring. */
const stemsOf = (text: string): string =>
  ` ${(text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(fold(word))).join(' ')} `;

const cachedTexts = new WeakMap<Fact, string>();

/** Returns the text that is searched: the fact's claim, its sentence, and its article's headline. */
function textOf(fact: Fact, titleOf: (article: string) => string): string {
  const before = cachedTexts.get(fact);
  if (before !== undefined) return before;
  const text = stemsOf(`${fact.claim} ${fact.quote} ${titleOf(fact.article)}`);
  cachedTexts.set(fact, text);
  return text;
}

/** Creates a filter that matches whole words in any inflected form ("tariff" matches "tariffs"), ignoring case. */
export function wordFilter(
  { include, exclude }: WordFilter,
  titleOf: (article: string) => string,
): (fact: Fact) => boolean {
  const [wanted, unwanted] = [include, exclude].map((words) =>
    words.map(stemsOf).filter((stems) => stems.trim() !== ''),
  );
  if (wanted!.length === 0 && unwanted!.length === 0) return () => true;
  return (fact) => {
    const text = textOf(fact, titleOf);
    return (
      (wanted!.length === 0 || wanted!.some((stems) => text.includes(stems))) &&
      !unwanted!.some((stems) => text.includes(stems))
    );
  };
}
