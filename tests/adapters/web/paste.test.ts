import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReadout } from '../../../src/answer/query-core.ts';
import { browserPath, openBrowser } from '../../helpers/browser.ts';
import { HARBOUR, HARBOUR_TITLE, harbourSite } from '../../helpers/harbour.ts';
import { requestedFrom } from '../../helpers/requested.ts';
import { chatOver, shippedLibrary } from '../../helpers/shipped.ts';
import { startPage } from '../../helpers/web-page.ts';

describe.skipIf(browserPath === null)('pasting into the page in a real browser', () => {
  let browser: Browser;
  let page: Page;
  let web: Awaited<ReturnType<typeof startPage>>;
  let site: Awaited<ReturnType<typeof harbourSite>>;
  let reading: ReturnType<typeof requestedFrom>;

  beforeAll(async () => {
    browser = await openBrowser();
    site = await harbourSite();
    reading = requestedFrom(site.port);
    const readout = createReadout(shippedLibrary);
    web = await startPage({
      chat: chatOver(readout, { services: { requested: reading.requested } }),
      readout,
    });
  });
  afterAll(async () => {
    await browser.close();
    await web.stop();
    await reading.close();
    await site.close();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 760, height: 900 } })).newPage();
    await page.goto(`http://127.0.0.1:${web.port}/`);
    await page.waitForSelector('body[data-ready]');
  });
  afterEach(() => page.context().close());

  const brief = () => page.getByRole('article', { name: 'Readout: Dock workers in Kalmar end' }).first();
  const paste = (text: string) =>
    page.getByRole('combobox').evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const options = { clipboardData, bubbles: true, cancelable: true };
      field.dispatchEvent(new ClipboardEvent('paste', options));
    }, text);

  it('briefs on a link, headed by it, says that it reads, and answers on it', async () => {
    await page.getByRole('combobox').fill(`${site.origin}/harbour`);
    await page.getByRole('combobox').press('Enter');
    await page.getByRole('status').filter({ hasText: 'Reading 127.0.0.1' }).waitFor({ state: 'attached' });
    await brief().waitFor();
    const headline = brief().getByRole('link', { name: HARBOUR_TITLE });
    expect(await headline.first().getAttribute('href')).toBe(`${site.origin}/harbour`);
    expect(await brief().innerText()).toContain('min read');
    expect(await page.locator('.waiting').count()).toBe(0);
    // The suggested topics are now those of the pasted article.
    await page.locator('#topics').getByRole('button', { name: 'What about the port company?' }).waitFor();
    if (process.env.READOUT_PICTURES)
      await page.screenshot({ path: `${process.env.READOUT_PICTURES}/paste-link.png` });
    await page.getByRole('combobox').fill('how much did the strike cost?');
    await page.getByRole('combobox').press('Enter');
    const answered = page.getByRole('article', { name: /^Readout: / }).nth(1);
    await answered.waitFor();
    expect(await answered.innerText()).toContain('4 million kronor a day');
  });

  it('briefs on a long text at once, with its paragraphs', async () => {
    await paste(`${HARBOUR_TITLE}\n\n${HARBOUR.join('\n\n')}\n\n${HARBOUR.join('\n\n')}`);
    await brief().waitFor();
    expect(await brief().innerText()).toMatch(/kronor|passengers|Nils Holm/);
  });

  it('briefs on a dropped file', async () => {
    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'harbour.txt', { type: 'text/plain' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      `${HARBOUR_TITLE}\n\n${HARBOUR.join('\n\n')}`,
    );
    await brief().waitFor();
    expect(await brief().innerText()).toContain('harbour.txt');
  });

  it.each([
    ['en', 'Add a file'],
    ['de', 'Datei hinzufügen'],
    ['es', 'Añadir un archivo'],
  ])('briefs on a chosen file, with the question beside it (%s)', async (locale, label) => {
    const context = await browser.newContext({ locale, viewport: { width: 320, height: 640 } });
    const own = await context.newPage();
    await own.goto(`http://127.0.0.1:${web.port}/`);
    await own.waitForSelector('body[data-ready]');
    const button = own.getByRole('button', { name: label });
    const { width, height } = (await button.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    const file = (name: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(`${HARBOUR_TITLE}\n\n${HARBOUR.join('\n\n')}`),
    });
    for (const [at, question] of ['how many passengers waited?', ''].entries()) {
      await own.getByRole('combobox').fill(question);
      const chooser = own.waitForEvent('filechooser');
      await button.focus();
      await own.keyboard.press('Enter');
      // The same file, once more.
      await (await chooser).setFiles(file('harbour.txt'));
      await own.locator('.reply').nth(at).waitFor();
    }
    const [answer, whole] = await own.locator('.reply > .view.plain').allInnerTexts();
    expect(answer).toContain('400 passengers');
    expect(whole).toContain(HARBOUR_TITLE);
    expect(await own.locator('.asked').allInnerTexts()).toEqual(['harbour.txt', 'harbour.txt']);
    await context.close();
  });
});
