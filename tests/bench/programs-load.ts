// npm run bench:programs -- [seconds] [questions a second] [mcp|api]
// Questions of programs, over MCP or the HTTP API, beside as many slash commands over signed HTTP, to a bot in a process of its
// own. Ten workspaces, each with a token and an article of its own. Exit code 1 where one was refused or a limit was missed.
import { setTimeout as pause } from 'node:timers/promises';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { createToken } from '../../src/storage/access-tokens.ts';
import { openStore } from '../../src/storage/open.ts';
import { emptyFolder, startBot } from '../helpers/bot.ts';
import { freePort } from '../helpers/free-port.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { slackSide } from './chat/slack-side.ts';

const seconds = Number(process.argv[2] ?? 60);
const rate = Number(process.argv[3] ?? 100);
const surface = process.argv[4] === 'api' ? 'api' : 'mcp';
const TENANTS = 10;
/** The longest that 99 of 100 may take, in milliseconds. */
const LIMIT_MS = 100;
const WARM_UP_SECONDS = 10;
const QUESTIONS = [
  'what about INF?',
  'was Venezuela discussed?',
  'what did Lavrov say?',
  'when does START expire?',
];

const path = `${emptyFolder()}/readout.db`;
const store = await openStore({ path, now: () => new Date() });
const [shipped] = [...shippedLibrary.articles.values()];
const tokens: string[] = [];
for (let n = 0; n < TENANTS; n++) {
  const tenant = `slack:TP${n}`;
  const reading = factsOf({ ...shipped!, id: `talks-${n}`, retrieved: new Date().toISOString() });
  await saveReadings(store, tenant, [reading]);
  tokens.push((await createToken(store.db, tenant, 'load', new Date())).token);
}
await store.close();

const side = await slackSide();
const port = await freePort();
const bot = await startBot({
  ...side.settings,
  READOUT_DB: path,
  API_HOST: '127.0.0.1',
  API_PORT: String(port),
});

let refused = 0;
const programs: number[] = [];
const commands: number[] = [];
const askProgram = async (n: number): Promise<void> => {
  const question = QUESTIONS[n % QUESTIONS.length]!;
  const call = {
    jsonrpc: '2.0',
    id: n,
    method: 'tools/call',
    params: { name: 'ask', arguments: { question } },
  };
  const sent = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/${surface === 'mcp' ? 'mcp' : 'v1/ask'}`, {
    method: 'POST',
    body: JSON.stringify(surface === 'mcp' ? call : { question }),
    headers: {
      authorization: `Bearer ${tokens[n % TENANTS]}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
  }).catch(() => null);
  const text = (await answer?.text()) ?? '';
  programs.push(performance.now() - sent);
  if (answer?.status !== 200 || !text.includes('talks-') || text.includes('"isError":true')) refused++;
};
const askSlash = async (n: number, id: string): Promise<void> => {
  const sent = performance.now();
  const taken = await side.ask(n, id);
  commands.push(performance.now() - sent);
  if (!taken) refused++;
};

/** Sends both kinds at this rate; each is sent at its time, whatever became of those before. */
async function run(length: number, perSecond: number, name: string): Promise<void> {
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < length * perSecond; n++) {
    const early = started + (n * 1000) / perSecond - performance.now();
    if (early > 0) await pause(early);
    running.push(askProgram(n), askSlash(n, `${name}-${n}`));
    if (n % perSecond === 0) side.answers();
  }
  await Promise.all(running);
}

const at = (times: readonly number[], share: number): number =>
  Math.round((times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN) * 10) / 10;

await run(WARM_UP_SECONDS, Math.ceil(rate / 4), 'warm');
for (const times of [programs, commands]) times.length = 0;
refused = 0;
await run(seconds, rate, 'once');
for (const [name, times] of [
  [`questions over ${surface}`, programs],
  ['slash commands', commands],
] as const)
  console.log(`${times.length} ${name}: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms`);
console.log(`${refused} refused or wrong`);
await bot.end();
await side.stop();
process.exit(refused === 0 && at(programs, 0.99) < LIMIT_MS && at(commands, 0.99) < LIMIT_MS ? 0 : 1);
