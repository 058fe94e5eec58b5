import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startWeb } from '../../../src/adapters/web/server.ts';
import { PREVIEWS } from '../../../src/previews.ts';
import { browserPath, openBrowser } from '../../helpers/browser.ts';
import { shippedChat, shippedReadout } from '../../helpers/shipped.ts';

describe.skipIf(browserPath === null)('the chat page in a real browser', () => {
  let browser: Browser;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    web = await startWeb(
      {
        chat: shippedChat(),
        readout: shippedReadout,
        commands: COMMANDS,
        previews: PREVIEWS,
        health: { ready: async () => true, report: async () => ({ status: 'ok' }) },
      },
      0,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await web?.stop();
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults.splice(0)).toEqual([]);
  });

  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(`http://127.0.0.1:${web.port}/`))
        faults.push(`outside: ${request.url()}`);
    });
    await page.goto(`http://127.0.0.1:${web.port}/`);
    await page.waitForSelector('body[data-ready]');
  };
  const replies = () => page.getByRole('region', { name: /^Readout: / });
  /** Does what brings one more reply, and waits for it. */
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

  it('answers a slash command and a bare question alike', async () => {
    await open();
    for (const text of ['/brief what about INF?', 'what about INF?']) {
      const answer = await ask(text);
      expect(await answer.innerText()).toContain('including the START and INF treaties');
      expect(await answer.innerText()).toContain('as told by Yury Ushakov');
    }
  });

  it('shows the card as Slack, as Discord or plain by one control, and remembers the choice', async () => {
    await open();
    const answer = await ask('what about INF?');
    for (const view of ['Slack', 'Discord', 'Plain']) {
      await page.getByRole('radio', { name: view }).check();
      expect(await answer.locator('.view:visible').count()).toBe(1);
      expect(await answer.locator(`.view.${view.toLowerCase()}`).isVisible()).toBe(true);
    }
    await page.reload();
    expect(await page.getByRole('radio', { name: 'Plain' }).isChecked()).toBe(true);
  });

  it('opens the source with the sentence marked, and the whole article from there', async () => {
    await open();
    await page.getByRole('radio', { name: 'Plain' }).check();
    const answer = await ask('what about INF?');
    const source = await reply(() => answer.getByRole('button', { name: 'Source', exact: true }).click());
    expect(await source.locator('mark:visible').innerText()).toMatch(/^The Russian leader made it clear/);
    const [article] = await Promise.all([
      page.context().waitForEvent('page'),
      source.getByRole('link', { name: 'Whole article' }).click(),
    ]);
    expect(await article.locator('mark').innerText()).toMatch(/\(INF\)\.$/);
    expect(await article.getByRole('heading').innerText()).toBe('Pompeo in Sochi');
  });

  it('follows up in its thread and forgets with a new one', async () => {
    await open();
    await ask('what about INF?');
    expect(await (await ask('who said that?')).innerText()).toContain('The Russian leader made it clear');
    await page.getByRole('button', { name: 'New thread' }).click();
    expect(await (await ask('who said that?')).innerText()).not.toContain('The Russian leader made it clear');
  });

  it('goes on with "more"', async () => {
    await open();
    const answer = await ask('what about Lavrov?');
    const more = await reply(() => answer.locator('button:visible', { hasText: /^\d+ more$/ }).click());
    expect(await more.innerText()).not.toBe(await answer.innerText());
    expect(await more.locator('.seen').innerText()).toContain('only visible to you');
  });

  it('asks by a topic’s chip', async () => {
    await open();
    const answer = await reply(() =>
      page.getByRole('navigation', { name: 'Topics' }).getByRole('button', { name: 'G20 meeting' }).click(),
    );
    expect(await answer.innerText()).toContain('G20');
  });

  it('completes commands and topics by keyboard alone', async () => {
    await open();
    const field = page.getByRole('combobox');
    await field.pressSequentially('/to');
    await page.getByRole('option', { name: /topics/ }).waitFor();
    await field.press('Tab');
    expect(await field.inputValue()).toBe('/topics ');
    await field.fill('what about Ven');
    await page.getByRole('option', { name: 'what about Venezuela', exact: true }).waitFor();
    await field.press('ArrowDown');
    expect(await field.getAttribute('aria-activedescendant')).toBe('choice-0');
    await field.press('Enter');
    expect(await field.inputValue()).toBe('what about Venezuela');
    const answer = await reply(() => field.press('Enter'));
    expect(await answer.innerText()).toContain('Venezuela');
    await field.press('ArrowUp');
    expect(await field.inputValue()).toBe('what about Venezuela');
  });

  it('shows hostile text as text', async () => {
    await open();
    await ask('<img src=x onerror="document.title=\'owned\'"> <script>document.title=1</script>');
    expect(await page.title()).toContain('Readout');
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('says what to do about 10,000 characters and about nothing', async () => {
    await open();
    expect(await (await ask('x'.repeat(10_000))).innerText()).toContain('Ask in at most 1,000.');
    expect(await (await ask('')).innerText()).toContain('Ask about something');
  });

  it('says so when the server is gone', async () => {
    await open();
    await page.route('**/api/message', (route) => route.abort());
    await page.getByRole('combobox').fill('INF');
    await page.getByRole('combobox').press('Enter');
    await page.getByRole('log').getByText('Start it with npm start').waitFor();
    faults.length = 0;
  });

  it.each([
    ['a phone, light', { viewport: { width: 360, height: 640 }, colorScheme: 'light' }],
    ['a desk, dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
  ] as const)('fits %s: nothing overflows sideways', async (_name, options) => {
    await open(options);
    await ask('was Venezuela discussed?');
    for (const view of ['Slack', 'Discord', 'Plain']) {
      await page.getByRole('radio', { name: view }).check();
      const [content, width] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content).toBeLessThanOrEqual(width!);
    }
  });
});
