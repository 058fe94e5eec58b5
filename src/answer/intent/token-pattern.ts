import type { MessageWord } from './words.ts';

/** Captured words by the capture's name. */
export type Captures = ReadonlyMap<string, readonly MessageWord[]>;

/** Lists of phrases that patterns refer to by name. */
export type PhraseLists = Readonly<Record<string, readonly string[]>>;

/** A step of a pattern. Phrases are lists of words; "|" separates alternatives of a word. */
type Step =
  | {
      readonly kind: 'phrases';
      readonly phrases: readonly (readonly ReadonlySet<string>[])[];
      readonly optional: boolean;
    }
  | { readonly kind: 'capture'; readonly name: string }
  | { readonly kind: 'url'; readonly name: string };

/** A compiled pattern of words. */
export interface TokenPattern {
  readonly steps: readonly Step[];
  /** The words that the pattern can begin with; null if it can begin with any word or an address. */
  readonly first: ReadonlySet<string> | null;
  /** For each required step, the words of which one must occur. */
  readonly needs: readonly ReadonlySet<string>[];
}

const phraseOf = (text: string): ReadonlySet<string>[] =>
  text.split(' ').map((word) => new Set(word.split('|')));

function stepOf(part: string, lists: PhraseLists): Step {
  if (part === '<url>') return { kind: 'url', name: 'url' };
  const capture = /^<(\w+)>$/.exec(part)?.[1];
  if (capture) return { kind: 'capture', name: capture };
  const optional = part.startsWith('[');
  const bare = optional ? part.slice(1, -1) : part;
  const list = /^\{(\w+)\}$/.exec(bare)?.[1];
  if (list && !lists[list]) throw new Error(`no phrase list ${list}`);
  return { kind: 'phrases', phrases: (list ? lists[list]! : [bare]).map(phraseOf), optional };
}

/** Returns the words that a pattern can begin with; null for any. */
function firstWords(steps: readonly Step[]): ReadonlySet<string> | null {
  const first = new Set<string>();
  for (const step of steps) {
    if (step.kind !== 'phrases') return null;
    for (const [word] of step.phrases) for (const one of word!) first.add(one);
    if (!step.optional) return first;
  }
  return null;
}

/**
 * Compiles a pattern: words separated by spaces, "a|b" for alternatives, "[a]" for an optional word, "{list}" for a
 * phrase of a list, "<name>" to capture one or more words, "<url>" for an address. Only captures can repeat.
 *
 * @example compilePattern('compare <left> and|with <right>', {})
 */
export function compilePattern(text: string, lists: PhraseLists): TokenPattern {
  const steps = text.split(' ').map((part) => stepOf(part, lists));
  const needs = steps.flatMap((step) =>
    step.kind === 'phrases' && !step.optional
      ? [new Set(step.phrases.flatMap((phrase) => phrase.flatMap((word) => [...word])))]
      : [],
  );
  return { steps, first: firstWords(steps), needs };
}

const isPhraseAt = (
  phrase: readonly ReadonlySet<string>[],
  words: readonly MessageWord[],
  place: number,
): boolean =>
  place + phrase.length <= words.length &&
  phrase.every((word, at) => words[place + at]!.url === null && word.has(words[place + at]!.key));

/**
 * Matches a pattern against all words. Returns null if it does not match. Each step is tried at each position once, so
 * the time is at most steps times words squared, for any input.
 */
export function matchPattern({ steps, needs }: TokenPattern, words: readonly MessageWord[]): Captures | null {
  if (!needs.every((some) => words.some(({ key }) => some.has(key)))) return null;
  const dead = new Set<number>();
  const captures = new Map<string, readonly MessageWord[]>();
  const from = (step: number, place: number): boolean => {
    if (step === steps.length) return place === words.length;
    const state = step * (words.length + 1) + place;
    if (dead.has(state)) return false;
    const found = endsOf(steps[step]!, words, place).some((end) => {
      if (!from(step + 1, end)) return false;
      const { kind, ...rest } = steps[step]!;
      if (kind !== 'phrases') captures.set((rest as { name: string }).name, words.slice(place, end));
      return true;
    });
    if (!found) dead.add(state);
    return found;
  };
  return from(0, 0) ? captures : null;
}

/** Returns the positions at which a step can end, the longest phrase and the shortest capture first. */
function endsOf(step: Step, words: readonly MessageWord[], place: number): number[] {
  if (step.kind === 'url') return words[place]?.url ? [place + 1] : [];
  if (step.kind === 'capture') return words.slice(place).map((_, at) => place + at + 1);
  const ends = step.phrases
    .filter((phrase) => isPhraseAt(phrase, words, place))
    .map(({ length }) => place + length);
  ends.sort((a, b) => b - a);
  return step.optional ? [...ends, place] : ends;
}
