import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivered } from './deliveries.ts';
import type { Json } from './seen.ts';

/** Serves Socket Mode on a server that also serves HTTP. */
export function createSockets(server: Server) {
  const wss = new WebSocketServer({ server, path: '/socket' });
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, () => void>();
  wss.on('connection', (socket) => {
    sockets.add(socket);
    const hello = { type: 'hello', num_connections: 1, debug_info: { host: 'fake' } };
    socket.send(JSON.stringify({ ...hello, connection_info: { app_id: 'A1' } }));
    socket.on('message', (raw) => {
      const { envelope_id: id } = JSON.parse(String(raw)) as { envelope_id?: string };
      if (id) acks.get(id)?.();
      if (id) acks.delete(id);
    });
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    /** Delivers over one of the app's sockets. Resolves when the app has acknowledged. */
    deliver: (type: string, payload: Json): Promise<Delivered> =>
      new Promise((resolve) => {
        const id = randomUUID();
        acks.set(id, () => resolve({ status: 200, body: '' }));
        const envelope = { envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' };
        [...sockets].at(-1)?.send(JSON.stringify(envelope));
      }),
    /** Whether the app is connected. */
    open: () => sockets.size > 0,
    /** Cuts every socket and waits for the app to reconnect. */
    cut: async () => {
      const back = once(wss, 'connection');
      for (const socket of sockets) socket.terminate();
      sockets.clear();
      await back;
    },
    /** Asks the app to reconnect, as Slack does every few hours. */
    refresh: async () => {
      const back = once(wss, 'connection');
      for (const socket of sockets)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      await back;
    },
    /** Waits until the app has connected a socket. */
    connected: async () => {
      while (sockets.size === 0) await once(wss, 'connection');
    },
    stop: () => {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
}
