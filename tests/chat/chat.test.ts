import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import type { Chat } from '../../src/chat/call-types.ts';
import { createChat } from '../../src/chat/chat.ts';
import type { Command } from '../../src/chat/commands/command-spec.ts';
import { newId } from '../../src/chat/ids.ts';
import { singleSpaced } from '../../src/chat/typed-length.ts';
import { actionToken } from '../../src/domain/action.ts';
import type { Reply } from '../../src/domain/card.ts';
import { type Memory, memoryInProcess } from '../../src/domain/chat-state.ts';
import { commonKey, privateKey } from '../../src/domain/conversation-key.ts';
import { OperatorError } from '../../src/domain/errors.ts';
import { chatOver, shippedChat, shippedReadout } from '../helpers/shipped.ts';

const ada = {
  tenant: 'slack:T1',
  channel: 'C1',
  person: 'ada',
  thread: privateKey('C1', 'ada'),
  mayManage: async () => false,
};
const ben = { ...ada, person: 'ben', thread: privateKey('C1', 'ben') };

const claims = (reply: Reply | null) =>
  reply!.card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim));
const button = (reply: Reply | null, verb: string) => {
  const action = reply!.card.actions.find((one) => one.verb === verb);
  if (!action) throw new Error(`no ${verb} button among ${reply!.card.actions.map((one) => one.verb)}`);
  return actionToken(action, reply!.card.id);
};

let chat: Chat;
beforeEach(() => {
  chat = shippedChat();
});

const slash = (text: string, place = ada) =>
  chat.command({ ...place, eventId: null, command: 'brief', text });
const says = (text: string, place = ada) => chat.message({ ...place, eventId: null, text });
const overhears = (text: string) =>
  chat.message({ ...ada, thread: commonKey('C1', '1'), eventId: null, text, overheard: true });
const presses = (token: string, place = ada) => chat.press({ ...place, eventId: null, token });

describe('asking in a chat', () => {
  it('answers a slash command for the asker alone and a mention for the channel', async () => {
    expect((await slash('what about INF?'))!.visibility).toBe('asker');
    expect((await says('what about INF?'))!.visibility).toBe('channel');
  });

  it('shows both sides of a contradiction, each with its speaker', async () => {
    const { card } = (await slash('was Venezuela discussed?'))!;
    const conflict = card.sections.find(({ style }) => style === 'conflict')!;
    expect(conflict.badge).toBe('The article is of two minds');
    expect(conflict.lines.map(({ label }) => label)).toEqual(['Discussed', 'Not discussed']);
    expect(conflict.lines.map(({ attribution }) => attribution)).toEqual([
      'Yury Ushakov, on the Putin–Pompeo talks',
      'the article says',
    ]);
  });

  it('tells of both meetings where a matter came up in one alone', async () => {
    const said = claims(await slash('did they talk about Ukraine?'));
    expect(said).toContain('The Lavrov–Pompeo talks covered the situation in Ukraine.');
    expect(said).toContain('Putin and Pompeo did not discuss Ukraine.');
  });

  it('never shows one half of a contradiction, whatever is asked', async () => {
    for (const question of [
      'step forward',
      'breakthrough',
      'Syria',
      'Ushakov',
      'what did Putin and Pompeo discuss?',
      'Помпео',
    ]) {
      let reply = await slash(question);
      for (let page = 0; page < 5; page++) {
        const shown = reply!.card.sections.flatMap(({ lines }) => lines.map(({ factId }) => factId));
        for (const [one, other] of [
          ['putin-agenda', 'putin-no-venezuela'],
          ['step-forward', 'no-breakthrough'],
        ])
          expect(shown.includes(`pompeo-sochi/${one}`), `${question}: ${shown}`).toBe(
            shown.includes(`pompeo-sochi/${other}`),
          );
        if (reply!.card.hidden === 0) break;
        reply = await presses(button(reply, 'more'));
      }
    }
  });

  it('reads the command words of a text chat, and leaves a question that begins with one alone', async () => {
    expect((await slash('topics'))!.card.kind).toBe('topics');
    expect((await slash('help'))!.card.kind).toBe('help');
    expect((await slash('sources of the memorandum?'))!.card.kind).not.toBe('sources');
    expect((await says('/brief topics'))!.card.kind).toBe('topics');
  });

  it('says what to do where there is nothing to ask by', async () => {
    for (const empty of ['', '   ', '???', '\u0000\u0007']) {
      const reply = await slash(empty);
      expect(reply!.card.kind).toBe('error');
      expect(reply!.card.title).toBe('Ask about something, for example: what about US–Russia relations?');
    }
    expect((await slash('the of and'))!.card.title).toBe('Name what you want to know about');
    expect((await slash('x'.repeat(10_000)))!.card.title).toBe(
      'That question is 10,000 characters long. Ask in at most 1,000.',
    );
  });
});

