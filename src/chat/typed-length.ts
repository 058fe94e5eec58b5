import type { Words } from '../domain/words/en.ts';
import type { Command, CommandOption, Values } from './commands/command-spec.ts';

/** The longest typed text that is parsed, in UTF-16 units. Discord allows 6,000, Slack 40,000. */
export const MAX_TYPED_LENGTH = 1000;

/** Collapses each run of white space to a space, a line break or a blank line. Many patterns backtrack on long runs. */
export const singleSpaced = (text: string): string =>
  text.replace(/\s+/g, (run) => '\n'.repeat(Math.min(2, run.split('\n').length - 1)) || ' ');

export const singleSpacedValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, singleSpaced(value)]));

/** Tells in a language that a text is too long. */
export type LengthFault = (words: Words) => string;

/** Returns the refusal of a text that is too long, or null. */
export const textFault = (text: string): LengthFault | null =>
  text.length <= MAX_TYPED_LENGTH
    ? null
    : ({ chat, locale }) =>
        chat.questionTooLong(text.length.toLocaleString(locale), MAX_TYPED_LENGTH.toLocaleString(locale));

/** Returns a command's options, including those of its subcommands. */
const optionsOf = ({ options, subcommands = [] }: Command): readonly CommandOption[] => [
  ...options,
  ...subcommands.flatMap((sub) => sub.options),
];

/** Returns the refusal of an option that is too long, or null. */
export function valuesFault(values: Values, command: Command | undefined): LengthFault | null {
  const options = new Map(command ? optionsOf(command).map((option) => [option.name, option]) : []);
  for (const [name, value] of Object.entries(values)) {
    const longest = options.get(name)?.longest ?? MAX_TYPED_LENGTH;
    if (value.length <= longest) continue;
    if (name === 'question') return textFault(value);
    return ({ chat, locale }) =>
      chat.optionTooLong(name, value.length.toLocaleString(locale), longest.toLocaleString(locale));
  }
  return null;
}

/** Truncates values to the allowed length. A message usually names its subject at the beginning. */
export const cutValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.slice(0, MAX_TYPED_LENGTH)]));
