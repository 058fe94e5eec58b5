import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/call-types.ts';
import { digestService } from '../../../src/digest/service.ts';
import type { Store } from '../../../src/storage/database.ts';
import { buttonOn } from '../../fakes/slack/seen.ts';
import { openMemoryStore } from '../../helpers/new-store.ts';
import { chatOver, shippedChat, shippedReadout } from '../../helpers/shipped.ts';
import { type Bed, slackBed } from './harness.ts';

describe.each(['socket', 'http'] as const)('Slack by %s', (mode) => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed({ mode });
  });
  afterEach(() => bed.stop());

  it('answers a mention in its thread, and follow-ups there without a mention', async () => {
    const { ada, ben, next } = bed;
    const card = await next(ada.mentions('what about INF?', { ts: '100.1' }));
    expect(card).toMatchObject({ method: 'chat.postMessage', onlyFor: null, thread: '100.1' });
    const more = await next(ben.says('who said that?', { channel: 'C1', thread: '100.1' }));
    expect(more).toMatchObject({ thread: '100.1', onlyFor: null });
    expect(more.text).toContain('The Russian leader made it clear');
    await ben.says('<@U3> look at this', { channel: 'C1', thread: '100.1' });
    await bed.quiet(2);
  });

  it('leaves talk between people in its thread alone, questions about nothing that is here among it', async () => {
    const { ada, ben, next } = bed;
    await next(ada.mentions('what about INF?', { ts: '100.1' }));
    const inThread = { channel: 'C1', thread: '100.1' };
    for (const talk of [
      'lol nice',
      'I think Pompeo and Lavrov are wrong about all of it, let us have lunch',
      `but ${'on and on '.repeat(200)}`,
      'and Nord Stream?',
      'is that good for us?',
      'lunch?',
      'thanks!',
    ])
      await ben.says(talk, inThread);
    const named = await next(ben.says('North Korea', inThread));
    expect(named).toMatchObject({ onlyFor: null, thread: '100.1' });
    expect(named.text).toContain('North Korea');
    await bed.quiet(2);
  });

  it('goes on in a thread from what all saw there, whatever somebody opened for themselves', async () => {
    const { ada, ben, next } = bed;
    const inThread = { channel: 'C1', thread: '100.1' };
    const card = await next(ada.mentions('what about Lavrov?', { ts: '100.1' }));
    const own = await next(ada.presses(buttonOn(card, /more$/), { ...inThread, action: 'more.1' }));
    const common = await next(ben.says('more', inThread));
    expect(own).toMatchObject({ onlyFor: 'U1' });
    expect(common).toMatchObject({ onlyFor: null });
    expect(common.text.split('\n').slice(0, 4)).toEqual(own.text.split('\n').slice(0, 4));
    await bed.quiet(3);
  });

  it('tells the asker alone what is wrong with a mention', async () => {
    const wrong = await bed.next(bed.ada.mentions('x'.repeat(10_000), { ts: '100.1' }));
    expect(wrong).toMatchObject({ method: 'chat.postEphemeral', onlyFor: 'U1', thread: '100.1' });
    expect(wrong.text).toContain('10,000 characters long');
  });

  it('answers direct messages, and leaves bots, edits, joins and talk of others alone', async () => {
    const { slack, ada, next } = bed;
    await ada.says('what about INF?', { channel: 'C1' });
    await ada.says('what about INF?', { channel: 'C1', thread: '7.7' });
    await ada.says('what about INF?', { extra: { bot_id: 'B9' } });
    await ada.says('what about INF?', { extra: { subtype: 'message_changed' } });
    await ada.says('what about INF?', { extra: { edited: { user: 'U1', ts: '4' } } });
    await ada.says('x joined', { channel: 'C1', extra: { subtype: 'channel_join' } });
    await slack.person('UBOT').says('what about INF?');
    const card = await next(ada.says('was Venezuela discussed?', { ts: '8.1' }));
    expect(card).toMatchObject({ channel: 'D1', thread: '8.1' });
    expect(card.text).toContain('The article is of two minds');
    expect((await next(ada.says('<@UBOT> what about INF?'))).text).toContain('INF');
    await bed.quiet(2);
  });

  it('answers a reply also sent to the channel; not an edited mention', async () => {
    const { slack, ada, next } = bed;
    await next(ada.mentions('what about INF?', { ts: '3.1' }));
    const more = await next(
      ada.says('who said that?', { channel: 'C1', thread: '3.1', extra: { subtype: 'thread_broadcast' } }),
    );
    expect(more.text).toContain('The Russian leader');
    const mention = { type: 'app_mention', user: 'U1', ts: '3.9', text: '<@UBOT> INF', channel: 'C1' };
    const edited = { ...mention, event_ts: '3.9', edited: { user: 'U1', ts: '4' } };
    await slack.deliver('events_api', slack.event(edited));
    await bed.quiet(2);
  });

  it('shares to the channel once, however often it is pressed', async () => {
    const { slack, ada, next } = bed;
    const card = await next(ada.slash('what about Lavrov?'));
    const share = () => ada.presses(buttonOn(card, 'Share'), { action: 'share.4' });
    await Promise.all([share(), share()]);
    await slack.sees(2);
    const [shared, ...rest] = slack.seen.slice(1).sort((a) => (a.onlyFor === null ? -1 : 1));
    expect(shared).toMatchObject({ channel: 'C1', onlyFor: null });
    expect(shared!.text).toContain(card.text.split('\n')[1]);
    expect(rest).toMatchObject([{ onlyFor: 'U1', text: expect.stringContaining('Shared already') }]);
  });

  it('ignores events of workspaces other than its token’s', async () => {
    const { slack, ada, next } = bed;
    await next(ada.mentions('what about INF?', { ts: '7.1' }));
    const other = slack.person('U1', 'T2');
    await other.mentions('what about INF?', { bot: 'UBOT' });
    await other.says('who said that?', { channel: 'C1', thread: '7.1' });
    await other.says('what about INF?');
    await other.opensHome();
    await bed.says(/another workspace than SLACK_BOT_TOKEN’s/);
    await bed.quiet(1);
  });

  it('briefs on a message by its shortcut, however long the message is', async () => {
    const { ada, next } = bed;
    expect((await next(ada.usesShortcut('what about INF?'))).text).toContain('START and INF');
    const long = await next(ada.usesShortcut(`INF ${'and so on '.repeat(2000)}`));
    expect(long).toMatchObject({ onlyFor: 'U1' });
    expect(long.text).not.toContain('characters long');
  });

  it('fills the Home tab: what is loaded, how to ask', async () => {
    const home = await bed.next(bed.ada.opensHome());
    expect(home).toMatchObject({ method: 'views.publish', onlyFor: 'U1' });
    for (const said of ['/brief what about', 'Pompeo in Sochi', 'Topics', '/brief sources'])
      expect(home.text).toContain(said);
    expect(home.text).not.toContain('Followed here');
  });

  it('answers each direct message in its own thread, goes on there, and names the thread', async () => {
    const { slack, ada, next } = bed;
    const card = await next(ada.says('what about INF?', { ts: '9.1' }));
    expect(card).toMatchObject({ channel: 'D1', thread: '9.1' });
    const source = await next(ada.says('who said that?', { thread: '9.1' }));
    expect(source.text).toContain('The Russian leader made it clear');
    const other = await next(ada.says('who said that?', { ts: '9.2' }));
    expect(other).toMatchObject({ thread: '9.2' });
    expect(other.text).not.toContain('The Russian leader made it clear');
    await bed.quiet(3);
    const title = { title: 'what about INF?', thread: '9.1' };
    expect(slack.assistantCalls.filter(({ thread }) => thread === '9.1')).toEqual([title]);
  });

  it('answers a group direct message where it is mentioned, and goes on in that thread', async () => {
    const { slack, ada, ben, next } = bed;
    slack.setChannel('G1', { group: true });
    await ada.says('what about INF?', { channel: 'G1' });
    const card = await next(ada.mentions('what about INF?', { channel: 'G1', ts: '5.1' }));
    expect(card).toMatchObject({ channel: 'G1', thread: '5.1', onlyFor: null });
    const more = await next(ben.says('who said that?', { channel: 'G1', thread: '5.1' }));
    expect(more.text).toContain('The Russian leader made it clear');
    await bed.quiet(2);
  });

  it('reacts to thanks in place of a card', async () => {
    const { ada, next } = bed;
    await next(ada.mentions('what about INF?', { ts: '6.1' }));
    const reaction = await next(ada.mentions('thanks a lot!', { ts: '6.2', thread: '6.1' }));
    expect(reaction).toMatchObject({ method: 'reactions.add', channel: 'C1', thread: '6.2', text: '"pray"' });
    await bed.quiet(2);
  });

  it('reports its state, and that it accepts nothing more', async () => {
    expect(bed.bot().state()).toMatchObject({ mode, state: 'connected', lost: 0 });
    await bed.bot().stop();
    expect(bed.bot().state()).toMatchObject({ state: 'stopped' });
  });
});

