import { readFileSync } from 'node:fs';

/**
 * The table of English word vectors in `data/language/word-vectors.bin`: 40,000 words, most frequent first.
 * `data/language/README.md` describes its source and layout.
 */
export interface WordVectors {
  /** The number of words in the table. */
  readonly size: number;
  /** The word's rank by frequency in English, from 0; undefined if the table lacks the word. In lower case, accents off. */
  rankOf(word: string): number | undefined;
  wordAt(rank: number): string;
  /** Cosine of two words' vectors, -1..1; words of one meaning or one subject are above 0.5. Takes ranks. */
  cosine(one: number, other: number): number;
  /** Adds the word's vector, scaled to this length, to a sum of `dimensions` components. */
  addTo(sum: Float64Array, rank: number, length: number): void;
  readonly dimensions: number;
  /** Ranks of the words nearest in meaning, nearest first, eight at most. */
  neighbours(rank: number): readonly number[];
}

const HEADER_BYTES = 16;

/** Reads a table that `build-word-vectors.ts` wrote; throws if it is not whole. */
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
    let sum = 0;
    for (let at = 0; at < dimensions; at++) sum += vectors[one + at]! * vectors[other + at]!;
    return sum;
  };
  /** Length of each vector, 0 until it is needed. */
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

/** The table that ships with the program, read at the first call (about 20 ms). */
export function wordVectors(): WordVectors {
  table ??= openWordVectors(readFileSync(new URL('../../data/language/word-vectors.bin', import.meta.url)));
  return table;
}
