import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FrameReader, frameHeader } from '../../../src/ingest/reader/frames.ts';
import { ReaderProcess } from '../../../src/ingest/reader/reader-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LIMITS = { memoryMb: 64, timeoutMs: 20_000, maxAnswerBytes: 1_000_000 };
/**
 * Defines functions for a fake reader process: `frame` writes results in one go, `asked` calls back at a job's first
 * byte.
 */
const PRELUDE = `
import { Socket } from 'node:net';
const out = new Socket({ fd: 3, readable: false, writable: true });
const framed = (text) => { const head = Buffer.alloc(4); head.writeUInt32BE(Buffer.byteLength(text)); return Buffer.concat([head, Buffer.from(text)]); };
const frame = (...texts) => out.write(Buffer.concat(texts.map(framed)));
const asked = (then) => process.stdin.once('data', then);
`;
let count = 0;

/**
 * Runs a job in a process that runs `code` in place of the reader. Returns the result, and whether the process has
 * ended.
 */
async function run(code: string, limits = LIMITS) {
  const entry = join(folder, `child-${count++}.mjs`);
  writeFileSync(entry, PRELUDE + code);
  let deaths = 0;
  const process = new ReaderProcess(limits.memoryMb, limits.maxAnswerBytes, () => deaths++, entry);
  const request = { kind: 'refresh', bytes: Buffer.from('x'), url: 'https://a.example/' } as const;
  const answer = await process.run(request, limits);
  const dead = process.dead;
  process.kill();
  expect(deaths).toBe(1);
  return { answer, dead };
}

describe('a reader process', () => {
  it('gives the answer and lives', async () => {
    const { answer, dead } = await run(`asked(() => { frame(''); frame('{"ok":true,"value":7}'); });`);
    expect(answer).toEqual({ ok: true, value: 7 });
    expect(dead).toBe(false);
  });

  it.each([
    ['dies', 'asked(() => process.exit(3));', 'page_broken'],
    ['cannot be loaded', 'import "./none.mjs";', 'page_broken'],
    ['is out of memory', 'asked(() => process.abort());', 'page_memory'],
    ['announces more than may come', 'asked(() => out.write(Buffer.alloc(4, 255)));', 'page_broken'],
    ['begins again and again', `asked(() => { frame(''); frame(''); });`, 'page_broken'],
    ['loops', `asked(() => { frame(''); setTimeout(() => { for (;;); }, 1); });`, 'page_timeout'],
    ['sleeps', `asked(() => { frame(''); setInterval(() => {}, 1000); });`, 'page_timeout'],
    [
      'fills memory beside the heap',
      `const held = []; asked(() => { frame(''); for (;;) held.push(Buffer.alloc(1e6, 1)); });`,
      'page_memory',
    ],
  ])('that %s is killed and its job fails', async (what, code, expected) => {
    const limits = { ...LIMITS, timeoutMs: /loops|sleeps/.test(what) ? 100 : LIMITS.timeoutMs };
    const { answer, dead } = await run(code, limits);
    expect(answer).toMatchObject({ ok: false, error: { code: expected } });
    expect(dead).toBe(true);
  });

  it('that answers twice is killed before anybody takes the second for another answer', async () => {
    const { answer, dead } = await run(`asked(() => frame('', '{"ok":true,"value":1}', '2'));`);
    expect(answer).toEqual({ ok: true, value: 1 });
    expect(dead).toBe(true);
  });

  it('whose answer is no JSON fails the job', async () => {
    const { answer } = await run(`asked(() => { frame(''); frame('{"ok":tru'); });`);
    expect(answer).toMatchObject({ ok: false, error: { code: 'page_broken' } });
  });

  it('knows nothing of the bot’s environment', async () => {
    process.env.DISCORD_TOKEN = 'secret';
    const { answer } = await run(
      `asked(() => { frame(''); frame(JSON.stringify(Object.keys(process.env))); });`,
    );
    delete process.env.DISCORD_TOKEN;
    expect(answer).not.toContain('DISCORD_TOKEN');
    expect(answer).not.toContain('HOME');
  });
});

describe('frames', () => {
  it('come out as they went in, however the stream is cut', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 });
    fc.assert(
      fc.property(payloads, fc.array(fc.integer({ min: 1, max: 20 })), (sent, cuts) => {
        const stream = Buffer.concat(sent.flatMap((payload) => [frameHeader(payload.length), payload]));
        const read: Buffer[] = [];
        const reader = new FrameReader(50, (payload) => read.push(payload));
        let at = 0;
        for (const cut of [...cuts, stream.length]) {
          reader.push(stream.subarray(at, at + cut));
          at += cut;
        }
        expect(read.map((payload) => [...payload])).toEqual(sent.map((payload) => [...payload]));
      }),
    );
  });

  it('that are too long are reported at their header, once, and nothing more is read', () => {
    const lengths: number[] = [];
    let read = 0;
    const reader = new FrameReader(
      10,
      () => read++,
      (length) => lengths.push(length),
    );
    reader.push(frameHeader(11));
    for (let n = 0; n < 3; n++) reader.push(Buffer.alloc(1_000));
    expect([lengths, read]).toEqual([[11], 0]);
  });
});
