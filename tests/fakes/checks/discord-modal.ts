// Checks modals as Discord does. Written from its docs and compared with its OpenAPI
// (ModalInteractionCallbackRequestData).
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isText = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most;
const within = (value: unknown, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);

function textInputFaults(input: Json): string[] {
  const { custom_id: id, style, value, placeholder, min_length: least, max_length: most, label } = input;
  return [
    ...(isText(id, 1, 100) ? [] : ['text input: custom_id']),
    ...(style === 1 || style === 2 ? [] : ['text input: style']),
    ...(value === undefined || isText(value, 0, Number(most ?? 4000)) ? [] : ['text input: value']),
    ...(placeholder === undefined || isText(placeholder, 0, 100) ? [] : ['text input: placeholder']),
    ...(within(least, 0, 4000) && within(most, 1, 4000) ? [] : ['text input: length']),
    // Inside a label component, the input has no label of its own.
    ...(label === undefined ? [] : ['text input: label']),
  ];
}

function selectFaults(select: Json): string[] {
  const {
    custom_id: id,
    options: given,
    placeholder,
    min_values: least,
    max_values: most,
    required,
  } = select;
  const options = list(given).map((one) => (isObject(one) ? one : {}));
  const chosen = options.filter((option) => option.default === true).length;
  return [
    ...(isText(id, 1, 100) ? [] : ['select: custom_id']),
    ...(options.length >= 1 && options.length <= 25 ? [] : [`select of ${options.length}`]),
    ...(options.every(({ label, value }) => isText(label, 1, 100) && isText(value, 1, 100))
      ? []
      : ['select: option']),
    ...(options.every(({ description }) => description === undefined || isText(description, 0, 100))
      ? []
      : ['select: description']),
    ...(new Set(options.map(({ value }) => value)).size < options.length ? ['select: same value twice'] : []),
    ...(placeholder === undefined || isText(placeholder, 0, 150) ? [] : ['select: placeholder']),
    ...(within(least, 0, 25) && within(most, 1, 25) ? [] : ['select: values']),
    ...(Number(most ?? 1) <= options.length ? [] : ['select: max_values over its options']),
    ...(chosen <= Number(most ?? 1) ? [] : ['select: more defaults than max_values']),
    ...(required !== true || Number(least ?? 1) >= 1 ? [] : ['select: required with min_values 0']),
  ];
}

/** https://docs.discord.com/developers/components/reference#file-upload */
function uploadFaults({ custom_id: id, min_values: least, max_values: most, required }: Json): string[] {
  return [
    ...(isText(id, 1, 100) ? [] : ['file upload: custom_id']),
    ...(within(least, 0, 10) && within(most, 1, 10) ? [] : ['file upload: values']),
    ...(required === false || Number(least ?? 1) >= 1 ? [] : ['file upload: required with min_values 0']),
  ];
}

function labelFaults(label: unknown): string[] {
  if (!isObject(label)) return ['modal: component'];
  const { type, label: text, description, component } = label;
  if (type !== 18) return [`modal: component of type ${String(type)}`];
  if (!isObject(component)) return ['label: no component'];
  return [
    ...(isText(text, 1, 45) ? [] : ['label: label']),
    ...(description === undefined || isText(description, 1, 100) ? [] : ['label: description']),
    ...(component.type === 4
      ? textInputFaults(component)
      : component.type === 3
        ? selectFaults(component)
        : component.type === 19
          ? uploadFaults(component)
          : [`label: component of type ${String(component.type)}`]),
  ];
}

/** Returns every reason for which Discord would refuse a modal. */
export function discordModalFaults(modal: unknown): string[] {
  if (!isObject(modal)) return ['no modal'];
  const components = list(modal.components);
  const ids = components.flatMap((one) =>
    isObject(one) && isObject(one.component) ? [one.component.custom_id] : [],
  );
  return [
    ...(isText(modal.custom_id, 1, 100) ? [] : ['modal: custom_id']),
    ...(isText(modal.title, 1, 45) ? [] : ['modal: title']),
    ...(components.length >= 1 && components.length <= 5 ? [] : [`modal of ${components.length} components`]),
    ...(new Set(ids).size < ids.length ? ['modal: duplicate custom_id'] : []),
    ...components.flatMap(labelFaults),
  ];
}
