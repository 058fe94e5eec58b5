export type Json = Record<string, unknown>;

/** Something that a person sees. */
export interface Seen {
  readonly how: 'reply' | 'edit' | 'follow-up' | 'message' | 'choices';
  readonly channel: string;
  /** Who alone sees it; null where the channel does. */
  readonly onlyFor: string | null;
  readonly payload: Json;
  /** All text in it, for reading. */
  readonly text: string;
  /** The message that it replies to. */
  readonly repliesTo: string | null;
  readonly id: string;
}

export interface Fault {
  readonly status: number;
  readonly body?: Json;
  readonly retryAfter?: number;
}

export interface Asked {
  readonly channel: string;
  readonly person: string;
  answered: boolean;
  ephemeral: boolean;
}

export const APP = '900000000000000001';
export const GUILD = '800000000000000001';
export const CHANNEL = '700000000000000001';
export const EPHEMERAL = 64;

/** All text of a payload as a reader sees it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, inner]) =>
      (key === 'content' || key === 'label') && typeof inner === 'string'
        ? `${inner.replace(/\\([^\w\s])/g, '$1')}\n`
        : textOf(inner),
    )
    .join('');
}

/** A person or a bot as the gateway tells of them. */
export const user = (id: string, bot = false): Json => ({
  id,
  username: `user${id}`,
  global_name: null,
  discriminator: '0',
  avatar: null,
  bot,
  public_flags: 0,
});

/** The custom id of a button on a seen card, by its label. */
export function buttonOn({ payload }: Seen, label: string | RegExp): string {
  const all = (value: unknown): Json[] =>
    Array.isArray(value)
      ? value.flatMap(all)
      : typeof value === 'object' && value !== null
        ? [value as Json, ...Object.values(value).flatMap(all)]
        : [];
  const found = all(payload.components).find(
    (one) =>
      one.type === 2 && (typeof label === 'string' ? one.label === label : label.test(String(one.label))),
  );
  if (!found) throw new Error(`no button ${label}`);
  return String(found.custom_id);
}
