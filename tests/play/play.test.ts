import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousFaults } from '../helpers/accessibility.ts';
import { browserPath, openBrowser } from '../helpers/browser.ts';
import { startPlay } from './room.ts';

describe.skipIf(browserPath === null)('both chats on one page, in a real browser', () => {
  let play: Awaited<ReturnType<typeof startPlay>>;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    [play, browser] = await Promise.all([startPlay(0), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await play?.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(8000);
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(play.url);
    await page.waitForSelector('body[data-ready]');
  });
  afterEach(async () => {
    await page.close();
    expect(faults.splice(0)).toEqual([]);
    expect(play.said()).not.toContain('"level":');
  });
  const side = (name: 'Slack' | 'Discord') => page.getByRole('region', { name, exact: true });
  const field = (name: 'Slack' | 'Discord') => side(name).getByRole('textbox', { name: /^Message/ });
  const entry = (name: 'Slack' | 'Discord', text: string | RegExp) =>
    side(name).getByRole('article').filter({ hasText: text }).last();
  const be = (person: string) => page.getByRole('radio', { name: person }).check();

  it('leads through Slack: a card for the asker alone, its source, shared, followed up in a thread', async () => {
    await field('Slack').fill('/brief what about INF?');
    await field('Slack').press('Enter');
    const card = entry('Slack', 'including the START and INF treaties');
    await card.waitFor();
    expect(await card.innerText()).toContain('Only visible to you');
    await card.getByRole('button', { name: 'Source', exact: true }).click();
    await entry('Slack', 'The Russian leader made it clear').waitFor();
    expect(await side('Slack').getByRole('article').count()).toBe(1);
    await entry('Slack', 'The Russian leader made it clear').getByRole('button', { name: 'Back' }).click();
    await be('Ben');
    expect(await side('Slack').getByRole('article').count()).toBe(0);
    await be('Ada');
    await entry('Slack', 'INF treaties').getByRole('button', { name: 'Share' }).click();
    await be('Ben');
    const shared = entry('Slack', 'including the START and INF treaties');
    await shared.waitFor();
    expect(await shared.innerText()).not.toContain('Only visible to you');
    await field('Slack').fill('@Readout was Venezuela discussed?');
    await field('Slack').press('Enter');
    await entry('Slack', 'The article is of two minds').waitFor();
    await side('Slack').locator('.thread').getByRole('button', { name: 'Reply in thread' }).last().click();
    await field('Slack').fill('source?');
    await field('Slack').press('Enter');
    await side('Slack')
      .locator('.thread')
      .getByText(/sentences? behind it/)
      .first()
      .waitFor();
  });

  it('fills Slack’s Home tab and suggests questions in the Messages tab', async () => {
    await side('Slack').getByRole('button', { name: 'Home' }).click();
    await side('Slack').getByRole('heading', { name: 'Ask a news article' }).waitFor();
    await side('Slack').getByRole('button', { name: 'Readout', exact: true }).click();
    await side('Slack').locator('[data-say]').nth(1).click();
    await side('Slack')
      .getByRole('button', { name: /^Sources?$/ })
      .first()
      .waitFor();
  });

  it('leads through Discord: a command with its options completed, a button, a reply', async () => {
    await field('Discord').pressSequentially('/br');
    await side('Discord')
      .getByRole('option', { name: /\/brief/ })
      .waitFor();
    await field('Discord').press('Enter');
    const question = side('Discord').getByLabel('question');
    await question.pressSequentially('Vene');
    await side('Discord').getByRole('option', { name: 'Venezuela', exact: true }).click();
    expect(await question.inputValue()).toBe('Venezuela');
    await side('Discord').getByRole('button', { name: 'Send' }).click();
    const card = entry('Discord', 'Only you can see this');
    await card.waitFor();
    await card.getByRole('button', { name: /^Sources?$/ }).click();
    await entry('Discord', 'behind it').waitFor();
    expect(await side('Discord').getByRole('article').count()).toBe(1);
    await field('Discord').fill('@Readout what about INF?');
    await field('Discord').press('Enter');
    const answer = entry('Discord', 'including the START and INF treaties');
    await answer.waitFor();
    await answer.hover();
    await answer.getByRole('button', { name: 'Reply' }).click();
    await field('Discord').fill('who said that?');
    await field('Discord').press('Enter');
    await entry('Discord', 'The Russian leader made it clear').waitFor();
  });

  it('asks what was typed after Discord’s command', async () => {
    await field('Discord').fill('/brief what about INF?');
    await field('Discord').press('Enter');
    await entry('Discord', 'including the START and INF treaties').waitFor();
    expect(await field('Discord').inputValue()).toBe('');
  });

  it.each(['Slack', 'Discord'] as const)('shows a reaction of %s on its message', async (chat) => {
    await field(chat).fill('@Readout thank you');
    await field(chat).press('Enter');
    await entry(chat, 'thank you').getByText('🙏').waitFor();
    await field(chat).fill('@Readout what about INF?');
    await field(chat).press('Enter');
    await entry(chat, 'INF treaties').waitFor();
    const said = await side(chat).locator('.body').allInnerTexts();
    expect(said.filter((text) => !/\p{L}/u.test(text))).toEqual([]);
  });

  it('sets up a digest and a source by Slack’s modals, from the Home tab', async () => {
    await side('Slack').getByRole('button', { name: 'Home' }).click();
    await side('Slack').getByRole('button', { name: 'Digest for a channel' }).click();
    const modal = page.getByRole('dialog', { name: 'New digest' });
    await modal.getByLabel('Channel').selectOption({ label: '# policy' });
    await modal.getByLabel('Time and time zone').fill('9am Berlin');
    await modal.getByRole('checkbox', { name: 'Monday' }).check();
    expect(await seriousFaults(page)).toEqual([]);
    await modal.getByRole('button', { name: 'Save' }).click();
    const done = page.getByRole('dialog', { name: 'Readout' });
    await done
      .getByText(/on: Mondays?|Monday digest on/)
      .first()
      .waitFor();
    await done.getByRole('button', { name: 'Close' }).click();
    await side('Slack')
      .getByText(/Monday digest in/)
      .waitFor();
    await side('Slack').getByRole('button', { name: 'Add a source' }).click();
    const add = page.getByRole('dialog', { name: 'Add a source' });
    await add.getByLabel('Page or feed').fill('ftp://example.org');
    await add.getByRole('button', { name: 'Add' }).click();
    await page
      .getByRole('dialog', { name: 'Readout' })
      .getByText(/is not an address|cannot be followed/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('watches a topic by Discord’s modal, from the panel', async () => {
    await field('Discord').fill('/readout');
    await field('Discord').press('Enter');
    await side('Discord').getByRole('button', { name: 'Send' }).click();
    const panel = entry('Discord', 'Readout here');
    await panel.waitFor();
    await panel.locator('summary').last().click();
    await panel.getByRole('button', { name: 'Watch a topic' }).click();
    const modal = page.getByRole('dialog', { name: 'Watch a topic' });
    await modal.getByLabel('Topic').selectOption({ label: 'Venezuela' });
    expect(await seriousFaults(page)).toEqual([]);
    await modal.getByRole('button', { name: 'Submit' }).click();
    await entry('Discord', '@Ada set this up here').waitFor();
  });

  it('shows hostile words as words, in both', async () => {
    const words = '<img src=x onerror=document.title=1> <!channel> @everyone';
    for (const chat of ['Slack', 'Discord'] as const) {
      await side(chat).getByRole('button', { name: 'Readout', exact: true }).click();
      await field(chat).fill(words);
      await field(chat).press('Enter');
      await side(chat).getByRole('article', { name: 'Readout' }).first().waitFor();
      expect(await side(chat).locator('.log img').count()).toBe(0);
    }
  });
});