describe('following up in a thread', () => {
  it('"and START?" asks the next thing', async () => {
    await says('what about INF?');
    expect(claims(await says('and START?'))[0]).toContain('START');
  });

  it('"no, I meant Syria" asks that instead', async () => {
    await says('what about INF?');
    const { card } = (await says('no, I meant Syria'))!;
    expect(card).toMatchObject({ kind: 'brief', title: 'Syria' });
  });

  it('"who said that?" shows the sentence and its speaker', async () => {
    await says('what about INF?');
    const { card } = (await says('who said that?'))!;
    expect(card.kind).toBe('source');
    expect(card.passages![0]).toMatchObject({
      speaker: 'Yury Ushakov',
      where: expect.stringMatching(/^paragraph \d+ of \d+$/),
    });
  });

  it('"more" goes on where the card stopped, until there is no more', async () => {
    const seen = claims(await says('sanctions and Putin'));
    const first = await says('what about Lavrov?');
    const all = new Set(claims(first));
    let hidden = first!.card.hidden;
    while (hidden > 0) {
      const next = await says('more');
      for (const claim of claims(next)) expect(all.has(claim), claim).toBe(false);
      for (const claim of claims(next)) all.add(claim);
      expect(next!.card.hidden).toBeLessThan(hidden);
      hidden = next!.card.hidden;
    }
    expect((await says('more'))!.card.title).toBe('That was all');
    expect(seen.length).toBeGreaterThan(0);
  });

  it('puts the last name in the place of a pronoun', async () => {
    await says('what did Pompeo say about Venezuela?');
    const { card } = (await says('what did he tweet?'))!;
    expect(card.sections[0]!.lines[0]!.claim).toContain('Pompeo wrote on Twitter');
  });

  it('keeps the threads of two people apart', async () => {
    await slash('what about INF?');
    expect((await slash('who said that?', ben))!.card.kind).not.toBe('source');
  });
});

describe('what is longer than anything that is meant', () => {
  /** Commands that fail if they are reached. */
  const untouched: readonly Command[] = COMMANDS.map((command) => ({
    ...command,
    read: () => {
      throw new Error('read');
    },
    run: () => Promise.reject(new Error('run')),
  }));
  const long = `digest on ${'at in on '.repeat(400)}`;

  it('is told of before anything reads it, wherever it was typed', async () => {
    chat = chatOver(shippedReadout, { commands: untouched });
    const values = (given: Record<string, string>, command = 'digest') =>
      chat.command({ ...ada, eventId: null, command, values: given });
    for (const reply of [await slash(long), await says(long)])
      expect(reply).toMatchObject({ visibility: 'asker', card: { kind: 'error' } });
    expect((await says(long))!.card.title).toContain('Ask in at most 1,000');
    for (const name of ['time', 'zone', 'topics', 'quiet'])
      expect((await values({ subcommand: 'on', [name]: long }))!.card.title).toContain(`“${name}” is 3,610`);
    expect((await values({ question: long }, 'brief'))!.card.title).toContain('Ask in at most 1,000');
    expect((await values({ topic: long }, 'watch'))!.card.title).toContain('Type at most 1,000');
    expect(await overhears(long)).toBeNull();
    const half = { command: 'digest', subcommand: 'on', option: 'zone', prefix: long };
    expect(await chat.complete({ ...ada, ...half })).toEqual([]);
  });

  it('reaches nothing in long runs of white space', () => {
    const typed = `why${' \t'.repeat(200)}do\n \n\n\n they  say\u00a0\u00a0x\n  y`;
    expect(singleSpaced(typed)).toBe('why do\n\nthey say x\ny');
  });

  it('is more for an address than for a question', async () => {
    const address = (length: number) => `https://example.org/${'a'.repeat(length - 20)}`;
    const add = (url: string) =>
      chat.command({ ...ada, eventId: null, command: 'sources', values: { add: url } });
    expect((await add(address(2048)))!.card.title).toBe('Sources are not followed here');
    expect((await add(address(2049)))!.card.title).toContain('Type at most 2,048');
  });
});

