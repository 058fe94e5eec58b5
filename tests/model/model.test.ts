import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advised, withChoice } from '../../src/answer/advised.ts';
import { readConfig } from '../../src/config.ts';
import type { TenantId } from '../../src/domain/tenant.ts';
import { modelCheck } from '../../src/model/doctor.ts';
import { type ModelAdvisorOptions, modelAdvisor } from '../../src/model/model-advisor.ts';
import type { ModelFailure } from '../../src/model/model-endpoint.ts';
import { choiceIn, requestBody } from '../../src/model/model-messages.ts';
import { EVERYBODY } from '../../src/storage/database.ts';
import { takeModelQuestion } from '../../src/storage/model-usage.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { shippedReadout } from '../helpers/shipped.ts';
import { says, startFakeEndpoint } from './fake-endpoint.ts';

const readout = shippedReadout.of(null);
const reply = (content: unknown) => JSON.stringify({ choices: [{ message: { content } }] });

describe('a reply', () => {
  it.each([
    ['{"answers":[2,1]}', [1, 0]],
    ['{"answers":[]}', []],
    ['{"answers":[3,3]}', [2]],
  ])('%s names candidates', (content, choice) => {
    expect(choiceIn(reply(content), 3)).toEqual(choice);
  });

  it.each<[unknown, string]>([
    ['{"answers":[4]}', 'a number that no candidate has'],
    ['{"answers":[0]}', 'zero'],
    ['{"answers":[-1]}', 'a negative number'],
    ['{"answers":[1.5]}', 'a fraction'],
    ['{"answers":["1"]}', 'text'],
    ['{"answers":[1],"text":"Say this"}', 'words beside it'],
    ['{"answers":{"0":1}}', 'no list'],
    ['```json\n{"answers":[1]}\n```', 'a fence'],
    ['Candidate 1 answers it.', 'prose'],
    ['{"__proto__":{"answers":[1]}}', 'a prototype'],
    [null, 'a refusal'],
    [[1], 'no text'],
  ])('%j counts as none: %s', (content) => {
    expect(choiceIn(reply(content), 3)).toEqual([]);
  });

  it.each(['', '{', '[]', 'null', '{"choices":[]}', '{"error":{"message":"x"}}', '<html>'])(
    'that is no completion counts as none: %s',
    (text) => expect(choiceIn(text, 3)).toEqual([]),
  );
});

