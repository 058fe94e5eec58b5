import type { App, webApi } from '@slack/bolt';
import { shortened } from '../../answer/cards/wording.ts';
import { literalSlack } from '../../render/escapes.ts';
import type { ListenerParts } from './listen.ts';
import { insistently } from './post-outcome.ts';
import type { AnswerParts } from './reply.ts';
import { tenantOf } from './workspace.ts';

/** A thread of the assistant pane: every direct message there stands in one. */
export interface Pane {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly thread: string;
}

type Prompts = webApi.AssistantThreadsSetSuggestedPromptsArguments;

/** An answer does not wait longer for its status line, in milliseconds. */
const STATUS_WITHIN = 1500;
const LONGEST_TITLE = 60;

/** Shows that an answer is on its way; the answer itself ends it. Never rejects, and never holds an answer up for long. */
export async function lookingUp({ client, channel, thread }: Pane, { onFault }: AnswerParts): Promise<void> {
  const shown = client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status: 'is looking it up…' })
    .then(() => undefined, onFault);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STATUS_WITHIN);
  });
  await Promise.race([shown, late]);
  clearTimeout(timer);
}

/** Names a thread after its first question, so that the person finds it again in their history. */
export async function beginThread(
  { client, channel, thread }: Pane,
  question: string,
  { onFault }: AnswerParts,
): Promise<void> {
  const title = literalSlack(shortened(question, LONGEST_TITLE));
  if (title === '') return;
  await client.assistant.threads
    .setTitle({ channel_id: channel, thread_ts: thread, title })
    .then(() => undefined, onFault);
}

/** Offers what can be asked when somebody opens the assistant pane. */
export function listenForPane(app: App, { readout, work }: ListenerParts): void {
  app.event('assistant_thread_started', async ({ event, context, client }) => {
    const { channel_id, thread_ts } = event.assistant_thread;
    const tenant = tenantOf(context.teamId ?? '');
    await work({ surface: 'assistant', tenant, channel: channel_id }, async ({ wait }) => {
      const [first, ...others] = readout
        .topics(tenant)
        .slice(0, 4)
        .map(({ topic }) => literalSlack(shortened(topic.label, LONGEST_TITLE)))
        .map((label) => ({ title: label, message: `what about ${label}?` }));
      if (!first) return;
      const prompts = { channel_id, thread_ts, title: 'Ask a news article', prompts: [first, ...others] };
      await insistently(() => client.assistant.threads.setSuggestedPrompts(prompts as Prompts), wait);
    });
  });
}
