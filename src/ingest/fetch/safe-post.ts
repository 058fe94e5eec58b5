import type { AllowHost } from './allowed-hosts.ts';
import { type Resolve, resolveBySystem } from './lookup.ts';
import { sendRequest } from './send-request.ts';
import { checkUrl } from './url.ts';

export interface PostOptions {
  readonly allow: AllowHost;
  readonly headers: Readonly<Record<string, string>>;
  /** The total time limit, in milliseconds. */
  readonly timeoutMs: number;
  readonly resolve?: Resolve;
}

/** The result of a request: the response's status, or why there is none. */
export type PostOutcome =
  | { readonly status: number; readonly retryAfter: string | undefined }
  /** `forbidden`: the address must not be reached. `failed`: a network error, or no response in time. */
  | { readonly failure: 'forbidden' | 'failed' };

/**
 * Posts a body to a hostile URL with the guards of `safeFetch`: the checked address is the one connected to. It follows
 * no redirect and does not read the response's body. Never rejects.
 */
export async function safePost(target: string, body: string, options: PostOptions): Promise<PostOutcome> {
  const { allow, headers, timeoutMs, resolve = resolveBySystem } = options;
  const checked = checkUrl(target, allow);
  if (!checked.ok) return { failure: 'forbidden' };
  const url = checked.value;
  try {
    const response = await sendRequest(url, {
      allow,
      resolve,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
      body,
    });
    response.on('error', () => {}).destroy();
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'private_address';
    return { failure: isForbidden ? 'forbidden' : 'failed' };
  }
}
