import type { Fact } from '../../domain/fact.ts';
import { stem } from '../../language/stemmer.ts';
import { fold } from '../../language/tokenizer.ts';

/** Words that decide whether a line is told. Of `include` it must hold one, of `exclude` none. */
export interface WordFilter {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The stems of a text's words, each between blanks, so that a run of words is found as a substring. */
const stemsOf = (text: string): string =>
  ` ${(text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(fold(word))).join(' ')} `;

const known = new WeakMap<Fact, string>();

/** What a fact's words are looked for in: what it says, its sentence, and its article's headline. */
function textOf(fact: Fact, titleOf: (article: string) => string): string {
  const before = known.get(fact);
  if (before !== undefined) return before;
  const text = stemsOf(`${fact.claim} ${fact.quote} ${titleOf(fact.article)}`);
  known.set(fact, text);
  return text;
}

/** Tells which facts may be told: by whole words in any of their forms ("tariff" meets "tariffs"), in any case. */
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
