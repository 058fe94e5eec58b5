import { setTimeout as pause } from 'node:timers/promises';
import { withTimeout } from '../../src/domain/with-timeout.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { type Bot, startBot } from '../helpers/bot.ts';
import { freePort } from '../helpers/free-port.ts';
import { type Attacks, discordAttacks, pageAttacks, portAttacks, slackAttacks } from './fuzz/attacks.ts';
import { startHostileSite } from './fuzz/hostile-site.ts';
import { createSlowLog } from './fuzz/slow-log.ts';
import { createRandom, pick } from './search/random.ts';

/**
 * npm run soak:fuzz -- MINUTES [SEED]: hostile deliveries, messages, pages and feeds against two running bots, one with
 * Slack by HTTP, Discord and the page, one with Slack by Socket Mode. A normal question every second on every surface
 * tells how slow the slowest answer was. For each question that took too long, it names the acts in hand and what held
 * up the bots' event loops. The same seed makes the same acts in the same order. Ends with 1 if a bot ended or left a
 * question open.
 */
const minutes = Number(process.argv[2] ?? 1);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const random = createRandom(seed);

/** The number of concurrent acts, and the pause after each, in milliseconds. The fakes themselves can send more. */
const AT_ONCE = 6;
const PAUSE_MS = 60;
/** A question without an answer after this time counts as unanswered, in milliseconds. */
const OPEN_MS = 15_000;
/** The longest time that a normal question may take, in milliseconds. */
const PROMISED_MS = 500;
/** The shortest stall of a bot's event loop that is reported, in milliseconds. */
const STALL_MS = 300;
const PROBE = { slack: 'UPROBE', discord: '199999999999999999' };

const site = await startHostileSite(createRandom(seed + 1));
let pages = 0;
const target = { random, address: () => `http://${site.host}/${pages++}` };

const common = {
  LOG_LEVEL: 'warn',
  NODE_OPTIONS: `--import=${new URL('./fuzz/watch-bot.ts', import.meta.url)}`,
  STALL_MS: String(STALL_MS),
  READOUT_ALLOW_HOSTS: `slack:T1=${site.host},discord:800000000000000001=${site.host},${site.host}`,
};
const byHttp = await startFakeSlack();
const bySocket = await startFakeSlack();
const discord = await startFakeDiscord();
for (const slack of [byHttp, bySocket])
  for (const admin of ['U1', 'U2']) slack.setPerson(admin, { id: admin, is_admin: true });
const slackPort = await freePort();
const first = await startBot({
  ...common,
  SLACK_BOT_TOKEN: 'xoxb-good',
  SLACK_SIGNING_SECRET: byHttp.SECRET,
  SLACK_PORT: String(slackPort),
  SLACK_API_URL: byHttp.apiUrl(),
  DISCORD_TOKEN: 'good.token.here',
  DISCORD_API_URL: discord.apiUrl(),
});
byHttp.sendTo(`http://127.0.0.1:${slackPort}/slack/events`);
const second = await startBot({
  ...common,
  SLACK_BOT_TOKEN: 'xoxb-good',
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_API_URL: bySocket.apiUrl(),
});
const bots: readonly Bot[] = [first, second];
const slowLog = createSlowLog(STALL_MS);

/** Waits for a message that only the prober sees. */
async function answerFor<Seen extends { readonly onlyFor: string | null }>(
  seen: readonly Seen[],
  sees: (at: number) => Promise<Seen>,
  who: string,
  ask: () => unknown,
): Promise<void> {
  let at = seen.length;
  await ask();
  while ((await sees(at)).onlyFor !== who) at++;
}

const probes: Readonly<Record<string, () => Promise<unknown>>> = {
  'Slack by HTTP': () =>
    answerFor(byHttp.seen, byHttp.sees, PROBE.slack, () =>
      byHttp.person(PROBE.slack).slash('what about INF?'),
    ),
  'Slack by socket': () =>
    answerFor(bySocket.seen, bySocket.sees, PROBE.slack, () =>
      bySocket.person(PROBE.slack).slash('what about INF?'),
    ),
  Discord: () =>
    answerFor(discord.seen, discord.sees, PROBE.discord, () =>
      discord.person(PROBE.discord).slash('brief', { question: 'what about INF?' }),
    ),
  page: () =>
    fetch(`http://127.0.0.1:${first.port}/api/message`, {
      ...{
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"what about INF?"}',
      },
    }).then((answer) => answer.text()),
};

const times = new Map<string, number[]>(Object.keys(probes).map((name) => [name, []]));
let open = 0;
async function probe(until: number): Promise<void> {
  while (Date.now() < until && bots.every((bot) => !bot.hasEnded())) {
    await Promise.all(
      Object.entries(probes).map(async ([name, ask]) => {
        const begun = performance.now();
        const found = await withTimeout(
          ask().catch(() => 'failed'),
          OPEN_MS,
        );
        if (found === 'late' || found === 'failed') open++;
        const took = performance.now() - begun;
        times.get(name)!.push(took);
        if (took > PROMISED_MS) slowLog.slowQuestion(name, took);
      }),
    );
    await pause(1_000);
  }
}

const counts = new Map<string, number>();
const attacks: readonly (readonly [name: string, attacks: Attacks])[] = [
  ['slack http', slackAttacks(byHttp, target)],
  ['slack socket', slackAttacks(bySocket, target)],
  ['slack port', portAttacks(slackPort, target)],
  ['discord', discordAttacks(discord, target)],
  ['page', pageAttacks(first.port, target)],
];
async function attack(until: number): Promise<void> {
  while (Date.now() < until && bots.every((bot) => !bot.hasEnded())) {
    const [name, acts] = pick(random, attacks);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const [kind, act] = pick(random, Object.entries(acts));
    const ended = slowLog.act(`${name}: ${kind}`);
    // An aborted or unacknowledged request is no fault of the bot.
    await withTimeout(
      Promise.try(act).catch(() => {}),
      2_000,
    );
    ended();
    await pause(PAUSE_MS);
  }
}

console.log(`Seed ${seed}, ${minutes} minutes.`);
await withTimeout(Promise.all(Object.values(probes).map((ask) => ask())), OPEN_MS);
const until = Date.now() + minutes * 60_000;
await Promise.all([probe(until), ...Array.from({ length: AT_ONCE }, () => attack(until))]);

for (const line of slowLog.report(bots.map((bot) => bot.said()))) console.log(line);
const ended = bots.filter((bot) => bot.hasEnded());
let slowest = 0;
for (const [name, all] of times) {
  const sorted = all.toSorted((left, right) => left - right);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
  slowest = Math.max(slowest, sorted.at(-1) ?? 0);
  console.log(
    `${name.padEnd(16)} ${sorted.length} questions: median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
  );
}
console.log(
  `Acts: ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}; ${pages} pages added.`,
);
console.log(
  `Slowest answer: ${slowest.toFixed(0)} ms (${slowest <= PROMISED_MS ? 'within' : 'over'} ${PROMISED_MS} ms). Open questions: ${open}. Bots that ended: ${ended.length}.`,
);
for (const bot of ended) console.log(bot.said().slice(-2_000));
for (const bot of bots) bot.end('SIGKILL').catch(() => {});
site.stop();
process.exit(ended.length > 0 || open > 0 ? 1 : 0);
