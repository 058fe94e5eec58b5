import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HARBOUR_TITLE, harbourSite } from '../../helpers/harbour.ts';
import { chatsReading } from '../../helpers/requested.ts';
import { discordDriver } from './discord-driver.ts';
import type { Driver, Shown } from './harness.ts';
import { slackDriver } from './slack-driver.ts';

const site = await harbourSite();
const newChat = chatsReading(site);

/** Pastes links in both chats, through the real SDKs. */
describe.each([
  ['Slack', slackDriver('socket')],
  ['Discord', discordDriver],
] as const)('a link pasted in %s', (_, makeDriver) => {
  let driver: Driver;
  beforeEach(async () => {
    driver = await makeDriver();
    await driver.connect(newChat());
  });
  afterEach(async () => {
    await driver.disconnect();
    await driver.close();
  });
  const url = `${site.origin}/harbour`;
  /** Waits for the next message with these words. A reaction or progress line may come before it. */
  async function next(act: () => Promise<unknown>, words: string): Promise<Shown> {
    const from = driver.shown().length;
    await act();
    for (let at = from; ; at++) {
      await driver.sees(at);
      const shown = driver.shown()[at]!;
      if (shown.text.includes(words)) return shown;
    }
  }

  it('in a mention is briefed on for the channel, and the thread is about it', async () => {
    const brief = await next(() => driver.mention('ada', url), HARBOUR_TITLE);
    expect(brief).toMatchObject({ onlyFor: null });
    expect(brief.text).toContain('Nils Holm');
    expect(JSON.stringify(brief.wire)).toContain(url);
    const answered = await next(
      () => driver.followUp('ben', 'what did Nils Holm say?', brief),
      'We will be back',
    );
    expect(answered).toMatchObject({ onlyFor: null });
  });

  it('in a channel is talked about by several, and what people say to each other gets no answer', async () => {
    const brief = await next(() => driver.mention('ada', url), HARBOUR_TITLE);
    const asked = await next(
      () => driver.followUp('ben', 'how much did the strike cost?', brief),
      '4 million kronor',
    );
    const from = driver.shown().length;
    for (const [who, text] of [
      ['ada', 'wow, that is a lot'],
      ['ben', 'told you so'],
      ['ada', 'Eva has the slides I think'],
      ['ben', 'let me check'],
      ['ada', 'ok 👍'],
    ] as const)
      await driver.followUp(who, text, brief);
    const source = await next(() => driver.followUp('ada', 'who said that?', asked), 'in a statement');
    const quote = await next(() => driver.followUp('ben', 'and Nils Holm?', source), 'We will be back');
    for (const card of [asked, source, quote]) expect(card.onlyFor).toBeNull();
    await driver.disconnect();
    expect(driver.shown().slice(from)).toHaveLength(2);
  });

  it('in a slash command and a message’s menu is briefed on for the asker alone', async () => {
    expect(await next(() => driver.slash('ada', url), HARBOUR_TITLE)).toMatchObject({ onlyFor: 'ada' });
    const byMenu = await next(() => driver.useMenu('ben', `Interesting: ${url}`), HARBOUR_TITLE);
    expect(byMenu).toMatchObject({ onlyFor: 'ben' });
  });

  it('in a direct message is briefed on there', async () => {
    const brief = await next(() => driver.direct('ada', `brief me on ${url}`), HARBOUR_TITLE);
    const answered = await next(
      () => driver.directAfter('ada', 'what did Nils Holm say?', brief),
      'We will be back',
    );
    expect(answered.text).toContain('Nils Holm');
  });
});
