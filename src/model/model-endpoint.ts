import type { Config } from '../config.ts';

/** The settings of an OpenAI-compatible endpoint. */
export interface ModelSettings {
  /** The base address, such as `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
}

/** The time limit for a whole reply, in milliseconds. */
const WITHIN_MS = 4_000;
/** The longest reply, in bytes. A list of numbers is short, whatever surrounds it. */
const LONGEST_REPLY = 64 * 1024;

/** Reads the model's settings. Returns null if none are set. */
export function modelSettings({
  READOUT_MODEL_URL: url,
  READOUT_MODEL: model,
  READOUT_MODEL_KEY: key,
}: Pick<Config, 'READOUT_MODEL_URL' | 'READOUT_MODEL' | 'READOUT_MODEL_KEY'>): ModelSettings | null {
  return url && model ? { url: url.replace(/(?<!\/)\/+$/, ''), model, key } : null;
}

async function boundedText(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > LONGEST_REPLY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Why there is no reply. It contains no text that was sent. */
export type ModelFailure = 'slow' | 'unreachable' | 'too-long' | `status-${number}`;

/**
 * Sends one request and returns the reply's text, or why there is none. It follows no redirect, so the question and the
 * key go only to the configured address. Never rejects.
 */
export async function askModel(
  { url, key }: ModelSettings,
  body: string,
  withinMs = WITHIN_MS,
): Promise<{ readonly reply: string } | { readonly failure: ModelFailure }> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    const answer = await fetch(`${url}/chat/completions`, {
      ...{ method: 'POST', redirect: 'manual', signal, body },
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    });
    if (answer.status !== 200 || !answer.body) {
      await answer.body?.cancel();
      return { failure: `status-${answer.status}` };
    }
    const reply = await boundedText(answer.body);
    return reply === null ? { failure: 'too-long' } : { reply };
  } catch {
    return { failure: signal.aborted ? 'slow' : 'unreachable' };
  }
}
