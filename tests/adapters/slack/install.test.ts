import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { stateSecretOf } from '../../../src/adapters/slack/oauth/installation-store.ts';
import { installStates } from '../../../src/adapters/slack/oauth/state.ts';
import { startSlack } from '../../../src/adapters/slack/start.ts';
import { noticeDraft } from '../../../src/answer/cards/notice-card.ts';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import type { Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { readKeys } from '../../../src/storage/secrets.ts';
import { tenantOf } from '../../../src/storage/tenants.ts';
import { CLIENT } from '../../fakes/slack/oauth.ts';
import { buttonOn } from '../../fakes/slack/seen.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/slack.ts';
import { HOSTILE_TARGETS, METHODS, sendRaw, statusOf } from '../../helpers/raw-request.ts';
import { shippedChat, shippedReadout } from '../../helpers/shipped.ts';

const newKeys = () => readKeys({ READOUT_KEY: randomBytes(32).toString('base64') });

describe.each(['socket', 'http'] as const)('several workspaces, by %s', (mode) => {
  let slack: FakeSlack;
  let bot: Awaited<ReturnType<typeof startSlack>>;
  let store: Store;
  let folder: string;
  let keys = newKeys();
  const logged: string[] = [];

  const start = async () => {
    const memory = storeMemory(store);
    bot = await startSlack(
      {
        port: 0,
        apiUrl: slack.apiUrl(),
        ...(mode === 'socket' ? { appToken: 'xapp-1' } : { signingSecret: slack.SECRET }),
        oauth: {
          clientId: CLIENT.id,
          clientSecret: CLIENT.secret,
          db: store.db,
          keys,
          now: () => new Date(),
          firstSeen: memory.firstSeen,
        },
      },
      {
        chat: shippedChat(memory),
        readout: shippedReadout,
        commands: COMMANDS,
        log: { warn: (fields, message) => void logged.push(`${JSON.stringify(fields)} ${message}`) },
      },
    );
    slack.oauth.setRedirect(`${address()}/slack/oauth_redirect`);
    if (mode === 'http') slack.sendTo(`${address()}/slack/events`);
    else await slack.connected();
  };
  const address = () => `http://127.0.0.1:${bot.port}`;
  beforeEach(async () => {
    logged.length = 0;
    keys = newKeys();
    folder = mkdtempSync(join(tmpdir(), 'readout-install-'));
    store = await openStore({ path: join(folder, 'r.db'), now: () => new Date() });
    slack = await startFakeSlack();
    await start();
  });
  afterEach(async () => {
    await bot.stop();
    await slack.stop();
    await store.close();
  });

  /** Opens the installation page. Returns the button's target and the browser's cookie. */
  const begin = async (language = 'en') => {
    const page = await fetch(`${address()}/slack/install`, { headers: { 'accept-language': language } });
    const html = await page.text();
    const button = /href="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
    return { page, button, cookie: page.headers.get('set-cookie')!.split(';')[0]! };
  };
  /** Returns from Slack's consent page in a browser with these cookies. */
  const back = async (url: string, cookie: string, language = 'en') => {
    const page = await fetch(url, { headers: { cookie, 'accept-language': language } });
    return { status: page.status, html: await page.text(), headers: page.headers };
  };
  const install = async (team: string) => {
    const { button, cookie } = await begin();
    return back(slack.oauth.consent(button, team), cookie);
  };
  const next = async (act: Promise<unknown>) => {
    const at = slack.seen.length;
    await act;
    return slack.sees(at);
  };

  it('install the app by a button, each with its own token, which outlives a restart', async () => {
    slack.oauth.nameTeam('T2', '<b>Two</b> & Co');
    const done = await install('T2');
    expect(done.status).toBe(200);
    expect(done.html).toContain('Readout is in &lt;b&gt;Two&lt;/b&gt; &amp; Co');
    expect(done.html).toContain('<code>/brief</code> and a question or a link');
    expect(done.headers.get('content-security-policy')).toContain("default-src 'none'");
    await install('T3');
    await bot.stop();
    await start();
    for (const team of ['T2', 'T3']) {
      const person = slack.person('U1', team);
      expect((await next(person.slash('what about INF?'))).text).toContain('START and INF');
      await next(person.mentions('what about INF?', { channel: 'C7' }));
      expect(slack.messages('C7', team)).toHaveLength(1);
    }
    expect(await tenantOf(store.db, 'slack:T2')).toMatchObject({ name: '<b>Two</b> & Co' });
  });

  it('goes through Slack’s own consent page with what the manifest asks for, and no more', async () => {
    const { page, button, cookie } = await begin();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const url = new URL(button);
    expect(url.pathname).toBe('/oauth/v2/authorize');
    expect(url.searchParams.get('scope')).toContain('chat:write');
    const consent = await fetch(url, { redirect: 'manual' });
    expect((await back(consent.headers.get('location')!, cookie)).status).toBe(200);
  });

  it.each([
    ['de-DE,de;q=0.9', 'Zu Slack hinzufügen', 'Readout ist in Two', 'wurde schon benutzt'],
    ['es', 'Añadir a Slack', 'Readout está en Two', 'ya se usó'],
    ['fr', 'Add to Slack', 'Readout is in Two', 'used already'],
  ])('speaks the browser’s language: %s', async (language, add, installed, used) => {
    slack.oauth.nameTeam('T2', 'Two');
    const first = await fetch(`${address()}/slack/install`, { headers: { 'accept-language': language } });
    const html = await first.text();
    expect(html).toContain(add);
    expect(html).toContain(`<html lang="${/^(?:de|es)/.exec(language)?.[0] ?? 'en'}">`);
    const { button, cookie } = await begin(language);
    const to = slack.oauth.consent(button, 'T2');
    expect((await back(to, cookie, language)).html).toContain(installed);
    expect((await back(to, cookie, language)).html).toContain(used);
  });

  it('keeps no token in the clear', async () => {
    await install('T2');
    const token = slack.tokens.ofTeam('T2')!.token;
    expect(token).toMatch(/^xoxb-of-T2-/);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files.join('')).not.toContain('xoxb-of');
    expect(logged.join()).not.toContain('xoxb-of');
  });

  it('refuses a state that is missing, forged, stale, another browser’s, or used', async () => {
    const { button, cookie } = await begin();
    const good = slack.oauth.consent(button, 'T2');
    const withState = (state: string | null) => {
      const url = new URL(slack.oauth.consent(button, 'T2'));
      if (state === null) url.searchParams.delete('state');
      else url.searchParams.set('state', state);
      return url.href;
    };
    const states = installStates({
      secret: stateSecretOf(keys),
      firstSeen: async () => true,
      scopes: [],
    });
    const options = { scopes: [] };
    const stale = await states.generateStateParam(options, new Date(Date.now() - 11 * 60_000));
    const forged = await installStates({
      secret: randomBytes(32),
      firstSeen: async () => true,
      scopes: [],
    }).generateStateParam(options, new Date());
    const other = (await begin()).cookie;
    const as = (state: string) => `slack-app-oauth-state=${state}`;
    for (const [url, cookies] of [
      [withState(null), cookie],
      [withState('x'), as('x')],
      [withState(forged), as(forged)],
      [withState(stale), as(stale)],
      [good, other],
      [good, ''],
    ] as const) {
      const refused = await back(url, cookies);
      expect(refused.status).toBe(400);
      expect(refused.html).toContain('Readout was not installed');
      expect(refused.html).toContain('href="/slack/install"');
    }
    expect(slack.calls).not.toContain('oauth.v2.access');
    expect((await back(good, cookie)).status).toBe(200);
    expect((await back(withState(new URL(good).searchParams.get('state')), cookie)).status).toBe(400);
    expect(slack.calls.filter((name) => name === 'oauth.v2.access')).toHaveLength(1);
  });

  it('survives any request to its port, and logs faults at most once a minute', async () => {
    const cookie = 'Cookie: slack-app-oauth-state=%E0%A4%A';
    for (const method of METHODS)
      for (const target of HOSTILE_TARGETS) {
        const request = `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${cookie}\r\nContent-Length: 0\r\n\r\n`;
        const status = statusOf(await sendRaw(bot.port!, request));
        expect(status, `${method} ${target}`).toBeGreaterThanOrEqual(200);
        expect(status, `${method} ${target}`).toBeLessThan(500);
      }
    expect((await fetch(`${address()}/live`)).status).toBe(200);
    expect(logged.filter((line) => line.includes('an installation was not finished'))).toHaveLength(1);
    expect(logged.length).toBeLessThanOrEqual(2);
  });

  it('installs nothing if somebody declines, Slack refuses the code, or a whole organisation asks', async () => {
    const { button, cookie } = await begin();
    const denied = await back(`${address()}/slack/oauth_redirect?error=access_denied&state=x`, cookie);
    expect([denied.status, denied.html]).toEqual([403, expect.stringContaining('You did not allow it')]);
    const wrong = new URL(slack.oauth.consent(button, 'T2'));
    wrong.searchParams.set('code', 'guessed');
    expect((await back(wrong.href, cookie)).status).toBe(500);
    expect((await install('E1')).html).toContain('Install it into one workspace');
    expect(await store.db.selectFrom('installations').selectAll().execute()).toEqual([]);
  });

  it('forgets a workspace that removed the app, and the others go on', async () => {
    await install('T2');
    await install('T3');
    await next(slack.person('U1', 'T2').slash('help'));
    await slack.person('U1', 'T3').keepsBotToken();
    await slack.uninstall('T2');
    const post = { id: 'd1', channel: 'C1', since: new Date().toISOString() };
    const { card } = noticeDraft({ id: 'c1' }, 'News');
    expect(await bot.publisher.post({ ...post, card, tenant: 'slack:T2' })).toMatchObject({ kind: 'gone' });
    expect(await bot.publisher.post({ ...post, card, tenant: 'slack:T3' })).toMatchObject({ kind: 'sent' });
    const at = slack.seen.length;
    await slack.person('U1', 'T2').slash('what about INF?');
    await next(slack.person('U1', 'T3').slash('what about INF?'));
    expect(slack.seen).toHaveLength(at + 1);
    expect(bot.state().state).toBe('connected');
    slack.failNext('chat.postMessage', { error: 'invalid_auth' });
    expect(await bot.publisher.post({ ...post, card, tenant: 'slack:T3' })).toMatchObject({
      why: expect.stringContaining('install the app again at /slack/install'),
    });
    expect((await install('T2')).status).toBe(200);
    expect((await next(slack.person('U1', 'T2').slash('help'))).text).toContain('/topics');
  });

  it('gives nothing to a workspace that has not installed it, or to one by another’s button or thread', async () => {
    await install('T2');
    await install('T3');
    const [two, three, four] = ['T2', 'T3', 'T4'].map((team) => slack.person('U1', team));
    const card = await next(two!.mentions('what about INF?', { ts: '8.1' }));
    await four!.slash('what about INF?');
    await four!.mentions('what about INF?', { ts: '8.2' });
    await three!.says('who said that?', { channel: 'C1', thread: '8.1' });
    const pressed = await next(three!.presses(buttonOn(card, 'Source'), { thread: '8.1' }));
    expect(pressed.text).toContain('aged');
    expect(slack.seen).toHaveLength(2);
    expect(logged.join()).toContain('a workspace that has not installed the app');
  });

  it('says which key is missing if tokens were encrypted under another', async () => {
    await install('T2');
    await bot.stop();
    keys = newKeys();
    await start();
    await slack.person('U1', 'T2').slash('what about INF?');
    expect(logged.join()).toMatch(/encrypted under another key than READOUT_KEY/);
    const { card } = noticeDraft({ id: 'c1' }, 'News');
    const post = { id: 'd1', channel: 'C1', since: new Date().toISOString(), card, tenant: 'slack:T2' };
    expect(await bot.publisher.post(post)).toMatchObject({ kind: 'later' });
  });
});
