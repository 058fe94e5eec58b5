// Checks block elements as Slack does; https://docs.slack.dev/reference/block-kit/block-elements

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the fault of a text object of at most `most` characters; empty if it has none. */
export function textFault(value: unknown, most: number, what: string, plain = false): string[] {
  if (!isObject(value)) return [`${what}: no text object`];
  const { type, text } = value;
  if (type !== 'plain_text' && type !== 'mrkdwn') return [`${what}: text of type ${String(type)}`];
  if (plain && type !== 'plain_text') return [`${what}: text must be plain_text`];
  if (typeof text !== 'string' || text.length === 0) return [`${what}: empty text`];
  return text.length > most ? [`${what}: ${text.length} characters of ${most}`] : [];
}

const over = (value: unknown, most: number, what: string): string[] =>
  value === undefined || (typeof value === 'string' && value.length <= most) ? [] : [what];

function buttonFaults(button: Json): string[] {
  const { value, url, style, accessibility_label: label } = button;
  return [
    ...textFault(button.text, 75, 'button', true),
    ...over(value, 2000, 'button: value'),
    ...over(url, 3000, 'button: url'),
    ...over(label, 75, 'button: accessibility_label'),
    ...(style === undefined || style === 'primary' || style === 'danger' ? [] : ['button: style']),
  ];
}

/** The most options of each kind of menu. */
const MENUS: Readonly<Record<string, number>> = {
  static_select: 100,
  multi_static_select: 100,
  overflow: 5,
  radio_buttons: 10,
  checkboxes: 10,
};

function menuFaults({ type, options, placeholder }: Json): string[] {
  const most = MENUS[String(type)]!;
  const all = Array.isArray(options) ? options : [];
  const plain = ['static_select', 'multi_static_select', 'overflow'].includes(String(type));
  return [
    ...(all.length >= 1 && all.length <= most ? [] : [`${type}: ${all.length} options of ${most}`]),
    ...all.flatMap((option) =>
      isObject(option)
        ? [
            ...textFault(option.text, 75, 'option', plain),
            ...(typeof option.value === 'string'
              ? over(option.value, 75, 'option: value')
              : ['option: value']),
            ...(option.description === undefined
              ? []
              : textFault(option.description, 75, 'option: description', plain)),
          ]
        : ['option'],
    ),
    ...(placeholder === undefined ? [] : textFault(placeholder, 150, `${type}: placeholder`, true)),
  ];
}

function feedbackFaults({ positive_button: up, negative_button: down }: Json): string[] {
  return [up, down].flatMap((thumb) => {
    if (!isObject(thumb)) return ['feedback_buttons: thumb'];
    const { value, accessibility_label: label } = thumb;
    return [
      ...textFault(thumb.text, 75, 'feedback_buttons', true),
      ...(typeof value === 'string'
        ? over(value, 2000, 'feedback_buttons: value')
        : ['feedback_buttons: value']),
      ...over(label, 75, 'feedback_buttons: accessibility_label'),
    ];
  });
}

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
function imageFaults({ image_url: url, alt_text: alt }: Json): string[] {
  const isAddress = typeof url === 'string' && /^https?:\/\/[^\s/]/.test(url);
  return [
    ...(isAddress && url.length <= 3000 ? [] : ['image: image_url']),
    ...(typeof alt === 'string' && alt.length >= 1 && alt.length <= 2000 ? [] : ['image: alt_text']),
  ];
}

/** Returns the faults of what stands beside a section: a picture or an interactive element. */
export const accessoryFaults = (element: unknown): string[] =>
  isObject(element) && element.type === 'image' ? imageFaults(element) : elementFaults(element);

/** Returns the fault of an element in a `context_actions` block, the only block that takes feedback buttons. */
export function contextElementFaults(element: unknown): string[] {
  if (!isObject(element)) return ['element'];
  return element.type === 'feedback_buttons'
    ? feedbackFaults(element)
    : [`context_actions: element of type ${String(element.type)}`];
}

/** Elements of which this check knows only the name. */
const OTHERS = /^(?:external|users|conversations|channels)_select$|^(?:date|time|datetime)picker$/;

/** Returns the faults of an interactive element in an `actions` block or beside a section. */
export function elementFaults(element: unknown): string[] {
  if (!isObject(element)) return ['element'];
  const { type, action_id: id } = element;
  const named = typeof id === 'string' && id.length > 0 && id.length <= 255;
  const faults = named ? [] : [`${String(type)}: action_id`];
  if (type === 'button') return [...faults, ...buttonFaults(element)];
  if (MENUS[String(type)] !== undefined) return [...faults, ...menuFaults(element)];
  return OTHERS.test(String(type)) ? faults : [`element of type ${String(type)}`];
}

const isOption = (one: unknown, options: unknown): boolean =>
  Array.isArray(options) && options.some((option) => JSON.stringify(option) === JSON.stringify(one));

/** Returns the fault of a menu's initial option, which must equal one of its options exactly. */
function initialFaults({ type, options, initial_option: one, initial_options: several }: Json): string[] {
  const all = Array.isArray(several) ? several : [];
  return [
    ...(one === undefined || isOption(one, options) ? [] : [`${type}: initial_option`]),
    ...(several === undefined || (all.length > 0 && all.every((each) => isOption(each, options)))
      ? []
      : [`${type}: initial_options`]),
  ];
}

function textInputFaults({ initial_value: value, max_length: most, placeholder }: Json): string[] {
  return [
    ...(most === undefined || (Number(most) >= 1 && Number(most) <= 3000)
      ? []
      : ['plain_text_input: max_length']),
    ...over(value, Number(most ?? 3000), 'plain_text_input: initial_value'),
    ...(placeholder === undefined ? [] : textFault(placeholder, 150, 'plain_text_input: placeholder', true)),
  ];
}

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
function fileInputFaults({ filetypes, max_files: most }: Json): string[] {
  const isEnding = (one: unknown): boolean => typeof one === 'string' && /^[a-z\d]+$/.test(one);
  return [
    ...(filetypes === undefined || (Array.isArray(filetypes) && filetypes.every(isEnding))
      ? []
      : ['file_input: filetypes']),
    ...(most === undefined || (Number(most) >= 1 && Number(most) <= 10) ? [] : ['file_input: max_files']),
  ];
}

/** Returns the faults of an input block's element. https://docs.slack.dev/reference/block-kit/block-elements */
export function inputElementFaults(element: unknown): string[] {
  if (!isObject(element)) return ['input: element'];
  const { type, action_id: id } = element;
  const faults = typeof id === 'string' && id.length > 0 && id.length <= 255 ? [] : ['input: action_id'];
  if (type === 'plain_text_input') return [...faults, ...textInputFaults(element)];
  if (type === 'file_input') return [...faults, ...fileInputFaults(element)];
  if (type === 'button' || type === 'overflow') return [`input: element of type ${String(type)}`];
  return [...elementFaults(element), ...initialFaults(element)];
}
