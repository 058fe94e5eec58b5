import { describe, expect, it } from 'vitest';
import { browserPath } from '../../helpers/browser.ts';
import { pageInBrowser, VIEWS } from '../../helpers/page-in-browser.ts';

describe.skipIf(browserPath === null)('the chat page in a real browser', () => {
  const { open, ask, show } = pageInBrowser();

  it.each([
    ['a small phone', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
    ['a phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['a desk', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ] as const)('fits %s', async (_name, options) => {
    const page = await open(options);
    await ask('was Venezuela discussed?');
    for (const view of VIEWS) {
      await show(view, options.viewport.width < 640);
      const [content, width, chrome] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
        innerHeight - document.querySelector('main')!.clientHeight,
      ]);
      expect(content).toBeLessThanOrEqual(width!);
      expect(chrome).toBeLessThan(150);
    }
    // Only the conversation scrolls, however long it is.
    await ask('topics');
    const [height, shown] = await page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.clientHeight,
    ]);
    expect(height).toBe(shown);
  });

  it.each([
    [320, 640],
    [1280, 700],
  ])('shows all of a menu that opens at the bottom, at %i by %i', async (width, height) => {
    await open({ viewport: { width, height } });
    for (const question of ['what about Lavrov?', 'was Venezuela discussed?']) {
      const card = await ask(question);
      await card.locator('.card-menu summary').click();
      const hidden = () =>
        card.locator('.menu-entries:visible').evaluate((menu) => {
          const shown = document.querySelector('main')!.getBoundingClientRect();
          const { top, bottom } = menu.getBoundingClientRect();
          return Math.max(0, bottom - shown.bottom, shown.top - top);
        });
      await expect.poll(hidden).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the conversation’s width when a menu opens, on a phone and on a narrow window', async () => {
    for (const width of [320, 390, 700]) {
      const page = await open({ viewport: { width, height: 844 } });
      const card = await ask('what about INF?');
      for (const view of VIEWS) {
        await show(view, width < 640);
        await card.locator('.menu:visible').last().locator('summary').click();
        const entries = card.locator('.menu-entries:visible');
        await entries.waitFor();
        const excess = () =>
          page.evaluate(() => {
            const main = document.querySelector('main')!;
            return [main.scrollWidth - main.clientWidth, main.scrollLeft];
          });
        await expect.poll(excess, { message: `${view} at ${width}` }).toEqual([0, 0]);
        await page.keyboard.press('Escape');
      }
      if (width < 700) await page.context().close();
    }
  });

  it('breaks no word of a table’s days on a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } });
    const card = await ask('sources');
    for (const view of ['Slack', 'Plain'] as const) {
      await show(view, true);
      // The shipped article gives neither a day nor a site.
      await card.locator('tbody tr:visible').evaluateAll((rows) => {
        const given = [
          'A long headline on the harbour, its bridge and its ferries',
          'harbour-and-bridge.example',
        ];
        for (const { children } of rows)
          for (const [at, text] of [...given, '14 September 2026'].entries())
            children[at]!.textContent = text;
      });
      const broken = await card
        .locator(view === 'Slack' ? '.slack-table td + td + td' : '.card-table td + td')
        .evaluateAll((cells) =>
          cells.flatMap((cell) => {
            const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode() as Text | null;
            return [...(text?.data ?? '').matchAll(/[^\s]+/g)].flatMap(({ 0: word, index }) => {
              const range = document.createRange();
              range.setStart(text!, index);
              range.setEnd(text!, index + word.length);
              return range.getClientRects().length > 1 ? [word] : [];
            });
          }),
        );
      expect(broken).toEqual([]);
      const [content, width] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.querySelector('main')!;
        return [scrollWidth, clientWidth];
      });
      expect(content).toBe(width);
    }
  });

  it('has targets of 44 pixels on a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await ask('what about Lavrov?');
    const small = await page
      .locator('button:visible, summary:visible, input[type=text]:visible')
      .evaluateAll((all) =>
        all
          .map((one) => [one.textContent, one.getBoundingClientRect().height] as const)
          .filter(([, height]) => height < 44),
      );
    expect(small).toEqual([]);
  });
});
