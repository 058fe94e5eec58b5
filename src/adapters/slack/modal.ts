import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Values } from '../../chat/commands/command-spec.ts';
import type { Form, FormField } from '../../chat/setup/form.ts';
import { type Card, withoutPicture } from '../../domain/card.ts';
import type { Words } from '../../domain/words/en.ts';
import { literalSlack } from '../../render/escapes.ts';
import { fitText } from '../../render/truncate.ts';
import type { SlackFile } from './files.ts';
import { payloadOf } from './message-payload.ts';

/** A modal as the Web API expects it. https://docs.slack.dev/reference/views/modal-views */
export type ModalView = webApi.ViewsOpenArguments['view'] & { readonly type: 'modal' };

/** The state that Slack stores with a modal from opening to submission. It contains no secret. */
export interface ModalState {
  /** The form's id; absent if the modal shows a card. */
  readonly form?: string;
  /** The channel that the form is about; empty if it is about the workspace or the person chooses one. */
  readonly channel: string;
  /** Whether it was opened from the Home tab, which is then published again. */
  readonly home?: boolean;
  /** The language of whoever opened it; English by default. */
  readonly locale?: string;
}

const stateSchema = z.object({
  form: z.string().max(40).optional(),
  channel: z.string().regex(/^[A-Za-z0-9]{0,40}$/),
  home: z.boolean().optional(),
  locale: z.string().max(20).optional(),
});

/** Parses a modal's stored state. Returns null if it is not one of ours. */
export function readModalState(text: unknown): ModalState | null {
  try {
    const read = stateSchema.safeParse(JSON.parse(String(text)));
    return read.success ? (read.data as ModalState) : null;
  } catch {
    return null;
  }
}

const plain = (text: string, most: number) => ({
  ...({ type: 'plain_text', emoji: false } as const),
  text: fitText(literalSlack(text), most),
});

/** The action id of each input block's only element. */
const ELEMENT_ID = 'v';
const [LABEL, HINT, PLACEHOLDER, TITLE, BUTTON, OPTION, TEXT] = [2000, 2000, 150, 24, 24, 75, 3000];

/** The endings of files that are read. */
const READ_FILE_TYPES = ['pdf', 'docx', 'txt', 'md', 'html', 'htm', 'eml'] as const;

const optionOf = ({ label, value }: { readonly label: string; readonly value: string }) => ({
  text: plain(label, OPTION),
  value,
});

function elementOf({ kind, value, options = [], placeholder, longest }: FormField) {
  const id = { action_id: ELEMENT_ID };
  const chosen = value?.split(',') ?? [];
  const initial = options.filter((option) => chosen.includes(option.value)).map(optionOf);
  switch (kind) {
    case 'text':
      return {
        ...{ type: 'plain_text_input' as const, ...id },
        max_length: Math.min(longest ?? TEXT, TEXT),
        ...(value ? { initial_value: value.slice(0, Math.min(longest ?? TEXT, TEXT)) } : {}),
        ...(placeholder ? { placeholder: plain(placeholder, PLACEHOLDER) } : {}),
      };
    case 'choice':
      return {
        ...{ type: 'static_select' as const, ...id, options: options.map(optionOf) },
        ...(initial[0] ? { initial_option: initial[0] } : {}),
      };
    case 'choices':
      return {
        ...{ type: 'multi_static_select' as const, ...id, options: options.map(optionOf) },
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      };
    case 'file':
      return { ...{ type: 'file_input' as const, ...id }, filetypes: [...READ_FILE_TYPES], max_files: 1 };
    case 'channel':
      return {
        ...{ type: 'conversations_select' as const, ...id },
        filter: { include: ['public' as const, 'private' as const], exclude_bot_users: true },
        ...(value ? { initial_conversation: value } : {}),
      };
  }
}

/** Renders a form as a modal with one input block per field. */
export function formView({ title, submit, fields }: Form, state: ModalState, { form }: Words): ModalView {
  return {
    type: 'modal',
    callback_id: 'setup',
    private_metadata: JSON.stringify(state),
    title: plain(title, TITLE),
    submit: plain(submit, BUTTON),
    close: plain(form.cancel, BUTTON),
    blocks: fields.map((field) => ({
      type: 'input' as const,
      block_id: field.name,
      optional: field.required !== true,
      label: plain(field.label, LABEL),
      ...(field.hint ? { hint: plain(field.hint, HINT) } : {}),
      element: elementOf(field),
    })),
  };
}

/**
 * Removes what only messages have: tables become lists, and feedback thumbs are dropped. A picture that Slack cannot
 * load would keep the modal from opening.
 */
const withoutMessageOnlyParts = (card: Card): Card => ({
  ...withoutPicture(card),
  sections: card.sections.map(({ columns: _, ...section }) => section),
  actions: card.actions.filter(({ verb }) => !['up', 'down', 'share', 'form'].includes(verb)),
});

/** Renders a card as a modal: the result of a form or of a Home tab button. */
export function cardView(card: Card, state: ModalState, { form }: Words): ModalView {
  return {
    type: 'modal',
    callback_id: 'card',
    private_metadata: JSON.stringify({ channel: state.channel, home: state.home ?? false }),
    title: plain('Readout', TITLE),
    close: plain(form.close, BUTTON),
    blocks: payloadOf(withoutMessageOnlyParts(card)).blocks,
  };
}

/** Renders the placeholder shown while the answer is computed. */
export function placeholderView(state: ModalState, { form }: Words): ModalView {
  return {
    type: 'modal',
    callback_id: 'card',
    private_metadata: JSON.stringify(state),
    title: plain('Readout', TITLE),
    close: plain(form.close, BUTTON),
    blocks: [{ type: 'section', text: plain(form.working, TEXT) }],
  };
}

const option = z.looseObject({ value: z.string() });
const element = z.looseObject({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_conversation: z.string().nullish(),
  files: z.array(z.looseObject({ id: z.string().optional() })).nullish(),
});
const submitted = z.record(z.string(), z.record(z.string(), element));

/** Reads the submitted values by field name. Multiple choices are joined by commas. Malformed fields are skipped. */
export function valuesIn(state: unknown): Values {
  const read = submitted.safeParse(state);
  if (!read.success) return {};
  return Object.fromEntries(
    Object.entries(read.data).flatMap(([name, elements]) => {
      const { value, selected_option, selected_options, selected_conversation } = elements[ELEMENT_ID] ?? {};
      const chosen = selected_options?.map((one) => one.value).join(',');
      const filled = value ?? selected_option?.value ?? chosen ?? selected_conversation;
      return filled ? [[name, filled] as const] : [];
    }),
  );
}

/** Reads the uploaded files of all file fields. */
export function filesIn(state: unknown): SlackFile[] {
  const read = submitted.safeParse(state);
  if (!read.success) return [];
  return Object.values(read.data).flatMap((elements) => (elements[ELEMENT_ID]?.files ?? []) as SlackFile[]);
}
