import { once } from 'node:events';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildJson, readyJson } from './payloads.ts';
import type { Json } from './seen.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly guilds: readonly string[];
  readonly url: () => string;
  /** Milliseconds between heartbeats. */
  readonly heartbeat: number;
}

/** A session, begun by IDENTIFY. It outlives its socket and keeps the events sent meanwhile for a RESUME. */
interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly sent: { readonly s: number; readonly t: string; readonly d: Json }[];
  socket: WebSocket | null;
  valid: boolean;
}

/** Returns the shard that receives a server's events; https://docs.discord.com/developers/events/gateway#sharding */
export const shardOf = (guild: string, shards: number): number =>
  Number((BigInt(guild) >> 22n) % BigInt(shards));

/**
 * Creates Discord's gateway: HELLO, heartbeats, IDENTIFY, READY, RESUME with missed events, invalid sessions, shards.
 */
export function gatewayOf(server: Server, { token, guilds, url, heartbeat }: GatewayOptions) {
  const wss = new WebSocketServer({ server, path: '/gateway' });
  const sessions: Session[] = [];
  const counts = { identifies: 0, resumes: 0, heartbeats: 0 };
  let refusal: number | null = null;
  let deaf = false;

  const deliver = (session: Session, t: string, d: Json): void => {
    const event = { s: session.sent.length + 1, t, d };
    session.sent.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  };
  const owns = ({ shard: [at, of] }: Session, guild: string | null): boolean =>
    guild === null ? at === 0 : shardOf(guild, of) === at;

  const identify = (socket: WebSocket, d: Json): void => {
    counts.identifies++;
    if (refusal !== null || d.token !== token) {
      socket.close(refusal ?? 4004, 'refused');
      return;
    }
    const shard = (d.shard as [number, number] | undefined) ?? [0, 1];
    const session: Session = { id: `session${sessions.length}`, shard, sent: [], socket, valid: true };
    sessions.push(session);
    deliver(session, 'READY', { ...readyJson(url(), session.id), shard });
    for (const guild of guilds) if (owns(session, guild)) deliver(session, 'GUILD_CREATE', guildJson(guild));
    wss.emit('identified');
  };
  const resume = (socket: WebSocket, d: Json): void => {
    counts.resumes++;
    const session = sessions.find(({ id, valid }) => valid && id === d.session_id);
    if (!session) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    session.socket = socket;
    const missed = session.sent.filter(({ s }) => s > Number(d.seq));
    for (const event of missed) socket.send(JSON.stringify({ op: 0, ...event }));
    deliver(session, 'RESUMED', {});
    wss.emit('resumed');
  };

  wss.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: heartbeat } }));
    socket.on('close', () => {
      for (const session of sessions) if (session.socket === socket) session.socket = null;
    });
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) {
        counts.heartbeats++;
        if (!deaf) socket.send(JSON.stringify({ op: 11 }));
        wss.emit('heartbeat');
      }
      if (op === 2) identify(socket, d);
      if (op === 6) resume(socket, d);
    });
  });

  const live = (): Session[] => sessions.filter(({ socket }) => socket !== null);
  return {
    counts,
    /** Sends an event to every session that owns its server. A disconnected session gets it after its RESUME. */
    dispatch(t: string, d: Json): void {
      const guild = (d?.guild_id as string | undefined) ?? null;
      for (const session of sessions) if (session.valid && owns(session, guild)) deliver(session, t, d);
    },
    /** Sends the last event of a kind again, as after a RESUME from too early a sequence number. */
    replay(t: string): void {
      for (const session of live()) {
        const event = session.sent.findLast((one) => one.t === t);
        if (event) deliver(session, event.t, event.d);
      }
    },
    refuseIdentify: (code: number | null) => {
      refusal = code;
    },
    /** Ignores heartbeats while on. The bot must notice and reconnect. */
    ignoreHeartbeats: (on: boolean) => {
      deaf = on;
    },
    heartbeats: async (count: number): Promise<void> => {
      while (counts.heartbeats < count) await once(wss, 'heartbeat');
    },
    /**
     * Cuts the connections. Events dispatched meanwhile are kept. `back` resolves when all connections have resumed.
     */
    cut(code = 4000): { readonly back: Promise<void> } {
      const cutting = live();
      const back = (async () => {
        for (let left = cutting.length; left > 0; left--) await once(wss, 'resumed');
      })();
      for (const { socket } of cutting) socket!.close(code, 'cut');
      for (const session of cutting) session.socket = null;
      return { back };
    },
    /** Closes every connection for good, without waiting for a RESUME. */
    closeAll(code: number): void {
      for (const { socket } of live()) socket!.close(code, 'closed');
    },
    /** Waits until this many sessions have begun or resumed since the start. */
    identified: async (count: number): Promise<void> => {
      while (counts.identifies < count) await once(wss, 'identified');
    },
    resumed: async (count: number): Promise<void> => {
      while (counts.resumes < count) await once(wss, 'resumed');
    },
    /** Asks every connection to reconnect (op 7). */
    async askToReconnect(): Promise<void> {
      const back = once(wss, 'resumed');
      for (const { socket } of live()) socket!.send(JSON.stringify({ op: 7, d: null }));
      await back;
    },
    /** Invalidates the sessions, so that the bot must begin new ones. */
    async invalidate(): Promise<void> {
      const back = once(wss, 'connection');
      for (const session of live()) {
        session.valid = false;
        session.socket!.send(JSON.stringify({ op: 9, d: false }));
      }
      await back;
    },
    /** Returns the kinds of events sent to a shard. */
    sentTo: (shard: number): readonly string[] =>
      sessions.filter(({ shard: [at] }) => at === shard).flatMap(({ sent }) => sent.map(({ t }) => t)),
    /** Returns the shards that are connected: "0/2". */
    shards: (): readonly string[] => live().map(({ shard }) => shard.join('/')),
    stop(): void {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}
