import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { OperatorError } from '../domain/errors.ts';
import type { Reading } from '../domain/reading.ts';
import { parseLibraryFile } from '../library/library.ts';
import { readArguments } from './arguments.ts';
import type { OpenArticles } from './ingest.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const HELP = `readout facts edit ARTICLE

Opens the facts of an ingested article in your editor ($VISUAL, else $EDITOR) and checks them when you close it: quotes must
be verbatim at their spans, and claims that you write or change have at most 160 characters and begin with no pronoun.
Errors are shown, and you can edit again. ARTICLE is the id that readout ingest printed.

  --tenant ID    an article of one workspace or server; without it, one of everybody's
  -h, --help     this text

Exit code: 0 stored, or nothing changed; 1 not stored; 2 wrong usage.
`;

/** Opens a file in an editor and resolves when it is closed. Resolves with false if that failed. */
export type OpenEditor = (file: string, io: Io) => Promise<boolean>;

const openEditor: OpenEditor = (file, { env }) => {
  const editor = env.VISUAL || env.EDITOR;
  if (!editor)
    throw new OperatorError(
      'no-editor',
      'No editor is set. Set EDITOR, for example: EDITOR=nano readout facts edit …',
    );
  return new Promise((resolve) => {
    // Use the shell, because EDITOR may contain arguments ("code --wait"). The file name is passed as a parameter, not
    // as part of the command.
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
};

/** Creates the verb with a way to open the store and the editor. */
export function factsVerb(
  open: (env: NodeJS.ProcessEnv) => Promise<OpenArticles>,
  edit: OpenEditor = openEditor,
): Verb {
  return {
    name: 'facts',
    summary: 'correct the facts of an ingested article in your editor',
    help: HELP,
    async run(args, io) {
      const { values, positionals } = readArguments(args, { tenant: { type: 'string' } } as const, 'facts');
      const [action, id, ...rest] = positionals;
      if (action !== 'edit' || id === undefined || rest.length > 0)
        throw new UsageError('Use it as: readout facts edit ARTICLE. See readout facts --help.');
      const tenant = values.tenant ?? null;
      const opened = await open(io.env);
      try {
        const reading = await opened.articles.reading(tenant, id);
        if (!reading)
          throw new OperatorError(
            'no-article',
            `There is no ingested article "${id.slice(0, 80)}". readout ingest prints ids.`,
          );
        const edited = await editUntilRight(reading, edit, io);
        if (edited === 'unchanged') io.stderr.write('Nothing changed.\n');
        if (edited === 'unchanged' || edited === 'kept') return edited === 'kept' ? 1 : 0;
        await opened.articles.save(tenant, edited);
        io.stdout.write(`Stored ${edited.facts.length} facts of ${id}.\n`);
        return 0;
      } finally {
        await opened.close();
      }
    },
  };
}

async function editUntilRight(
  reading: Reading,
  edit: OpenEditor,
  io: Io,
): Promise<Reading | 'unchanged' | 'kept'> {
  const folder = await mkdtemp(join(tmpdir(), 'readout-facts-'));
  const file = join(folder, 'facts.json');
  const before = fileOf(reading);
  await writeFile(file, before, { mode: 0o600 });
  await writeFile(join(folder, 'article.txt'), reading.article.text, { mode: 0o600 });
  for (;;) {
    const closed = await edit(file, io);
    const json = await readFile(file, 'utf8');
    const fault = closed ? faultOf(json, reading) : 'The editor ended with an error.';
    if (fault === null) {
      await rm(folder, { recursive: true });
      return json === before ? 'unchanged' : readingOf(json, reading);
    }
    io.stderr.write(`${fault}\nThe file is kept at ${file}; the article's text lies beside it.\n`);
    if (!(await wantsAgain(io))) return 'kept';
  }
}

async function wantsAgain({ stdin, stderr }: Io): Promise<boolean> {
  if (!stdin.isTTY || !stderr.isTTY) return false;
  const asking = createInterface({ input: stdin, output: stderr });
  const answer = await asking.question('Press Enter to open it again, or type q to stop: ');
  asking.close();
  return !/^q/i.test(answer.trim());
}

/**
 * Builds the text to edit. Withdrawn facts are omitted, because their spans belong to an earlier version of the
 * article.
 */
function fileOf({ article, topics, facts }: Reading): string {
  const { id, title, published } = article;
  const standing = facts.filter((fact) => !fact.withdrawn);
  return `${JSON.stringify({ article: { id, title, text: 'article.txt', published }, topics, facts: standing }, null, 2)}\n`;
}

function faultOf(json: string, reading: Reading): string | null {
  try {
    const { article } = readingOf(json, reading);
    return article.id === reading.article.id ? null : `The article's id must stay ${reading.article.id}.`;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}

function readingOf(json: string, reading: Reading): Reading {
  const library = parseLibraryFile('facts.json', json, reading.article.text, reading.facts);
  const [article] = library.articles.values();
  const { id, title, published } = article!;
  const withdrawn = reading.facts.filter((fact) => fact.withdrawn && !library.factById.has(fact.id));
  return {
    article: { ...reading.article, id, title, published },
    topics: [...library.topics.values()],
    facts: [...library.facts, ...withdrawn],
  };
}
