import type { Command, Known, Values } from './commands/command-spec.ts';
import { withAddresses, withLabels } from './pasted/find-links.ts';

/** What a text turned out to ask for. */
export interface Typed {
  readonly command: string;
  readonly values: Values;
}

/**
 * Reads what somebody typed where there is only text: "/brief topics", "topics", "what about INF?".
 * The first word is a command only if the command accepts the rest: "topics of the talks?" stays a question.
 */
export function readTyped(text: string, commands: readonly Command[], known: Known): Typed {
  const typed = readPlain(withAddresses(text), commands, known);
  return typed.command === 'brief' ? readPlain(withLabels(text), commands, known) : typed;
}

function readPlain(text: string, commands: readonly Command[], known: Known): Typed {
  const said = text
    .trim()
    .replace(/^\/(?:brief(?:\s+|$))?/i, '')
    .trim();
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(said) ?? [];
  const command = commands.find(({ name }) => name === word.toLowerCase());
  const values = command?.read(rest, known) ?? null;
  if (command && values) return { command: command.name, values };
  return { command: 'brief', values: { question: said } };
}
