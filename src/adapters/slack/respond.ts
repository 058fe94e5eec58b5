import { REQUEST_TIMEOUT_MS } from './workspace.ts';

/** Converts a refusal at a response URL to the error shape of the Web API client. */
function toApiError(status: number, body: string, retryAfter: string | null): Error {
  // Error codes are the only words with an underscore in Slack's response.
  const said = body.match(/[a-z_]+/g)?.find((word) => /[a-z]_[a-z]/.test(word));
  if (status === 429)
    return Object.assign(new Error('rate limited'), { retryAfter: Number(retryAfter ?? 1) || 1 });
  return status < 500 && said
    ? Object.assign(new Error('refused'), { data: { error: said } })
    : Object.assign(new Error('failed'), { statusCode: status });
}

/**
 * Posts to an interaction's response URL. It also reaches channels that the bot is not in. Rejects with an error that
 * `outcomeOf` reads. The URL is valid for 5 answers in 30 minutes:
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
export async function respondAt(url: string, message: object): Promise<void> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  } as const;
  const failed = (original: unknown): never => {
    throw Object.assign(new Error('no answer'), { code: 'slack_webapi_request_error', original });
  };
  const answer = await fetch(url, request).catch(failed);
  const body = await answer.text().catch(failed);
  if (!answer.ok || /"ok"\s*:\s*false/.test(body))
    throw toApiError(answer.status, body, answer.headers.get('retry-after'));
}
