// Checks messages as Discord does ("Invalid Form Body"). Written from its docs, independently of src/render/limits.ts,
// and compared with its OpenAPI.

import { embedsFaults } from './discord-embeds.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const V2 = 32_768;

function buttonFaults(button: Json): string[] {
  const { label, custom_id: id, style, url } = button;
  const isLink = style === 5;
  return [
    ...(typeof label !== 'string' || label.length < 1 || label.length > 80 ? ['button: label'] : []),
    ...(isLink
      ? typeof url === 'string' && url.length <= 512 && id === undefined
        ? []
        : ['button: url']
      : typeof id !== 'string' || id.length < 1 || id.length > 100
        ? ['button: custom_id']
        : []),
    ...([1, 2, 3, 4, 5].includes(Number(style)) ? [] : ['button: style']),
  ];
}

function menuFaults({ custom_id: id, options: given, placeholder }: Json): string[] {
  const short = (text: unknown, most: number): boolean =>
    typeof text === 'string' && text.length >= 1 && text.length <= most;
  const options = list(given).map((one) => (isObject(one) ? one : {}));
  return [
    ...(short(id, 100) ? [] : ['menu: custom_id']),
    ...(placeholder === undefined || (typeof placeholder === 'string' && placeholder.length <= 150)
      ? []
      : ['menu: placeholder']),
    ...(options.length >= 1 && options.length <= 25 ? [] : [`menu of ${options.length}`]),
    ...(options.every(({ label, value }) => short(label, 100) && short(value, 100)) ? [] : ['menu: option']),
    ...(options.every(({ description }) => description === undefined || short(description, 100))
      ? []
      : ['menu: description']),
    ...(new Set(options.map(({ value }) => value)).size < options.length ? ['menu: same value twice'] : []),
  ];
}

/** Returns the faults of what stands beside a section: a thumbnail or a button. */
function accessoryFaults(accessory: unknown): string[] {
  if (!isObject(accessory)) return ['section: accessory'];
  if (accessory.type === 2) return buttonFaults(accessory);
  if (accessory.type !== 11) return [`section: accessory of type ${String(accessory.type)}`];
  const { media, description } = accessory;
  const url = isObject(media) ? media.url : undefined;
  const isText = typeof description === 'string' && description.length >= 1 && description.length <= 1024;
  return [
    ...(typeof url === 'string' && /^(?:https?|attachment):\/\/[^\s/]/.test(url) && url.length <= 2048
      ? []
      : ['thumbnail: media']),
    ...(description === undefined || description === null || isText ? [] : ['thumbnail: description']),
  ];
}

function componentFaults(component: unknown, v2: boolean, inside: boolean): string[] {
  if (!isObject(component)) return ['component'];
  const inner = list(component.components);
  switch (component.type) {
    case 1:
      if (inner.length < 1 || inner.length > 5) return [`row of ${inner.length}`];
      return inner.flatMap((one) =>
        isObject(one) && one.type === 2
          ? buttonFaults(one)
          : isObject(one) && one.type === 3 && inner.length === 1
            ? menuFaults(one)
            : ['row: child'],
      );
    case 10:
      if (!v2) return ['text display without the v2 flag'];
      return typeof component.content === 'string' &&
        component.content.length >= 1 &&
        component.content.length <= 4000
        ? []
        : ['text display: content'];
    case 9:
      if (!v2) return ['section without the v2 flag'];
      return [
        ...(inner.length < 1 || inner.length > 3 ? [`section of ${inner.length}`] : []),
        ...inner.flatMap((one) =>
          isObject(one) && one.type === 10 ? componentFaults(one, v2, true) : ['section: child'],
        ),
        ...accessoryFaults(component.accessory),
      ];
    case 14:
      return v2 ? [] : ['separator without the v2 flag'];
    case 17:
      if (!v2 || inside) return ['container'];
      if (Number(component.accent_color ?? 0) > 0xff_ffff) return ['container: accent_color'];
      return inner.length === 0
        ? ['container: empty']
        : inner.flatMap((one) => componentFaults(one, v2, true));
    default:
      return [`component of type ${String(component.type)}`];
  }
}

/** Checks the numeric ids of components: at most 31 bits, and unique. */
function idFaults(all: readonly Json[]): string[] {
  const ids = all.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const sound = ids.every((id) => Number.isInteger(id) && Number(id) >= 0 && Number(id) < 2 ** 31);
  return [
    ...(sound ? [] : ['component: id']),
    ...(new Set(ids).size < ids.length ? ['duplicate component id'] : []),
  ];
}

const flat = (components: readonly unknown[]): Json[] =>
  components.flatMap((one) =>
    isObject(one)
      ? [one, ...flat(list(one.components)), ...(one.accessory ? flat([one.accessory]) : [])]
      : [],
  );

/** Returns every reason for which Discord would refuse a message, and reports a missing guard against pings. */
export function discordPayloadFaults(payload: unknown): string[] {
  if (!isObject(payload)) return ['no payload'];
  const components = list(payload.components);
  const embeds = list(payload.embeds);
  const v2 = (Number(payload.flags ?? 0) & V2) !== 0;
  const all = flat(components);
  const ids = all.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
  const text = all.reduce(
    (sum, { type, content }) => sum + (type === 10 && typeof content === 'string' ? content.length : 0),
    0,
  );
  const { content, allowed_mentions: mentions } = payload;
  const parse = isObject(mentions) ? mentions.parse : undefined;
  return [
    ...(Array.isArray(parse) && parse.length === 0 ? [] : ['allowed_mentions']),
    ...(v2 && (content !== undefined || embeds.length > 0) ? ['content or embeds with the v2 flag'] : []),
    ...(v2
      ? all.length > 40
        ? [`${all.length} components of 40`]
        : []
      : components.length > 5
        ? ['rows']
        : []),
    ...(text > 4000 ? [`${text} characters of 4000`] : []),
    ...(typeof content === 'string' && content.length > 2000 ? ['content over 2000'] : []),
    ...(!v2 && !content && embeds.length === 0 ? ['Cannot send an empty message'] : []),
    ...(v2 && components.length === 0 ? ['Cannot send an empty message'] : []),
    ...embedsFaults(embeds),
    ...idFaults(all),
    ...components.flatMap((one) => componentFaults(one, v2, false)),
    ...(new Set(ids).size < ids.length ? ['duplicate custom_id'] : []),
  ];
}
