// npm run bench:chat -- [seconds] [commands a second]
// Slash commands, signed over HTTP, through Bolt to the core with an SQLite store; the fake workspace takes the answers.
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../commands/all.ts';
import { startSlack } from '../../src/adapters/slack/app.ts';
import { storeMemory } from '../../src/store/chat-memory.ts';
import { openStore } from '../../src/store/open.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { shippedChat, shippedReadout } from '../helpers/shipped.ts';

const seconds = Number(process.argv[2] ?? 60);
const rate = Number(process.argv[3] ?? 200);

const probe = createServer();
await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
const { port } = probe.address() as { port: number };
await new Promise((resolve) => probe.close(resolve));

const slack = await startFakeSlack();
const store = await openStore({
  path: join(mkdtempSync(join(tmpdir(), 'readout-bench-')), 'readout.db'),
  now: () => new Date(),
});
const log = { warn: (_fields: unknown, message: string) => console.error(message) };
const bot = await startSlack(
  { botToken: 'xoxb-good', signingSecret: slack.SECRET, port, apiUrl: slack.apiUrl() },
  { chat: shippedChat(storeMemory(store)), readout: shippedReadout, commands: COMMANDS, log },
);
slack.sendTo(`http://127.0.0.1:${port}/slack/events`);

const acknowledged: number[] = [];
let refused = 0;
const before = process.memoryUsage().rss;
const started = performance.now();
const running: Promise<void>[] = [];
for (let n = 0; n < seconds * rate; n++) {
  const due = started + (n * 1000) / rate;
  // A timer, not a spin: what is measured shares this process and must get its turns.
  const early = due - performance.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  const sent = performance.now();
  running.push(
    slack
      .person(`U${n % 500}`)
      .slash('what about INF?', { channel: `C${n % 50}` })
      .then(({ status }) => {
        acknowledged.push(performance.now() - sent);
        if (status !== 200) refused++;
      }),
  );
}
await Promise.all(running);
await slack.sees(seconds * rate - 1);
const sorted = acknowledged.sort((a, b) => a - b);
const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)]! * 10) / 10;
console.log(
  `${sorted.length} commands at ${rate} a second: acknowledged p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; ${refused} refused; ${slack.seen.length} answers seen; memory ${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MB more (the fake and its records included)`,
);
await bot.stop();
await slack.stop();
await store.close();
process.exit(0);