describe('work that takes long', () => {
  it.each(['socket', 'http'] as const)('is acknowledged before it is done, by %s', async (mode) => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    const slow: Chat = {
      ...shippedChat(),
      command: async (call) => {
        await until;
        return shippedChat().command(call);
      },
    };
    const bed = await slackBed({ mode, chat: slow });
    expect((await bed.ada.slash('what about INF?')).status).toBe(200);
    expect(bed.slack.seen).toEqual([]);
    release();
    expect((await bed.slack.sees(0)).text).toContain('START and INF');
    await bed.stop();
  });
});

describe('somebody who set up a digest and a watch', () => {
  const digestsOf = ({ db, now }: Store) =>
    digestService({
      readout: shippedReadout,
      shipped: new Set<string>(),
      db,
      now,
      platforms: () => ['slack'],
    });

  it('is told to invite the bot if it is not in the channel', async () => {
    const store = await openMemoryStore(() => new Date());
    const digests = digestsOf(store);
    const chat = chatOver(shippedReadout, { services: { digests } });
    const bed = await slackBed({ chat });
    bed.slack.setPerson('U1', { is_admin: true });
    bed.slack.setChannel('C5', { refuses: 'not_in_channel' });
    const outside = await bed.next(bed.ada.slash('digest on 9am Berlin', { channel: 'C5' }));
    expect(outside.text).toMatch(/Invite me: \/invite @Readout[\s\S]*Daily digest on/);
    const inside = await bed.next(bed.ada.slash('digest on 9am Berlin'));
    expect(inside.text).not.toContain('/invite');
    expect((await bed.next(bed.ben.slash('digest off'))).text).toContain('the channel’s creator');
    await bed.stop();
    await store.close();
  });

  it('sees them on their Home tab, and nobody else’s', async () => {
    const store = await openMemoryStore(() => new Date());
    const digests = digestsOf(store);
    const bed = await slackBed({ parts: { services: { digests } } });
    const wanted = { id: 's1', localTime: '09:00', zone: 'Europe/Berlin', quiet: 'line' } as const;
    await digests.switchOn('slack:T1', { ...wanted, channel: 'C1', topics: ['inf'], createdBy: 'U1' });
    await digests.switchOn('slack:T1', { ...wanted, id: 's2', channel: 'C2', topics: [], createdBy: 'U2' });
    await digests.watch('slack:T1', { channel: 'D1', topic: 'venezuela', createdBy: 'U1' });
    const home = (await bed.next(bed.ada.opensHome())).text;
    expect(home).toContain('Daily digest in <#C1>: 09:00, Europe/Berlin · INF');
    expect(home).toContain('Venezuela, watched in a direct message');
    expect(home).not.toContain('C2');
    expect((await bed.next(bed.slack.person('U3').opensHome())).text).toContain('Nothing yet');
    await bed.stop();
    await store.close();
  });
});

describe('a workspace that follows pages', () => {
  it('sees them on the Home tab, whatever their titles hold', async () => {
    const state = { failures: 0, pausedAt: null };
    const list = async (tenant: unknown) =>
      tenant === 'slack:T1'
        ? [
            { url: 'https://a.example/x|y', title: '<!channel> *news*', state },
            { url: 'javascript:alert(1)', title: 'bad', state: { failures: 3, pausedAt: null } },
          ]
        : [];
    const bed = await slackBed({ parts: { services: { sources: { list } as never } } });
    const home = await bed.next(bed.ada.opensHome());
    expect(home.text).toContain('Followed here');
    expect(home.text).toContain('https://a.example/x%7Cy|&lt;!channel&gt;');
    expect(home.text).toContain('bad · failing');
    expect(home.text).not.toMatch(/<!channel>|<javascript/);
    await bed.stop();
  });
});
