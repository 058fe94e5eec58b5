import type { webApi } from '@slack/bolt';
import { noticeDraft } from '../../answer/cards/notice-card.ts';
import type { Card, Reply } from '../../domain/card.ts';
import { reasonWords, storedReason } from '../../domain/words/reason-words.ts';
import { localeOf, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { escapeSlack } from '../../render/escapes.ts';
import { slackReason } from './errors.ts';
import { findOwnMessage, messageMetadata } from './find-message.ts';
import { NO_PREVIEWS, sendCard } from './message-payload.ts';
import { isTokenFault, outcomeOf, retryIfNotSent, type Wait } from './post-outcome.ts';
import { respondAt } from './respond.ts';

/** The origin of a question: who asked, where, and the client to answer with. */
export interface Asked {
  readonly client: webApi.WebClient;
  readonly botId: string;
  readonly channel: string;
  readonly person: string;
  readonly thread?: string | undefined;
  /** The timestamp of the message that asked; absent for an interaction. */
  readonly ts?: string;
  /** The address at which an interaction is answered. */
  readonly responseUrl?: string | undefined;
  /** Whether the answer replaces the card with the pressed button, which only the presser sees. */
  readonly inPlace?: boolean;
}

export interface AnswerParts {
  readonly wait: Wait;
  /** Called with each fault, also with those that a retry or another route overcame. */
  readonly onFault: (error: unknown) => void;
}

/** One way to send a card to a person. */
type DeliveryRoute = (card: Card) => Promise<unknown>;

/** The wait in milliseconds after a lost response, because the post may still arrive. */
const SETTLE_DELAY_MS = 2_000;

/**
 * Posts a card exactly once. If the response was lost, it searches for the post and posts again only if it is absent.
 */
async function postOnce(card: Card, asked: Asked, { wait, onFault }: AnswerParts): Promise<void> {
  const { client, channel, thread } = asked;
  const message = {
    channel,
    ...NO_PREVIEWS,
    metadata: messageMetadata('readout_answer', card.id),
    ...(thread ? { thread_ts: thread } : {}),
  };
  const post = () =>
    sendCard(card, (payload) =>
      retryIfNotSent(() => client.chat.postMessage({ ...message, ...payload }), wait),
    );
  try {
    await post();
  } catch (error) {
    if (outcomeOf(error) !== 'doubtful') throw error;
    onFault(error);
    await wait(SETTLE_DELAY_MS);
    const wanted = { kind: 'readout_answer', id: card.id, channel, thread, oldest: asked.ts ?? '0' } as const;
    const found = await findOwnMessage(asked, wanted).catch(() => ({ kind: 'unsure' }));
    if (found.kind === 'unsure') throw error;
    if (found.kind === 'absent') await post();
  }
}

/**
 * Builds the notice after a lost response. It offers a button to show the answer again, because repeating it
 * automatically could duplicate it.
 */
function lostNotice(card: Card, shared: boolean): Card {
  const words = wordsForLocale(card.locale);
  const { platform } = words;
  if (shared) {
    const { card: notice } = noticeDraft(card, platform.unconfirmedShare, platform.unconfirmedShareLede);
    return { ...notice, ...localeOf(words) };
  }
  const facts = card.actions.some(({ verb }) => verb === 'source' || verb === 'why');
  const { card: notice } = noticeDraft(
    card,
    platform.unconfirmed,
    facts ? platform.unconfirmedShow : platform.unconfirmedAsk,
    facts ? [{ verb: 'more', label: platform.showIt, arg: '0', primary: true }] : [],
  );
  return { ...notice, ...localeOf(words) };
}

function failedNotice(card: Card, error: unknown): Card {
  const words = wordsForLocale(card.locale);
  const why = reasonWords(storedReason(slackReason(error)), words);
  const { card: notice } = noticeDraft(card, words.platform.couldNotAnswer, why);
  return { ...notice, ...localeOf(words) };
}

/** Lists the ways to reach only the asker, the best first. */
function privateRoutes({
  client,
  channel,
  person,
  thread,
  responseUrl,
  inPlace = false,
}: Asked): DeliveryRoute[] {
  const inThread = thread ? { thread_ts: thread } : {};
  const respond: DeliveryRoute = (card) =>
    sendCard(card, (payload) =>
      respondAt(responseUrl!, {
        ...payload,
        ...inThread,
        response_type: 'ephemeral',
        replace_original: inPlace,
      }),
    );
  const direct: DeliveryRoute = (card) =>
    sendCard(card, (payload) => client.chat.postMessage({ channel: person, ...payload, ...NO_PREVIEWS }));
  const ephemeral: DeliveryRoute = (card) =>
    sendCard(card, (payload) =>
      client.chat.postEphemeral({ channel, user: person, ...inThread, ...payload }),
    );
  // A direct message needs no ephemeral post: only the asker reads it.
  return [
    ...(responseUrl ? [respond, respond] : []),
    ...(channel.startsWith('D') ? [] : [ephemeral]),
    direct,
  ];
}

/**
 * Tries each way until one succeeds. After a doubtful failure it sends only a notice, so that no answer appears twice.
 */
async function sendByFirstRoute(
  first: Card,
  ways: readonly DeliveryRoute[],
  { wait, onFault }: AnswerParts,
): Promise<void> {
  let card = first;
  for (const way of ways) {
    try {
      await retryIfNotSent(() => way(card), wait);
      return;
    } catch (error) {
      onFault(error);
      const outcome = outcomeOf(error);
      if (outcome === 'doubtful') card = card === first ? lostNotice(first, false) : card;
      if (outcome === 'refused') card = failedNotice(first, error);
    }
  }
}

/** Slack's emoji name for each reaction. */
const EMOJI = { thanks: 'pray' } as const;

/** Adds a reaction to the question. A failure is ignored, because a missing reaction loses no information. */
const react = ({ client, channel, ts }: Asked, name: string, { onFault }: AnswerParts): Promise<unknown> =>
  client.reactions.add({ channel, timestamp: ts!, name }).catch(onFault);

/** Sends the reply to its audience once. If that fails, only the asker is told why. */
export async function answer(reply: Reply, asked: Asked, parts: AnswerParts): Promise<void> {
  const { card, visibility, reaction } = reply;
  if (reaction && asked.ts) return void (await react(asked, EMOJI[reaction], parts));
  const { channel, thread, responseUrl } = asked;
  const aside = privateRoutes(asked);
  const direct = channel.startsWith('D') && !responseUrl;
  if (visibility === 'asker' && !direct) return sendByFirstRoute(card, aside, parts);
  const inChannel = { response_type: 'in_channel', replace_original: false } as const;
  try {
    if (!responseUrl) return await postOnce(card, asked, parts);
    const message = { ...inChannel, ...(thread ? { thread_ts: thread } : {}) };
    await sendCard(card, (payload) =>
      retryIfNotSent(() => respondAt(responseUrl, { ...payload, ...message }), parts.wait),
    );
  } catch (error) {
    parts.onFault(error);
    if (isTokenFault(error)) return;
    const word =
      outcomeOf(error) === 'doubtful'
        ? lostNotice(card, responseUrl !== undefined)
        : failedNotice(card, error);
    await sendByFirstRoute(word, aside, parts);
  }
}

/** Creates functions that put 👀 on the question while a link in it is read, and take it off. */
export function readingMark(asked: Asked, parts: AnswerParts) {
  const { client, channel, ts } = asked;
  let shown: Promise<unknown> | undefined;
  return {
    show: (): void => {
      shown = react(asked, 'eyes', parts);
    },
    remove: async (): Promise<void> => {
      // Undefined if it was not put there, or was refused.
      if ((await shown) === undefined) return;
      await client.reactions.remove({ channel, timestamp: ts!, name: 'eyes' }).catch(parts.onFault);
    },
  };
}

/**
 * The delay in milliseconds before a slow answer is announced by a line. The line stays beside the answer, because
 * Slack replaces or deletes no response to a command (https://github.com/slackapi/bolt-js/issues/2287,
 * https://github.com/slackapi/bolt-python/issues/1268). So it is left out unless the answer takes about 3 seconds.
 */
const PROGRESS_DELAY_MS = 2_500;

/**
 * Runs slow work, announces it to the asker by a line, then sends its result. The line appears only if the work is
 * slow, and always before the result.
 */
export async function withProgressLine(
  { responseUrl }: Asked,
  { onFault }: AnswerParts,
  work: (announce: (line: string) => void) => Promise<() => Promise<void> | undefined>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let shown: Promise<unknown> = Promise.resolve();
  const announce = (line: string): void => {
    if (!responseUrl) return;
    timer = setTimeout(() => {
      const message = { response_type: 'ephemeral', replace_original: false, text: escapeSlack(line) };
      shown = respondAt(responseUrl, message).catch(onFault);
    }, PROGRESS_DELAY_MS);
  };
  const show = await work(announce).finally(() => clearTimeout(timer));
  await shown;
  await show();
}
