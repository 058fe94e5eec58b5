// Packs the npm package, installs it in an empty folder and uses it there: npm run test:package
// `readout init` sets the bot up there, and the bot answers in a fake Slack, a fake Discord, over MCP and on the page.
// It needs the npm registry (or npm's cache) for the dependencies, so `npm test` does not run it.
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'readout-package-'));
const started = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`wrong: ${what}`);
  say(what);
}

const quiet: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
};
const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
  ...quiet,
  cwd: root,
});
const tarball = join(folder, packed.trim().split('\n').at(-1)!);
say(`packed ${tarball}`);
writeFileSync(join(folder, 'package.json'), '{"name":"empty","private":true}');
execFileSync('npm', ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', tarball], {
  ...quiet,
  cwd: folder,
});
say('installed');
const readout = (...args: string[]): string =>
  execFileSync('npx', ['--no-install', 'readout', ...args], { ...quiet, cwd: folder });

check(/^\d+\.\d+\.\d+\n$/.test(readout('--version')), 'prints its version');
const answer = JSON.parse(readout('ask', '--json', 'what about INF?')) as {
  status: string;
  facts: unknown[];
};
check(answer.status === 'answered' && answer.facts.length > 0, 'answers from what it ships with');
writeFileSync(
  join(folder, 'news.txt'),
  'Dock strike ends in Kalmar\n\nDock workers in Kalmar ended a three-day strike on Monday, the union said.\n\n"We will be back if nothing comes of it," said Nils Holm of the union.\n',
);
check(readout('ingest', '--json', 'news.txt').includes('three-day strike'), 'reads an article');
check(readout('ask', 'what about the dock strike?').includes('three-day strike'), 'answers from it');

const client = new Client({ name: 'try-package', version: '1' });
await client.connect(
  new StdioClientTransport({ command: 'npx', args: ['--no-install', 'readout', 'mcp'], cwd: folder }),
);
const { tools } = await client.listTools();
const asked = await client.callTool({ name: 'ask', arguments: { question: 'dock strike' } });
check(tools.length > 5 && JSON.stringify(asked).includes('three-day strike'), 'answers over MCP');
await client.close();

const [slack, discord] = await Promise.all([startFakeSlack(), startFakeDiscord()]);
const env = {
  ...process.env,
  PORT: '0',
  SLACK_API_URL: slack.apiUrl(),
  DISCORD_API_URL: discord.apiUrl(),
};
const init = spawn('npx', ['--no-install', 'readout', 'init'], {
  cwd: folder,
  env,
  stdio: ['pipe', 'ignore', 'inherit'],
});
init.stdin.end('y\nxoxb-good\nxapp-1\ny\ngood.token.here\n');
const [code] = await once(init, 'exit');
check(code === 0, 'is set up by readout init, which finds both chats well');

const bot = spawn('npx', ['--no-install', 'readout', 'start'], {
  cwd: folder,
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
try {
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    bot.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found && printed.includes('Ctrl-C stops')) resolve(found[0]);
    });
    bot.on('exit', (status) => reject(new Error(`the bot ended with ${status}: ${printed}`)));
  });
  check((await fetch(address)).ok, `serves the page at ${address}`);
  check((await fetch(`${address}/health`)).ok, 'is healthy');
  await slack.connected();
  await slack.person('U1').slash('dock strike');
  check((await slack.sees(0)).text.includes('three-day strike'), 'answers in Slack');
  discord.person('100000000000000001').slash('brief', { question: 'dock strike' });
  check((await discord.sees(0)).text.includes('three-day strike'), 'answers in Discord');
} finally {
  process.kill(-bot.pid!, 'SIGTERM');
}
await once(bot, 'exit');
await Promise.all([slack.stop(), discord.stop()]);
rmSync(folder, { recursive: true, force: true });
say('all well');
