import { request } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from '../../helpers/browser.ts';
import { shippedLibrary } from '../../helpers/shipped.ts';
import { startPage } from '../../helpers/web-page.ts';

let web: Awaited<ReturnType<typeof startPage>>;
beforeAll(async () => {
  web = await startPage();
});
afterAll(() => web.stop());

const address = (path: string) => `http://127.0.0.1:${web.port}${path}`;
const get = async (path: string, language: string) => {
  const answer = await fetch(address(path), {
    headers: { 'accept-language': language, accept: 'text/html' },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const post = async (path: string, language: string, body: string | Uint8Array<ArrayBuffer>, type: string) => {
  const headers = { 'accept-language': language, 'content-type': type };
  const answer = await fetch(address(path), { method: 'POST', headers, body });
  return (await answer.json()) as Record<string, string>;
};

describe('the local page in the browser’s language', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.5', 'de', 'Frage oder Befehl'],
    ['es-MX', 'es', 'Pregunta o comando'],
    ['fr, en;q=0.5', 'en', 'Question or command'],
    ['fr', 'en', 'Question or command'],
  ])('%s', async (language, tag, label) => {
    const { text, headers } = await get('/', language);
    expect(text).toContain(`<html lang="${tag}">`);
    expect(text).toContain(label);
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(headers.get('vary')).toContain('accept-language');
  });

  it.each([
    ['de', 'Hier ist nichts.', 'Dieser Artikel ist nicht mehr da.', 'Diese Karte ist nicht mehr da.'],
    ['es', 'Aquí no hay nada.', 'Ese artículo ya no está aquí.', 'Esa tarjeta ya no está aquí.'],
    ['en', 'There is nothing here.', 'That article is not here any more.', 'That card is not here any more.'],
  ])('its error pages in %s', async (language, nothing, article, card) => {
    expect((await get('/nope', language)).text).toContain(nothing);
    expect((await get('/article?fact=nope', language)).text).toContain(article);
    expect((await get('/card?id=nope', language)).text).toContain(card);
  });

  it('says around an article what it is, and leaves the article in its own language', async () => {
    const { text } = await get('/article?fact=pompeo-sochi%2Finf', 'de');
    expect(text).toContain('Markiert: der Satz hinter');
    expect(text).toContain('Zurück zum Fragen');
    expect(text).toMatch(/<div lang="en">[\s\S]*<mark id="quote">The Russian leader/);
  });

  it('shows cards and refusals with the bot’s words of that language', async () => {
    const json = 'application/json';
    const card = await post('/api/message', 'de', '{"text":"what about INF?"}', json);
    expect(card.plain).toContain('START and <b>INF</b>');
    expect(card.plain).toContain('Quelle');
    expect(card.plain).not.toContain('>Source<');
    const large = new Uint8Array(6 * 1024 * 1024);
    const refused = await post('/api/file?name=a.pdf', 'es', large, 'application/octet-stream');
    expect(refused.error).toMatch(/^Eso es demasiado largo: más de \d+ kB\.$/);
    const answer = await fetch(address('/api/complete?text=/dig'), { headers: { 'accept-language': 'de' } });
    expect(JSON.stringify(await answer.json())).toMatch(/"\/digest".*Überblick/);
  });

  it.each([
    ['en', 'To pass a card on, press Copy under it', 'Copy'],
    ['de', 'Zum Weitergeben drück unter der Karte auf Kopieren', 'Kopieren'],
    ['es', 'Para pasar una tarjeta, pulsa Copiar debajo de ella', 'Copiar'],
  ])('names in %s what it has in place of a channel', async (language, title, button) => {
    expect((await get('/', language)).text).toContain(`"copy":"${button}"`);
    for (const text of [
      'share',
      'share it please',
      'export',
      'export this as markdown',
      'can I export it?',
    ]) {
      const said = await post('/api/message', language, JSON.stringify({ text }), 'application/json');
      expect([text, said.title]).toEqual([text, title]);
      expect(said.plain).toContain('Markdown');
    }
  });

  it('tells another site’s script in its language that it may not ask', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'evil.example', 'accept-language': 'es' };
      const sent = request({ port: web.port, host: '127.0.0.1', path: '/', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve(text));
      });
      sent.on('error', reject).end();
    });
    expect(said).toContain('Abre esta página');
  });
});

describe.skipIf(browserPath === null)('the local page in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** Every text, label, hint and placeholder of the page after a question, its source and a fault. */
  const textsIn = async (locale: string): Promise<string[]> => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(address('/'));
    await page.waitForSelector('body[data-ready]');
    const field = page.getByRole('combobox');
    await field.fill('what about INF?');
    await field.press('Enter');
    await page.locator('.reply').first().waitFor();
    await page.locator('.reply button[data-token^="source~"]:visible').click();
    await page.locator('.reply mark:visible').waitFor();
    await context.setOffline(true);
    await field.fill('x');
    await field.press('Enter');
    await page.locator('.fault').waitFor();
    const texts = await page.evaluate(`[...document.querySelectorAll('body, body *')].flatMap((one) => [
      one.getAttribute('aria-label'), one.getAttribute('title'), one.getAttribute('placeholder'),
      one.dataset.who,
      ...[...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)])`);
    await context.close();
    return (texts as (string | null)[]).flatMap((text) => text?.trim() || []);
  };

  it.each(['de-DE', 'es-ES'])('has no word of its own left in English for %s', async (locale) => {
    const english = new Set((await textsIn('en-GB')).filter((text) => /\p{L}{3}/u.test(text)));
    const left = (await textsIn(locale)).filter((text) => english.has(text));
    // Texts that are the same in every language: names, and the question. Others belong to the article.
    const names = /^(?:Readout|Slack|Discord|what about INF\??)$/;
    const said = JSON.stringify([[...shippedLibrary.articles], [...shippedLibrary.facts]]);
    expect(left.filter((text) => !names.test(text) && !said.includes(text))).toEqual([]);
  });
});
