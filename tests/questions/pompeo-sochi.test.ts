import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { loadLibrary } from '../../src/library/library-files.ts';

interface Answerable {
  readonly kind: string;
  readonly question: string;
  /** The facts of which one must come first. */
  readonly facts: readonly string[];
}
interface Unanswerable {
  readonly kind: string;
  readonly question: string;
}
interface Questions {
  readonly answerable: readonly Answerable[];
  readonly unanswerable: readonly Unanswerable[];
}

const { answerable, unanswerable } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'pompeo-sochi.json'), 'utf8'),
) as Questions;
const library = await loadLibrary(join(import.meta.dirname, '../../data'));
const readout = createReadout(library);

/** Summarises an answer in one line, for the list of failures. */
function summary(question: string): string {
  const { status, facts } = readout.of(null).ask(question);
  return `${question} -> ${status}, ${facts[0]?.fact.id ?? 'nothing'}`;
}

function isHit({ question, facts }: Answerable): boolean {
  const answer = readout.of(null).ask(question);
  return answer.status === 'answered' && facts.includes(answer.facts[0]?.fact.id ?? '');
}

/** Returns the share of `items` that pass, and prints each that does not. */
function share<T extends { readonly kind: string; readonly question: string }>(
  name: string,
  items: readonly T[],
  passes: (item: T) => boolean,
): number {
  const wrong = items.filter((item) => !passes(item));
  const right = items.length - wrong.length;
  const missed = wrong.map(({ kind, question }) => `  ${kind}: ${summary(question)}`);
  console.info(
    [`${name}: ${right} of ${items.length} (${((100 * right) / items.length).toFixed(1)} %)`, ...missed].join(
      '\n',
    ),
  );
  return right / items.length;
}

describe('questions about the shipped article', () => {
  it('are at least 90, each asked once, and expect facts that exist', () => {
    const asked = [...answerable, ...unanswerable].map(({ question }) => question.toLowerCase());
    expect(asked.length).toBeGreaterThanOrEqual(90);
    expect(new Set(asked).size).toBe(asked.length);
    const unknown = answerable.flatMap(({ facts }) => facts).filter((id) => !library.factById.has(id));
    expect(unknown).toEqual([]);
  });

  it('are answered by the right fact first at least nine times in ten', () => {
    expect(share('hit@1', answerable, isHit)).toBeGreaterThanOrEqual(0.9);
  });

  it('are declined where the article does not say, at least 85 times in a hundred', () => {
    const declines = ({ question }: Unanswerable) => readout.of(null).ask(question).status === 'abstained';
    expect(share('right abstentions', unanswerable, declines)).toBeGreaterThanOrEqual(0.85);
  });
});
