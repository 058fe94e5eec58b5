import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers an operator's request on a local port. Resolves with false for a path that it does not serve. */
export type LocalRoute = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
