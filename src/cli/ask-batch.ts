import { text } from 'node:stream/consumers';
import { advised, type ChooseCandidates, MOST_CANDIDATES } from '../answer/advised.ts';
import type { Readout } from '../answer/query-core.ts';
import { OperatorError } from '../domain/errors.ts';
import { answerJson, timed } from './answer-json.ts';
import { readText } from './library.ts';
import type { ExitCode, Io } from './verb.ts';

interface BatchLine {
  readonly id: string | number;
  readonly question: string;
  readonly article?: string;
}

function batchFault(line: unknown): string | null {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return 'is not a JSON object';
  const { id, question, article } = line as Record<string, unknown>;
  if (typeof id !== 'string' && typeof id !== 'number') return 'has no "id"';
  if (typeof question !== 'string') return 'has no "question"';
  return article === undefined || typeof article === 'string' ? null : 'has an "article" that is not text';
}

/** Parses all lines, or throws an error that names the first bad one, before any question is answered. */
function parseBatch(file: string, content: string): BatchLine[] {
  return content.split('\n').flatMap((raw, at) => {
    if (raw.trim() === '') return [];
    let line: unknown;
    try {
      line = JSON.parse(raw);
    } catch (cause) {
      throw new OperatorError(
        'batch-invalid',
        `${file}, line ${at + 1} is not JSON. Write {"id":…,"question":…} on each line.`,
        { cause },
      );
    }
    const fault = batchFault(line);
    if (fault)
      throw new OperatorError(
        'batch-invalid',
        `${file}, line ${at + 1} ${fault}. Write {"id":…,"question":…} on each line.`,
      );
    return [line as BatchLine];
  });
}

/** Answers questions from a file or standard input, one line of JSON each, in order. */
export async function askBatch(
  file: string,
  readout: Readout,
  options: {
    readonly limit: number;
    readonly article: string | undefined;
    readonly why: boolean;
    readonly choose?: ChooseCandidates | undefined;
  },
  io: Io,
): Promise<ExitCode> {
  const content = file === '-' ? await text(io.stdin) : await readText(file);
  const lines = parseBatch(file === '-' ? 'standard input' : file, content);
  for (const line of lines) {
    const article = line.article ?? options.article;
    const { limit, choose } = options;
    // A model chooses among more candidates than are printed.
    const looked = {
      limit: choose ? Math.max(limit, MOST_CANDIDATES) : limit,
      ...(article === undefined ? {} : { article }),
    };
    const { result, ms } = await advised(choose, { readout, tenant: null }, (view) =>
      timed(() => view.ask(line.question, looked)),
    );
    const json = { id: line.id, ...answerJson(result, options.limit, readout, options.why), ms };
    if (!io.stdout.write(`${JSON.stringify(json)}\n`))
      await new Promise((done) => io.stdout.once('drain', done));
  }
  return 0;
}
