// Runs a digest worker as main.ts does, until it is killed. The parent process sets its clock, so that a day passes in
// minutes.
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createReadout } from '../../../src/answer/query-core.ts';
import { newId } from '../../../src/chat/ids.ts';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { runDigests } from '../../../src/digest/scheduler.ts';
import { loadLibrary } from '../../../src/library/library-files.ts';
import { openStore } from '../../../src/storage/open.ts';
import { publishersTo } from './publishers.ts';
import type { ToWorker, WorkerSetting } from './workers.ts';

const { target, ahead, tick, ...services } = JSON.parse(process.argv[2] ?? '{}') as WorkerSetting;
let offset = ahead;
const now = () => new Date(Date.now() + offset);
const store = await openStore({
  ...(target.startsWith('postgres:') ? { url: target } : { path: target }),
  now,
  onNotice: (message) => process.send?.({ said: message }),
});
const library = await loadLibrary('data');
const publishers = publishersTo({ ...services, now });
const digests = runDigests({
  store,
  readout: createReadout(library),
  shipped: new Set(library.articles.keys()),
  memory: storeMemory(store),
  newId,
  owner: randomUUID(),
  publishers,
  random: Math.random,
  log: { warn: (_fields, message) => process.send?.({ said: message }) },
  ...(tick ? { tick } : {}),
});
function live(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

process.on('message', (told: ToWorker) => {
  if ('ahead' in told) offset = told.ahead;
  if ('weigh' in told)
    process.send?.({
      rss: process.memoryUsage().rss,
      live: told.weigh === 'live' ? live() : 0,
      cpu: Object.values(process.cpuUsage()).reduce((a, b) => a + b),
    });
  if ('stop' in told) void digests.stop().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
