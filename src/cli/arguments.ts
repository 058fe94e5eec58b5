import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './verb.ts';

/** Flags that every verb knows. */
const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

/** What was typed after a verb; an unknown or malformed flag is wrong use, with a word on what to do. */
export function readArguments<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  verb: string,
) {
  try {
    const config = {
      args: [...args],
      options: { ...COMMON, ...options },
      allowPositionals: true,
      strict: true,
    } as const;
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. To specify')[0]! : String(error);
    throw new UsageError(`${message.replace(/\.$/, '')}. See readout ${verb} --help.`);
  }
}

/** A flag's whole number within bounds. */
export function wholeNumber(
  value: string | undefined,
  flag: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new UsageError(
      `${flag} needs a whole number from ${least} to ${most}, not "${value.slice(0, 40)}".`,
    );
  return number;
}
