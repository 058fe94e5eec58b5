import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../../src/adapters/mcp/tools.ts';
import { revokeToken } from '../../../src/storage/access-tokens.ts';
import { ADA, BEN, startTwoLibraries, WORDS } from '../../helpers/two-libraries.ts';

const LAUNCH = join(import.meta.dirname, '../../../src/launch.mjs');

let world: Awaited<ReturnType<typeof startTwoLibraries>>;
beforeAll(async () => {
  world = await startTwoLibraries();
});
afterAll(() => world.stop());

type Tenant = typeof ADA | typeof BEN;

/** The official client of one tenant, over either transport. */
const CONNECT = {
  async http(tenant: Tenant): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' });
    const headers = { authorization: `Bearer ${world.tokens[tenant]}` };
    const url = new URL('/mcp', world.url);
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
    return client;
  },
  async stdio(tenant: Tenant): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [LAUNCH, 'cli.ts', 'mcp', '--tenant', tenant],
        env: { PATH: process.env.PATH!, READOUT_DB: world.path, READOUT_INDEX: 'off' },
      }),
    );
    return client;
  },
};

interface Called {
  readonly isError?: boolean;
  readonly content: { readonly text: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: the schemas are what is tested
  readonly structuredContent: any;
}
const call = async (client: Client, name: string, given: Record<string, unknown> = {}): Promise<Called> =>
  (await client.callTool({ name, arguments: given })) as unknown as Called;

describe.each(['http', 'stdio'] as const)('MCP over %s, by the official client', (transport) => {
  const clients = {} as Record<Tenant, Client>;
  beforeAll(async () => {
    for (const tenant of [ADA, BEN] as const) clients[tenant] = await CONNECT[transport](tenant);
  });
  afterAll(() => Promise.all(Object.values(clients).map((client) => client.close())));

  it('lists every tool with the schemas of its arguments and its result', async () => {
    const { tools } = await clients[ADA].listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.inputSchema.type).toBe('object');
      expect(tool.outputSchema?.type).toBe('object');
      // MCP's inspector warns of a list of types: some clients know only one.
      expect(JSON.stringify(tool)).not.toContain('"type":[');
    }
  });

  it('answers with the verbatim quote, its speaker, its stance and its link', async () => {
    const { structuredContent } = await call(clients[ADA], 'ask', {
      question: 'what did Lindqvist say about the harbour?',
    });
    expect(structuredContent.status).toBe('answered');
    expect(structuredContent.facts[0]).toMatchObject({
      quote:
        'Eva Lindqvist, the mayor of Kalmar, said on Monday that the harbour of Kalmar will be closed for three weeks.',
      speaker: 'Eva Lindqvist',
      stance: 'affirmed',
      article: { url: 'https://news.example/kalmar', published: '2026-03-02' },
    });
    expect(structuredContent.text).toContain('three weeks');
  });

  it('abstains with what is near apart from what answers', async () => {
    const { structuredContent } = await call(clients[ADA], 'ask', { question: 'who won the Nobel prize?' });
    expect(structuredContent).toMatchObject({ status: 'abstained', facts: [] });
  });

  it('briefs on a topic, lists news and topics, and leads from a fact to its passage', async () => {
    const brief = (await call(clients[ADA], 'brief', { about: 'Kalmar' })).structuredContent;
    expect(brief.facts.length).toBeGreaterThan(0);
    const news = (await call(clients[ADA], 'news_since', { since: '2026-03-01' })).structuredContent;
    expect(news.articles.map(({ article }: { article: { id: string } }) => article.id)).toEqual(['kalmar']);
    const none = (await call(clients[ADA], 'news_since', { since: '2026-04-01' })).structuredContent;
    expect(none.articles).toEqual([]);
    const { topics } = (await call(clients[ADA], 'topics', { prefix: 'kal' })).structuredContent;
    expect(topics[0].label).toMatch(/Kalmar/);
    const source = await call(clients[ADA], 'source_of_fact', { fact: brief.facts[0].id });
    expect(source.structuredContent.passage.quote).toBe(brief.facts[0].quote);
    const { articles } = (await call(clients[ADA], 'sources')).structuredContent;
    expect(articles).toHaveLength(1);
    expect((await call(clients[ADA], 'conflicts')).structuredContent.conflicts).toEqual([]);
  });

