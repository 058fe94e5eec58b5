import { describe, expect, it } from 'vitest';
import { seriousFaults } from '../../helpers/accessibility.ts';
import { browserPath } from '../../helpers/browser.ts';
import { pageInBrowser, VIEWS } from '../../helpers/page-in-browser.ts';

describe.skipIf(browserPath === null)('the chat page in a real browser', () => {
  const { open, addressOf, ask, inPlace, show, faults } = pageInBrowser();

  // All sizes have the same colours and elements, so one of each colour scheme is audited.
  it.each([
    ['a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['a desk, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ] as const)('gives a screen reader no serious trouble on %s', async (_name, options) => {
    const page = await open(options);
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
      const page = await open({ viewport: { width: 390, height: 844 }, colorScheme });
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
        await page.goto(addressOf(path));
        await sound(path);
      }
      faults.length = 0;
    },
  );
});
