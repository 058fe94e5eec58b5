import type { App } from '@slack/bolt';
import type { ListenerParts } from './listener-parts.ts';
import { tenantOf } from './workspace.ts';

/** Deletes a workspace's tokens when the app is removed there or its bot token is revoked. */
export function listenForUninstall(
  app: App,
  work: ListenerParts['work'],
  leave: (teamId: string) => Promise<void>,
): void {
  const left = (teamId: string): Promise<void> =>
    work({ surface: 'uninstall', tenant: tenantOf(teamId), channel: '' }, () => leave(teamId));

  app.event('app_uninstalled', async ({ body }) => left(body.team_id));
  app.event('tokens_revoked', async ({ event, body }) => {
    // Revoking a person's own token leaves the app installed.
    if ((event.tokens?.bot ?? []).length > 0) await left(body.team_id);
  });
}
