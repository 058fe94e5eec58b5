import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDelivery, readDelivery } from '../../../src/adapters/slack/delivery.ts';
import { signed } from '../../fakes/slack/seen.ts';
import { sendRaw, statusOf } from '../../helpers/raw-request.ts';
import { type Bed, slackBed } from './harness.ts';

const FORM = 'application/x-www-form-urlencoded';
const now = () => Math.floor(Date.now() / 1000);
const interaction = (payload: unknown) =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
const button = { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' }, channel: { id: 'C1' } };
const action = { type: 'button', action_id: 'source.0', value: 'source~x~0' };
const event = (inner: unknown) => JSON.stringify({ type: 'event_callback', team_id: 'T1', event: inner });

/** Signed bodies that are not valid deliveries, by content type. */
const MALFORMED: readonly (readonly [type: string, body: string])[] = [
  ...['', '5', 'null', '[]', '"x"', '{'].map((body) => ['application/json', body] as const),
  ['application/json', '['.repeat(200_000)],
  ...[event(7), event({}), event({ type: { a: 1 } })].map((body) => ['application/json', body] as const),
  [
    'application/json',
    event({ type: 'app_mention', user: { id: 1 }, text: ['a'], ts: 7, channel: { x: 1 } }),
  ],
  ['application/json', event({ type: 'app_mention', user: null, text: null, ts: null, channel: null })],
  ['application/json', event({ type: 'message', user: 'U1', text: 'INF', ts: '1.1' })],
  ['application/json', event({ type: 'tokens_revoked', tokens: { bot: 'x' } })],
  ...['payload=', 'payload=null', 'payload=7', 'payload=%7B'].map((body) => [FORM, body] as const),
  [FORM, interaction({ ...button, actions: [null] })],
  [FORM, interaction({ ...button, actions: [] })],
  [FORM, interaction({ ...button, actions: [{ ...action, value: { a: 1 } }] })],
  [FORM, interaction({ ...button, user: 'U1', actions: [action] })],
  [FORM, interaction({ ...button, response_url: { a: 1 }, actions: [action] })],
  [FORM, interaction({ ...button, user: null, actions: [action] })],
  [FORM, interaction({ ...button, channel: null, actions: [action] })],
  [FORM, interaction(button)],
  [FORM, interaction({ type: 'message_action', callback_id: 'brief_message' })],
  [FORM, interaction({ type: 'view_submission', view: {} })],
  ['application/json', '{"type":"event_callback","team_id":"T1"}'],
  [FORM, 'command=/brief&text=INF'],
  // A repeated field is parsed as an array, which is not a team id.
  [FORM, 'command=/brief&text=INF&team_id=T1&team_id=T2&user_id=U1&channel_id=C1'],
  [FORM, 'command=/brief&text=INF&text=START&team_id=T1&user_id=U1&channel_id=C1'],
  [FORM, 'command=/brief&text=INF&team_id=T1%20T2&user_id=U1&channel_id=C1'],
];

describe('a delivery’s shape', () => {
  it.each(MALFORMED)('is not that of %s %.60s', (type, body) => {
    expect(isDelivery(readDelivery(body, type))).toBe(false);
  });

  it('may hold more than is read, and lack what is not there', () => {
    expect(isDelivery({ type: 'event_callback', event: { type: 'app_uninstalled' }, more: [1] })).toBe(true);
    const typed = { command: '/brief', text: '', team_id: 'T1', user_id: 'U1', channel_id: 'C1' };
    expect(isDelivery({ ...typed, __proto__: null })).toBe(true);
    expect(isDelivery({ type: 'block_actions', team: null, user: { id: 'U1' }, actions: [action] })).toBe(
      true,
    );
  });
});

describe.each(['http', 'socket'] as const)('a malformed delivery by %s', (mode) => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed({ mode });
  });
  afterEach(() => bed.stop());

  it('fails alone: the next is answered, and the log says it once', async () => {
    if (mode === 'http')
      for (const [type, body] of MALFORMED) {
        const headers = { 'content-type': type, ...signed(body, now()) };
        const url = `http://127.0.0.1:${bed.bot().port}/slack/events`;
        expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(400);
      }
    else
      for (const payload of [null, 7, [], 'x', { event: null, type: {} }, { team_id: ['T1', 'T2'] }])
        await bed.slack.deliver('events_api', payload as never);
    expect((await bed.next(bed.ada.slash('what about INF?'))).text).toContain('START and INF');
    expect(bed.logged.length).toBe(mode === 'http' ? 0 : 1);
  });
});

describe('what strangers send to the deliveries’ address', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());
  /** A request whose body never ends. It gets a response only if the server does not wait for the body. */
  const unfinished = (headers: Record<string, string>, length = 200_000) =>
    sendRaw(
      bed.bot().port!,
      `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n{`,
    );

  it('is not read unless its headers bear a signature and a fresh time', async () => {
    const good = signed('{', now());
    for (const headers of [
      {},
      { 'x-slack-signature': good['x-slack-signature']! },
      { ...good, 'x-slack-signature': 'v0=abc' },
      signed('{', now() - 400),
      signed('{', now() + 400),
      { ...good, 'x-slack-request-timestamp': '1e999' },
    ])
      expect(statusOf(await unfinished(headers))).toBe(401);
  });

  it('is not read beyond 256 kB, whoever signed it', async () => {
    expect(statusOf(await unfinished(signed('{', now()), 256 * 1024 + 1))).toBe(413);
  });

  it('may be a test of the certificate, which Slack does not sign, and nothing smuggled along', async () => {
    const post = (body: string) =>
      fetch(`http://127.0.0.1:${bed.bot().port}/slack/events`, {
        method: 'POST',
        body,
        headers: { 'content-type': FORM },
      });
    expect((await post('ssl_check=1&token=x')).status).toBe(200);
    expect(
      (await post('ssl_check=1&command=/brief&text=INF&team_id=T1&user_id=U1&channel_id=C1')).status,
    ).toBe(200);
    expect((await post('ssl_check=0')).status).toBe(401);
    expect((await post(`ssl_check=1&x=${'x'.repeat(2000)}`)).status).toBe(401);
    await bed.quiet(0);
  });
});
