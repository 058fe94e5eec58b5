import { config as loadEnv } from 'dotenv';
import { COMMANDS } from '../commands/all.ts';
import { createChat } from './adapters/chat/chat.ts';
import { newId } from './adapters/chat/ids.ts';
import { startWeb } from './adapters/web/server.ts';
import { DATA_FOLDER } from './cli/library.ts';
import { readConfig } from './config.ts';
import { OperatorError } from './core/errors.ts';
import { memoryInProcess } from './core/memory.ts';
import { createReadout } from './core/readout.ts';
import { createLog } from './log.ts';
import { loadLibrary } from './store/library-files.ts';

/** Wires what is configured and says in the terminal what is on, where, and how to connect the rest. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const library = await loadLibrary(DATA_FOLDER);
  const readout = createReadout(library);
  const chat = createChat({
    readout,
    memory: memoryInProcess(),
    commands: COMMANDS,
    now: () => new Date(),
    newId,
    log,
  });
  const web = await startWeb(
    {
      chat,
      readout,
      commands: COMMANDS,
      health: () => ({ articles: library.articles.size, facts: library.facts.length }),
    },
    config.PORT,
  );
  const { articles, facts, topics } = library;
  console.log(`Readout is on: http://127.0.0.1:${web.port}
${articles.size} ${articles.size === 1 ? 'article' : 'articles'}, ${facts.length} facts, ${topics.size} topics loaded.
Ctrl-C stops.`);
  const stop = (): void => {
    void web.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

loadEnv({ quiet: true });
start().catch((error: unknown) => {
  console.error(error instanceof OperatorError ? `readout: ${error.message}` : error);
  process.exitCode = 1;
});