describe('when the database is out', () => {
  const full = new OperatorError('store-full', 'The disk is full.');
  const refuse = () => Promise.reject(full);
  const lines: string[] = [];
  /** A log whose methods use `this`, as a real logger's do. */
  class Lines {
    readonly #lines = lines;
    warn(_fields: object, message: string): void {
      this.#lines.push(message);
    }
    error(_fields: object, message: string): void {
      this.#lines.push(message);
    }
  }
  const log = new Lines();
  beforeEach(() => {
    lines.length = 0;
  });

  it('answers on a full disk, without what needs memory, in one line an outage', async () => {
    const memory = memoryInProcess();
    let isFull = false;
    const disk: Memory = {
      ...memory,
      firstSeen: (id) => (isFull ? refuse() : memory.firstSeen(id)),
      saveCard: (card) => (isFull ? refuse() : memory.saveCard(card)),
      saveConversation: (...given) => (isFull ? refuse() : memory.saveConversation(...given)),
      saveFeedback: refuse,
    };
    chat = shippedChat(disk, log);
    const before = await slash('what about INF?');
    isFull = true;
    const ask = (eventId: string) =>
      chat.command({ ...ada, eventId, command: 'brief', text: 'what about INF?' });
    for (let at = 0; at < 20; at++) {
      const reply = await ask(`event ${at}`);
      expect(claims(reply)).toEqual(claims(before));
      expect(reply!.card.actions).toEqual([]);
      expect(reply!.card.notice).toContain('no buttons');
    }
    // Repeated events are still answered once, and reads still work.
    expect(await ask('event 3')).toBeNull();
    expect((await presses(button(before, 'source')))!.card.kind).toBe('source');
    expect((await presses(button(before, 'up')))!.card.title).toBe('I cannot do that just now');
    expect(lines).toEqual([expect.stringContaining('nothing is remembered')]);
  });

  it('has its buttons again once the database takes writes, and says so', async () => {
    const memory = memoryInProcess();
    let saves = 0;
    chat = shippedChat(
      { ...memory, saveCard: (card) => (saves++ === 0 ? refuse() : memory.saveCard(card)) },
      log,
    );
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      expect((await slash('what about INF?'))!.card.actions).toEqual([]);
      // The database is not tried for a while, then tried again.
      expect((await slash('what about INF?'))!.card.actions).toEqual([]);
      vi.advanceTimersByTime(5_000);
      const reply = await slash('what about INF?');
      expect((await presses(button(reply, 'source')))!.card.kind).toBe('source');
    } finally {
      vi.useRealTimers();
    }
    expect(lines).toEqual([
      expect.stringContaining('nothing is remembered'),
      expect.stringContaining('takes writes again'),
    ]);
    // The second card was not tried; the third and its source were saved.
    expect(saves).toBe(3);
  });

  it('waits for a database that does not answer, but not for long, and then not at all', async () => {
    const never = () => new Promise<never>(() => {});
    const hanging: Memory = { ...memoryInProcess(), firstSeen: never, saveCard: never, conversation: never };
    chat = createChat({
      readout: shippedReadout,
      memory: hanging,
      commands: COMMANDS,
      newId,
      log,
      memoryWithinMs: 5,
      now: () => new Date(),
    });
    for (let at = 0; at < 3; at++)
      expect(
        claims(await chat.command({ ...ada, eventId: `e${at}`, command: 'brief', text: 'INF' })),
      ).not.toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it('tells with an id of what is a bug and no outage', async () => {
    chat = shippedChat({ ...memoryInProcess(), saveCard: () => Promise.reject(new TypeError('x')) }, log);
    expect((await slash('what about INF?'))!.card.title).toBe('Something went wrong here');
    expect(lines).toEqual(['answering failed']);
  });
});

describe('pressing buttons', () => {
  it('opens the passage with the quote among its neighbours', async () => {
    const reply = await presses(button(await slash('what about INF?'), 'source'));
    const passage = reply!.card.passages![0]!;
    expect(passage.quote).toMatch(/^The Russian leader made it clear/);
    expect(passage.before).toContain('Syria, Venezuela, North Korea');
  });

  it('shares a card once, however long ago that was', async () => {
    // The remembered event has expired, the card has not.
    const forgetful = { ...memoryInProcess(), firstSeen: async () => true };
    chat = shippedChat(forgetful);
    const token = button(await slash('what about INF?'), 'share');
    expect((await presses(token))!.visibility).toBe('channel');
    const again = await presses(token);
    expect([again!.visibility, again!.card.title]).toEqual(['asker', 'Shared already']);
  });

  it('shares to the channel without a share button, and only what was seen', async () => {
    const asked = await slash('what about INF?');
    const shared = await presses(button(asked, 'share'));
    expect(shared!.visibility).toBe('channel');
    expect(claims(shared)).toEqual(claims(asked));
    // The line on who shared it has the question.
    expect(shared!.card).toMatchObject({ isAsked: true, shared: { question: expect.any(String) } });
    expect(shared!.card.actions.map(({ verb }) => verb)).not.toContain('share');
    const byBen = await presses(button(shared, 'source'), ben);
    expect(byBen!.card.kind).toBe('source');
  });

  it('says why a fact was found and what nothing matched', async () => {
    const why = await presses(button(await slash('venezula crisis'), 'why'));
    expect(why!.card.notice).toBe('Showing results for Venezuela');
    expect(why!.card.sections[0]!.lines[0]!.note).toContain('I read “venezula” as Venezuela');
  });

  it('does not count words of saying among those that a line lacks', async () => {
    const why = await presses(button(await slash('what did lavrof say about the elecion?'), 'why'));
    const notes = why!.card.sections[0]!.lines.map(({ note }) => note ?? '');
    expect(notes.join(' ')).toContain('I read “lavrof” as Lavrov');
    expect(notes.join(' ')).not.toContain('“say”');
  });

  it('never acts for another person, channel or workspace', async () => {
    const token = button(await slash('what about INF?'), 'source');
    for (const place of [ben, { ...ada, channel: 'C2' }, { ...ada, tenant: 'slack:T2' }]) {
      const reply = await presses(token, place);
      expect(reply!.card.kind).toBe('error');
      expect(reply!.visibility).toBe('asker');
    }
  });

  it('says that a card has aged when it is unknown, and takes no forged token', async () => {
    for (const token of ['source~gone00000000', 'drop~x', '', 'x'.repeat(500), 'ask~__proto__~constructor'])
      expect((await presses(token))!.card.title).toBe('This card has aged');
  });

  it('works on an old card after a restart that kept the memory', async () => {
    const memory = memoryInProcess();
    chat = shippedChat(memory);
    const token = button(await slash('what about INF?'), 'source');
    chat = shippedChat(memory);
    expect((await presses(token))!.card.kind).toBe('source');
  });
});

describe('what reaches a chat twice or breaks', () => {
  it('answers a repeated delivery once', async () => {
    const call = { ...ada, eventId: 'Ev1', text: 'what about INF?' };
    expect(await chat.message(call)).not.toBeNull();
    expect(await chat.message(call)).toBeNull();
    expect(await chat.message({ ...call, tenant: 'slack:T2' })).not.toBeNull();
  });

  it('turns a failure into a card with an id, and logs the id without the text', async () => {
    const logged: unknown[] = [];
    const broken = { ...memoryInProcess(), saveCard: () => Promise.reject(new Error('disk full')) };
    chat = shippedChat(broken, { error: (fields, message) => void logged.push([fields, message]) });
    const reply = await slash('what about INF, my secret?');
    expect(reply).toMatchObject({ visibility: 'asker', card: { kind: 'error' } });
    const id = /id: ([\w-]+)$/.exec(reply!.card.lede!)![1];
    expect(JSON.stringify(logged)).toContain(id);
    expect(JSON.stringify(logged)).not.toContain('secret');
  });
});
