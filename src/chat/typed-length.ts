import type { Command, CommandOption, Values } from './commands/command-spec.ts';

/** Longest text that is read of what a person types, in UTF-16 units: more is no question. Discord allows 6,000, Slack 40,000. */
export const LONGEST_TYPED = 1000;

/**
 * What was typed with its runs of white space cut to a space, a line end or an empty line: many a pattern tries every way of
 * parting a long run.
 */
export const singleSpaced = (text: string): string =>
  text.replace(/\s+/g, (run) => '\n'.repeat(Math.min(2, run.split('\n').length - 1)) || ' ');

export const singleSpacedValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, singleSpaced(value)]));

const counted = (length: number): string => length.toLocaleString('en');

/** The refusal of a text that is too long; null if it is not. */
export const textFault = (text: string): string | null =>
  text.length <= LONGEST_TYPED
    ? null
    : `That question is ${counted(text.length)} characters long. Ask in at most ${counted(LONGEST_TYPED)}.`;

/** The options of a command, whichever subcommand they belong to. */
const optionsOf = ({ options, subcommands = [] }: Command): readonly CommandOption[] => [
  ...options,
  ...subcommands.flatMap((sub) => sub.options),
];

/** The refusal of options if one of them is too long; null if none is. */
export function valuesFault(values: Values, command: Command | undefined): string | null {
  const options = new Map(command ? optionsOf(command).map((option) => [option.name, option]) : []);
  for (const [name, value] of Object.entries(values)) {
    const longest = options.get(name)?.longest ?? LONGEST_TYPED;
    if (value.length <= longest) continue;
    if (name === 'question') return textFault(value);
    return `“${name}” is ${counted(value.length)} characters long. Type at most ${counted(longest)}.`;
  }
  return null;
}

/** Values cut to the allowed length: a message mostly says at its beginning what it is about. */
export const cutValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.slice(0, LONGEST_TYPED)]));
