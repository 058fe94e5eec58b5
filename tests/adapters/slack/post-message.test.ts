import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackFault } from '../../../src/adapters/slack/errors.ts';
import { markOf } from '../../../src/adapters/slack/find-message.ts';
import { PLAIN } from '../../../src/adapters/slack/message-payload.ts';
import { postMessage } from '../../../src/adapters/slack/post-message.ts';
import { outcomeOf } from '../../../src/adapters/slack/post-outcome.ts';
import { clientOptions } from '../../../src/adapters/slack/workspace.ts';
import type { Fault } from '../../fakes/slack/seen.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/slack.ts';

const blocks = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Über “INF” & <START>, 漢字 👩‍👩‍👧‍👦 \\ "so"' } },
];
const posting = {
  channel: 'C1',
  text: 'Two “new” facts\n& more',
  metadata: markOf('readout_delivery', 'd1'),
};

describe('a post', () => {
  let slack: FakeSlack;
  let client: webApi.WebClient;
  const directly = () => postMessage(client, { ...posting, blocks: JSON.stringify(blocks) }, 5_000);
  const byClient = () => client.chat.postMessage({ ...posting, blocks, ...PLAIN } as never);
  /** What a call that fails comes to. */
  const fate = (made: Promise<unknown>): Promise<unknown> =>
    made.then(
      () => null,
      (error: { name: string; code?: string; data?: unknown; retryAfter?: number }) => ({
        ...{ name: error.constructor.name, code: error.code, retryAfter: error.retryAfter },
        ...{ outcome: outcomeOf(error), said: slackFault(error) },
      }),
    );
  beforeEach(async () => {
    slack = await startFakeSlack();
    client = new webApi.WebClient('xoxb-good', clientOptions(slack.apiUrl()));
  });
  afterEach(() => slack.stop());

  it('is what Slack’s own client would have posted', async () => {
    const { ts } = await byClient();
    expect(await directly()).toBe(slack.messages('C1')[1]!.ts);
    expect(ts).toBe(slack.messages('C1')[0]!.ts);
    const [wanted, seen] = slack.seen;
    const { unfurl_links, unfurl_media, ...payload } = seen!.payload;
    expect({ unfurl_links, unfurl_media }).toEqual(PLAIN);
    // The client sends a form, in which false is a word.
    expect({ ...payload, unfurl_links: 'false', unfurl_media: 'false' }).toEqual(wanted!.payload);
    expect({ ...seen, payload: {} }).toEqual({ ...wanted, payload: {} });
  });

  const FAULTS: Fault[] = [
    ...[{ error: 'channel_not_found' }, { error: 'invalid_blocks' }, { error: 'fatal_error' }],
    ...[{ retryAfter: 30 }, { retryAfter: 0 }, { cut: true } as const, { status: 201 }],
    ...[{ status: 400 }, { status: 404 }, { status: 500 }, { status: 503, body: 'busy' }],
    ...[{ status: 302 }, { error: '<html>Bad gateway</html>' }],
  ];
  it.each(FAULTS)('fails as the client fails at %j', async (fault) => {
    slack.failNext('chat.postMessage', fault);
    const wanted = await fate(byClient());
    slack.failNext('chat.postMessage', fault);
    expect(await fate(directly())).toEqual(wanted);
    expect(wanted).not.toBeNull();
  });

  it('fails as the client fails without a scope, without a token, and where nobody listens', async () => {
    slack.tokens.ofTeam('T1')!.scopes = new Set();
    expect(await fate(directly())).toEqual(await fate(byClient()));
    expect(await fate(directly())).toMatchObject({ said: expect.stringContaining('chat:write') });
    client = new webApi.WebClient(undefined, clientOptions(slack.apiUrl()));
    expect(await fate(directly())).toEqual(await fate(byClient()));
    const nobody = await startFakeSlack();
    client = new webApi.WebClient('xoxb-good', clientOptions(nobody.apiUrl()));
    await nobody.stop();
    expect(await fate(directly())).toEqual(await fate(byClient()));
    expect(await fate(directly())).toMatchObject({ outcome: 'later' });
  });
});
