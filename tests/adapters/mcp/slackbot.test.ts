import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../../src/adapters/mcp/tools.ts';
import { SECRET, signed } from '../../fakes/slack/seen.ts';
import { ADA, startTwoLibraries, WORDS } from '../../helpers/two-libraries.ts';

let world: Awaited<ReturnType<typeof startTwoLibraries>>;
beforeAll(async () => {
  world = await startTwoLibraries();
});
afterAll(() => world.stop());

const TEAM = ADA.replace('slack:', '');
const seconds = (): number => Math.floor(Date.now() / 1000);

type Identity = Record<string, unknown> | null;

/** Sends as Slackbot does: the person's identity in `params._meta.slack`, and the whole body signed. */
const bySlackbot =
  (identity: Identity, { at = seconds, secret = SECRET } = {}): typeof fetch =>
  async (url, init) => {
    if (init?.method !== 'POST') return fetch(url, init);
    const message = JSON.parse(String(init.body));
    if (identity)
      message.params = { ...message.params, _meta: { ...message.params?._meta, slack: identity } };
    const body = JSON.stringify(message);
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(signed(body, at(), secret))) headers.set(name, value);
    return fetch(url, { ...init, body, headers });
  };

const connected = async (identity: Identity): Promise<Client> => {
  const client = new Client({ name: 'slackbot', version: '1' });
  const url = new URL('/mcp', world.url);
  await client.connect(new StreamableHTTPClientTransport(url, { fetch: bySlackbot(identity) }));
  return client;
};

const post = (message: object, sends: typeof fetch) =>
  sends(new URL('/mcp', world.url), {
    method: 'POST',
    body: JSON.stringify(message),
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  });
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const ask = (question: string) => ({
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'ask', arguments: { question } },
});

describe('Slackbot, by the identity that Slack signs', () => {
  it('finds the tools, and asks the library of its workspace', async () => {
    const client = await connected({ team_id: TEAM, user_id: 'U1' });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    const asked = await client.callTool({ name: 'ask', arguments: { question: 'what about Kalmar?' } });
    expect(JSON.stringify(asked)).toMatch(WORDS[ADA]);
    await client.close();
  });

  it('gets nothing of another workspace', async () => {
    const client = await connected({ team_id: 'TOTHER', user_id: 'U1' });
    const asked = await client.callTool({ name: 'ask', arguments: { question: 'what about the mayor?' } });
    expect(JSON.stringify(asked)).not.toMatch(WORDS[ADA]);
    await client.close();
  });

  it('is told the tools on nobody’s behalf, and runs none', async () => {
    expect((await post(LIST, bySlackbot(null))).status).toBe(200);
    expect((await post(ask('Kalmar'), bySlackbot(null))).status).toBe(401);
  });

  it.each([
    ['no team', { user_id: 'U1' }],
    ['no person', { team_id: TEAM }],
    ['a team that is null, as an organisation’s may be', { team_id: null, user_id: 'U1' }],
    ['a path for a team', { team_id: `${TEAM}/U1`, user_id: 'U1' }],
    ['a path for a person', { team_id: TEAM, user_id: 'U1/../U2' }],
    ['names of every object', { team_id: '__proto__', user_id: 'constructor' }],
  ])('is refused with %s', async (_, identity) => {
    expect((await post(ask('Kalmar'), bySlackbot(identity))).status).toBe(401);
  });

  it('is refused unsigned, signed with another secret, too early, too late, and with a changed body', async () => {
    const identity = { team_id: TEAM, user_id: 'U1' };
    expect((await post(ask('Kalmar'), fetch)).status).toBe(401);
    expect((await post(ask('Kalmar'), bySlackbot(identity, { secret: 'another' }))).status).toBe(401);
    for (const shift of [-400, 400])
      expect((await post(ask('Kalmar'), bySlackbot(identity, { at: () => seconds() + shift }))).status).toBe(
        401,
      );
    const headers = { ...signed(JSON.stringify(LIST), seconds()), 'content-type': 'application/json' };
    const changed = await fetch(new URL('/mcp', world.url), {
      method: 'POST',
      body: JSON.stringify(ask('Kalmar')),
      headers,
    });
    expect(changed.status).toBe(401);
  });

  it('reaches MCP alone: the HTTP API takes tokens', async () => {
    const body = JSON.stringify({
      question: 'Kalmar',
      params: { _meta: { slack: { team_id: TEAM, user_id: 'U1' } } },
    });
    const answer = await fetch(new URL('/v1/ask', world.url), {
      method: 'POST',
      body,
      headers: { ...signed(body, seconds()), 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(401);
  });

  it.each(['{', 'null', '[]', '"x"', '7', '{"params":{"_meta":{"slack":null}}}'])(
    'answers the signed body %s and goes on',
    async (body) => {
      const answer = await fetch(new URL('/mcp', world.url), {
        method: 'POST',
        body,
        headers: { ...signed(body, seconds()), 'content-type': 'application/json' },
      });
      expect(answer.status).toBe(401);
      expect((await post(LIST, bySlackbot(null))).status).toBe(200);
    },
  );
});
