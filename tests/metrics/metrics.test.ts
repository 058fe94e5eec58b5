import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { closeServer, createGuardedServer, listenOn } from '../../src/http/guarded-server.ts';
import { startWatching } from '../../src/metrics/start-watching.ts';
import { shippedChat } from '../helpers/shipped.ts';
import { ADA, BEN, startTwoLibraries, WORDS } from '../helpers/two-libraries.ts';

const TOKEN = 'an-admin-token-of-24-chars';
let world: Awaited<ReturnType<typeof startTwoLibraries>>;
let watching: Awaited<ReturnType<typeof startWatching>>;
let url = '';
let server: ReturnType<typeof createGuardedServer>;

beforeAll(async () => {
  const { twoLibraries } = await import('../helpers/two-libraries.ts');
  const { store } = await twoLibraries();
  watching = await startWatching(
    { READOUT_METRICS_TOKEN: undefined, READOUT_ADMIN_TOKEN: TOKEN },
    { store, libraries: () => ({ open: 3, bytes: 1024 }), version: '1.2.3' },
  );
  world = await startTwoLibraries({ observed: watching.queries });
  await storeMemory(store).saveFeedback({
    tenant: ADA,
    cardId: 'c',
    person: 'U1',
    verdict: 'down',
    question: 'a secret question',
    facts: [],
  });
  server = createGuardedServer({
    refuse: (response, { status, headers }) => void response.writeHead(status, headers).end(),
    async handle(request, response, target) {
      for (const route of watching.routes) if (await route(request, response, target)) return;
      response.writeHead(404).end();
    },
  });
  url = `http://127.0.0.1:${await listenOn(server, 0, '127.0.0.1')}`;
});
afterAll(async () => {
  await closeServer(server);
  await world.stop();
  await watching.stop();
});

const metrics = async (): Promise<string> => (await fetch(`${url}/metrics`)).text();

describe('metrics', () => {
  it('count questions by surface and verdict, without a word of them', async () => {
    const ask = (question: string) =>
      fetch(new URL('/v1/ask', world.url), {
        method: 'POST',
        body: JSON.stringify({ question }),
        headers: { authorization: `Bearer ${world.tokens[ADA]}`, 'content-type': 'application/json' },
      });
    await ask('what did Lindqvist say about the harbour?');
    await ask('who won the Nobel prize?');
    const chat = watching.chat(shippedChat());
    await chat.message({
      tenant: 'slack:T1',
      channel: 'C1',
      person: 'U1',
      thread: privateKey('C1', 'U1'),
      text: 'what about INF?',
      eventId: null,
      mayManage: async () => true,
    });
    const said = await metrics();
    expect(said).toContain('readout_questions_total{surface="api",verdict="answered"} 1');
    expect(said).toContain('readout_questions_total{surface="api",verdict="abstained"} 1');
    expect(said).toContain('readout_questions_total{surface="slack",verdict="answered"} 1');
    expect(said).toContain('readout_answer_seconds_count{surface="api"} 2');
    expect(said).toContain('readout_open_libraries 3');
    expect(said).toContain('readout_build_info{version="1.2.3"');
    expect(said).toMatch(/readout_nodejs_eventloop_lag_seconds [\d.]/);
    for (const hidden of [WORDS[ADA], WORDS[BEN], /Nobel|INF|TADA|8123/]) expect(said).not.toMatch(hidden);
  });

  it('report deliveries, sources and queues as the database has them', async () => {
    watching.polled('read', 0.2);
    watching.polled('failed', 0.2);
    const said = await metrics();
    expect(said).toContain('readout_polls_total{outcome="failed"} 1');
    expect(said).toContain('readout_sources{state="paused"} 0');
    expect(said).toContain('readout_queue_depth{queue="deliveries"} 0');
    expect(said).toContain('readout_tenants 2');
  });

  it('are what the dashboard draws', async () => {
    const dashboard = readFileSync(join(import.meta.dirname, '../../deploy/grafana-dashboard.json'), 'utf8');
    const said = await metrics();
    const { panels } = JSON.parse(dashboard) as { panels: { title: string }[] };
    expect(panels.length).toBeGreaterThan(7);
    for (const name of new Set(dashboard.match(/readout_\w+/g)))
      expect(said, name).toMatch(new RegExp(`^${name}(?:\\{| )`, 'm'));
  });
});

describe('the operator’s page', () => {
  const page = (headers: Record<string, string> = {}) => fetch(`${url}/admin`, { headers });
  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
  });

  it('needs its token, as a browser sends it or a program', async () => {
    for (const headers of [{}, basic('wrong'), basic(''), { authorization: 'Bearer __proto__' }]) {
      const refused = await page(headers as Record<string, string>);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Basic/);
    }
    expect((await page(basic(TOKEN))).status).toBe(200);
    expect((await page({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it('shows counts and states, and no text of a message or an article', async () => {
    const said = await (await page(basic(TOKEN))).text();
    expect(said).toContain('Feedback');
    expect(said).toContain('<td>down</td>');
    expect(said).not.toMatch(/secret question/);
    for (const words of Object.values(WORDS)) expect(said).not.toMatch(words);
  });
});

/** The spans of an OTLP request, `<path> <body>`, with their durations. */
function spansIn(request: string) {
  const { resourceSpans } = JSON.parse(request.slice(request.indexOf('{'))) as {
    resourceSpans: {
      scopeSpans: { spans: { name: string; startTimeUnixNano: string; endTimeUnixNano: string }[] }[];
    }[];
  };
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ name, startTimeUnixNano, endTimeUnixNano }) => ({
      name,
      seconds: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e9,
    }));
}

describe('a trace', () => {
  it('of each answer and each poll goes to the collector that is set, with no word of it', async () => {
    const bodies: string[] = [];
    let arrived = (): void => {};
    const came = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const collector = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        bodies.push(`${request.url} ${body}`);
        response.setHeader('content-type', 'application/json').end('{}');
        arrived();
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    try {
      const traced = await startWatching(
        { READOUT_METRICS_TOKEN: undefined, READOUT_ADMIN_TOKEN: undefined },
        { store: world.store, libraries: () => ({ open: 0, bytes: 0 }), version: '1.2.3' },
      );
      const queries = traced.queries(
        { ask: async () => ({ ok: true, value: { status: 'maybe', text: 'a secret line' } }) } as never,
        'mcp',
      );
      await queries.ask({ tenant: ADA, person: null }, { question: 'a secret question', limit: 1 });
      traced.polled('read', 2);
      await traced.stop();
      await came;
    } finally {
      delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
      await new Promise((resolve) => collector.close(resolve));
    }
    expect(bodies[0]).toMatch(/^\/v1\/traces /);
    expect(bodies[0]).toContain('readout.verdict');
    expect(bodies[0]).not.toContain('secret');
    const lasting = new Map(spansIn(bodies[0]!).map(({ name, seconds }) => [name, Math.round(seconds)]));
    expect(lasting.get('poll')).toBe(2);
  });
});
