import { webApi } from '@slack/bolt';
import { PLAIN } from './message-payload.ts';
import type { SlackForm } from './render-cache.ts';
import { transport } from './transport.ts';

/** A post as it goes to Slack. */
export interface Posting extends SlackForm {
  readonly channel: string;
  /** By which it is found again: `markOf`. */
  readonly metadata: {
    readonly event_type: string;
    readonly event_payload: Readonly<Record<string, string>>;
  };
}

type Spoken = Pick<webApi.WebClient, 'token' | 'slackApiUrl'>;

async function call({ token, slackApiUrl }: Spoken, body: string, within: number) {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const signal = AbortSignal.timeout(within);
  try {
    return await transport(`${slackApiUrl}chat.postMessage`, { method: 'POST', headers, body, signal });
  } catch (error) {
    throw new webApi.WebAPIRequestError(error as Error);
  }
}

/** Slack's answer as the client reads it: what is no JSON counts as the error's code. */
function resultIn(text: string): webApi.ChatPostMessageResponse {
  try {
    return JSON.parse(text) as webApi.ChatPostMessageResponse;
  } catch {
    return { ok: false, error: text };
  }
}

/**
 * chat.postMessage as Slack's client makes it, and rejecting with the client's own errors; but the client takes request and
 * answer apart and together again for log lines that nobody reads, which is half of what a post costs, and for ten thousand
 * digests at one minute that counts. Nothing is tried again. Gives the message's `ts`, where Slack names one.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export async function postMessage(
  client: Spoken,
  { blocks, ...posting }: Posting,
  within: number,
): Promise<string | undefined> {
  // The blocks are JSON already.
  const body = `${JSON.stringify({ ...posting, ...PLAIN }).slice(0, -1)},"blocks":${blocks}}`;
  const answer = await call(client, body, within);
  const { status, statusText, headers } = answer;
  const pause = Number.parseInt(headers.get('retry-after') ?? '', 10);
  if (status === 429 && Number.isFinite(pause)) throw new webApi.WebAPIRateLimitedError(pause);
  const text = await answer.text();
  if (status !== 200)
    throw new webApi.WebAPIHTTPError(status, statusText, Object.fromEntries(headers.entries()), text);
  const { ts, ...result } = resultIn(text);
  if (!result.ok) throw new webApi.WebAPIPlatformError({ ...result, error: String(result.error) });
  return ts;
}
