import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/adapters/api/routes.ts';
import { saveSubscription } from '../../../src/digest/store/subscriptions.ts';
import { personalTenant } from '../../../src/domain/tenant.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { saveReadings } from '../../../src/library/store/article-rows.ts';
import { createToken } from '../../../src/storage/access-tokens.ts';
import { ensureTenant } from '../../../src/storage/tenants.ts';
import { shippedReadout } from '../../helpers/shipped.ts';
import { ADA, BEN, startTwoLibraries, WORDS } from '../../helpers/two-libraries.ts';

let two: Awaited<ReturnType<typeof startTwoLibraries>>;
let shipped: Awaited<ReturnType<typeof startTwoLibraries>>;
beforeAll(async () => {
  two = await startTwoLibraries();
  shipped = await startTwoLibraries({ readout: shippedReadout });
});
afterAll(() => Promise.all([two.stop(), shipped.stop()]));

interface Asked {
  readonly world?: typeof two;
  readonly tenant?: typeof ADA | typeof BEN;
  readonly body?: unknown;
  readonly raw?: string;
  readonly type?: string;
}

async function api(path: string, { world = two, tenant = ADA, body, raw, type }: Asked = {}) {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(new URL(path, world.url), {
    ...(sent === undefined ? {} : { method: 'POST', body: sent }),
    headers: {
      authorization: `Bearer ${world.tokens[tenant]}`,
      ...(sent === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is what is tested
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as any };
}

describe('the OpenAPI document', () => {
  it('is valid, for everybody, and lists every route', async () => {
    const answer = await fetch(new URL('/openapi.json', two.url));
    const document = await answer.json();
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    const paths = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`);
    const listed = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(listed.sort()).toEqual(paths.sort());
  });

  it('has an example for every route with arguments, each answered as its schema says', async () => {
    const document = await (await fetch(new URL('/openapi.json', two.url))).json();
    const routes = Object.entries(ROUTES);
    let ran = 0;
    for (const [name, route] of routes) {
      const operation = document.paths[route.path][route.method];
      const schema = route.responses[200].content['application/json'].schema;
      const examples: { path: string; body?: unknown }[] = [];
      if (route.method === 'post')
        for (const { value } of Object.values<{ value: unknown }>(
          operation.requestBody.content['application/json'].examples,
        ))
          examples.push({ path: route.path, body: value });
      else {
        const query = new URLSearchParams();
        for (const parameter of operation.parameters ?? []) {
          const value = parameter.schema.examples?.[0];
          if (value !== undefined) query.set(parameter.name, String(value));
        }
        expect(query.size > 0 || !operation.parameters, name).toBe(true);
        examples.push({ path: `${route.path}?${query}` });
      }
      for (const { path, body } of examples) {
        const { status, json } = await api(path, { world: shipped, ...(body ? { body } : {}) });
        expect([name, status, json.error]).toEqual([name, 200, undefined]);
        expect(schema.safeParse(json).error, name).toBeUndefined();
        ran++;
      }
    }
    expect(ran).toBeGreaterThanOrEqual(routes.length + 2);
  });
});

describe('the HTTP API', () => {
  it('answers with the quote, its speaker and its link, and lists merely near facts apart from answers', async () => {
    const answered = await api('/v1/ask', {
      body: { question: 'what did Lindqvist say about the harbour?' },
    });
    expect(answered.json).toMatchObject({
      status: 'answered',
      facts: [{ speaker: 'Eva Lindqvist', article: { url: 'https://news.example/kalmar' } }],
      nearest: [],
    });
    const not = await api('/v1/ask', {
      world: shipped,
      body: { question: 'when does the INF treaty expire?' },
    });
    expect(not.json).toMatchObject({ status: 'abstained', facts: [], conflicts: [] });
    expect(not.json.nearest[0].id).toBe('pompeo-sochi/inf');
  });

  it('shows both sides of a contradiction', async () => {
    const { json } = await api('/v1/ask', { world: shipped, body: { question: 'was Venezuela discussed?' } });
    const [{ facts: ids, possible }] = json.conflicts;
    expect(possible).toBe(false);
    const shown = json.facts.map(({ id }: { id: string }) => id);
    expect(ids.every((id: string) => shown.includes(id))).toBe(true);
  });

  it('gives facts a page at a time, each once', async () => {
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const more: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const { json } = await api(`/v1/facts?limit=7${more}`, { world: shipped });
      seen.push(...json.facts.map(({ id }: { id: string }) => id));
      after = json.next;
    }
    expect(seen).toEqual(
      shippedReadout
        .of(null)
        .facts()
        .map(({ id }) => id),
    );
  });

  it.each([
    ['/v1/ask', { body: {} }, 400],
    ['/v1/ask', { body: { question: '' } }, 400],
    ['/v1/ask', { body: { question: '?!' } }, 400],
    ['/v1/ask', { body: { question: 'x'.repeat(1001) } }, 400],
    ['/v1/ask', { body: { question: ['a'] } }, 400],
    ['/v1/ask', { body: { question: 'a', limit: 1e9 } }, 400],
    ['/v1/ask', { body: { question: 'a', article: '__proto__' } }, 404],
    ['/v1/ask', { raw: '{"__proto__":{"question":"harbour"}}' }, 400],
    ['/v1/ask', { raw: '{"question":' }, 400],
    ['/v1/ask', { raw: '[]' }, 400],
    ['/v1/ask', { raw: `${'['.repeat(50_000)}${']'.repeat(50_000)}` }, 400],
    ['/v1/ask', { raw: '{"question":"harbour"}', type: 'text/plain' }, 400],
    ['/v1/ask', { raw: 'x'.repeat(256 * 1024 + 1) }, 413],
    ['/v1/brief', { body: { about: 'constructor' } }, 404],
    ['/v1/brief', { body: { about: 'https://news.example/1' } }, 404],
    ['/v1/facts?limit=0', {}, 400],
    ['/v1/facts?after=__proto__', {}, 404],
    ['/v1/facts/source?fact=toString', {}, 404],
    ['/v1/facts/source', {}, 400],
    ['/v1/news?since=yesterday', {}, 400],
    ['/v1/nothing', {}, 404],
    ['/v1/__proto__', {}, 404],
    ['/v1/ask', {}, 404],
  ])('refuses %s with %j as %i, in words for people and a code', async (path, asked, status) => {
    const refused = await api(path, asked as Asked);
    expect(refused.status).toBe(status);
    expect(refused.json.error.code).toMatch(/^[a-z_]+$/);
    expect(refused.json.error.message.length).toBeGreaterThan(10);
  });

  it('gives one tenant no word of the other', async () => {
    const others = { [ADA]: BEN, [BEN]: ADA } as const;
    for (const tenant of [ADA, BEN] as const) {
      const theirs = others[tenant];
      const [word, id] = theirs === BEN ? ['Vyborg', 'vyborg'] : ['Kalmar', 'kalmar'];
      const results = [
        await api('/v1/ask', { tenant, body: { question: `what about ${word}?` } }),
        await api('/v1/ask', { tenant, body: { question: 'what is new?', article: id } }),
        await api('/v1/brief', { tenant, body: { about: word } }),
        await api('/v1/topics', { tenant }),
        await api('/v1/sources', { tenant }),
        await api('/v1/news?since=2026-01-01', { tenant }),
        await api(`/v1/conflicts?topic=${word}`, { tenant }),
        await api('/v1/facts', { tenant }),
        await api(`/v1/facts?article=${id}`, { tenant }),
        await api(`/v1/facts?topic=${id}`, { tenant }),
        await api(`/v1/facts/source?fact=${id}/1`, { tenant }),
        await api('/v1/digests', { tenant }),
        await api('/v1/digests/preview', { tenant }),
      ];
      const said = JSON.stringify(results.map(({ json }) => json));
      expect(said.replaceAll(new RegExp(word!, 'gi'), '')).not.toMatch(WORDS[theirs]);
      expect(said).toMatch(WORDS[tenant]);
    }
  });

  it('gives a token nothing of a person’s own digest, nor of what they had read for themselves', async () => {
    const { store } = two;
    const own = personalTenant(ADA, 'UADA');
    const text = 'Greta Palm said on Monday that the lighthouse of Skagen will be painted blue.';
    const source = { kind: 'url', url: 'https://news.example/skagen' } as const;
    const when = { published: '2026-03-02', retrieved: '2026-03-03T08:00:00Z' };
    await ensureTenant(store.db, own, store.now());
    await saveReadings(store, own, [factsOf({ id: 'skagen', title: 'Skagen', text, source, ...when })]);
    await saveSubscription(
      store.db,
      ADA,
      {
        ...{ id: 'own', channel: 'D0ADA', localTime: '09:00', zone: 'UTC', topics: ['skagen'] },
        ...{ quiet: 'line', createdBy: 'UADA', person: 'UADA' },
      },
      store.now(),
    );
    const { token } = await createToken(store.db, ADA, 'feed', store.now(), 'digest');
    const results = [
      (await api('/v1/digests')).json,
      (await api('/v1/digests/preview?channel=D0ADA')).json,
      (await api('/v1/facts/source?fact=skagen/1')).json,
      await (await fetch(new URL(`/feeds/${token}.atom`, two.url))).text(),
    ];
    expect(results[0]).toEqual({ digests: [] });
    expect(JSON.stringify(results)).not.toMatch(/skagen(?!\/1”)|lighthouse|Palm|D0ADA/i);
    expect(JSON.stringify(results)).toMatch(WORDS[ADA]);
  });
});
