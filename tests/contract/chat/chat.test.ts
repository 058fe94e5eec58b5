import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordDriver } from './discord-driver.ts';
import { type ChatBed, chatBed, type Shown } from './harness.ts';
import { slackDriver } from './slack-driver.ts';

const DRIVERS = {
  'Slack by socket': slackDriver('socket'),
  'Slack by HTTP': slackDriver('http'),
  Discord: discordDriver,
} as const;

/** Drives each platform's real SDK and a real store. Checks who sees what, and that nothing else is sent. */
describe.each(Object.entries(DRIVERS))('%s', (platform, makeDriver) => {
  let bed: ChatBed;
  beforeEach(async () => {
    bed = await chatBed(makeDriver);
  });
  afterEach(async () => {
    expect((await bed.surplus()).map(({ text }) => text)).toEqual([]);
  });
  const tenant = platform === 'Discord' ? 'discord:800000000000000001' : 'slack:T1';
  const slash = (text: string) => bed.next(() => bed.driver.slash('ada', text));

  it('answers a slash command for the asker alone', async () => {
    const card = await slash('what about INF?');
    expect(card).toMatchObject({ onlyFor: 'ada', channel: bed.driver.channels[0] });
    expect(card.text).toContain('including the START and INF treaties');
    expect(card.text).toContain('Yury Ushakov');
    expect((await slash('topics')).text).toContain('Arms control');
    expect((await slash('help')).text).toContain('what about US–Russia relations?');
  });

  it('answers a mention for the channel, and what is said there next, by anybody', async () => {
    const card = await bed.next(() => bed.driver.mention('ada', 'what about INF?'));
    expect(card).toMatchObject({ onlyFor: null, channel: bed.driver.channels[0] });
    const source = await bed.next(() => bed.driver.followUp('ben', 'who said that?', card));
    expect(source).toMatchObject({ onlyFor: null });
    expect(source.text).toContain('The Russian leader made it clear');
    const next = await bed.next(() => bed.driver.followUp('ada', 'and START?', source));
    expect(next.text).toContain('START');
  });

  it('answers direct messages, and goes on there', async () => {
    const card = await bed.next(() => bed.driver.direct('ada', 'was Venezuela discussed?'));
    expect(card.text).toContain('The article is of two minds');
    const source = await bed.next(() => bed.driver.directAfter('ada', 'who said that?', card));
    expect(source.text).toContain('Yury Ushakov: Ushakov said');
  });

  it('leaves the talk of others alone', async () => {
    await bed.driver.chatter('ada', 'what about INF?');
    await bed.driver.chatter('ben', 'who said that?');
    await slash('help');
  });

  it('asks with another message’s text, for the asker alone', async () => {
    const card = await bed.next(() => bed.driver.useMenu('ada', 'what about INF?'));
    expect(card).toMatchObject({ onlyFor: 'ada' });
    expect(card.text).toContain('START and INF');
  });

  it.each([
    [/^Sources?$/, 'behind it'],
    [/more$/, 'Lavrov'],
    ['Why this?', 'Lavrov'],
    ['Helpful', 'Noted'],
    ['Not helpful', 'What was wrong with it?'],
  ])('opens %s for the asker alone', async (label, wanted) => {
    const card = await slash('what about Lavrov?');
    const opened = await bed.next(() => bed.driver.press('ada', card.button(label), card));
    expect(opened).toMatchObject({ onlyFor: 'ada' });
    expect(opened.text).toContain(wanted);
  });

  it.each([/^Sources?$/, /more$/, 'Why this?', 'Vladimir Putin'])(
    'shows what %s opens in the place of the asker’s own card, and leads back to it',
    async (label) => {
      const card = await slash('what about Lavrov?');
      const opened = await bed.next(() => bed.driver.press('ada', card.button(label), card));
      expect(opened).toMatchObject({ onlyFor: 'ada', replaced: true });
      const back = await bed.next(() => bed.driver.press('ada', opened.button('Back'), opened));
      expect(back).toMatchObject({ onlyFor: 'ada', replaced: true });
      const said = ({ text }: Shown) => text.split('\n').slice(0, 4);
      expect(said(back)).toEqual(said(card));
    },
  );

  it('leaves the channel’s card as it is: what it opens is one card for the presser', async () => {
    const card = await bed.next(() => bed.driver.mention('ada', 'what about INF?'));
    const source = await bed.next(() => bed.driver.press('ben', card.button('Source'), card));
    expect(source).toMatchObject({ onlyFor: 'ben', replaced: false });
    const why = await bed.next(() => bed.driver.press('ben', source.button('Why this?'), source));
    expect(why).toMatchObject({ onlyFor: 'ben', replaced: true });
    expect(() => card.button('Share')).toThrow();
  });

  it('asks what was wrong, and keeps what the person says', async () => {
    const card = await slash('what about INF?');
    const asked = await bed.next(() => bed.driver.press('ada', card.button('Not helpful'), card));
    expect(asked).toMatchObject({ onlyFor: 'ada', replaced: false });
    for (const reason of ['It is wrong', 'Something is missing', 'Not what I asked']) asked.button(reason);
    const noted = await bed.next(() => bed.driver.press('ada', asked.button('Something is missing'), asked));
    expect(noted).toMatchObject({ onlyFor: 'ada', replaced: true });
    expect(await bed.feedback()).toMatchObject([{ verdict: 'down', reason: 'missing' }]);
    await bed.next(() => bed.driver.press('ada', card.button('Helpful'), card));
    expect(await bed.feedback()).toMatchObject([{ verdict: 'up', reason: null }]);
  });

  it('turns the pages of a list in its place', async () => {
    const list = await slash('topics');
    const next = await bed.next(() => bed.driver.press('ada', list.button('Next'), list));
    expect(next).toMatchObject({ replaced: true });
    expect(next.text).toContain('26 to 36 of 36');
    const previous = await bed.next(() => bed.driver.press('ada', next.button('Previous'), next));
    expect(previous.text).toContain('1 to 25 of 36');
  });

  it('asks a topic by its button', async () => {
    const card = await slash('what about INF?');
    const topic = await bed.next(() => bed.driver.press('ada', card.button('Arms control'), card));
    expect(topic).toMatchObject({ onlyFor: 'ada' });
    expect(topic.text).toContain('Arms control');
  });

  it('shares to the channel what the asker saw; anybody may open its source', async () => {
    const card = await slash('what about INF?');
    const shared = await bed.next(() => bed.driver.press('ada', card.button('Share'), card));
    expect(shared).toMatchObject({ onlyFor: null, channel: card.channel });
    expect(shared.text).toContain('including the START and INF treaties');
    expect(shared.text.split('\n')[0]).toMatch(/asked: what about INF\?$/);
    expect(() => shared.button('Share')).toThrow();
    const source = await bed.next(() => bed.driver.press('ben', shared.button(/^Sources?$/), shared));
    expect(source).toMatchObject({ onlyFor: 'ben' });
  });

  it('shows whoever goes on from a shared card the same, whatever its sharer did alone before and after', async () => {
    const quiet = bed;
    const busy = await chatBed(makeDriver);
    /** All of Ada's private actions: typed, pressed, by the message menu, and in a direct message. */
    const alone = async ({ driver, next }: ChatBed) => {
      const asked = await next(() => driver.slash('ada', 'was Venezuela discussed?'));
      for (const label of [/^Sources?$/, 'Why this?'])
        await next(() => driver.press('ada', asked.button(label), asked));
      await next(() => driver.useMenu('ada', 'what about North Korea?'));
      const direct = await next(() => driver.direct('ada', 'what about Ukraine?'));
      await next(() => driver.directAfter('ada', 'and Syria?', direct));
    };
    /** Ben's answers from a card that Ada shares: to his reply to it, and to its buttons. */
    const heard = async ({ driver, next }: ChatBed, act: () => Promise<void>): Promise<string[]> => {
      await act();
      const card = await next(() => driver.slash('ada', 'INF'));
      const shared = await next(() => driver.press('ada', card.button('Share'), card));
      await act();
      const said: Shown[] = [];
      for (const text of ['more', 'who said that?', 'source?', 'and START?', 'what about Lavrov?'])
        said.push(await next(() => driver.followUp('ben', text, shared)));
      for (const label of [/^Sources?$/, 'Why this?', 'Helpful'])
        said.push(await next(() => driver.press('ben', shared.button(label), shared)));
      return said.map(({ text }) => text);
    };
    const alike = await heard(quiet, async () => {});
    expect(alike[1]).toContain('The Russian leader made it clear');
    expect(await heard(busy, () => alone(busy))).toEqual(alike);
    // Ada's own conversation does not continue from Ben's messages either.
    const own = await busy.next(() => busy.driver.slash('ada', 'who said that?'));
    expect(own.text).toContain('Who said it');
    expect(await busy.surplus()).toEqual([]);
  });

  it('keeps thumbs with the question and its facts, a person’s last one', async () => {
    const card = await bed.next(() => bed.driver.mention('ada', 'what about INF?'));
    for (const [who, label] of [
      ['ada', 'Helpful'],
      ['ada', 'Not helpful'],
      ['ben', 'Helpful'],
    ] as const)
      await bed.next(() => bed.driver.press(who, card.button(label), card));
    const rows = await bed.feedback();
    expect(rows.map(({ verdict }) => verdict).sort()).toEqual(['down', 'up']);
    for (const row of rows)
      expect(row).toMatchObject({ tenant, question: 'what about INF?', facts: ['pompeo-sochi/inf'] });
  });

  it('lets nobody press what was not made for them, from nowhere else', async () => {
    const card = await slash('what about INF?');
    const token = card.button('Source');
    const { channels, otherTenant } = bed.driver;
    const byBen = await bed.next(() => bed.driver.press('ben', token, card));
    expect(byBen).toMatchObject({ onlyFor: 'ben' });
    expect(byBen.text).toContain('somebody else');
    const elsewhere = await bed.next(() => bed.driver.press('ada', token, card, { channel: channels[1] }));
    expect(elsewhere.text).toContain('somebody else');
    const abroad = await bed.next(() => bed.driver.press('ada', token, card, { tenant: otherTenant }));
    expect(abroad.text).toContain('aged');
    for (const reply of [byBen, elsewhere, abroad]) expect(reply.text).not.toContain('Russian leader');
  });

  it('works on the cards of before a restart, and says where one has aged', async () => {
    const card = await slash('what about INF?');
    const mention = await bed.next(() => bed.driver.mention('ada', 'was Venezuela discussed?'));
    await bed.restart();
    const source = await bed.next(() => bed.driver.press('ada', card.button('Source'), card));
    expect(source.text).toContain('The Russian leader made it clear');
    expect((await bed.next(() => bed.driver.followUp('ada', 'who said that?', mention))).text).toContain(
      'Who said it',
    );
    const gone = await bed.next(() => bed.driver.press('ada', 'source~gone12345678', card));
    expect(gone.text).toContain('This card has aged');
  });

  it('answers the same delivery once, however often it comes, also after a restart', async () => {
    for (let times = 0; times < 3; times++) await bed.driver.slash('ada', 'what about INF?', 'slash-1');
    await bed.next(() => Promise.resolve());
    for (let times = 0; times < 3; times++) await bed.driver.mention('ada', 'what about INF?', '50.1');
    await bed.next(() => Promise.resolve());
    await bed.restart();
    await bed.driver.slash('ada', 'what about INF?', 'slash-1');
    await bed.driver.mention('ada', 'what about INF?', '50.1');
    await slash('help');
  });

  it('says what went wrong to the asker alone, with an id to find it by', async () => {
    const wrong = await slash('unlucky INF');
    expect(wrong).toMatchObject({ onlyFor: 'ada' });
    expect(wrong.text).toMatch(/Something went wrong here[\s\S]*id: [\\\w-]+/);
    const tooLong = await slash('x'.repeat(5000));
    expect(tooLong).toMatchObject({ onlyFor: 'ada' });
    expect(tooLong.text).toContain('Ask in at most 1,000');
  });

  it.each([
    '<!channel> <!here> <@U2> INF',
    '@everyone @here <@&1> <#2> INF',
    '<http://evil.example|INF>',
    '[INF](http://evil.example) **INF** `x` ||y|| *z*',
    'INF \u202egnissim',
  ])('stays harmless: %s', async (text) => {
    const byMention = await bed.next(() => bed.driver.mention('ada', text));
    for (const { wire } of [await slash(text), byMention]) {
      const sent = JSON.stringify(wire);
      expect(sent).not.toMatch(bed.driver.danger);
      expect(sent).not.toContain('\u202e');
      if (platform === 'Discord') expect(wire).toMatchObject({ allowed_mentions: { parse: [] } });
    }
  });
});
