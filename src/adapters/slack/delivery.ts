import { parse } from 'node:querystring';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { atMostEvery } from '../../domain/at-most-every.ts';

/** In milliseconds. */
const TOLD_EVERY_MS = 60_000;

/** Slack's ids: letters and digits. A form that gives a field twice makes an array of it, which is none. */
const id = z.string().regex(/^[A-Za-z0-9]{1,40}$/);
const text = z.string();
/** A message's id: https://docs.slack.dev/reference/events/message */
const ts = z.string().regex(/^[\d.]{1,40}$/);
const withId = z.looseObject({ id });

/** The fields that the listeners read, each of its type where it is given. All others pass as they are. */
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

/** What a delivery of each type cannot be without: https://docs.slack.dev/reference/interaction-payloads */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['event_callback', ['event']],
  ['block_actions', ['user', 'actions']],
  ['block_suggestion', ['user']],
  ['message_action', ['user', 'channel', 'message']],
  ['shortcut', ['user']],
  ['view_submission', ['user', 'view']],
  ['view_closed', ['user', 'view']],
]);
const REQUIRED_OF_COMMAND = ['team_id', 'user_id', 'channel_id'];

/** Whether a delivery's body has the shape that Slack documents, as far as anything here reads it. */
export function isDelivery(body: unknown): boolean {
  const read = schema.safeParse(body);
  if (!read.success) return false;
  const { type, command } = read.data;
  const required = typeof command === 'string' ? REQUIRED_OF_COMMAND : (REQUIRED.get(type ?? '') ?? []);
  return required.every((field) => read.data[field] !== undefined && read.data[field] !== null);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The body of a delivery by HTTP: JSON, a form, or JSON in a form's `payload`. Undefined if it is malformed. */
export function readDelivery(raw: string, contentType: string | undefined): unknown {
  if (contentType !== 'application/x-www-form-urlencoded') return parsed(raw);
  const form = parse(raw);
  return typeof form.payload === 'string' ? parsed(form.payload) : form;
}

/** A test of the certificate. Slack sends it without a signature: https://docs.slack.dev/interactivity/implementing-slash-commands */
export const isCertificateCheck = (raw: string): boolean => parse(raw).ssl_check === '1';

/** Tells of malformed deliveries, at most once a minute. */
export const malformedTeller = (log: { warn(fields: object, message: string): void }): (() => void) =>
  atMostEvery(TOLD_EVERY_MS, () =>
    log.warn({ surface: 'delivery' }, 'A delivery has not the shape that Slack documents, and was left out.'),
  );

/**
 * Acknowledges what is no delivery of Slack's shape and goes no further with it, whichever way it came: a listener reads only
 * fields of the right type. Without the acknowledgement Slack would send it again.
 */
export function dropMalformed(app: App, onMalformed: () => void): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (isDelivery(event.body)) return process(event);
    onMalformed();
    await event.ack();
  };
}
