import type { App, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { topicInSentence } from '../../answer/cards/topic-in-sentence.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { Topic } from '../../domain/fact.ts';
import { fnvOf } from '../../domain/fnv.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { literalSlack } from '../../render/escapes.ts';
import { LIMITS } from '../../render/limits.ts';
import type { ListenerParts } from './listener-parts.ts';
import { retryIdempotent } from './post-outcome.ts';
import { type AnswerParts, answer } from './reply.ts';
import { tenantOf } from './workspace.ts';

/** A conversation in the app's Messages tab. Slack makes each direct message the root of its own thread. */
export interface DirectThread {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly thread: string;
}

type Prompt = webApi.AssistantThreadsSetSuggestedPromptsArguments['prompts'][number];

/** The delay in milliseconds before a slow answer shows a status line. */
const STATUS_DELAY_MS = 400;
/**
 * The longest wait, in milliseconds, for Slack to accept a status line; the answer is posted afterwards in any case.
 */
const STATUS_TIMEOUT_MS = 1500;
const MAX_TITLE_LENGTH = 60;
/** The number of Messages tabs whose prompts and greeting this process remembers. */
const MAX_REMEMBERED_TABS = 5000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/**
 * Shows "is reading…" in the thread while a slow `work` runs. Slack removes the line when the answer is posted. The
 * promise resolves with the work's result only after Slack accepted the line or the wait for it ended, so a late status
 * line cannot appear after the answer.
 */
export async function withStatus<T>(
  { client, channel, thread }: DirectThread,
  work: Promise<T>,
  { onFault }: AnswerParts,
  locale?: Promise<string | undefined>,
): Promise<T> {
  const first = await Promise.race([work.then(() => 'done' as const), pause(STATUS_DELAY_MS)]);
  if (first === 'done') return work;
  const status = wordsForLocale(await locale).platform.isReading;
  const shown = client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status })
    .then(() => undefined, onFault);
  const result = await work;
  await Promise.race([shown, pause(STATUS_TIMEOUT_MS)]);
  return result;
}

/** Sets a thread's title to its first question, so that the person finds it in their history. */
export async function nameThread(
  { client, channel, thread }: DirectThread,
  question: string,
  { onFault }: AnswerParts,
): Promise<void> {
  const title = literalSlack(shortened(question, MAX_TITLE_LENGTH));
  if (title === '') return;
  await client.assistant.threads
    .setTitle({ channel_id: channel, thread_ts: thread, title })
    .then(() => undefined, onFault);
}

/** Builds the suggested questions: first what is new, then the given topics. Slack shows four at most. */
function promptsOf(
  topics: readonly Topic[],
  inEnglish: (label: string) => string,
  hasDigests: boolean,
  { platform }: Words,
): Prompt[] {
  const written = (label: string): string => literalSlack(shortened(label, MAX_TITLE_LENGTH));
  const asked = topics.map(({ label }) => ({
    title: platform.whatAbout(written(platform === EN.platform ? inEnglish(label) : label)),
    message: EN.platform.whatAbout(written(inEnglish(label))),
  }));
  const news = hasDigests ? [{ title: platform.whatIsNew, message: 'catchup' }] : [];
  return [...news, ...asked].slice(0, LIMITS.slack.prompts.max);
}

/**
 * Handles the app's Messages tab: suggests questions and greets the person.
 * https://docs.slack.dev/ai/migrating-to-agent-messaging
 */
export function listenForAgentView(app: App, parts: ListenerParts): void {
  const { chat, readout, services, placeOf, work } = parts;
  const lastPrompts = new LRUCache<string, number>({ max: MAX_REMEMBERED_TABS });
  const greeted = new LRUCache<string, true>({ max: MAX_REMEMBERED_TABS });

  /** Lists topics to suggest: first those of the channel in view, then the most reported ones. */
  const topicsFor = async (own: Readout, tenant: string, viewed: string | undefined): Promise<Topic[]> => {
    const status = viewed === undefined ? undefined : await services?.digests?.status(tenant, viewed);
    const ids = [
      ...(status?.watches.map(({ topic }) => topic) ?? []),
      ...(status?.subscription?.topics ?? []),
    ];
    const wanted = ids.flatMap((id) => own.topic(id) ?? []);
    const usual = own.topics().slice(0, LIMITS.slack.prompts.max);
    return [...new Map([...wanted, ...usual.map(({ topic }) => topic)].map((one) => [one.id, one])).values()];
  };

  const suggest = async (
    { client, channel }: Omit<DirectThread, 'thread'>,
    tenant: string,
    viewed: string | undefined,
    { wait }: AnswerParts,
    words: Words,
  ): Promise<void> => {
    const own = (await readout.open(tenant)).of(tenant);
    const topics = await topicsFor(own, tenant, viewed);
    const prompts = promptsOf(topics, topicInSentence(own), services?.digests !== undefined, words);
    const [first, ...others] = prompts;
    const key = `${tenant} ${channel}`;
    // Only a hash stays in memory, so that no words of a workspace do.
    const hash = fnvOf(JSON.stringify(prompts));
    if (!first || lastPrompts.get(key) === hash) return;
    // Slack ignores prompts sent with a thread_ts to an app in the agent view.
    const call = {
      channel_id: channel,
      title: words.platform.askTheNews,
      prompts: [first, ...others],
    } as const;
    await retryIdempotent(() => client.assistant.threads.setSuggestedPrompts({ ...call, prompts }), wait);
    lastPrompts.set(key, hash);
  };

  app.event('app_home_opened', async ({ event, context, client }) => {
    if (event.tab !== 'messages') return;
    const { channel, user: person } = event;
    const place = placeOf.own(context.teamId ?? '', channel, person);
    await work({ surface: 'messages tab', tenant: place.tenant, channel }, async (answering) => {
      lastPrompts.delete(`${place.tenant} ${channel}`);
      const words = wordsForLocale(await place.localeOf?.());
      await suggest({ client, channel }, place.tenant, undefined, answering, words);
      if (greeted.has(`${place.tenant} ${channel}`)) return;
      const { messages = [] } = await client.conversations.history({ channel, limit: 1 });
      greeted.set(`${place.tenant} ${channel}`, true);
      if (messages.length > 0) return;
      const eventId = `greeting/${channel}`;
      const greeting = await chat.message({ ...place, eventId, text: 'hi' });
      const asked = { client, botId: context.botId ?? '', channel, person };
      if (greeting) await answer(greeting, asked, answering);
    });
  });

  app.event('app_context_changed', async ({ event, context, client }) => {
    const { channel, context: view } = event;
    const tenant = tenantOf(context.teamId ?? '');
    const viewed = view.entities?.find(
      ({ type, team_id: team }) => type === 'slack#/types/channel_id' && (!team || team === context.teamId),
    )?.value;
    const at = typeof viewed === 'string' ? viewed : undefined;
    const locale = placeOf.own(context.teamId ?? '', channel, event.user).localeOf?.();
    await work({ surface: 'messages tab', tenant, channel }, async (answering) =>
      suggest({ client, channel }, tenant, at, answering, wordsForLocale(await locale)),
    );
  });
}
