import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadout } from '../../../src/answer/query-core.ts';
import { parseLibraryFile } from '../../../src/library/library.ts';
import { buttonOn, type Seen, signed } from '../../fakes/slack/seen.ts';
import { chatOver } from '../../helpers/shipped.ts';
import { type Bed, slackBed } from './harness.ts';

const HOSTILE = [
  '<!channel> <!everyone> <!here>',
  '@everyone @channel',
  '<@U123> <#C1> <!subteam^S1>',
  '<http://evil.example|INF> <javascript:alert(1)|x>',
  '[INF](http://evil.example|x)',
  '*INF* `x` ~y~ :smile: > quote',
  '&lt;!channel&gt; &amp;',
  '\u202eFNI\u202c \u0000\u0007',
];

/** Whether nothing in a message can ping, link or format, in its text or blocks. */
function expectHarmless({ text, blocks, payload }: Seen): void {
  const said = JSON.stringify([text, blocks]);
  expect(said).not.toMatch(/<(?:[!@#]|https?:)/i);
  expect(said).not.toMatch(/[\u202a-\u202e]|\\u0000/);
  for (const loose of ['link_names', 'parse', 'attachments', 'mrkdwn'])
    expect(payload).not.toHaveProperty(loose);
  const mrkdwn = said.match(/"type":"mrkdwn"/g)?.length ?? 0;
  expect(said.match(/"verbatim":true/g)?.length ?? 0).toBe(mrkdwn);
}

describe('what people write', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());

  it.each([...HOSTILE, 'INF '.repeat(2500), 'x'.repeat(10_000)])('stays harmless: %.40s', async (text) => {
    const { ada, next } = bed;
    expectHarmless(await next(ada.slash(text)));
    expectHarmless(await next(ada.usesShortcut(text)));
    expectHarmless(await next(ada.says(text)));
    expectHarmless(await next(ada.mentions(text)));
    expectHarmless(await next(ada.presses(text.slice(0, 2000))));
  });
});

describe('what an article says', () => {
  const long = `The ferry ${'carried people and '.repeat(550)}sailed.`;
  const quotes = [...HOSTILE.slice(0, 6).map((words) => `The ferry sailed with ${words} on board.`), long];
  const text = `Ferry\n\n${quotes.join('\n\n')}\n`;
  const facts = quotes.map((quote, at) => ({
    id: `ferry/${at}`,
    article: 'ferry',
    claim: quote.slice(0, 150),
    quote,
    span: [text.indexOf(quote), text.indexOf(quote) + quote.length],
    salience: 0.5,
    speaker: at % 2 ? '<!channel> *Bob*' : null,
    stance: 'affirmed',
    topics: ['ferry'],
    entities: [],
  }));
  const file = {
    article: { id: 'ferry', title: '<!channel> <http://evil.example|Ferry>', text: 'x', published: null },
    topics: [{ id: 'ferry', label: '<!here> ferry', aliases: [] }],
    facts,
  };
  const readout = createReadout(parseLibraryFile('data/facts/ferry.json', JSON.stringify(file), text));

  it('stays harmless on every card, in the Home tab and its prompts, however long it is', async () => {
    const bed = await slackBed({ chat: chatOver(readout), parts: { readout } });
    const { slack, ada, next } = bed;
    let card = await next(ada.slash('ferry'));
    for (let page = 0; page < 4 && /more/.test(JSON.stringify(card.blocks)); page++) {
      expectHarmless(card);
      expectHarmless(await next(ada.presses(buttonOn(card, /^Sources?$/))));
      expectHarmless(await next(ada.presses(buttonOn(card, 'Why this?'), { action: 'why.1' })));
      card = await next(ada.presses(buttonOn(card, /more$/), { action: 'more.1' }));
    }
    expect(slack.seen.length).toBeGreaterThan(3);
    expectHarmless(await next(ada.mentions('ferry')));
    expectHarmless(await next(ada.slash('topics')));
    const views = [await next(ada.opensHome()), await next(ada.opensMessages())];
    for (const { text: said } of views) expect(said).not.toMatch(/<(?:[!@#]|http)/);
    await bed.stop();
  });
});

describe('who delivers', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());
  const now = () => Math.floor(Date.now() / 1000);
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${bed.bot().port}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const mention = () =>
    JSON.stringify(
      bed.slack.event({
        type: 'app_mention',
        user: 'U1',
        ts: '9.9',
        text: 'INF',
        channel: 'C1',
        event_ts: '9.9',
      }),
    );

  it('is told by the signature: bad, missing, stale or of the future, it is refused with 401', async () => {
    const body = mention();
    const good = signed(body, now());
    const refused = [
      signed(body, now(), 'another secret'),
      signed(`${body} `, now()),
      signed(body, now() - 302),
      signed(body, now() + 302),
      {},
      { ...good, 'x-slack-signature': '' },
      { ...good, 'x-slack-signature': 'v0=' },
      { ...good, 'x-slack-signature': good['x-slack-signature']!.replace('v0=', 'v1=') },
      { ...good, 'x-slack-request-timestamp': String(now() - 10) },
      { ...good, 'x-slack-request-timestamp': 'now' },
      { 'x-slack-signature': good['x-slack-signature']! },
    ];
    for (const headers of refused)
      expect((await post(body, headers)).status, JSON.stringify(headers)).toBe(401);
    expect(bed.logged.map(({ message }) => message)).toEqual([
      expect.stringContaining('not of SLACK_SIGNING_SECRET'),
    ]);
    expect((await post(body, good)).status).toBe(200);
    await bed.slack.sees(0);
    await bed.quiet(1);
  });

  it('is told of a clock that is off', async () => {
    await post(mention(), signed(mention(), now() - 400));
    await bed.says(/set this machine’s clock/);
  });

  it('is told before anything is parsed', async () => {
    for (const body of [
      '{"type":"url_verification","challenge":"x"}',
      '{not json',
      '',
      '\u0000'.repeat(1000),
    ]) {
      const answer = await post(body, signed(body, now(), 'another secret'));
      expect([answer.status, await answer.text()]).toEqual([401, '']);
    }
    expect((await post('{not json', signed('{not json', now()))).status).toBe(400);
    const check = '{"type":"url_verification","challenge":"hello"}';
    expect(await (await post(check, signed(check, now()))).json()).toEqual({ challenge: 'hello' });
  });

  it('gains nothing by sending a delivery again, or too much of it', async () => {
    const body = mention();
    const headers = signed(body, now());
    for (let times = 0; times < 3; times++) expect((await post(body, headers)).status).toBe(200);
    await bed.next(bed.ada.slash('help'));
    expect(bed.slack.seen).toHaveLength(2);
    const huge = 'x'.repeat(5 * 1024 * 1024);
    expect((await post(huge, signed(huge, now()))).status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${bed.bot().port}/`)).status).toBe(404);
  });
});
