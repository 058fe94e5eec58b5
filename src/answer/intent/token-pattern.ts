import type { MessageWord } from './words.ts';

/** What a pattern captured: runs of words by their names. */
export type Captures = ReadonlyMap<string, readonly MessageWord[]>;

/** Lists of phrases that patterns refer to by name. */
export type PhraseLists = Readonly<Record<string, readonly string[]>>;

/** One step of a pattern. Phrases are lists of words; a word may be several by "|". */
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
  /** The words it can begin with; null where any word or an address can. */
  readonly first: ReadonlySet<string> | null;
  /** For each step that cannot be missing, the words of which one has to be there. */
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

/** The words that a pattern can begin with; null for any. */
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
 * Compiles a pattern: words parted by blanks, "a|b" for either, "[a]" for one that may be missing, "{list}" for a phrase of a
 * list, "<name>" for one or more words that are captured, "<url>" for an address. There is no repetition besides captures.
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
 * Matches a pattern against all of the words; null where they are no match. Tries each step at each place once, so that the
 * time is bounded by steps times words squared, whatever the words are.
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

/** Where a step may end that begins at a place, the longest phrase and the shortest capture first. */
function endsOf(step: Step, words: readonly MessageWord[], place: number): number[] {
  if (step.kind === 'url') return words[place]?.url ? [place + 1] : [];
  if (step.kind === 'capture') return words.slice(place).map((_, at) => place + at + 1);
  const ends = step.phrases
    .filter((phrase) => isPhraseAt(phrase, words, place))
    .map(({ length }) => place + length);
  ends.sort((a, b) => b - a);
  return step.optional ? [...ends, place] : ends;
}
