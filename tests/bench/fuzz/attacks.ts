import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import { signed } from '../../fakes/slack/seen.ts';
import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { HOSTILE_TARGETS, METHODS, sendRaw } from '../../helpers/raw-request.ts';
import { pick, type Random } from '../search/random.ts';
import { hostileText, mutated } from './hostile-text.ts';

/** One hostile act. It settles when the bot has received it, or never. */
type Attack = () => Promise<unknown>;
/** Hostile acts by name. */
export type Attacks = Readonly<Record<string, Attack>>;

/** The targets and material of attacks. */
export interface Target {
  readonly random: Random;
  /** Returns the address of a hostile page, a new one each time. */
  readonly address: () => string;
}

/** The people who attack. Half of them are workspace admins, so that the addresses that they add are fetched. */
const people = ['U1', 'U2', 'U3', 'U4'];

/** Returns attacks on Slack over either transport: typed text, pressed buttons, added pages, malformed deliveries. */
export function slackAttacks(slack: FakeSlack, { random, address }: Target): Attacks {
  const person = () => slack.person(pick(random, people));
  const ts = () => `${1 + Math.floor(random() * 40)}.1`;
  const token = () =>
    pick(random, ['source~x~0', 'share~x', `more~x~${'9'.repeat(70)}`, hostileText(random).slice(0, 2_000)]);
  return {
    'typed command': () => person().slash(hostileText(random)),
    'direct message': () =>
      person().says(hostileText(random), { channel: `D${1 + Math.floor(random() * 4)}` }),
    mention: () => person().mentions(hostileText(random), { ts: ts() }),
    'message in a thread': () => person().says(hostileText(random), { channel: 'C1', thread: ts() }),
    button: () => person().presses(token()),
    shortcut: () => person().usesShortcut(hostileText(random)),
    'added page': () => person().slash(`sources add ${address()}`),
    'home tab': () => person().opensHome(),
    'malformed event': () =>
      slack.deliver(
        'events_api',
        mutated(
          slack.event({ type: 'app_mention', user: 'U1', text: 'INF', ts: ts(), channel: 'C1' }),
          random,
        ) as never,
      ),
    'malformed interaction': () =>
      slack.deliver(
        'interactive',
        mutated(
          {
            type: 'block_actions',
            team: { id: 'T1' },
            user: { id: 'U1' },
            channel: { id: 'C1' },
            trigger_id: `t${random()}`,
            response_url: 'http://127.0.0.1:1/x',
            actions: [{ type: 'button', action_id: 'source.0', value: 'source~x~0' }],
          },
          random,
        ) as never,
      ),
  };
}

/** Returns attacks on Slack's public port: signed garbage, unsigned and unfinished requests, hostile targets. */
export function portAttacks(port: number, { random }: Target): Attacks {
  const url = `http://127.0.0.1:${port}/slack/events`;
  const post = (body: string, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body, headers }).then((answer) => answer.text());
  const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain'];
  return {
    'signed nonsense': () => {
      const body = pick(random, ['null', '5', '[]', 'payload=null', '{"event":null}', hostileText(random)]);
      return post(body, {
        'content-type': pick(random, types),
        ...signed(body, Math.floor(Date.now() / 1000)),
      });
    },
    'unsigned body': () => post(hostileText(random), { 'content-type': pick(random, types) }),
    'hostile target': () =>
      sendRaw(
        port,
        `${pick(random, METHODS)} ${pick(random, HOSTILE_TARGETS)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      ),
    'unfinished body': () =>
      sendRaw(port, `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n{"a":`),
  };
}

/** Returns attacks on Discord: typed text, options, half-typed options, buttons, menus, and malformed events. */
export function discordAttacks(discord: FakeDiscord, { random, address }: Target): Attacks {
  const person = () => discord.person(pick(random, ['100000000000000001', '100000000000000002']));
  const options = ['question', 'article', 'time', 'zone', 'topics', 'topic', 'add', 'remove', 'constructor'];
  const commands = [
    'brief',
    'topics',
    'sources',
    'digest',
    'watch',
    'unwatch',
    'catchup',
    'help',
    '__proto__',
  ];
  const direct = { channel: discord.channels.direct('100000000000000001'), guild: null };
  const where = () => (random() < 0.5 ? direct : { permissions: '32' });
  const done = async (_sent: unknown): Promise<void> => {};
  return {
    command: () =>
      done(
        person().slash(
          pick(random, commands),
          { [pick(random, options)]: hostileText(random).slice(0, 6_000) },
          { ...where(), ...(random() < 0.5 ? { subcommand: pick(random, ['on', 'off', 'now', 'x']) } : {}) },
        ),
      ),
    completion: () =>
      done(
        person().completes(
          pick(random, commands),
          pick(random, options),
          hostileText(random).slice(0, 6_000),
          where(),
        ),
      ),
    mention: () => done(person().says(hostileText(random).slice(0, 4_000), { mentions: true })),
    'direct message': () => done(person().says(hostileText(random).slice(0, 4_000), direct)),
    button: () =>
      done(person().presses(pick(random, ['source~x~0', 'x', hostileText(random).slice(0, 100)]))),
    menu: () => done(person().usesMenu(hostileText(random).slice(0, 4_000))),
    'added page': () => done(person().slash('sources', { add: address() }, { permissions: '32' })),
    'malformed event': () =>
      done(
        discord.gateway.dispatch(
          pick(random, [
            'MESSAGE_CREATE',
            'INTERACTION_CREATE',
            'GUILD_CREATE',
            'MESSAGE_UPDATE',
            'constructor',
          ]),
          mutated(
            {
              ...{
                id: `9${Math.floor(random() * 1e15)}`,
                channel_id: discord.CHANNEL,
                guild_id: discord.GUILD,
              },
              ...{
                content: 'INF',
                type: 0,
                author: { id: '5', username: 'x', discriminator: '0' },
                mentions: [],
              },
              token: 't',
              data: { name: 'brief', type: 1 },
              embeds: [],
              components: [],
            },
            random,
          ) as never,
        ),
      ),
  };
}

/** Acts against the local page, sent as its own browser sends them. */
export function pageAttacks(port: number, { random }: Target): Attacks {
  const base = `http://127.0.0.1:${port}`;
  const post = (path: string, body: unknown) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((answer) => answer.text());
  return {
    message: () => post('/api/message', { text: hostileText(random) }),
    button: () => post('/api/action', { token: hostileText(random).slice(0, 2_000) }),
    'malformed message': () => post('/api/message', mutated({ text: 'INF', thread: 'a' }, random, 0.5)),
    completion: () =>
      fetch(
        `${base}/api/complete?text=${encodeURIComponent(hostileText(random).slice(0, 4_000).toWellFormed())}`,
      ).then((answer) => answer.text()),
    'hostile target': () =>
      sendRaw(
        port,
        `${pick(random, METHODS)} ${pick(random, HOSTILE_TARGETS)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      ),
  };
}
