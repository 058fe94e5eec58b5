import { escapeHtml } from '../../src/render/escapes.ts';
import { blocksHtml } from './draw.ts';
import type { Channel, Dialog } from './entry.ts';

type Filled = Readonly<Record<string, string | readonly string[]>>;

/** A form field, independent of the chat. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  readonly value: string;
  readonly placeholder: string;
  readonly longest: number;
  readonly options: readonly { readonly label: string; readonly value: string; readonly isChosen: boolean }[];
  readonly kind: 'text' | 'one' | 'many' | 'file';
}

const attribute = (name: string, value: string): string =>
  value === '' ? '' : ` ${name}="${escapeHtml(value)}"`;

function controlHtml(
  { kind, name, required, value, placeholder, longest, options }: Field,
  id: string,
): string {
  const isRequired = required ? ' required' : '';
  if (kind === 'text')
    return `<input type="text" id="${id}" name="${escapeHtml(name)}" maxlength="${longest}"${attribute('value', value)}${attribute('placeholder', placeholder)}${isRequired}>`;
  if (kind === 'file') return `<input type="file" id="${id}" data-file="${escapeHtml(name)}">`;
  const empty = required || options.some(({ isChosen }) => isChosen) ? '' : '<option value=""></option>';
  const made = options.map(
    (one) =>
      `<option${attribute('value', one.value)}${one.isChosen ? ' selected' : ''}>${escapeHtml(one.label)}</option>`,
  );
  return `<select id="${id}" name="${escapeHtml(name)}"${isRequired}>${empty}${made.join('')}</select>`;
}

/** Renders a choice of several options as checkboxes. */
function boxesHtml({ name, label, hint, options }: Field): string {
  const boxes = options.map(
    (one) =>
      `<label class="box"><input type="checkbox" name="${escapeHtml(name)}" data-many${attribute('value', one.value)}${one.isChosen ? ' checked' : ''}> ${escapeHtml(one.label)}</label>`,
  );
  return `<fieldset class="field"><legend>${escapeHtml(label)}</legend>${hintHtml(hint)}<div class="boxes">${boxes.join('')}</div></fieldset>`;
}

const hintHtml = (hint: string): string =>
  hint === '' ? '' : `<p class="field-hint">${escapeHtml(hint)}</p>`;

function fieldHtml(field: Field, at: number): string {
  if (field.kind === 'many') return boxesHtml(field);
  const id = `field-${at}`;
  const optional = field.required ? '' : ' <span class="optional">(optional)</span>';
  return `<div class="field"><label for="${id}">${escapeHtml(field.label)}${optional}</label>${controlHtml(field, id)}${hintHtml(field.hint)}</div>`;
}

interface Text {
  readonly text: string;
}
interface SlackOption {
  readonly text: Text;
  readonly value: string;
}
interface SlackInput {
  readonly type: string;
  readonly block_id: string;
  readonly optional?: boolean;
  readonly label: Text;
  readonly hint?: Text;
  readonly element: {
    readonly type: string;
    readonly options?: readonly SlackOption[];
    readonly initial_value?: string;
    readonly initial_option?: SlackOption;
    readonly initial_options?: readonly SlackOption[];
    readonly initial_conversation?: string;
    readonly placeholder?: Text;
    readonly max_length?: number;
  };
}
interface SlackView {
  readonly title: Text;
  readonly submit?: Text;
  readonly close?: Text;
  readonly blocks: readonly { readonly type: string }[];
}

const SLACK_KINDS: Readonly<Record<string, Field['kind']>> = {
  plain_text_input: 'text',
  multi_static_select: 'many',
  file_input: 'file',
};

function slackField(
  { block_id, optional, label, hint, element }: SlackInput,
  channels: readonly Channel[],
): Field {
  const { type, options = [], initial_option: one, initial_options: some = [] } = element;
  const chosen = new Set([...(one ? [one] : []), ...some].map(({ value }) => value));
  const isChannel = type === 'conversations_select';
  return {
    name: block_id,
    label: label.text,
    hint: hint?.text ?? '',
    required: optional !== true,
    value: element.initial_value ?? '',
    placeholder: element.placeholder?.text ?? '',
    longest: element.max_length ?? 3000,
    kind: SLACK_KINDS[type] ?? 'one',
    options: isChannel
      ? channels.map(({ id, label: name }) => ({
          ...{ label: `# ${name}`, value: id },
          isChosen: id === element.initial_conversation,
        }))
      : options.map(({ text, value }) => ({ label: text.text, value, isChosen: chosen.has(value) })),
  };
}

/** Renders a Slack modal: a form or a card. */
export function slackDialog(
  payload: unknown,
  channels: readonly Channel[],
): Dialog & { readonly html: string } {
  const { title, submit, close, blocks } = payload as SlackView;
  const inputs = blocks.filter(({ type }) => type === 'input') as unknown as readonly SlackInput[];
  const html =
    inputs.length > 0
      ? inputs.map((input, at) => fieldHtml(slackField(input, channels), at)).join('')
      : blocksHtml(blocks);
  return { title: title.text, submit: submit?.text ?? null, close: close?.text ?? 'Close', html };
}

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
interface DiscordModal {
  readonly title: string;
  readonly components: readonly {
    readonly label: string;
    readonly description?: string;
    readonly component: {
      readonly type: number;
      readonly custom_id: string;
      readonly required?: boolean;
      readonly value?: string;
      readonly placeholder?: string;
      readonly max_length?: number;
      readonly max_values?: number;
      readonly options?: readonly {
        readonly label: string;
        readonly value: string;
        readonly default?: boolean;
      }[];
    };
  }[];
}

function kindOf({
  type,
  max_values: most = 1,
}: DiscordModal['components'][number]['component']): Field['kind'] {
  if (type === TEXT_INPUT) return 'text';
  if (type === FILE_UPLOAD) return 'file';
  return most > 1 ? 'many' : 'one';
}

/** Renders a Discord modal: one label component per field. Discord's own buttons submit and close it. */
export function discordDialog(payload: unknown): Dialog & { readonly html: string } {
  const { title, components } = payload as DiscordModal;
  const fields = components.map(
    ({ label, description = '', component }): Field => ({
      name: component.custom_id,
      label,
      hint: description,
      required: component.required === true,
      value: component.value ?? '',
      placeholder: component.placeholder ?? '',
      longest: component.max_length ?? 4000,
      kind: kindOf(component),
      options: (component.options ?? []).map((one) => ({ ...one, isChosen: one.default === true })),
    }),
  );
  return { title, submit: 'Submit', close: 'Cancel', html: fields.map(fieldHtml).join('') };
}

/** Returns the submitted values as Discord sends them: a list for a select, a text for a text field. */
export function chosenAsLists(payload: unknown, filled: Filled): Filled {
  const { components } = payload as DiscordModal;
  const selects = new Set(
    components.flatMap(({ component }) => (component.type === TEXT_INPUT ? [] : [component.custom_id])),
  );
  return Object.fromEntries(
    Object.entries(filled).map(([name, value]) => [
      name,
      selects.has(name) ? [value].flat().filter((one) => one !== '') : value,
    ]),
  );
}
