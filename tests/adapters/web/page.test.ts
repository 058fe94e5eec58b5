import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults } from '../../helpers/accessibility.ts';
import { browserPath, openBrowser } from '../../helpers/browser.ts';
import { startPage } from '../../helpers/web-page.ts';

const VIEWS = ['Slack', 'Discord', 'Plain'] as const;

describe.skipIf(browserPath === null)('the chat page in a real browser', () => {
  let browser: Browser;
  let web: Awaited<ReturnType<typeof startPage>>;
  let page: Page;
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

  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('requestfailed', (request) => {
      // The browser aborts requests that are still running when a page is left.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`http://127.0.0.1:${web.port}/`))
        faults.push(`outside: ${request.url()}`);
    });
    await page.goto(`http://127.0.0.1:${web.port}/`);
    await page.waitForSelector('body[data-ready]');
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
    await page.getByRole('radio', { name: 'Slack' }).check();
    await page.reload();
    expect(await page.getByRole('radio', { name: 'Slack' }).isChecked()).toBe(true);
  });

  /** Presses a button of a card. Returns the card that replaces it. */
  const inPlace = async (card: Locator, name: string | RegExp) => {
    const shown = await card.innerText();
    await card.getByRole('button', { name, exact: true }).and(page.locator(':visible')).click();
    await expect.poll(() => card.innerText()).not.toBe(shown);
    return card;
  };

  it('opens the source in the card’s place, leads back, and to the whole article at the passage', async () => {
    await open();
    const answer = await ask('what about INF?');
    const source = await inPlace(answer, 'Source');
    expect(await source.locator('mark:visible').innerText()).toMatch(/^The Russian leader made it clear/);
    await inPlace(source, 'Back');
    expect(await answer.innerText()).toContain('including the START and INF treaties');
    expect(await replies().count()).toBe(1);
    await inPlace(answer, 'Source');
    await answer.getByRole('link', { name: 'Whole article' }).click();
    expect(await page.locator('mark').innerText()).toMatch(/\(INF\)\.$/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Pompeo in Sochi');
    const above = await page.locator('mark').evaluate((mark) => mark.getBoundingClientRect().top);
    expect(above).toBeGreaterThan(50);
    await page.getByRole('link', { name: 'Back to asking' }).click();
    await page.waitForSelector('body[data-ready]');
    expect(await replies().locator('mark:visible').count()).toBe(1);
  });

  it('keeps the conversation over a reload, and its buttons work', async () => {
    await open();
    await ask('what about INF?');
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    expect(await page.locator('.asked').innerText()).toContain('what about INF?');
    const source = await inPlace(replies().first(), 'Source');
    expect(await source.innerText()).toContain('The Russian leader');
    expect(await (await ask('who said that?')).innerText()).toContain('The Russian leader');
  });

  it('shows under the question that it is searching, until the answer is there', async () => {
    await open();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/message', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('combobox').fill('what about INF?');
    await page.getByRole('combobox').press('Enter');
    await page.locator('.waiting').waitFor();
    expect(await page.getByRole('status').innerText()).toBe('Looking…');
    release();
    await replies().first().waitFor();
    expect(await page.locator('.waiting').count()).toBe(0);
    expect(await page.getByRole('status').innerText()).toContain('START and INF');
  });

  it.each([
    ['en-GB', '👍 That needs no answer.'],
    ['de-DE', '👍 Das braucht keine Antwort.'],
    ['es-ES', '👍 Eso no necesita respuesta.'],
  ])('gives a sign where a chat would be silent, in %s', async (locale, sign) => {
    await open({ locale });
    const signs = page.locator('#log').getByText(sign);
    for (const [at, text] of ['ok', 'lol', 'cool', 'bye', '👍'].entries()) {
      await page.getByRole('combobox').fill(text);
      await page.getByRole('combobox').press('Enter');
      await signs.nth(at).waitFor();
      expect(await page.getByRole('status').innerText()).toBe(sign);
    }
    expect(await page.locator('.waiting').count()).toBe(0);
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    expect(await signs.count()).toBe(5);
  });

  it('notes a thumb in its place and asks why of the other', async () => {
    await open();
    const answer = await ask('what about INF?');
    const up = answer.getByRole('button', { name: 'Helpful', exact: true }).and(page.locator(':visible'));
    await up.click();
    await expect.poll(() => up.getAttribute('aria-pressed')).toBe('true');
    expect(await replies().count()).toBe(1);
    await answer.getByRole('button', { name: 'Not helpful' }).and(page.locator(':visible')).click();
    await page.getByRole('button', { name: 'Something is missing' }).and(page.locator(':visible')).click();
    await expect.poll(() => replies().nth(1).innerText()).toContain('Noted');
  });

  it('asks what was wrong by its reasons alone, below the card that stays', async () => {
    await open();
    const answer = await ask('what about INF?');
    const asked = await reply(() =>
      answer.getByRole('button', { name: 'Not helpful' }).and(page.locator(':visible')).click(),
    );
    expect(await asked.locator('.card-actions:visible button').allInnerTexts()).toEqual([
      'It is wrong',
      'Something is missing',
      'Not what I asked',
    ]);
  });

  it('copies a card as Markdown, and a link to it that shows it again', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const answer = await ask('what about INF?');
    await answer.getByRole('button', { name: 'Copy', exact: true }).click();
    await answer.getByRole('button', { name: 'Copied' }).waitFor();
    const markdown = await page.evaluate(() => navigator.clipboard.readText());
    expect(markdown).toMatch(/^### INF\n\n- Putin made clear/);
    await answer.getByRole('button', { name: 'Copy link' }).click();
    await answer.getByRole('button', { name: 'Copied' }).nth(1).waitFor();
    await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
    expect(await page.getByRole('article').innerText()).toContain('START and INF');
  });

  it('has a page of its own for an address that does not exist', async () => {
    await open();
    for (const path of ['nope', 'article?fact=nope', 'card?id=nope']) {
      const answer = await page.goto(`http://127.0.0.1:${web.port}/${path}`);
      expect(answer?.status()).toBe(404);
      expect(await page.getByRole('link', { name: 'Back to asking' }).count()).toBe(1);
    }
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
    const first = await answer.locator('.card-claim:visible').first().innerText();
    const more = await inPlace(answer, /^\d+ more$/);
    expect(await more.locator('.card-claim:visible').first().innerText()).not.toBe(first);
    await more.getByRole('button', { name: 'Back' }).and(page.locator(':visible')).waitFor();
  });

  it('asks by a topic’s chip', async () => {
    await open();
    const answer = await reply(() =>
      page
        .getByRole('navigation', { name: 'Topics' })
        .getByRole('button', { name: 'What about Sergey Lavrov?' })
        .click(),
    );
    expect(await answer.innerText()).toContain('Lavrov');
  });

  it('completes commands and topics by keyboard alone', async () => {
    await open();
    const field = page.getByRole('combobox');
    await field.pressSequentially('/to');
    await page.getByRole('option', { name: /^\/topics/ }).waitFor();
    // The list for "/" has it, too.
    await page.getByRole('option', { name: /^\/brief/ }).waitFor({ state: 'detached' });
    await field.press('ArrowDown');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('/topics ');
    await field.fill('/sources a');
    await page.getByRole('option', { name: /^add/ }).waitFor();
    await field.fill('/digest on 9am Ber');
    await page.getByRole('option', { name: /Europe\/Berlin/ }).waitFor();
    await field.press('Tab');
    expect(await field.inputValue()).toBe('/digest on 9am Ber');
    expect(
      await page
        .getByRole('button', { name: 'Ask', exact: true })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
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
    await page.getByRole('region', { name: 'Conversation' }).getByText('Start it again').waitFor();
    faults.length = 0;
  });

  async function show(view: (typeof VIEWS)[number], isPhone: boolean): Promise<void> {
    if (isPhone) await page.locator('#options summary').click();
    await page.getByRole('radio', { name: view }).check();
    if (isPhone) await page.locator('#options summary').click();
  }

  it.each([
    ['a small phone', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
    ['a phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['a desk', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ] as const)('fits %s', async (_name, options) => {
    await open(options);
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

  // All sizes have the same colours and elements, so one of each colour scheme is audited.
  it.each([
    ['a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['a desk, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ] as const)('gives a screen reader no serious trouble on %s', async (_name, options) => {
    await open(options);
    await ask('was Venezuela discussed?');
    await ask('topics');
    for (const view of VIEWS) {
      await show(view, options.viewport.width < 640);
      expect(await seriousFaults(page)).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)(
    'has no serious trouble on any other surface, %s',
    async (colorScheme) => {
      await open({ viewport: { width: 390, height: 844 }, colorScheme });
      const sound = async (surface: string) =>
        expect([surface, await seriousFaults(page)]).toEqual([surface, []]);
      await sound('the welcome');
      for (const asked of ['what about Nord Stream 2?', 'sources', 'help', 'digest now', 'tl;dr', '/nope']) {
        await ask(asked);
        await sound(asked);
      }
      const card = await ask('what about INF?');
      await card.locator('.card-menu summary').click();
      await sound('an open menu');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').fill('/');
      await page.getByRole('option').first().waitFor();
      await sound('completion');
      await page.getByRole('combobox').fill('');
      await inPlace(card, 'Source');
      await sound('a passage');
      await card.getByRole('link', { name: 'Whole article' }).click();
      await page.locator('mark').waitFor();
      await sound('the article');
      for (const path of ['nope', 'article?fact=nope', 'card?id=nope']) {
        await page.goto(`http://127.0.0.1:${web.port}/${path}`);
        await sound(path);
      }
      faults.length = 0;
    },
  );

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
      await open({ viewport: { width, height: 844 } });
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
    await open({ viewport: { width: 390, height: 844 } });
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
    await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
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
