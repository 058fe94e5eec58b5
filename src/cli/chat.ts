import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { COMMANDS } from '../../commands/all.ts';
import { runTerminal } from '../adapters/terminal/terminal.ts';
import { createChat } from '../chat/chat.ts';
import { newId } from '../chat/ids.ts';
import { memoryInProcess } from '../domain/chat-state.ts';
import { done } from '../ingest/ingest-outcome.ts';
import { loadDemo } from '../library/library-files.ts';
import { readArguments } from './arguments.ts';
import { terminalOf } from './ask.ts';
import { fileAmong } from './ask-document.ts';
import { digestsHere } from './chat-digests.ts';
import { DATA_FOLDER, openReadout } from './library.ts';
import { requestedHere } from './requested-here.ts';
import type { Verb } from './verb.ts';

const HELP = `readout chat

Ask in the terminal, with history and completion (Tab): type a question, a command such as /topics,
the number of a button, or a link or a file's path, which is read and kept for this session.
Follow-ups work: "and START?", "who said that?", "more".
Ctrl-D ends it.

  --facts FILE   a JSON Lines file of facts instead of the library
  -h, --help     this text
`;

/** Finds the file whose path a line contains; "~/" is the home directory. A command's arguments are no files. */
async function fileIn(line: string) {
  const words = line.split(/\s+/).map((word) => word.replace(/^~(?=\/)/, homedir()));
  const found = await fileAmong(words);
  if (!found || (words[0] !== found.file && words[0]?.startsWith('/'))) return null;
  const { file: path, others: text } = found;
  const { size } = await stat(path);
  const file = {
    name: basename(path),
    size,
    contentType: null,
    load: async () => done(await readFile(path)),
  };
  return { file, text };
}

export const chatVerb: Verb = {
  name: 'chat',
  summary: 'ask in the terminal, with follow-ups',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(args, { facts: { type: 'string' } } as const, 'chat');
    const readout = await openReadout(values.facts, io.env);
    const log = {
      error: (fields: Readonly<Record<string, unknown>>, message: string) =>
        void io.stderr.write(`${message} ${String(fields.id)}\n`),
    };
    const shipped = async () =>
      values.facts === undefined
        ? new Set((await loadDemo(DATA_FOLDER, io.env)).articles.keys())
        : new Set(
            readout
              .of(null)
              .articles()
              .map(({ id }) => id),
          );
    const digests = digestsHere({ readout, shipped, env: io.env });
    const here = requestedHere(io.env);
    const chat = createChat({
      services: { digests: digests.service, requested: here.requested },
      readout,
      memory: memoryInProcess(),
      commands: COMMANDS,
      now: () => new Date(),
      newId,
      log,
    });
    await runTerminal({
      chat,
      input: io.stdin,
      output: io.stdout,
      ...terminalOf(io),
      commands: COMMANDS,
      historyFile: io.stdin.isTTY ? join(io.env.XDG_STATE_HOME ?? homedir(), '.readout_history') : null,
      json: values.json === true,
      fileIn,
    });
    await Promise.all([digests.close(), here.close()]);
    return 0;
  },
};
