import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parse } from 'dotenv';
import { COMMANDS } from '../../commands/all.ts';
import { slackManifest } from '../adapters/slack/manifest.ts';
import { settingFaults } from '../config.ts';
import { OperatorError } from '../domain/errors.ts';
import { readArguments } from './arguments.ts';
import { doctorVerb } from './doctor.ts';
import type { Io, Verb } from './verb.ts';

const HELP = `readout init

Sets Readout up in the current folder: asks for the tokens of Slack and Discord, writes them to .env, and runs readout doctor.
Press Enter to skip a question; the local page works without any token. Answers may also come from a pipe, one a line.
Existing settings in .env stay unless you give a new answer. Only you can read the file.

  --file FILE    write FILE instead of .env
  -h, --help     this text
`;

interface Question {
  readonly setting: string;
  readonly ask: string;
}

const SLACK: readonly Question[] = [
  { setting: 'SLACK_BOT_TOKEN', ask: 'Bot token, xoxb-… (OAuth & Permissions)' },
  { setting: 'SLACK_APP_TOKEN', ask: 'App-level token, xapp-… (Basic Information, scope connections:write)' },
];
const DISCORD: readonly Question[] = [{ setting: 'DISCORD_TOKEN', ask: 'Bot token (Bot, Reset Token)' }];

/** How to start what npm runs, by npm's name for the run: in a checkout, and by npx, `readout` is not on the path. */
const STARTS = new Map([
  ['readout', 'npm start'],
  ['npx', 'npx readout start'],
]);

/** The number of attempts for a value in the wrong form. */
const MOST_TRIES = 3;

/** Returns a link to Slack's "create an app" dialog with the manifest filled in. */
export function manifestLink(): string {
  const manifest = JSON.stringify(slackManifest(COMMANDS, null));
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(manifest)}`;
}

/** Reads a line of standard input per question. Returns null after the end of input. */
function asker(io: Io) {
  const lines = createInterface({ input: io.stdin, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  return {
    async ask(question: string): Promise<string | null> {
      io.stdout.write(`${question}: `);
      const { value, done } = await answers.next();
      if (!io.stdin.isTTY) io.stdout.write('\n');
      return done ? null : String(value).trim();
    },
    close: () => lines.close(),
  };
}

type Asker = ReturnType<typeof asker>;

const isYes = (answer: string | null): boolean => /^y(es)?$/i.test(answer ?? '');

/** Asks for one setting until its form is right. An empty answer skips it. */
async function answerTo({ setting, ask }: Question, { ask: put }: Asker, io: Io): Promise<string | null> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const value = await put(`  ${ask}`);
    if (!value) return null;
    const wrong = settingFaults({ [setting]: value }).find((line) => line.startsWith(`${setting} must`));
    if (!wrong) return value;
    io.stdout.write(`  ${wrong}\n`);
  }
  return null;
}

async function answersTo(questions: readonly Question[], from: Asker, io: Io): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const question of questions) {
    const value = await answerTo(question, from, io);
    if (value) values.set(question.setting, value);
  }
  return values;
}

/** Sets values in a settings file's text. Comments and other settings stay unchanged. */
export function withSettings(text: string, values: ReadonlyMap<string, string>): string {
  const left = new Map(values);
  const lines = text.split('\n').map((line) => {
    const [name] = line.split('=', 1);
    const value = left.get(name!.trim());
    if (value === undefined) return line;
    left.delete(name!.trim());
    return `${name!.trim()}=${value}`;
  });
  const added = [...left].map(([name, value]) => `${name}=${value}`);
  const body = lines.join('\n').trimEnd();
  return `${[...(body === '' ? [] : [body]), ...added].join('\n')}\n`;
}

/** Writes the file atomically, readable by its owner only. */
async function save(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  } catch (cause) {
    throw new OperatorError(
      'settings-unwritable',
      `${file} cannot be written. Run this in a folder of your own.`,
      {
        cause,
      },
    );
  }
}

export const initVerb: Verb = {
  name: 'init',
  summary: 'set Readout up: ask for tokens, write .env, check it',
  help: HELP,
  async run(args, io) {
    const { values: flags } = readArguments(args, { file: { type: 'string' } } as const, 'init');
    const file = join(process.cwd(), flags.file ?? '.env');
    const former = existsSync(file) ? await readFile(file, 'utf8') : '';
    const from = asker(io);
    const values = new Map<string, string>();
    try {
      if (isYes(await from.ask('Connect Slack? (y/N)'))) {
        io.stdout.write(
          `  1. Open this link, choose the workspace and create the app:\n     ${manifestLink()}\n  2. Install it to the workspace. 3. Copy its two tokens here.\n`,
        );
        for (const [name, value] of await answersTo(SLACK, from, io)) values.set(name, value);
      }
      if (isYes(await from.ask('Connect Discord? (y/N)'))) {
        io.stdout.write(
          '  1. Open https://discord.com/developers/applications and create an application.\n  2. Copy its bot token here. docs/discord.md says how to invite it.\n',
        );
        for (const [name, value] of await answersTo(DISCORD, from, io)) values.set(name, value);
      }
    } finally {
      from.close();
    }
    await save(file, withSettings(former, values));
    io.stdout.write(`Wrote ${file}.\n\n`);
    const env = { ...io.env, ...parse(withSettings(former, values)) };
    const code = await doctorVerb.run([], { ...io, env });
    const start = STARTS.get(io.env.npm_lifecycle_event ?? '') ?? 'readout start';
    io.stdout.write(`\nNow run: ${start}\n`);
    return code;
  },
};
