import { randomUUID } from 'node:crypto';
import { type Json, signed } from './seen.ts';

export interface Delivered {
  readonly status: number;
  readonly body: string;
}

export type Signs = (raw: string, at: number) => Record<string, string>;

/** Wraps an event in its envelope, as the Events API delivers it to a workspace's installation. */
export function eventIn(team: string, botUser: string, inner: Json, id = `Ev${randomUUID()}`): Json {
  return {
    token: 'verification-token',
    team_id: team,
    context_team_id: team,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(Date.now() / 1000),
    event: inner,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
    ],
  };
}

/** Delivers a request by signed HTTP. Resolves with the app's acknowledgement. */
export async function deliverByHttp(
  url: string,
  type: string,
  payload: Json,
  sign: Signs = signed,
): Promise<Delivered> {
  const isEvent = type === 'events_api';
  const form =
    type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  const raw = isEvent ? JSON.stringify(payload) : new URLSearchParams(form).toString();
  const kind = isEvent ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers = { 'content-type': kind, ...sign(raw, Math.floor(Date.now() / 1000)) };
  const answer = await fetch(url, { method: 'POST', body: raw, headers });
  return { status: answer.status, body: await answer.text() };
}
