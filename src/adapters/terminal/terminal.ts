import { createInterface } from 'node:readline';
import type { Chat, FileCall } from '../../chat/call-types.ts';
import type { Command, Place } from '../../chat/commands/command-spec.ts';
import { type Action, actionToken } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import { type PrivateKey, privateKey } from '../../domain/conversation-key.ts';
import { wrap } from '../../render/display-width.ts';
import { renderText } from '../../render/text.ts';
import { keepHistory, readHistory } from './history.ts';

export interface TerminalParts {
  readonly chat: Chat;
  readonly commands: readonly Command[];
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly width: number;
  readonly colour: boolean;
  readonly historyFile: string | null;
  /** Prints each card as JSON on a line, for scripts. */
  readonly json: boolean;
  /** Finds a file whose path a line contains, and the line's other words. */
  readonly fileIn: (line: string) => Promise<{ readonly file: FileCall; readonly text: string } | null>;
}

const PLACE: Place & { readonly thread: PrivateKey } = {
  tenant: 'local',
  channel: 'terminal',
  person: 'you',
  thread: privateKey('terminal', 'you'),
  mayManage: async () => true,
  passedOn: 'command line',
  zone: async () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** Actions without a use in a terminal: there is no channel to share with, and nobody reads feedback. */
const USELESS_HERE = new Set(['share', 'up', 'down']);

function withoutUseless(card: Card): Card {
  return { ...card, actions: card.actions.filter(({ verb }) => !USELESS_HERE.has(verb)) };
}

/** Runs a read-ask-print loop with history and completion until the input ends. */
export async function runTerminal(parts: TerminalParts): Promise<void> {
  const { chat, commands, input, output, width, colour, json } = parts;
  const interactive = input.isTTY === true;
  let actions: readonly Action[] = [];
  let cardId = '';

  const complete = async (line: string): Promise<[string[], string]> => {
    const slash = /^\/(\S*)$/.exec(line);
    if (slash) return [commands.map(({ name }) => `/${name} `).filter((name) => name.startsWith(line)), line];
    const [, lead = '', word = line] = /^(.*\s)(\S*)$/.exec(line) ?? [];
    if (!word) return [[], line];
    const choices = await chat.complete({ ...PLACE, command: 'brief', option: 'question', prefix: word });
    return [choices.map(({ value }) => lead + value), line];
  };

  const lines = createInterface({
    input,
    output: interactive ? output : undefined,
    terminal: interactive,
    prompt: '> ',
    history: readHistory(parts.historyFile),
    completer: (line: string, done: (error: null, found: [string[], string]) => void) =>
      void complete(line).then((found) => done(null, found)),
  });

  const print = (card: Card): void => {
    // Piped input is not echoed, so the title must show the question.
    const shown = { ...withoutUseless(card), isAsked: interactive && card.isAsked === true };
    actions = shown.actions;
    cardId = card.id;
    output.write(
      json ? `${JSON.stringify(card)}\n` : `${renderText(shown, { width, colour, actions: true })}\n\n`,
    );
  };

  const answer = async (line: string) => {
    const isNumber = /^\d{1,2}$/.test(line);
    const button = isNumber ? actions[Number(line) - 1] : undefined;
    if (isNumber && !button) {
      if (!json) output.write(`There is no button ${line} here.\n\n`);
      return null;
    }
    const announce = (text: string) => void (json || output.write(`${text}\n`));
    const call = { ...PLACE, eventId: null, announce };
    if (button) return chat.press({ ...call, token: actionToken(button, cardId) });
    const found = await parts.fileIn(line);
    return chat.message({ ...call, ...(found ? { text: found.text, files: [found.file] } : { text: line }) });
  };

  if (interactive)
    output.write(
      `${wrap('Ask the news. /help shows how, Tab completes, Ctrl-D leaves.', width).join('\n')}\n`,
    );
  if (interactive) lines.prompt();
  for await (const raw of lines) {
    const line = raw.trim();
    if (/^\/?(?:exit|quit)$/i.test(line)) break;
    if (line) {
      keepHistory(parts.historyFile, line);
      const reply = await answer(line);
      if (reply) print(reply.card);
    }
    if (interactive) lines.prompt();
  }
  lines.close();
  if (interactive) output.write('\n');
}