  it.each([
    ['ask', { question: '   ?' }],
    ['ask', { question: 'x'.repeat(1001) }],
    ['ask', { question: 7 }],
    ['ask', {}],
    ['ask', { question: 'harbour', article: '__proto__' }],
    ['brief', { about: 'constructor' }],
    ['source_of_fact', { fact: '__proto__' }],
    ['news_since', { since: 'yesterday' }],
  ])('says of %s with %j that it is wrong', async (name, given) => {
    const { isError, content } = await call(clients[ADA], name, given);
    expect(isError).toBe(true);
    expect(content[0]!.text).not.toMatch(/\bat .*\.ts/);
  });

  it('gives one tenant no word of the other, whatever it asks for', async () => {
    const others = { [ADA]: BEN, [BEN]: ADA } as const;
    for (const tenant of [ADA, BEN] as const) {
      const theirs = others[tenant];
      const asked = theirs === BEN ? 'Vyborg' : 'Kalmar';
      const id = theirs === BEN ? 'vyborg' : 'kalmar';
      const results = [
        await call(clients[tenant], 'ask', { question: `what about ${asked}?` }),
        await call(clients[tenant], 'ask', { question: 'summary' }),
        await call(clients[tenant], 'ask', { question: 'hello', article: id }),
        await call(clients[tenant], 'brief', { about: asked }),
        await call(clients[tenant], 'topics'),
        await call(clients[tenant], 'sources'),
        await call(clients[tenant], 'news_since', { since: '2026-01-01' }),
        await call(clients[tenant], 'source_of_fact', { fact: `${id}/1` }),
        await call(clients[tenant], 'conflicts', { topic: asked }),
      ];
      const said = JSON.stringify(results).replaceAll(new RegExp(`${asked}`, 'gi'), '');
      expect(said).not.toMatch(WORDS[theirs]);
      expect(JSON.stringify(results)).toMatch(WORDS[tenant]);
    }
  });
});

describe('MCP over HTTP', () => {
  const post = (token: string | null, body: string, headers: Record<string, string> = {}) =>
    fetch(new URL('/mcp', world.url), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
  const LIST = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}';

  it.each([null, '', 'x', 'rdo_', '__proto__', `rdo_${'a'.repeat(12)}_${'b'.repeat(43)}`])(
    'refuses the token %s',
    async (token) => {
      const answer = await post(token, LIST);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
    },
  );

  it('refuses a token whose secret was changed, and one that was revoked', async () => {
    const token = world.tokens[ADA];
    const last = token.at(-2) === 'A' ? 'B' : 'A';
    expect((await post(`${token.slice(0, -2)}${last}${token.at(-1)}`, LIST)).status).toBe(401);
    const { createToken } = await import('../../../src/storage/access-tokens.ts');
    const made = await createToken(world.store.db, ADA, 'short', new Date());
    expect((await post(made.token, LIST)).status).toBe(200);
    expect(await revokeToken(world.store.db, BEN, made.id)).toBe(false);
    expect(await revokeToken(world.store.db, ADA, made.id)).toBe(true);
    expect((await post(made.token, LIST)).status).toBe(401);
  });

  it.each([
    '{',
    '[]',
    'null',
    '"x"',
    '{"jsonrpc":"2.0","id":1,"method":"__proto__"}',
    `[${'[],'.repeat(5000)}[]]`,
  ])('answers the body %.40s and goes on', async (body) => {
    const answer = await post(world.tokens[ADA], body);
    expect(answer.status).toBeLessThan(500);
    expect((await post(world.tokens[ADA], LIST)).status).toBe(200);
  });

  it('refuses a body that is too long', async () => {
    expect((await post(world.tokens[ADA], 'x'.repeat(256 * 1024 + 1))).status).toBe(413);
  });
});
