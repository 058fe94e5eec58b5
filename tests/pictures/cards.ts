// npm run pictures
// Draws the README's pictures: a real card in Slack and in Discord, as `npm run play:chat` shows them, and the local
// page. A colour emoji font must be installed, else the thumbs are empty boxes (Debian: fonts-noto-color-emoji).
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../helpers/browser.ts';
import { startPlay } from '../play/room.ts';

const docs = join(import.meta.dirname, '../../docs');
const QUESTION = 'was Venezuela discussed?';

/** Asks in one of the two chats and draws the card that answers. */
async function drawChat(page: Page, chat: 'Slack' | 'Discord', file: string): Promise<void> {
  const side = page.getByRole('region', { name: chat, exact: true });
  const field = side.getByRole('textbox', { name: /^Message/ });
  await field.fill(`@Readout ${QUESTION}`);
  await field.press('Enter');
  const card = side.getByRole('article', { name: 'Readout' }).first();
  await card.getByRole('button', { name: 'Sources', exact: true }).waitFor();
  await page.mouse.move(0, 0);
  await card.screenshot({ path: join(docs, file) });
}

const [play, browser] = await Promise.all([startPlay(0), openBrowser()]);
const room = await browser.newPage({ viewport: { width: 1400, height: 1100 }, deviceScaleFactor: 2 });
await room.goto(play.url);
await room.waitForSelector('body[data-ready]');
await drawChat(room, 'Slack', 'slack-card.png');
await drawChat(room, 'Discord', 'discord-card.png');

const page = await browser.newPage({ viewport: { width: 900, height: 640 }, deviceScaleFactor: 2 });
await page.goto((await room.locator('.bot-page').getAttribute('href')) ?? '');
await page.waitForSelector('body[data-ready]');
await page.getByRole('combobox').fill(QUESTION);
await page.getByRole('combobox').press('Enter');
await page.locator('.reply').waitFor();
await page.screenshot({ path: join(docs, 'screenshot.png') });
await browser.close();
await play.stop();
