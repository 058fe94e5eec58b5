/**
 * The bytes of a frame's length. A frame is a message between the bot and a reader process: its length (big-endian),
 * then that many bytes.
 */
const HEADER_BYTES = 4;

/** Builds the header of a payload of `length` bytes. */
export function frameHeader(length: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(length);
  return header;
}

/**
 * Splits a byte stream into frames. The length is checked before anything is stored: a frame of more than `maxBytes`
 * calls `onOverflow`, and reading stops.
 */
export class FrameReader {
  readonly #maxBytes: number;
  readonly #onFrame: (payload: Buffer) => void;
  readonly #onOverflow: (length: number) => void;
  #chunks: Buffer[] = [];
  #size = 0;
  /** The length of the current payload; null while its header is being read. */
  #expected: number | null = null;
  #overflowed = false;

  constructor(
    maxBytes: number,
    onFrame: (payload: Buffer) => void,
    onOverflow: (length: number) => void = () => {},
  ) {
    this.#maxBytes = maxBytes;
    this.#onFrame = onFrame;
    this.#onOverflow = onOverflow;
  }

  push(chunk: Buffer): void {
    if (this.#overflowed) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      if (this.#expected === null) {
        if (this.#size < HEADER_BYTES) return;
        const length = this.#take(HEADER_BYTES).readUInt32BE();
        if (length > this.#maxBytes) {
          this.#overflowed = true;
          this.#chunks = [];
          this.#onOverflow(length);
          return;
        }
        this.#expected = length;
      }
      if (this.#size < this.#expected) return;
      const payload = this.#take(this.#expected);
      this.#expected = null;
      this.#onFrame(payload);
    }
  }

  /** Removes and returns the first `length` bytes. Chunks are joined only when a frame is complete. */
  #take(length: number): Buffer {
    const [first] = this.#chunks;
    const whole = first && first.length >= length ? first : Buffer.concat(this.#chunks, this.#size);
    const rest = whole === first ? this.#chunks.slice(1) : [];
    if (whole.length > length) rest.unshift(whole.subarray(length));
    this.#chunks = rest;
    this.#size -= length;
    return whole.subarray(0, length);
  }
}
