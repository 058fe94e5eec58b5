import { COMMANDS } from '../../commands/all.ts';
import { startWeb } from '../../src/adapters/web/server.ts';
import { PREVIEWS } from '../../src/previews.ts';
import { shippedChat, shippedReadout } from './shipped.ts';

type WebParts = Parameters<typeof startWeb>[0];

/** Starts the local page over the shipped library on a free port. A test overrides some parts. */
export const startPage = (parts: Partial<WebParts> = {}, port = 0) =>
  startWeb(
    {
      chat: shippedChat(),
      readout: shippedReadout,
      commands: COMMANDS,
      previews: PREVIEWS,
      health: { ready: async () => true, report: async () => ({ status: 'ok' }) },
      ...parts,
    },
    port,
  );
