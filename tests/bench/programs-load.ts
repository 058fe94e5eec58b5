// npm run bench:programs -- [seconds] [questions a second] [mcp|api]
// Measures a bot in its own process under two kinds of load at once: questions of programs (over MCP or the HTTP API)
// and as many slash commands over signed HTTP. Ten workspaces each have a token and an article. A warm-up of ten
// seconds at a quarter of the rate is not counted. Each request is timed from when it was due, so that one that waited
// to be sent counts as slow. The load generator and the fake Slack share the machine with the bot. Exits with 1 if a
// request was refused or a limit was missed.
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { usageOf } from '../../src/ingest/reader/process-usage.ts';
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
/** The limit of the 99th percentile, in milliseconds. */
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
const agent = new Agent({ keepAlive: true });

/**
 * Posts JSON as tenant `n`. Resolves with the status and the body. Retries if a kept-alive connection closed meanwhile.
 */
function post(path: string, n: number, body: object): Promise<{ status: number; said: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${tokens[n % TENANTS]}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    const options = { agent, method: 'POST', host: '127.0.0.1', port, path, headers };
    const sent = request(options, (response) => {
      text(response).then((said) => resolve({ status: response.statusCode ?? 0, said }), reject);
    });
    sent.on('error', (error) => (sent.reusedSocket ? resolve(post(path, n, body)) : reject(error)));
    sent.end(JSON.stringify(body));
  });
}

const askProgram = async (n: number, due: number): Promise<void> => {
  const question = QUESTIONS[n % QUESTIONS.length]!;
  const call = {
    jsonrpc: '2.0',
    id: n,
    method: 'tools/call',
    params: { name: 'ask', arguments: { question } },
  };
  const answer = await (surface === 'mcp' ? post('/mcp', n, call) : post('/v1/ask', n, { question })).catch(
    () => null,
  );
  programs.push(performance.now() - due);
  if (answer?.status !== 200 || !answer.said.includes('talks-') || answer.said.includes('"isError":true'))
    refused++;
};
const askSlash = async (n: number, id: string, due: number): Promise<void> => {
  const taken = await side.ask(n, id);
  commands.push(performance.now() - due);
  if (!taken) refused++;
};

/** Sends both kinds of requests at a fixed rate, without waiting for earlier ones to be answered. */
async function run(length: number, perSecond: number, name: string): Promise<void> {
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < length * perSecond; n++) {
    const due = started + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    running.push(askProgram(n, due), askSlash(n, `${name}-${n}`, due));
    if (n % perSecond === 0) side.answers();
  }
  await Promise.all(running);
}

const at = (times: readonly number[], share: number): number =>
  Math.round((times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN) * 10) / 10;

await run(WARM_UP_SECONDS, Math.ceil(rate / 4), 'warm');
for (const times of [programs, commands]) times.length = 0;
refused = 0;
const before = usageOf(bot.pid);
await run(seconds, rate, 'once');
const after = usageOf(bot.pid);
for (const [name, times] of [
  [`questions over ${surface}`, programs],
  ['slash commands', commands],
] as const)
  console.log(`${times.length} ${name}: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms`);
if (before && after)
  console.log(
    `${((after.cpuMs - before.cpuMs) / (seconds * rate)).toFixed(1)} ms of the bot's processor time for a question and a command`,
  );
console.log(`${refused} refused or wrong`);
agent.destroy();
await bot.end();
await side.stop();
process.exit(refused === 0 && at(programs, 0.99) < LIMIT_MS && at(commands, 0.99) < LIMIT_MS ? 0 : 1);
