import type { Writable } from 'node:stream';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { mcpServer } from '../adapters/mcp/server.ts';
import { faultFields } from '../domain/errors.ts';
import { libraryAccess } from '../queries/caller.ts';
import { createQueries } from '../queries/queries.ts';
import { answeredInput } from './answered-input.ts';
import { readArguments } from './arguments.ts';
import { openFollowedLibrary } from './followed-library.ts';
import { requestedHere } from './requested-here.ts';
import { UsageError, type Verb } from './verb.ts';
import { readoutVersion } from './version.ts';

const HELP = `readout mcp [--tenant ID]

A Model Context Protocol server on standard input and output, for an assistant on this machine. It needs no token:
whoever runs it can read the database. docs/reach.md says how to add it to an assistant, and how to reach it over HTTP.

Tools: ask, brief (a link or a topic), topics, sources, news_since, source_of_fact, conflicts.
Pages read by brief are kept until the process ends. At the end of input it answers what was asked, and ends.

  --tenant ID    one workspace's or server's library, e.g. slack:T0123; what was ingested for everybody by default
  -h, --help     this text
`;

export const mcpVerb: Verb = {
  name: 'mcp',
  summary: 'serve the library to an assistant over MCP, on standard input and output',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { tenant: { type: 'string' } } as const, 'mcp');
    if (positionals.length > 0) throw new UsageError('mcp takes no words. See readout mcp --help.');
    const library = await openFollowedLibrary(
      io.env,
      values.tenant,
      (line) => void io.stderr.write(`${line}\n`),
    );
    const here = requestedHere(io.env);
    const queries = createQueries({
      libraries: libraryAccess(library.readout),
      requested: here.requested,
      followed: library.followed,
      now: () => new Date(),
    });
    const onFault = (error: unknown): void =>
      void io.stderr.write(`readout mcp: ${JSON.stringify(faultFields(error))}\n`);
    const parts = { queries, version: readoutVersion(), onFault };
    const caller = { tenant: values.tenant ?? null, person: null };
    const stdin = io.stdin as AsyncIterable<Uint8Array | string>;
    const { transport, closed } = answeredInput(stdin, io.stdout as Writable);
    const serving = serveStdio(() => mcpServer(parts, caller), { transport, onerror: onFault });
    await closed;
    await serving.close();
    await Promise.all([here.close(), library.close()]);
    return 0;
  },
};
