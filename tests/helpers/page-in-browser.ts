import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from './browser.ts';
import { startPage } from './web-page.ts';

export const VIEWS = ['Slack', 'Discord', 'Plain'] as const;

/** Starts the chat page and a real browser for the tests of the calling file. Each test opens the page itself. */
export function pageInBrowser() {
  let browser: Browser;
  let web: Awaited<ReturnType<typeof startPage>>;
  let page: Page;
  /** The script errors and failed or outside requests of a test. A test that provokes some empties it. */
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    web = await startPage();
  });
  afterAll(async () => {
    await browser?.close();
    await web?.stop();
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults.splice(0)).toEqual([]);
  });

  const addressOf = (path: string) => `http://127.0.0.1:${web.port}/${path}`;
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('requestfailed', (request) => {
      // The browser aborts requests that are still running when a page is left.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(addressOf(''))) faults.push(`outside: ${request.url()}`);
    });
    await page.goto(addressOf(''));
    await page.waitForSelector('body[data-ready]');
    return page;
  };
  const replies = () => page.locator('.reply');
  /** Runs an action that leads to one more reply, and waits for that reply. */
  const reply = async (act: () => Promise<unknown>) => {
    const before = await replies().count();
    await act();
    const last = replies().nth(before);
    await last.waitFor();
    return last;
  };
  const ask = (text: string) =>
    reply(async () => {
      await page.getByRole('combobox').fill(text);
      await page.getByRole('combobox').press('Enter');
    });
  /** Presses a button of a card. Returns the card that replaces it. */
  const inPlace = async (card: Locator, name: string | RegExp) => {
    const shown = await card.innerText();
    await card.getByRole('button', { name, exact: true }).and(page.locator(':visible')).click();
    await expect.poll(() => card.innerText()).not.toBe(shown);
    return card;
  };
  const show = async (view: (typeof VIEWS)[number], isPhone: boolean) => {
    if (isPhone) await page.locator('#options summary').click();
    await page.getByRole('radio', { name: view }).check();
    if (isPhone) await page.locator('#options summary').click();
  };

  return { open, addressOf, replies, reply, ask, inPlace, show, faults };
}
