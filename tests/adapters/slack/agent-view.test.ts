import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/call-types.ts';
import type { Services } from '../../../src/chat/commands/command-spec.ts';
import { shippedChat } from '../../helpers/shipped.ts';
import { type Bed, slackBed } from './harness.ts';

const promptsIn = (text: string) => JSON.parse(text) as { title: string; message: string }[];

describe('the Messages tab', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());

  it('suggests questions above the conversation and greets once, if nothing was said there', async () => {
    const { slack, ada, next } = bed;
    const prompts = await next(ada.opensMessages());
    expect(prompts).toMatchObject({ method: 'prompts', channel: 'D1', thread: null });
    expect(promptsIn(prompts.text)).toHaveLength(4);
    for (const { title, message } of promptsIn(prompts.text)) expect(message).toBe(title);
    const greeting = await slack.sees(1);
    expect(greeting).toMatchObject({ method: 'chat.postMessage', channel: 'D1', thread: null });
    await next(ada.opensMessages());
    await bed.quiet(3);
  });

  it('does not greet where something was said before', async () => {
    bed.slack.addMessage('D1', 'what about INF?');
    await bed.next(bed.ada.opensMessages());
    await bed.quiet(1);
  });

  it('suggests prompts though it may not look whether it greeted before', async () => {
    bed.slack.failNext('conversations.history', { error: 'missing_scope' });
    await bed.next(bed.ada.opensMessages());
    await bed.quiet(1);
    expect(bed.logged).toHaveLength(1);
  });

  it('suggests nothing and says nothing for the Home tab', async () => {
    expect((await bed.next(bed.ada.opensHome())).method).toBe('views.publish');
    await bed.quiet(1);
  });
});

describe('the channel in view beside the Messages tab', () => {
  const status = async (_tenant: string, channel: string) => ({
    subscription: channel === 'C7' ? { topics: ['venezuela'] } : null,
    watches: channel === 'C7' ? [{ topic: 'inf' }] : [],
  });
  const services = { digests: { status } } as unknown as Services;

  it('decides what is suggested: what it watches and gets by its digest comes first', async () => {
    const bed = await slackBed({ parts: { services } });
    const prompts = await bed.next(bed.ada.views('C7'));
    expect(promptsIn(prompts.text).slice(0, 3)).toEqual([
      { title: 'What is new?', message: 'catchup' },
      { title: 'What about INF?', message: 'What about INF?' },
      { title: 'What about Venezuela?', message: 'What about Venezuela?' },
    ]);
    await bed.ada.views('C7');
    const others = await bed.next(bed.ada.views('C8'));
    expect(promptsIn(others.text)[1]!.title).not.toBe('What about INF?');
    await bed.ada.views('C9');
    await bed.quiet(2);
    await bed.stop();
  });
});

describe('an answer to a direct message', () => {
  it('is announced while it takes long, and not otherwise', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    const slow: Chat = {
      ...shippedChat(),
      message: async (call) => {
        if (call.text.includes('harbour')) await until;
        return shippedChat().message(call);
      },
    };
    const bed = await slackBed({ chat: slow });
    await bed.next(bed.ada.says('what about INF?', { ts: '1.1' }));
    await bed.ada.says('https://harbour.example/strike', { ts: '1.2' });
    await expect
      .poll(() => bed.slack.assistantCalls.filter(({ status }) => status))
      .toEqual([{ status: 'is reading…', thread: '1.2' }]);
    expect(bed.slack.seen).toHaveLength(1);
    release();
    await bed.slack.sees(1);
    await bed.quiet(2);
    await bed.stop();
  });

  it('comes though its status line fails', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    const slow: Chat = {
      ...shippedChat(),
      message: async (call) => {
        await until;
        return shippedChat().message(call);
      },
    };
    const bed = await slackBed({ chat: slow });
    bed.slack.failNext('assistant.threads.setStatus', { error: 'channel_not_found' });
    await bed.ada.says('what about INF?', { ts: '1.1' });
    await bed.says(/channel/);
    release();
    expect(await bed.slack.sees(0)).toMatchObject({ thread: '1.1' });
    await bed.stop();
  });
});
