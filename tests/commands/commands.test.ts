import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import type { CommandContext } from '../../src/chat/commands/command-spec.ts';
import { newId } from '../../src/chat/ids.ts';
import { digestService } from '../../src/digest/service.ts';
import { memoryInProcess } from '../../src/domain/chat-state.ts';
import { type PrivateKey, privateKey } from '../../src/domain/conversation-key.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { newState } from '../../src/ingest/sources/poll-schedule.ts';
import type { SourcesService } from '../../src/ingest/sources/service.ts';
import { EMPTY } from '../contract/store/samples.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { chatOver, shippedChat, shippedLibrary, shippedReadout } from '../helpers/shipped.ts';

/** Follows any source without a network. */
const sources: SourcesService = {
  add: async (tenant, url) => ({
    status: 'added',
    source: {
      tenant,
      url,
      kind: 'feed',
      title: 'Wire',
      addedBy: null,
      addedAt: '',
      state: newState(new Date(0)),
    },
  }),
  list: async () => [],
  remove: async () => true,
};

const store = await openMemoryStore(() => new Date('2026-03-01T09:00:00Z'));
afterAll(() => store.close());
const digests = digestService({
  readout: shippedReadout,
  shipped: new Set(shippedLibrary.articles.keys()),
  db: store.db,
  now: store.now,
  platforms: () => ['slack'],
});

const context: CommandContext & { readonly thread: PrivateKey } = {
  tenant: 'slack:T1',
  channel: 'c',
  person: 'p',
  thread: privateKey('c', 'p'),
  mayManage: async () => true,
  readout: shippedReadout.of('slack:T1'),
  memory: memoryInProcess(),
  now: () => new Date(0),
  newId,
  conversation: null,
  typed: (command) => `/${command}`,
  services: { sources, digests },
};

describe.each(COMMANDS.map((command) => [command.name, command] as const))('/%s', (_name, command) => {
  it('fits what Discord and Slack allow', () => {
    expect(command.name).toMatch(/^[a-z]{1,32}$/);
    expect(command.description.length).toBeLessThanOrEqual(100);
    const options = [
      ...command.options,
      ...(command.subcommands ?? []).flatMap((sub) => [sub, ...sub.options]),
    ];
    for (const { name, description } of options) {
      expect(name).toMatch(/^[a-z]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
    }
    expect(command.options.map(({ required }) => required)).toEqual(
      [...command.options.map(({ required }) => required)].sort((a, b) => Number(b) - Number(a)),
    );
  });

  it.each(command.examples.map((example) => [example]))('runs its example "%s"', async (example) => {
    const [first, ...rest] = example.split(' ');
    expect(first).toBe(command.name);
    const values = command.read(rest.join(' '), context);
    expect(values).not.toBeNull();
    const { card } = await command.run(values!, context);
    expect(card.kind).not.toBe('error');
    expect(card.title).not.toBe('');
  });
});

describe('/help', () => {
  it('names every command with its description', async () => {
    const reply = await shippedChat().command({ ...context, eventId: null, command: 'help', values: {} });
    const said = JSON.stringify(reply!.card);
    for (const { name, description } of COMMANDS) expect(said).toContain(`/${name} · ${description}`);
  });

  it('gives at most three examples of a command, on what the asker can ask', async () => {
    const helpOver = async (readouts: Parameters<typeof chatOver>[0]) => {
      const call = { ...context, eventId: null, command: 'help', values: {} };
      const { card } = (await chatOver(readouts).command(call))!;
      return card.sections.flatMap(({ lines }) => lines).map(({ note }) => note ?? '');
    };
    for (const note of await helpOver(shippedReadout))
      expect(note.split(', /').length).toBeLessThanOrEqual(3);
    const own = createReadout(EMPTY);
    const article = {
      id: 'a',
      title: 'Strike',
      source: { kind: 'file', path: '-' },
      published: null,
    } as const;
    const text = 'Dock workers in Kalmar went on strike. The Kalmar strike cost a lot, Maria Holm said.';
    own.put(factsOf({ ...article, text, retrieved: null }), null);
    expect(JSON.stringify(await helpOver(own))).toMatch(/\/watch (?!INF)\p{Lu}/u);
    expect(JSON.stringify(await helpOver(own))).not.toMatch(/INF|START/);
    expect(JSON.stringify(await helpOver(createReadout(EMPTY)))).not.toMatch(/INF|START/);
  });
});

describe('autocomplete', () => {
  const complete = (prefix: string) =>
    shippedChat().complete({ ...context, command: 'brief', option: 'question', prefix });

  it('offers the topics before anything is typed', async () => {
    const choices = await complete('');
    expect(choices.length).toBe(25);
    expect(choices.map(({ name }) => name)).toContain('Election meddling');
  });

  it('offers topics called so before those that are also called so', async () => {
    const topics = (prefix: string) =>
      shippedChat().complete({ ...context, command: 'watch', option: 'topic', prefix });
    expect((await topics('in')).map(({ name }) => name)[0]).toBe('INF');
    expect((await topics('in')).length).toBeGreaterThan(1);
    expect((await topics('vene')).map(({ name }) => name)[0]).toBe('Venezuela');
  });

  it('completes the last word of a question', async () => {
    expect((await complete('what about Vene')).map(({ value }) => value)).toContain('what about Venezuela');
    expect((await complete('Ven')).map(({ value }) => value)).toContain('Venezuela');
  });

  it('stays within Discord’s limits, whatever is typed', async () => {
    for (const prefix of ['x'.repeat(6000), '\u202e<@1>', 'a', '   ', 'Ж'])
      for (const { name, value } of await complete(prefix)) {
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
      }
  });
});

describe('/sources add', () => {
  const read = (rest: string) => COMMANDS.find(({ name }) => name === 'sources')!.read(rest, context);
  const hint = async (rest: string) =>
    (await COMMANDS.find(({ name }) => name === 'sources')!.run(read(rest)!, context)).card;

  it('says what to type where no address was typed', async () => {
    for (const rest of ['add', 'add example', 'Add <example>']) {
      const { kind, lede } = await hint(rest);
      expect(kind).toBe('error');
      expect(lede).toBe('Type its address, for example: /sources add https://example.org/feed.xml');
    }
    for (const rest of ['add example.org', 'add http://intranet/feed'])
      expect((await hint(rest)).kind).toBe('notice');
  });

  it('leaves a question that begins so alone', () => {
    for (const rest of ['add weight to the claim', 'remove doubt?']) expect(read(rest)?.add).toBeUndefined();
    expect(read('add weight to the claim')).toBeNull();
  });
});
