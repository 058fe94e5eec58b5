import { Socket } from 'node:net';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import { FrameReader, frameHeader } from './frames.ts';
import { prepare } from './jobs.ts';
import type { ReaderRequest, RequestHeader } from './protocol.ts';

// The entry point of a reader process. Each job arrives on standard input as two frames: a header and the document's
// bytes. The process writes two frames to descriptor 3: an empty one when the work begins, then the answer.

/** The largest request, in bytes; more than anything that is fetched or read from a file. */
const MAX_REQUEST_BYTES = 64_000_000;

const answers = new Socket({ fd: 3, readable: false, writable: true });
// The parent is gone, so this process ends.
answers.on('error', () => process.exit(1));

let header: RequestHeader | null = null;
const frames = new FrameReader(
  MAX_REQUEST_BYTES,
  (payload) => {
    if (header === null) {
      header = JSON.parse(payload.toString('utf8')) as RequestHeader;
      return;
    }
    const request = { ...header, bytes: payload } as ReaderRequest;
    header = null;
    void answer(request);
  },
  () => process.exit(1),
);

async function answer(request: ReaderRequest): Promise<void> {
  let outcome: Outcome<unknown>;
  try {
    const work = await prepare(request);
    send(Buffer.alloc(0));
    outcome = await work();
  } catch (error) {
    // Error messages may quote the document.
    const name = error instanceof Error ? error.name : 'unknown';
    outcome = failed('page_broken', `It cannot be read (${name}).`);
  }
  send(Buffer.from(JSON.stringify(outcome)));
}

function send(payload: Buffer): void {
  answers.write(frameHeader(payload.length));
  if (payload.length > 0) answers.write(payload);
}

process.stdin.on('data', (chunk: Buffer) => frames.push(chunk));
process.stdin.on('end', () => process.exit(0));
const watchdog = new URL(`./orphan-watchdog${extname(import.meta.url)}`, import.meta.url);
new Worker(watchdog, { env: {}, execArgv: [] }).unref();
