import { createRoute, z } from '@hono/zod-openapi';
import {
  Arguments,
  AskResult,
  BriefResult,
  ConflictList,
  DigestList,
  DigestPreview,
  FactPage,
  FactSource,
  NewsResult,
  SourceList,
  TopicList,
} from '../../queries/schemas.ts';

const ErrorBody = z
  .object({
    error: z.object({
      code: z.string().describe('For programs'),
      message: z.string().describe('What is wrong and what to do'),
    }),
  })
  .meta({ id: 'Error' });

const problem = (description: string) => ({
  description,
  content: { 'application/json': { schema: ErrorBody } },
});

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const } },
};

/** The error responses that every route may give. */
const REFUSALS = {
  400: problem('The arguments are wrong'),
  401: problem('The token is missing, wrong or revoked'),
  429: { ...problem('Too many requests of this token'), headers: retryAfter },
};
const NOT_FOUND = { 404: problem('There is nothing of this name') };

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: { 'application/json': { schema } } },
});

const SECURITY = [{ token: [] }];

/** Builds the schema of a `limit` query parameter. */
const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

/** Adds an example to each query parameter. */
const inQuery = <Schema extends z.ZodObject>(schema: Schema, examples: Readonly<Record<string, unknown>>) =>
  z.object(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, one]) => [
        name,
        name in examples ? (one as z.ZodType).meta({ examples: [examples[name]] }) : one,
      ]),
    ) as Schema['shape'],
  );

/** The routes of the HTTP API, by the query that each runs. */
export const ROUTES = {
  ask: createRoute({
    method: 'post',
    path: '/v1/ask',
    operationId: 'ask',
    security: SECURITY,
    summary: 'Answer a question from the library',
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: Arguments.ask,
            examples: {
              question: { value: { question: 'what about INF?' } },
              limited: { value: { question: 'was Venezuela discussed?', limit: 2 } },
              unanswered: { value: { question: 'when does the INF treaty expire?' } },
            },
          },
        },
      },
    },
    responses: {
      ...json('The answer, or that there is none', AskResult.meta({ id: 'Answer' })),
      ...REFUSALS,
      ...NOT_FOUND,
    },
  }),
  brief: createRoute({
    method: 'post',
    path: '/v1/brief',
    operationId: 'brief',
    security: SECURITY,
    summary: 'Read the article at a link and brief on it, or brief on a topic',
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: Arguments.brief,
            examples: { topic: { value: { about: 'Venezuela' } } },
          },
        },
      },
    },
    responses: {
      ...json('The brief', BriefResult.meta({ id: 'Brief' })),
      ...REFUSALS,
      ...NOT_FOUND,
      422: problem('The link could not be read'),
      503: { ...problem('Too many links are being read'), headers: retryAfter },
    },
  }),
  topics: createRoute({
    method: 'get',
    path: '/v1/topics',
    operationId: 'topics',
    security: SECURITY,
    summary: 'List the topics, most facts first',
    request: {
      query: inQuery(Arguments.topics.extend({ limit: limit(200, 50) }), { prefix: 'v', limit: 5 }),
    },
    responses: { ...json('The topics', TopicList.meta({ id: 'Topics' })), ...REFUSALS },
  }),
  sources: createRoute({
    method: 'get',
    path: '/v1/sources',
    operationId: 'sources',
    security: SECURITY,
    summary: 'List the followed pages and feeds, and the newest articles',
    request: { query: inQuery(Arguments.sources.extend({ limit: limit(200, 50) }), { limit: 5 }) },
    responses: { ...json('The sources', SourceList.meta({ id: 'Sources' })), ...REFUSALS },
  }),
  newsSince: createRoute({
    method: 'get',
    path: '/v1/news',
    operationId: 'newsSince',
    security: SECURITY,
    summary: 'List what came in since an instant, newest first',
    request: {
      query: inQuery(Arguments.newsSince.extend({ limit: limit(50, 10) }), { since: '2019-05-01', limit: 3 }),
    },
    responses: { ...json('The news', NewsResult.meta({ id: 'News' })), ...REFUSALS },
  }),
  conflicts: createRoute({
    method: 'get',
    path: '/v1/conflicts',
    operationId: 'conflicts',
    security: SECURITY,
    summary: 'List facts that contradict each other',
    request: {
      query: inQuery(Arguments.conflicts.extend({ limit: limit(50, 10) }), { topic: 'Venezuela', limit: 3 }),
    },
    responses: { ...json('The contradictions', ConflictList.meta({ id: 'Conflicts' })), ...REFUSALS },
  }),
  facts: createRoute({
    method: 'get',
    path: '/v1/facts',
    operationId: 'facts',
    security: SECURITY,
    summary: 'List facts, a page at a time',
    request: {
      query: inQuery(Arguments.facts.extend({ limit: limit(200, 50) }), {
        article: 'pompeo-sochi',
        topic: 'inf',
        limit: 2,
      }),
    },
    responses: {
      ...json('A page of facts', FactPage.meta({ id: 'Facts' })),
      ...REFUSALS,
      ...NOT_FOUND,
    },
  }),
  sourceOfFact: createRoute({
    method: 'get',
    path: '/v1/facts/source',
    operationId: 'sourceOfFact',
    security: SECURITY,
    summary: 'The verbatim sentence behind a fact, among its neighbours',
    request: { query: inQuery(Arguments.sourceOfFact, { fact: 'pompeo-sochi/inf' }) },
    responses: {
      ...json('The source', FactSource.meta({ id: 'FactSource' })),
      ...REFUSALS,
      ...NOT_FOUND,
    },
  }),
  digests: createRoute({
    method: 'get',
    path: '/v1/digests',
    operationId: 'digests',
    security: SECURITY,
    summary: 'List the digests of channels, with their last deliveries',
    responses: {
      ...json('The digests', DigestList.meta({ id: 'Digests' })),
      ...REFUSALS,
      ...NOT_FOUND,
    },
  }),
  digestPreview: createRoute({
    method: 'get',
    path: '/v1/digests/preview',
    operationId: 'digestPreview',
    security: SECURITY,
    summary: 'What a digest would tell now',
    request: { query: inQuery(Arguments.digestPreview, { channel: 'C0123' }) },
    responses: {
      ...json('The digest', DigestPreview.meta({ id: 'DigestPreview' })),
      ...REFUSALS,
      ...NOT_FOUND,
    },
  }),
} as const;
