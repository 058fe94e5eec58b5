import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createMcpHandler,
  isLegacyRequest,
  McpServer,
  type StandardSchemaWithJSON,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { Caller } from '../../queries/caller.ts';
import type { Queries } from '../../queries/queries.ts';
import { TOOLS } from './tools.ts';

type Schema = StandardSchemaWithJSON;

/** Writes `type: [a, b]` as `anyOf`, because some clients know only schemas with one type. */
function withSingleTypes(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withSingleTypes);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) =>
    key === 'type' && Array.isArray(value)
      ? ['anyOf', value.map((type) => ({ type }))]
      : [key, withSingleTypes(value)],
  );
  return Object.fromEntries(entries);
}

/** Caches a schema's conversion to JSON Schema, because each request creates a server that would convert it again. */
function converted(schema: Schema): Schema {
  const standard = schema['~standard'];
  const kept = new Map<string, Record<string, unknown>>();
  const keep = (side: 'input' | 'output') => (options: Parameters<typeof standard.jsonSchema.input>[0]) => {
    const key = `${side} ${JSON.stringify(options)}`;
    const json =
      kept.get(key) ?? (withSingleTypes(standard.jsonSchema[side](options)) as Record<string, unknown>);
    kept.set(key, json);
    return json;
  };
  return { '~standard': { ...standard, jsonSchema: { input: keep('input'), output: keep('output') } } };
}

const SCHEMAS = new Map(
  TOOLS.map(({ name, input, output }) => [name, { input: converted(input), output: converted(output) }]),
);

export interface McpParts {
  readonly queries: Queries;
  readonly version: string;
  /** Called with each fault that is not a result for the client. */
  readonly onFault: (error: unknown) => void;
}

const INSTRUCTIONS =
  'Readout answers from news articles. Cite the quote, speaker and link of each fact; if it abstains, say that the articles do not say.';

/** Creates an MCP server for one caller and one connection or request. */
export function mcpServer({ queries, version, onFault }: McpParts, caller: Caller): McpServer {
  const server = new McpServer(
    { name: 'readout', title: 'Readout', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  // A batch has up to 100 calls. Each call begins in its own turn of the event loop, so that other work runs in
  // between.
  let turns: Promise<void> = Promise.resolve();
  const ownTurn = (): Promise<void> => {
    turns = turns.then(() => nextTurn());
    return turns;
  };
  for (const { name, title, description, isReadOnly, run } of TOOLS)
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: SCHEMAS.get(name)!.input,
        outputSchema: SCHEMAS.get(name)!.output,
        annotations: { readOnlyHint: isReadOnly, destructiveHint: false, openWorldHint: !isReadOnly },
      },
      async (given) => {
        await ownTurn();
        try {
          const outcome = await run(queries, caller, given);
          if (outcome.ok)
            return {
              content: [{ type: 'text', text: JSON.stringify(outcome.value) }],
              structuredContent: outcome.value,
            };
          const { code, message } = outcome.error;
          return { content: [{ type: 'text', text: `${message} (${code})` }], isError: true };
        } catch (error) {
          // The client does not get the fault's message, because it may quote the input.
          onFault(error);
          return {
            content: [{ type: 'text', text: 'Something went wrong here. Try again.' }],
            isError: true,
          };
        }
      },
    );
  return server;
}

/** The most open event streams. The tools never change, so clients gain nothing from a stream. */
const MOST_STREAMS = 50;

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Serves MCP over streamable HTTP, without sessions. Callers are already authenticated. No tool reports progress, so
 * each response is one JSON body, not an event stream.
 */
export function mcpOverHttp(parts: McpParts) {
  const handler = createMcpHandler(({ authInfo }) => mcpServer(parts, authInfo?.extra?.caller as Caller), {
    maxSubscriptions: MOST_STREAMS,
  });

  /** Answers a request of a protocol version before 2026, with a transport of its own. */
  const answerLegacy = async (request: Request, parsedBody: unknown, caller: Caller): Promise<Response> => {
    const server = mcpServer(parts, caller);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    const { signal } = request;
    // The transport never resolves once the client has disconnected. End its calls then. After a response none is left.
    const left = new Promise<Response>((resolve) => {
      const leave = () => {
        server.close().catch(parts.onFault);
        resolve(new Response(null, { status: 499 }));
      };
      signal.addEventListener('abort', leave, { once: true });
    });
    return Promise.race([transport.handleRequest(request, { parsedBody }), left]);
  };

  return {
    async answer(request: Request, caller: Caller): Promise<Response> {
      const authInfo = { token: '', clientId: caller.person ?? '', scopes: [], extra: { caller } };
      if (request.method !== 'POST') return handler.fetch(request, { authInfo });
      const { url, method, headers, signal } = request;
      const text = await request.text();
      const parsedBody = parsedJson(text);
      // The handler refuses a body that is not JSON.
      if (parsedBody === undefined)
        return handler.fetch(new Request(url, { method, headers, signal, body: text }), { authInfo });
      const isLegacy = await isLegacyRequest(request, parsedBody);
      return isLegacy
        ? answerLegacy(request, parsedBody, caller)
        : handler.fetch(request, { authInfo, parsedBody });
    },
    close: () => handler.close(),
  };
}
