import { describe, expect, it } from 'vitest';
import { browserPath } from '../../helpers/browser.ts';
import { pageInBrowser } from '../../helpers/page-in-browser.ts';

describe.skipIf(browserPath === null)('the chat page in a real browser', () => {
  const { open, addressOf, replies, reply, ask, inPlace, faults } = pageInBrowser();

  it('answers a slash command and a bare question alike', async () => {
    await open();
    for (const text of ['/brief what about INF?', 'what about INF?']) {
      const answer = await ask(text);
      expect(await answer.innerText()).toContain('including the START and INF treaties');
      expect(await answer.innerText()).toContain('as told by Yury Ushakov');
    }
  });

  it('shows the card as Slack, as Discord or plain by one control, and remembers the choice', async () => {
    const page = await open();
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

  it('opens the source in the card’s place, leads back, and to the whole article at the passage', async () => {
    const page = await open();
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
    const page = await open();
    await ask('what about INF?');
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    expect(await page.locator('.asked').innerText()).toContain('what about INF?');
    const source = await inPlace(replies().first(), 'Source');
    expect(await source.innerText()).toContain('The Russian leader');
    expect(await (await ask('who said that?')).innerText()).toContain('The Russian leader');
  });

  it('shows under the question that it is searching, until the answer is there', async () => {
    const page = await open();
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
    const page = await open({ locale });
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
    const page = await open();
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
    const page = await open();
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
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
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
    const page = await open();
    for (const path of ['nope', 'article?fact=nope', 'card?id=nope']) {
      const answer = await page.goto(addressOf(path));
      expect(answer?.status()).toBe(404);
      expect(await page.getByRole('link', { name: 'Back to asking' }).count()).toBe(1);
    }
  });

  it('follows up in its thread and forgets with a new one', async () => {
    const page = await open();
    await ask('what about INF?');
    expect(await (await ask('who said that?')).innerText()).toContain('The Russian leader made it clear');
    await page.getByRole('button', { name: 'New thread' }).click();
    expect(await (await ask('who said that?')).innerText()).not.toContain('The Russian leader made it clear');
  });

  it('goes on with "more"', async () => {
    const page = await open();
    const answer = await ask('what about Lavrov?');
    const first = await answer.locator('.card-claim:visible').first().innerText();
    const more = await inPlace(answer, /^\d+ more$/);
    expect(await more.locator('.card-claim:visible').first().innerText()).not.toBe(first);
    await more.getByRole('button', { name: 'Back' }).and(page.locator(':visible')).waitFor();
  });

  it('asks by a topic’s chip', async () => {
    const page = await open();
    const answer = await reply(() =>
      page
        .getByRole('navigation', { name: 'Topics' })
        .getByRole('button', { name: 'What about Sergey Lavrov?' })
        .click(),
    );
    expect(await answer.innerText()).toContain('Lavrov');
  });

  it('completes commands and topics by keyboard alone', async () => {
    const page = await open();
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
    const page = await open();
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
    const page = await open();
    await page.route('**/api/message', (route) => route.abort());
    await page.getByRole('combobox').fill('INF');
    await page.getByRole('combobox').press('Enter');
    await page.getByRole('region', { name: 'Conversation' }).getByText('Start it again').waitFor();
    faults.length = 0;
  });
});
