import { done, failed, type Outcome } from '../ingest/ingest-outcome.ts';

export interface DownloadOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
}

/** The time limit for a platform's file server, in milliseconds. */
const TIMEOUT_MS = 15_000;

/**
 * Downloads a file from the chat platform's server. Redirects are refused, so that the token is not sent elsewhere.
 * Error codes: too_large, http_status, redirected, gone, network.
 */
export async function downloadFile(
  url: string,
  { headers = {}, maxBytes }: DownloadOptions,
): Promise<Outcome<Uint8Array>> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return failed('redirected', 'The file’s server sends me elsewhere.');
    }
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return failed('gone', 'This file is not there any more.');
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      const { error } = failed('http_status', `The file's server answered with status ${response.status}.`);
      return { ok: false, error: { ...error, status: response.status } };
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > maxBytes) return failed('too_large', 'The file is too large: I read files up to 5 MB.');
      chunks.push(chunk);
    }
    return done(Buffer.concat(chunks));
  } catch {
    return failed('network', 'The connection to the file’s server failed.');
  }
}
