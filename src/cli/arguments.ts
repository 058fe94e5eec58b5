import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './verb.ts';

/** The flags that every verb has. */
const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

/** Parses a verb's arguments. Throws a UsageError with advice for an unknown or malformed flag. */
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

/** Parses a flag's whole number within bounds. Throws a UsageError otherwise. */
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