describe('a choice', () => {
  it('can put no word on a card, whatever is chosen', () => {
    const questions = ['what about INF?', 'was Venezuela discussed?', 'when does the INF treaty expire?'];
    fc.assert(
      fc.property(
        fc.constantFrom(...questions),
        fc.array(fc.integer({ min: -3, max: 30 })),
        (question, choice) => {
          const answer = readout.ask(question);
          const chosen = withChoice(answer, choice, readout.fact);
          expect([...chosen.facts].sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1))).toEqual(
            [...answer.facts].sort((a, b) => (a.fact.id < b.fact.id ? -1 : 1)),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('moves the verdict one step', () => {
    const verdict = (question: string, choice: number[]) =>
      withChoice(readout.ask(question), choice, readout.fact).status;
    expect(verdict('what about INF?', [0])).toBe('answered');
    expect(verdict('what about INF?', [])).toBe('maybe');
    expect(verdict('when does the INF treaty expire?', [1])).toBe('maybe');
    expect(verdict('when does the INF treaty expire?', [])).toBe('abstained');
  });

  it('keeps both sides of a contradiction together', () => {
    const answer = readout.ask('was Venezuela discussed?');
    const contested = answer.facts.findIndex(({ fact }) => fact.conflictsWith?.length);
    const chosen = withChoice(answer, [contested], readout.fact);
    expect('conflicts' in chosen && chosen.conflicts.length).toBe(1);
  });
});

describe('a model on the wire', () => {
  let endpoint: Awaited<ReturnType<typeof startFakeEndpoint>>;
  let elsewhere: Awaited<ReturnType<typeof startFakeEndpoint>>;
  const failures: ModelFailure[] = [];
  let now = new Date('2026-03-01T09:00:00Z');
  beforeAll(async () => {
    endpoint = await startFakeEndpoint(says('{"answers":[]}'));
    elsewhere = await startFakeEndpoint(says('{"answers":[1]}'));
  });
  afterAll(() => Promise.all([endpoint.stop(), elsewhere.stop()]));
  beforeEach(() => {
    failures.length = 0;
    endpoint.received.length = 0;
    now = new Date('2026-03-01T09:00:00Z');
  });
  const advisor = ({ spend = async () => true, withinMs }: Partial<ModelAdvisorOptions> = {}) =>
    modelAdvisor({
      settings: { url: endpoint.url, model: 'tiny', key: 'sk-secret' },
      spend,
      now: () => now,
      onFailure: (failure) => void failures.push(failure),
      ...(withinMs === undefined ? {} : { withinMs }),
    });
  const ask = (
    choose: ReturnType<typeof advisor>,
    question = 'what about INF?',
    tenant: string | null = null,
  ) => advised(choose, { readout, tenant }, (view) => view.ask(question));
  const plain = readout.ask('what about INF?');

  it('is given the question and at most 20 numbered sentences, and reorders them', async () => {
    endpoint.replies(says('{"answers":[2]}'));
    const answer = await ask(advisor());
    expect(answer.facts[0]!.fact.id).toBe(plain.facts[1]!.fact.id);
    const [{ path, authorization, body }] = endpoint.received as [(typeof endpoint.received)[0]];
    expect([path, authorization, body.model]).toEqual(['/v1/chat/completions', 'Bearer sk-secret', 'tiny']);
    const sent = JSON.parse(body.messages[1].content);
    expect(sent.question).toBe('what about INF?');
    expect(sent.candidates.length).toBeLessThanOrEqual(20);
    expect(sent.candidates[0]).toMatchObject({ number: 1, text: plain.facts[0]!.fact.quote });
    expect(body.response_format.type).toBe('json_schema');
  });

  it.each([
    ['slow', () => {}, 'slow'],
    ['broken off', (response: { destroy(): void }) => response.destroy(), 'unreachable'],
    [
      'out of order',
      (response: { writeHead(status: number): { end(): void } }) => response.writeHead(500).end(),
      'status-500',
    ],
    [
      'endless',
      (response: {
        write(part: string): boolean;
        on(name: string, run: () => void): void;
        destroyed: boolean;
      }) => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(16_384)));
        };
        response.on('drain', more);
        more();
      },
      'too-long',
    ],
  ])('that is %s changes nothing', async (_how, behave, failure) => {
    endpoint.replies(behave as never);
    const answer = await ask(advisor({ withinMs: failure === 'slow' ? 50 : 4_000 }));
    expect(answer).toEqual(plain);
    expect(failures).toEqual([failure]);
  });

  it('that redirects is not followed: neither the question nor the key go elsewhere', async () => {
    endpoint.replies((response) => void response.writeHead(307, { location: elsewhere.url }).end());
    expect(await ask(advisor())).toEqual(plain);
    expect(failures).toEqual(['status-307']);
    expect(elsewhere.received).toEqual([]);
  });

  it('that refuses, or obeys an order in an article, can at worst point at another line or at none', async () => {
    for (const content of [
      null,
      'I cannot help.',
      '{"answers":[1],"say":"Pompeo resigned"}',
      '{"answers":[1]}',
    ]) {
      endpoint.replies(says(content));
      const answer = await ask(advisor());
      const known = new Set(plain.facts.map(({ fact }) => fact));
      expect(answer.facts.every(({ fact }) => known.has(fact))).toBe(true);
      expect(JSON.stringify(answer)).not.toContain('resigned');
    }
  });

  it('is asked once for the same question of a tenant, and again for another tenant', async () => {
    endpoint.replies(says('{"answers":[1]}'));
    const choose = advisor();
    for (const tenant of ['slack:T1', 'slack:T1', 'slack:T1/U9', 'slack:T2'])
      await ask(choose, 'what about INF?', tenant);
    expect(endpoint.received).toHaveLength(2);
  });

  it('is asked as often a day as a tenant’s budget says, restarts or not', async () => {
    endpoint.replies(says('{"answers":[1]}'));
    const store = await openMemoryStore(() => now);
    const spend = (tenant: TenantId) => takeModelQuestion(store.db, tenant ?? EVERYBODY, 2, now);
    const questions = ['what about INF?', 'was Venezuela discussed?', 'what about START?'];
    for (const question of questions) await ask(advisor({ spend }), question, 'slack:T1');
    expect(endpoint.received).toHaveLength(2);
    await ask(advisor({ spend }), questions[2], 'slack:T2');
    expect(endpoint.received).toHaveLength(3);
    now = new Date('2026-03-02T00:00:01Z');
    await ask(advisor({ spend }), questions[2], 'slack:T1');
    expect(endpoint.received).toHaveLength(4);
    await store.close();
  });

  it('is not asked if its budget cannot be read', async () => {
    const spend = () => Promise.reject(new Error('the database is gone'));
    expect(await ask(advisor({ spend }))).toEqual(plain);
    expect(endpoint.received).toEqual([]);
  });

  it('is not asked for a minute after five failures in a row', async () => {
    endpoint.replies((response) => void response.writeHead(503).end());
    const choose = advisor();
    for (let at = 0; at < 7; at++) expect(await ask(choose)).toEqual(plain);
    expect(endpoint.received).toHaveLength(5);
    now = new Date(now.getTime() + 61_000);
    await ask(choose);
    expect(endpoint.received).toHaveLength(6);
  });

  it('is tried by doctor with a question of its own, which says what leaves the machine', async () => {
    const env = { READOUT_MODEL_URL: endpoint.url, READOUT_MODEL: 'tiny' };
    endpoint.replies(says('{"answers":[2]}'));
    const host = new URL(endpoint.url).host;
    expect(await modelCheck(env)).toMatchObject([
      { state: 'ok', says: expect.stringContaining(`go to ${host}`) },
    ]);
    endpoint.replies(says('{"answers":[1]}'));
    expect(await modelCheck(env)).toMatchObject([{ state: 'fault' }]);
    endpoint.replies((response) => void response.writeHead(401).end());
    expect(await modelCheck(env)).toMatchObject([
      { state: 'fault', says: expect.stringContaining('status-401') },
    ]);
    expect(await modelCheck({})).toMatchObject([{ state: 'off' }]);
  });
});

