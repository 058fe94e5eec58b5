import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startWeb } from '../../../src/adapters/web/server.ts';
import { createReadout } from '../../../src/answer/query-core.ts';
import { PREVIEWS } from '../../../src/previews.ts';
import { browserPath, openBrowser } from '../../helpers/browser.ts';
import { requestedFrom } from '../../helpers/requested.ts';
import { chatOver, shippedLibrary } from '../../helpers/shipped.ts';
import { answer, pageOf, startServer } from '../../ingest/server.ts';

const PARAGRAPHS = [
  'Dock workers in Kalmar ended a three-day strike on Monday after the port company agreed to talks on night shifts.',
  'The strike cost about 4 million kronor a day, the port company said in a statement on Tuesday morning.',
  '"We will be back if nothing comes of it," union leader Nils Holm told reporters at the gate of the harbour.',
  'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
];

describe.skipIf(browserPath === null)('pasting into the page in a real browser', () => {
  let browser: Browser;
  let page: Page;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let site: Awaited<ReturnType<typeof startServer>>;
  let reading: ReturnType<typeof requestedFrom>;

  beforeAll(async () => {
    browser = await openBrowser();
    site = await startServer((_, response) =>
      answer(response, 'text/html', pageOf('Dock workers in Kalmar end three-day strike', PARAGRAPHS)),
    );
    reading = requestedFrom(site.port);
    const readout = createReadout(shippedLibrary);
    const services = { requested: reading.requested };
    web = await startWeb(
      {
        chat: chatOver(readout, undefined, undefined, COMMANDS, services),
        readout,
        commands: COMMANDS,
        previews: PREVIEWS,
        health: { ready: async () => true, report: async () => ({ status: 'ok' }) },
      },
      0,
    );
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
    const headline = brief().getByRole('link', { name: 'Dock workers in Kalmar end three-day strike' });
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
    await paste(
      `Dock workers in Kalmar end three-day strike\n\n${PARAGRAPHS.join('\n\n')}\n\n${PARAGRAPHS.join('\n\n')}`,
    );
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
      `Dock workers in Kalmar end three-day strike\n\n${PARAGRAPHS.join('\n\n')}`,
    );
    await brief().waitFor();
    expect(await brief().innerText()).toContain('harbour.txt');
  });
});
