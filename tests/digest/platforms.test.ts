import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { createChat } from '../../src/chat/chat.ts';
import { type Digests, runDigests } from '../../src/digest/scheduler.ts';
import { startBed } from '../adapters/discord/harness.ts';
import { slackBed } from '../adapters/slack/harness.ts';
import { buttonOn } from '../fakes/slack/seen.ts';
import { type DigestBed, digestBed } from './harness.ts';

let bed: DigestBed;
let digests: Digests | null = null;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  bed = await digestBed({ at: new Date().toISOString() });
});
afterEach(async () => {
  await digests?.stop();
  for (const close of closing.splice(0).reverse()) await close();
  await bed.store.close();
});

const MANAGE_CHANNELS = String(1n << 4n);
const [VIEW, SEND, HISTORY] = [1n << 10n, 1n << 11n, 1n << 16n];

const chatOver = (platform: string) =>
  createChat({
    readout: bed.readout,
    memory: bed.parts.memory,
    commands: COMMANDS,
    now: bed.now,
    newId: bed.parts.newId,
    log: { error: () => {} },
    services: { digests: { ...bed.service, canPost: (tenant) => tenant.startsWith(platform) } },
  });
/** Formats the time two minutes from now, as a person types it. */
const soon = (): string => new Date(bed.now().getTime() + 120_000).toISOString().slice(11, 16);

it('is set up in Slack by typing, comes at its time with its mark, and its buttons work after a restart', async () => {
  const slack = await slackBed({ chat: chatOver('slack') });
  closing.push(() => slack.stop());
  slack.slack.setChannel('C1', { creator: 'U1' });
  const set = await slack.next(slack.ada.slash(`digest on ${soon()} UTC`));
  expect(set.text).toContain('Daily digest on');
  expect(set.onlyFor).toBe('U1');
  const at = slack.slack.seen.length;
  bed.pass(130_000);
  digests = runDigests({ ...bed.parts, publishers: new Map([['slack', slack.bot().publisher]]) });
  // The channel reads who set the digest up, and then gets the digest.
  await slack.slack.sees(at + 1);
  const cards = slack.slack.seen.slice(at);
  for (const one of cards) expect(one).toMatchObject({ channel: 'C1', onlyFor: null });
  expect(cards.map(({ text }) => text).join()).toContain('U1 set up a digest here');
  const card = cards.find(({ text }) => text.includes('daily briefing'))!;
  const states = () => bed.store.db.selectFrom('deliveries').select(['id', 'state']).execute();
  for (const { id } of await states()) expect(JSON.stringify(cards)).toContain(id);
  await expect.poll(async () => (await states()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  await slack.restart();
  const more = await slack.next(slack.ben.presses(buttonOn(card, /more$/)));
  expect(more).toMatchObject({ onlyFor: 'U2' });
  expect(more.text).toContain('More of this digest');
  const status = await slack.next(slack.ben.presses(buttonOn(card, 'Change digest')));
  expect(status.text).toContain('Next: ');
});

it('is set up on Discord by its fields, and comes at its time', async () => {
  const discord = await startBed({ chat: () => chatOver('discord') });
  closing.push(() => discord.stop());
  const ada = discord.discord.person('100000000000000001');
  const set = await discord.next(() =>
    ada.slash('digest', { time: soon(), zone: 'UTC' }, { subcommand: 'on', permissions: MANAGE_CHANNELS }),
  );
  expect(set.text).toContain('Daily digest on');
  const at = discord.discord.seen.length;
  bed.pass(130_000);
  digests = runDigests({ ...bed.parts, publishers: new Map([['discord', discord.bot().publisher]]) });
  await discord.discord.sees(at + 1);
  const texts = discord.discord.seen.slice(at).map(({ text }) => text);
  expect(texts.some((text) => text.includes('set up a digest here'))).toBe(true);
  expect(texts.some((text) => text.includes('daily briefing'))).toBe(true);
  expect(discord.discord.seen.at(-1)).toMatchObject({ how: 'message', onlyFor: null });
});

it('says on Discord at once which permission the bot lacks for posting there', async () => {
  const discord = await startBed({ chat: () => chatOver('discord') });
  closing.push(() => discord.stop());
  const ada = discord.discord.person('100000000000000001');
  const setBy = async (botPermissions: bigint) => {
    const where = { permissions: MANAGE_CHANNELS, botPermissions: String(botPermissions) };
    const on = { time: '9', zone: 'UTC' };
    return (await discord.next(() => ada.slash('digest', on, { subcommand: 'on', ...where }))).text;
  };
  expect(await setBy(VIEW)).toContain(
    'Nothing can be posted here yet: give Readout Send Messages and Read Message History in this channel.',
  );
  expect(await setBy(VIEW | SEND)).toContain('give Readout Read Message History in this channel.');
  const complete = await setBy(VIEW | SEND | HISTORY);
  expect(complete).toContain('Daily digest');
  expect(complete).not.toContain('give Readout');
});
