import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Caller } from '../../queries/caller.ts';
import type { Queries } from '../../queries/queries.ts';
import { TOOLS } from './tools.ts';

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
  for (const { name, title, description, input, output, isReadOnly, run } of TOOLS)
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input,
        outputSchema: output,
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
