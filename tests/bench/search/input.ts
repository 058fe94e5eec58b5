import { readFileSync } from 'node:fs';
import { parseFactLines } from '../../../src/library/fact-lines.ts';
import type { SearchDocument } from '../../../src/search/document.ts';
import { type BenchQuestion, makeFacts, makeQuestions } from './corpus.ts';

/** The input of the bench: facts and questions, from files or generated. */
export interface Input {
  readonly factsFile: string | undefined;
  readonly questionFiles: readonly string[];
  readonly seed: number;
}

export interface QuestionSet {
  readonly name: string;
  readonly questions: readonly BenchQuestion[];
}

const linesOf = <Item>(file: string): Item[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Item);

/** The number of facts from which questions are generated, spread evenly over the library. */
const SAMPLE = 3000;
const QUESTIONS = 600;

/**
 * Yields the facts one by one, so that a large library is never in memory twice. A file is read in the same way as by
 * `ask --facts`.
 */
export function factsOf({ factsFile, seed }: Input, size: number): Iterable<SearchDocument> {
  if (!factsFile) return makeFacts(size, seed);
  return parseFactLines(factsFile, readFileSync(factsFile, 'utf8')).documents.slice(0, size);
}

/** The number of facts in the file; infinite for made-up facts. */
export const available = ({ factsFile }: Input): number =>
  factsFile ? linesOf(factsFile).length : Number.POSITIVE_INFINITY;

/** Returns questions with at least one answer among the first `size` facts. */
export function questionsOf(input: Input, size: number): QuestionSet[] {
  if (input.questionFiles.length > 0) {
    const known = new Set([...factsOf(input, size)].map(({ id }) => id));
    return input.questionFiles.map((file) => ({
      name: file.replace(/^.*[\\/]|\.jsonl$/g, ''),
      questions: linesOf<BenchQuestion>(file).filter(({ relevant }) => relevant?.some((id) => known.has(id))),
    }));
  }
  const step = Math.max(1, Math.floor(size / SAMPLE));
  const sample: SearchDocument[] = [];
  let at = 0;
  for (const fact of factsOf(input, size)) if (at++ % step === 0) sample.push(fact);
  const all = makeQuestions(sample, QUESTIONS, input.seed + 1);
  return [
    { name: 'as written', questions: all.filter((_, number) => number % 3 < 2) },
    { name: 'misspelt', questions: all.filter((_, number) => number % 3 === 2) },
  ];
}
