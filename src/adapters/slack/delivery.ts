import { parse } from 'node:querystring';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { atMostEvery } from '../../domain/at-most-every.ts';

/** The shortest interval between two log lines about malformed deliveries, in milliseconds. */
const LOG_INTERVAL_MS = 60_000;

/** A Slack id: letters and digits. A form that repeats a field yields an array, which this rejects. */
const id = z.string().regex(/^[A-Za-z0-9]{1,40}$/);
const text = z.string();
/** A message timestamp, which is its id within the channel: https://docs.slack.dev/reference/events/message */
const ts = z.string().regex(/^[\d.]{1,40}$/);
const withId = z.looseObject({ id });

/** The fields that listeners read, each checked for its type if present. Other fields pass unchecked. */
const schema = z.looseObject({
  type: text.nullish(),
  command: text.nullish(),
  text: text.nullish(),
  trigger_id: text.nullish(),
  response_url: text.nullish(),
  team_id: id.nullish(),
  user_id: id.nullish(),
  channel_id: id.nullish(),
  team: withId.nullish(),
  user: withId.extend({ team_id: id.nullish() }).optional(),
  channel: withId.optional(),
  container: z.looseObject({ channel_id: id.nullish(), thread_ts: ts.nullish() }).nullish(),
  view: z
    .looseObject({ id: text.nullish(), type: text.nullish(), private_metadata: text.nullish() })
    .nullish(),
  message: z.looseObject({ text: text.nullish() }).nullish(),
  actions: z
    .array(z.looseObject({ type: text, action_id: text, value: text.nullish() }))
    .nonempty()
    .nullish(),
  event: z
    .looseObject({
      type: text,
      user: id.nullish(),
      channel: id.nullish(),
      text: text.nullish(),
      ts: ts.nullish(),
      thread_ts: ts.nullish(),
      assistant_thread: z.looseObject({ channel_id: id.nullish(), thread_ts: ts.nullish() }).nullish(),
      tokens: z.looseObject({ bot: z.array(text).nullish() }).nullish(),
    })
    .nullish(),
});

/** The required fields of each delivery type: https://docs.slack.dev/reference/interaction-payloads */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['event_callback', ['event']],
  ['block_actions', ['user', 'actions']],
  ['block_suggestion', ['user']],
  ['message_action', ['user', 'channel', 'message']],
  ['shortcut', ['user']],
  ['view_submission', ['user', 'view']],
  ['view_closed', ['user', 'view']],
]);
const REQUIRED_BY_COMMAND = ['team_id', 'user_id', 'channel_id'];
/** The events that are in a channel: https://docs.slack.dev/reference/events */
const IN_CHANNEL: ReadonlySet<string> = new Set(['message', 'app_mention']);

/** Checks that a delivery's body has the documented shape, for the fields that listeners read. */
export function isDelivery(body: unknown): boolean {
  const read = schema.safeParse(body);
  if (!read.success) return false;
  const { type, command } = read.data;
  const required = typeof command === 'string' ? REQUIRED_BY_COMMAND : (REQUIRED.get(type ?? '') ?? []);
  const { event } = read.data;
  if (event && IN_CHANNEL.has(event.type) && typeof event.channel !== 'string') return false;
  return required.every((field) => read.data[field] !== undefined && read.data[field] !== null);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * Parses the body of an HTTP delivery: JSON, a form, or JSON in a form's `payload`. Returns undefined if it is
 * malformed.
 */
export function readDelivery(raw: string, contentType: string | undefined): unknown {
  if (contentType !== 'application/x-www-form-urlencoded') return parsed(raw);
  const form = parse(raw);
  return typeof form.payload === 'string' ? parsed(form.payload) : form;
}

/**
 * Whether a body is Slack's test of the TLS certificate, which is unsigned:
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export const isCertificateCheck = (raw: string): boolean => parse(raw).ssl_check === '1';

/** Creates a function that logs a warning about malformed deliveries, at most once a minute. */
export const createMalformedWarner = (log: { warn(fields: object, message: string): void }): (() => void) =>
  atMostEvery(LOG_INTERVAL_MS, () =>
    log.warn({ surface: 'delivery' }, 'A delivery has not the shape that Slack documents, and was left out.'),
  );

/**
 * Acknowledges and drops deliveries of an unexpected shape, in Socket Mode and over HTTP. Listeners then read only
 * fields of the right type. An unacknowledged delivery would be sent again.
 */
export function dropMalformed(app: App, onMalformed: () => void): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (isDelivery(event.body)) return process(event);
    onMalformed();
    await event.ack();
  };
}
