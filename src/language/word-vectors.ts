import { readFileSync } from 'node:fs';

/**
 * The table of English word vectors in `data/language/word-vectors.bin`: 40,000 words, most frequent first.
 * `data/language/README.md` describes its source and layout.
 */
export interface WordVectors {
  /** The number of words in the table. */
  readonly size: number;
  /**
   * Returns the word's rank by frequency in English, from 0; undefined if the table lacks it. The word is in lower case
   * without accents.
   */
  rankOf(word: string): number | undefined;
  wordAt(rank: number): string;
  /**
   * Returns the cosine of two words' vectors, -1..1, given their ranks. Words with one meaning or subject are above
   * 0.5.
   */
  cosine(one: number, other: number): number;
  /** Adds the word's vector, scaled to `length`, to a sum of `dimensions` components. */
  addTo(sum: Float64Array, rank: number, length: number): void;
  readonly dimensions: number;
  /** Returns the ranks of the words nearest in meaning, the nearest first, at most eight. */
  neighbours(rank: number): readonly number[];
}

const HEADER_BYTES = 16;

/** Opens a table that `build-word-vectors.ts` wrote. Throws if it is incomplete. */
export function openWordVectors(bytes: Uint8Array): WordVectors {
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const [size, dimensions, width, textBytes] = [0, 4, 8, 12].map((at) => head.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ];
  const vectorsAt = HEADER_BYTES + size * width * 2;
  const textAt = vectorsAt + size * dimensions;
  if (bytes.length !== textAt + textBytes) throw new Error('The table of word vectors is not whole.');
  const near = new Uint16Array(Uint8Array.from(bytes.subarray(HEADER_BYTES, vectorsAt)).buffer);
  const vectors = new Int8Array(bytes.buffer, bytes.byteOffset + vectorsAt, size * dimensions);
  const words = new TextDecoder().decode(bytes.subarray(textAt)).split('\n');
  const ranks = new Map(words.map((word, rank) => [word, rank]));
  const dot = (one: number, other: number): number => {
    // Integer arithmetic: about twice as fast as that of floating-point numbers.
    let sum = 0;
    for (let at = 0; at < dimensions; at++)
      sum = (sum + Math.imul(vectors[one + at]!, vectors[other + at]!)) | 0;
    return sum;
  };
  /** The length of each vector, computed when needed; 0 before. */
  const norms = new Float32Array(size);
  const normOf = (rank: number): number => {
    if (norms[rank] === 0) norms[rank] = Math.sqrt(dot(rank * dimensions, rank * dimensions)) || 1;
    return norms[rank]!;
  };
  return {
    size,
    rankOf: (word) => ranks.get(word),
    wordAt: (rank) => words[rank] ?? '',
    cosine: (one, other) =>
      one === other ? 1 : dot(one * dimensions, other * dimensions) / (normOf(one) * normOf(other)),
    dimensions,
    addTo(sum, rank, length) {
      const by = length / normOf(rank);
      const from = rank * dimensions;
      for (let at = 0; at < dimensions; at++) sum[at]! += vectors[from + at]! * by;
    },
    neighbours: (rank) =>
      Array.from(near.subarray(rank * width, (rank + 1) * width)).filter((other) => other !== rank),
  };
}

let table: WordVectors | undefined;

/** Returns the table that ships with the program. The first call reads it (about 20 ms). */
export function wordVectors(): WordVectors {
  table ??= openWordVectors(readFileSync(new URL('../../data/language/word-vectors.bin', import.meta.url)));
  return table;
}