describe('what is sent', () => {
  it('is bounded, whatever a sentence holds', () => {
    const long = { speaker: 'x'.repeat(10_000), text: `\u0000"}]\n${'y'.repeat(100_000)}\ud800` };
    const body = requestBody(
      'm',
      'q'.repeat(5_000),
      Array.from({ length: 20 }, () => long),
    );
    expect(body.length).toBeLessThan(60_000);
    expect(JSON.parse(JSON.parse(body).messages[1].content).candidates).toHaveLength(20);
  });
});

describe('the model’s settings', () => {
  const url = 'https://models.example/v1';
  it.each([
    [{ READOUT_MODEL_URL: url }, /READOUT_MODEL is missing/],
    [{ READOUT_MODEL_KEY: 'k' }, /READOUT_MODEL_URL is missing/],
    [{ READOUT_MODEL_URL: 'ftp://x', READOUT_MODEL: 'm' }, /READOUT_MODEL_URL must be/],
    [
      { READOUT_MODEL_URL: 'http://models.example/v1', READOUT_MODEL: 'm', READOUT_MODEL_KEY: 'k' },
      /must begin with https/,
    ],
    [{ READOUT_MODEL_BUDGET: '-1' }, /READOUT_MODEL_BUDGET/],
  ])('%j are refused by name', (env, says) => {
    expect(() => readConfig(env)).toThrow(says);
  });

  it.each([
    { READOUT_MODEL_URL: url, READOUT_MODEL: 'm', READOUT_MODEL_KEY: 'k' },
    { READOUT_MODEL_URL: 'http://127.0.0.1:11434/v1', READOUT_MODEL: 'm', READOUT_MODEL_KEY: 'k' },
    { READOUT_MODEL_URL: 'http://gpu.lan:8000/v1', READOUT_MODEL: 'm' },
  ])('%j are taken', (env) => {
    expect(() => readConfig(env)).not.toThrow();
  });
});
