import { OperatorError } from '../../domain/errors.ts';
import { closeServer, createGuardedServer, listenOn } from '../../http/guarded-server.ts';
import { answerHealth, type HealthChecks, isHealthPath } from '../../http/health-routes.ts';
import { HttpError } from '../../http/http-error.ts';
import type { LocalRoute } from '../../http/local-route.ts';

/** Serves only the health routes, for monitoring from another machine. */
export async function startHealthServer(
  checks: HealthChecks,
  host: string,
  port: number,
  routes: readonly LocalRoute[] = [],
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createGuardedServer({
    refuse: (response, { status, headers }) => void response.writeHead(status, headers).end(),
    async handle(request, response, url) {
      const { method } = request;
      const { pathname } = url;
      for (const route of routes) if (await route(request, response, url)) return;
      if ((method !== 'GET' && method !== 'HEAD') || !isHealthPath(pathname))
        throw new HttpError(404, 'There is nothing here.');
      return answerHealth(checks, pathname, response, { brief: false });
    },
  });
  const opened = await listenOn(server, port, host).catch(({ code }: NodeJS.ErrnoException) => {
    throw new OperatorError(
      'health-unusable',
      `HEALTH_HOST ${host} with HEALTH_PORT ${port} cannot be used (${code}). Set HEALTH_HOST to an address of this machine (0.0.0.0 for all), HEALTH_PORT to a free port.`,
    );
  });
  return { port: opened, stop: () => closeServer(server) };
}
