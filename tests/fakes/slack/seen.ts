import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A message that a person sees in the workspace. */
export interface Seen {
  readonly method: string;
  readonly channel: string;
  /** The only person who sees it; null if the whole channel does. */
  readonly onlyFor: string | null;
  readonly thread: string | null;
  /** The message's ts; after a replacement, the replaced one's. */
  readonly ts: string;
  /** Whether it replaced the message whose button was pressed. */
  readonly replaced: boolean;
  readonly text: string;
  /** The payload as the app sent it. */
  readonly payload: Json;
  readonly blocks: readonly {
    readonly type: string;
    readonly elements?: readonly { readonly value?: string; readonly text?: { readonly text: string } }[];
  }[];
}

/** A fault injected into a call. */
export interface Fault {
  readonly status?: number;
  /** The response body beside the status. */
  readonly body?: string;
  readonly error?: string;
  readonly retryAfter?: number;
  /** The connection breaks instead of a response. */
  readonly cut?: true;
  /** The call takes effect and only its response is lost. */
  readonly after?: true;
  /** The response waits until this settles. */
  readonly until?: Promise<unknown>;
}

export type Json = Record<string, unknown>;

export const SECRET = 'the signing secret';
export const TEAM = 'T1';
export const BOT = 'UBOT';

/** Fields that a form carries as JSON. */
const STRUCTURED = new Set(['blocks', 'metadata', 'prompts', 'view']);

/** Returns a request's fields, from JSON or from a form. */
export async function bodyOf(request: IncomingMessage): Promise<Json> {
  let raw = '';
  for await (const part of request) raw += part;
  if (/json/.test(request.headers['content-type'] ?? '')) return JSON.parse(raw || '{}') as Json;
  const form = Object.fromEntries(new URLSearchParams(raw));
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, STRUCTURED.has(key) ? JSON.parse(value) : value]),
  );
}

/** Returns the headers with which Slack signs a delivery. */
export function signed(raw: string, at: number, secret = SECRET): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${raw}`).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': String(at) };
}

interface Control {
  readonly label: string;
  readonly value: string;
  /** The action_id of the element that it belongs to. */
  readonly action: string;
}

/**
 * Returns everything on a card that a person can press or choose: buttons, menu options, and thumbs by their
 * accessibility label.
 */
export function controlsOn({ blocks }: Seen): Control[] {
  const textOf = (part: unknown): string => (part as { text: { text: string } }).text.text;
  return blocks
    .flatMap(({ elements }) => (elements ?? []) as readonly Json[])
    .flatMap((element): Control[] => {
      const action = String(element.action_id);
      const options = (element.options ?? []) as { value: string }[];
      if (options.length > 0)
        return options.map((option) => ({ label: textOf(option), value: option.value, action }));
      const thumbs = [element.positive_button, element.negative_button] as {
        accessibility_label: string;
        value: string;
      }[];
      if (element.type === 'feedback_buttons')
        return thumbs.map(({ accessibility_label: label, value }) => ({ label, value, action }));
      return element.type === 'button'
        ? [{ label: textOf(element), value: String(element.value), action }]
        : [];
    });
}

/** Returns the value of a button, a menu option or a thumb on a card, by its label. */
export function buttonOn(card: Seen, label: string | RegExp): string {
  const all = controlsOn(card);
  const found = all.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
  if (!found) throw new Error(`no button ${label} among ${all.map((one) => one.label)}`);
  return found.value;
}
