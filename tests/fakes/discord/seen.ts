export type Json = Record<string, unknown>;

/** A REST response: a status and a body. */
export type Answer = readonly [status: number, body: Json | unknown[] | null];

export const refusal = (status: number, code: number, message: string): Answer => [status, { code, message }];

/** A message or modal that a person sees. */
export interface Seen {
  readonly how: 'reply' | 'edit' | 'update' | 'follow-up' | 'message' | 'choices' | 'reaction' | 'modal';
  readonly channel: string;
  /** The only person who sees it; null if the whole channel does. */
  readonly onlyFor: string | null;
  readonly payload: Json;
  /** All of its text. */
  readonly text: string;
  /** The message that it replies to. */
  readonly repliesTo: string | null;
  /** An `update` has the id of the message that it changed. */
  readonly id: string;
}

/** A fault injected into one request. */
export interface Fault {
  /** The status of the refusal; 0 with `cut`. */
  readonly status: number;
  readonly body?: Json;
  readonly retryAfter?: number;
  /** The request takes effect and only its answer is lost. */
  readonly after?: boolean;
  /** The connection breaks instead of an answer. */
  readonly cut?: boolean;
}

export interface PendingInteraction {
  readonly channel: string;
  readonly person: string;
  /** When the interaction began, in milliseconds. Its time limits count from here. */
  readonly at: number;
  answered: boolean;
  /** Whether it is deferred and not answered yet. */
  pending: boolean;
  ephemeral: boolean;
  /** Whether it is deferred in order to change the message whose button was pressed. */
  updates: boolean;
  /** The message whose button was pressed. */
  readonly on: Json | null;
  /** The id of the first response's message. */
  original: string | null;
}

export const APP = '900000000000000001';
export const GUILD = '800000000000000001';
export const CHANNEL = '700000000000000001';
export const EPHEMERAL = 64;

/** Returns all text of a payload. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, inner]) =>
      (key === 'content' || key === 'label') && typeof inner === 'string'
        ? `${inner.replace(/(?<!\\)\*\*/g, '').replace(/\\([^\w\s])/g, '$1')}\n`
        : textOf(inner),
    )
    .join('');
}

/** A person or a bot as in gateway events. */
export const user = (id: string, bot = false): Json => ({
  id,
  username: `user${id}`,
  global_name: null,
  discriminator: '0',
  avatar: null,
  avatar_decoration_data: null,
  clan: null,
  collectibles: null,
  display_name_styles: null,
  primary_guild: null,
  ...(bot ? { bot } : {}),
  public_flags: 0,
});

const partsOf = (value: unknown): Json[] =>
  Array.isArray(value)
    ? value.flatMap(partsOf)
    : typeof value === 'object' && value !== null
      ? [value as Json, ...Object.values(value).flatMap(partsOf)]
      : [];

/** Returns the custom id or value of a button or menu option, by its label. */
export function buttonOn({ payload }: Seen, label: string | RegExp): string {
  const parts = partsOf(payload.components).filter(({ label: text }) => typeof text === 'string');
  const found = parts.find(({ label: text }) =>
    typeof label === 'string' ? text === label : label.test(String(text)),
  );
  if (!found) throw new Error(`no button ${label} among ${parts.map(({ label: text }) => text)}`);
  return String(found.custom_id ?? found.value);
}

/** Returns the menu of a card: its custom id and its options. */
export function menuOn({ payload }: Seen): {
  readonly customId: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
} {
  const found = partsOf(payload.components).find(({ type }) => type === 3);
  if (!found) throw new Error('no menu');
  return {
    customId: String(found.custom_id),
    options: found.options as { label: string; value: string }[],
  };
}
