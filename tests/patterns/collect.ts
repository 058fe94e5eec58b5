import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

const ROOT = resolve(import.meta.dirname, '../..');

/** A regular expression and its location. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** The path from the project's root. */
  readonly file: string;
}

/** A location where a regular expression is built from text. */
export interface BuiltAt {
  readonly file: string;
  readonly line: number;
  /** Whether it is within a function, so that it is built at each call. */
  readonly isAtCall: boolean;
}

export const keyOf = ({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string => `/${source}/${flags}`;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Collects a file's regular expression literals and the locations that build one, from the syntax tree. */
function collectFrom(file: string): { readonly literals: Pattern[]; readonly built: BuiltAt[] } {
  const code = readFileSync(join(ROOT, file), 'utf8');
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const literals: Pattern[] = [];
  const built: BuiltAt[] = [];
  const visit = (value: unknown, isAtCall: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, isAtCall);
    if (!isNode(value)) return;
    const { type, regex, callee, start } = value;
    if (type === 'Literal' && regex) literals.push({ source: regex.pattern, flags: regex.flags, file });
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp')
      built.push({ file, line: code.slice(0, start).split('\n').length, isAtCall });
    const within = isAtCall || /Function|Method/.test(type);
    for (const child of Object.values(value)) visit(child, within);
  };
  visit(program, false);
  return { literals, built };
}

/** Collects the regular expressions of the shipped code. */
export function collectPatterns(): { readonly literals: Pattern[]; readonly built: BuiltAt[] } {
  const files = globSync(['src/**/*.{ts,mjs,js}', 'commands/**/*.ts'], { cwd: ROOT }).sort();
  const all = files.map(collectFrom);
  return { literals: all.flatMap(({ literals }) => literals), built: all.flatMap(({ built }) => built) };
}

/**
 * Returns the regular expressions that modules build when they are loaded. They are imported in a process that records
 * them.
 */
export function builtAtLoad(files: readonly string[]): Pattern[] {
  const recorder = join(import.meta.dirname, 'record-built.ts');
  const printed = execFileSync(process.execPath, [recorder, ...files], { encoding: 'utf8' });
  return JSON.parse(printed) as Pattern[];
}
