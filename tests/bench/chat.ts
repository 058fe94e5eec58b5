// npm run bench:chat -- [seconds] [commands a second] [slack|discord]
// Commands to the bot in a process of its own (the SDK, the core, an SQLite store): signed over HTTP as Slack sends
// them, or by the gateway as Discord does. The generator and the fake chat that takes the answers are in this process.
// Exit code 1 where a command was refused, lost or answered twice.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startBot } from '../helpers/bot.ts';
import { discordSide } from './chat/discord-side.ts';
import { LONGEST_WAIT } from './chat/side.ts';
import { slackSide } from './chat/slack-side.ts';

const SIDES = { slack: slackSide, discord: discordSide } as const;
const seconds = Number(process.argv[2] ?? 60);
const rate = Number(process.argv[3] ?? 200);
const which = process.argv[4] ?? 'slack';
if (!(which === 'slack' || which === 'discord')) throw new Error(`"${which}" is neither slack nor discord`);
/** The interval between printed lines, in seconds. */
const EVERY = 10;
/** The number of times that a command believed lost is delivered again. */
const REPLAYS = 3;
/** The warm-up, in seconds: uncounted commands at a rising rate, because a new process still compiles its code. */
const WARM_UP = 10;

const side = await SIDES[which]();
const bot = await startBot(side.settings);

const rss = () => Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(bot.pid)])) / 1024);
/** Returns the processor time that the bot has used, in milliseconds. Only Linux measures it this precisely. */
const cpu = (): number => {
  const file = `/proc/${bot.pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const [user, system] = readFileSync(file, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).map(Number);
  return (user! + system!) * 10;
};
const rounded = (ms: number) => Math.round(ms * 10) / 10;
const at = (times: readonly number[], share: number) =>
  rounded(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN);

let answers = 0;
const count = () => {
  answers += side.answers();
};
const all: number[] = [];
let lately: number[] = [];
let refused = 0;
const ask = async (n: number, id: string): Promise<void> => {
  const sent = performance.now();
  const taken = await side.ask(n, id);
  const took = performance.now() - sent;
  all.push(took);
  lately.push(took);
  if (!taken) refused++;
};

/** Waits for this many answers, and a while longer for surplus ones. */
const answered = async (wanted: number) => {
  for (let waited = 0; answers < wanted && waited < LONGEST_WAIT; waited += 50) {
    await pause(50);
    count();
  }
};

for (let second = 1; second <= WARM_UP; second++) {
  const some = Math.round((rate * second) / WARM_UP);
  const pacing = pause(1000);
  for (let n = 0; n < some; n++) await ask(n, `warm-${second}-${n}`);
  await pacing;
}
await answered(all.length);
answers = 0;
for (const times of [all, lately]) times.length = 0;
console.log(`${rate} commands a second for ${seconds} s; the bot's memory before: ${rss()} MB`);
console.log('    s  sent  answered  p50 ms  p99 ms  memory MB');
const cpuBefore = cpu();
const started = performance.now();
const running = new Set<Promise<void>>();
const total = seconds * rate;
for (let n = 0; n < total; n++) {
  // A timer, not a busy loop: the fake shares this process and needs its event loop.
  const early = started + (n * 1000) / rate - performance.now();
  if (early > 0) await pause(early);
  const one: Promise<void> = ask(n, `once-${n}`).finally(() => running.delete(one));
  running.add(one);
  if ((n + 1) % (EVERY * rate) !== 0 && n + 1 !== total) continue;
  count();
  const columns = [Math.round((n + 1) / rate), n + 1, answers, at(lately, 0.5), at(lately, 0.99), rss()];
  console.log(columns.map((value, index) => String(value).padStart([5, 6, 10, 8, 8, 11][index]!)).join(''));
  lately = [];
}
await Promise.all(running);
await answered(total);
const first = answers;
const cpuEach = rounded((cpu() - cpuBefore) / total);
// Measured before the replays, which come a hundred at a time and are not part of the steady rate.
const [p50, p99, slowest] = [at(all, 0.5), at(all, 0.99), at(all, 0.999999)];
for (let times = 0; times < REPLAYS; times++)
  for (const taken of await Promise.all(Array.from({ length: 100 }, (_, n) => side.deliver(n, `again-${n}`))))
    if (!taken) refused++;
await answered(total + 100);
await pause(1000);
count();
console.log(`${total} commands ${side.waitsFor}: p50 ${p50} ms, p99 ${p99} ms, slowest ${slowest} ms
${refused} refused, ${first} answered; ${cpuEach} ms of the bot's processor time each
100 commands, each delivered ${REPLAYS} times: ${answers - first} answered`);
const code = await bot.end();
await side.stop();
const clean = refused === 0 && first === total && answers - first === 100 && code === 0;
const logged = bot
  .said()
  .split('\n')
  .filter((line) => line.includes('"level":'));
if (logged.length > 0)
  console.log(`the bot logged ${logged.length} lines, the first of them:\n${logged.slice(0, 10).join('\n')}`);
process.exit(clean ? 0 : 1);
