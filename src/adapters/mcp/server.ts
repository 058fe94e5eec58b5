import { createMcpHandler, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { Caller } from '../../queries/caller.ts';
import type { Queries } from '../../queries/queries.ts';
import { TOOLS } from './tools.ts';

type Schema = StandardSchemaWithJSON;

/** A schema whose conversion to JSON Schema is kept: each request has a server of its own, which would convert it again. */
function converted(schema: Schema): Schema {
  const standard = schema['~standard'];
  const kept = new Map<string, Record<string, unknown>>();
  const keep = (side: 'input' | 'output') => (options: Parameters<typeof standard.jsonSchema.input>[0]) => {
    const key = `${side} ${JSON.stringify(options)}`;
    const json = kept.get(key) ?? standard.jsonSchema[side](options);
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
  /** Is told of each fault that is no answer to the client. */
  readonly onFault: (error: unknown) => void;
}

const INSTRUCTIONS =
  'Readout answers from news articles. Cite the quote, speaker and link of each fact; if it abstains, say that the articles do not say.';

/** An MCP server for one caller, over one connection or request. */
export function mcpServer({ queries, version, onFault }: McpParts, caller: Caller): McpServer {
  const server = new McpServer(
    { name: 'readout', title: 'Readout', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
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
          // A fault's message may quote what it was given: the client gets none of it.
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

/** Streams that wait for changes: the tools never change, so that few are worth their connection. */
const MOST_STREAMS = 50;

/** Answers MCP over streamable HTTP, one request at a time and without sessions. The caller was known before. */
export function mcpOverHttp(parts: McpParts) {
  const handler = createMcpHandler(({ authInfo }) => mcpServer(parts, authInfo?.extra?.caller as Caller), {
    maxSubscriptions: MOST_STREAMS,
  });
  return {
    answer: (request: Request, caller: Caller): Promise<Response> =>
      handler.fetch(request, {
        authInfo: { token: '', clientId: caller.person ?? '', scopes: [], extra: { caller } },
      }),
    close: () => handler.close(),
  };
}
