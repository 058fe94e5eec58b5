import {
  type APIModalInteractionResponseCallbackData,
  type Attachment,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Values } from '../../chat/commands/command-spec.ts';
import type { Form, FormField } from '../../chat/setup/form.ts';
import { fitText } from '../../render/truncate.ts';

/** Limits of modals, in characters: https://docs.discord.com/developers/components/reference#label */
const [TITLE, LABEL, DESCRIPTION, PLACEHOLDER, OPTION, TEXT] = [45, 45, 100, 100, 100, 4000];
/** The most labels in one modal. */
const MAX_FIELDS = 5;

/** The prefix of a modal's custom id; the form's id follows it. */
const PREFIX = 'form~';

/** Returns the form id of a submitted modal, or null if it is not one of ours. */
export const formIn = (customId: string): string | null =>
  customId.startsWith(PREFIX) ? customId.slice(PREFIX.length) : null;

function componentOf({ name, kind, value, options = [], placeholder, required = false, longest }: FormField) {
  if (kind === 'text' || kind === 'channel') {
    const most = Math.min(longest ?? TEXT, TEXT);
    return {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style: TextInputStyle.Short as const,
      required,
      max_length: most,
      ...(value ? { value: value.slice(0, most) } : {}),
      ...(placeholder ? { placeholder: fitText(placeholder, PLACEHOLDER) } : {}),
    };
  }
  if (kind === 'file')
    return {
      ...{ type: ComponentType.FileUpload as const, custom_id: name, required },
      ...{ min_values: required ? 1 : 0, max_values: 1 },
    };
  const chosen = value?.split(',') ?? [];
  return {
    type: ComponentType.StringSelect as const,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: kind === 'choices' ? options.length : 1,
    options: options.map((option) => ({
      label: fitText(option.label, OPTION),
      value: option.value,
      ...(chosen.includes(option.value) ? { default: true } : {}),
    })),
  };
}

/**
 * Renders a form as a modal with one label and component per field.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export function modalOf({ id, title, fields }: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: `${PREFIX}${id}`,
    title: fitText(title, TITLE),
    components: fields.slice(0, MAX_FIELDS).map((field) => ({
      type: ComponentType.Label as const,
      label: fitText(field.label, LABEL),
      ...(field.hint ? { description: fitText(field.hint, DESCRIPTION) } : {}),
      component: componentOf(field),
    })),
  };
}

/** Reads the submitted values by field name. Multiple choices are joined by commas. */
export function valuesIn({ fields }: ModalSubmitInteraction): Values {
  return Object.fromEntries(
    [...fields.fields.values()].flatMap((field): (readonly [string, string])[] => {
      if (field.type === ComponentType.TextInput) return field.value ? [[field.customId, field.value]] : [];
      if (field.type !== ComponentType.StringSelect || field.values.length === 0) return [];
      return [[field.customId, field.values.join(',')]];
    }),
  );
}

/** Reads the uploaded files of all file fields. */
export const uploadsIn = ({ fields }: ModalSubmitInteraction): Attachment[] =>
  [...fields.fields.values()].flatMap((field) =>
    field.type === ComponentType.FileUpload ? [...(field.attachments?.values() ?? [])] : [],
  );
