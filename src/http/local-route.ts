import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request of the operator on a local port; false if the path is none of its own. */
export type LocalRoute = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
