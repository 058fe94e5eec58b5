import type { Chat } from '../../chat/call-types.ts';
import type { Command, Place } from '../../chat/commands/command-spec.ts';
import type { Words } from '../../domain/words/en.ts';

/** A suggestion: the text that replaces the input, and its label. */
export interface Suggestion {
  readonly value: string;
  readonly name: string;
  readonly description?: string;
}

const MOST = 8;

/** Lists the words that can come next in a command: subcommands, option names and fixed values. */
function nextWordsOf(
  command: Command,
  { commands }: Words,
): readonly { readonly word: string; readonly description: string }[] {
  const { subcommands, options } = command;
  if (subcommands)
    return subcommands.map(({ name: word, description }) => ({
      word,
      description: commands.get(`${command.name} ${word}`)?.description ?? description,
    }));
  return options.flatMap(({ name, description: english, choices, required, complete }) => {
    const description = commands.get(`${command.name}.${name}`)?.description ?? english;
    return [
      ...(choices ?? []).map((word) => ({ word, description })),
      ...(choices || required || complete ? [] : [{ word: name, description }]),
    ];
  });
}

/** Suggests values for the last word from all options of a command. */
async function valuesFor(
  command: Command,
  sub: string | undefined,
  prefix: string,
  { chat, place }: { readonly chat: Chat; readonly place: Place },
) {
  const named = command.subcommands?.find(({ name }) => name === sub);
  const options = (named?.options ?? command.options).filter(({ complete }) => complete);
  const found = await Promise.all(
    options.map(({ name: option }) =>
      chat.complete({
        ...place,
        command: command.name,
        option,
        prefix,
        ...(named ? { subcommand: named.name } : {}),
      }),
    ),
  );
  return found.flat();
}

/** Suggests commands, subcommands and option values; for other text, topics and questions. */
export async function suggestionsFor(
  typed: string,
  commands: readonly Command[],
  at: { readonly chat: Chat; readonly place: Place; readonly words: Words },
): Promise<Suggestion[]> {
  const [, name = '', gap = '', rest = ''] = /^\/(\S*)(\s*)([\s\S]*)$/.exec(typed) ?? [];
  if (typed.startsWith('/') && gap === '')
    return commands
      .filter((one) => one.name.startsWith(name.toLowerCase()))
      .map((one) => ({
        value: `/${one.name} `,
        name: `/${one.name}`,
        description: at.words.commands.get(one.name)?.description ?? one.description,
      }));
  const command = typed.startsWith('/') ? commands.find((one) => one.name === name.toLowerCase()) : undefined;
  if (command && command.name !== 'brief') {
    const [, before = '', last = ''] = /^([\s\S]*\s)?(\S*)$/.exec(rest) ?? [];
    const lead = `/${command.name} ${before}`;
    const words = before === '' ? nextWordsOf(command, at.words) : [];
    const sub = before.trim().split(/\s+/)[0];
    const isEmpty = before === '' && command.subcommands !== undefined;
    const values = isEmpty ? [] : await valuesFor(command, sub, last, at);
    return [
      ...words
        .filter(({ word }) => word.startsWith(last.toLowerCase()))
        .map(({ word, description }) => ({ value: `${lead}${word} `, name: word, description })),
      ...values.map(({ name: shown, value }) => ({ value: `${lead}${value}`, name: shown })),
    ].slice(0, MOST);
  }
  const lead = command ? `/${command.name} ` : '';
  const prefix = command ? rest : typed;
  const choices = await at.chat.complete({ ...at.place, command: 'brief', option: 'question', prefix });
  return choices.slice(0, MOST).map(({ name: shown, value }) => ({ value: lead + value, name: shown }));
}
