// Checks messages and views as Slack does. Written from its docs, independently of src/render/limits.ts, so that each
// checks the other.

import {
  accessoryFaults,
  contextElementFaults,
  elementFaults,
  inputElementFaults,
  textFault,
} from './slack-elements.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function richFaults(element: unknown): string[] {
  if (!isObject(element)) return ['rich_text: element'];
  const inner = list(element.elements);
  if (element.type === 'rich_text_list')
    return inner.length === 0 ? ['rich_text_list: empty'] : inner.flatMap(richFaults);
  if (!['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(element.type)))
    return [`rich_text: ${String(element.type)}`];
  if (inner.length === 0) return ['rich_text_section: empty'];
  return inner.flatMap((part) => {
    if (!isObject(part)) return ['rich_text: part'];
    if (part.type === 'text')
      return typeof part.text === 'string' && part.text.length > 0 ? [] : ['rich_text: empty text'];
    if (part.type === 'link')
      return typeof part.url === 'string' && /^https?:/.test(part.url) ? [] : ['rich_text: link'];
    if (part.type === 'user') return /^[UW]\w+$/.test(String(part.user_id)) ? [] : ['rich_text: user'];
    if (part.type === 'channel')
      return /^[CG]\w+$/.test(String(part.channel_id)) ? [] : ['rich_text: channel'];
    return [`rich_text: ${String(part.type)}`];
  });
}

function cellFaults(cell: unknown, isHead: boolean): string[] {
  if (!isObject(cell)) return ['data_table: cell'];
  const { type, text, value } = cell;
  if (type === 'rich_text')
    return isHead ? ['data_table: rich head'] : list(cell.elements).flatMap(richFaults);
  const hasText = typeof text === 'string' && text.length > 0;
  if (type === 'raw_text') return hasText ? [] : ['data_table: empty cell'];
  return type === 'raw_number' && hasText && typeof value === 'number' ? [] : [`data_table: ${String(type)}`];
}

/** https://docs.slack.dev/reference/block-kit/blocks/data-table-block */
function tableFaults({ rows: given, caption, page_size: size = 5 }: Json): string[] {
  const rows = list(given).map(list);
  const characters = JSON.stringify(rows.flat().map((cell) => (isObject(cell) ? cell.text : ''))).length;
  return [
    ...(typeof caption === 'string' && caption !== '' ? [] : ['data_table: caption']),
    ...(rows.length >= 2 && rows.length <= 101 ? [] : [`data_table: ${rows.length} rows`]),
    ...(rows.every((row) => row.length > 0 && row.length <= 20 && row.length === rows[0]!.length)
      ? []
      : ['data_table: columns']),
    ...(Number(size) >= 1 && Number(size) <= 100 ? [] : ['data_table: page_size']),
    ...(characters > 10_000 ? ['data_table: characters'] : []),
    ...rows.flatMap((row, at) => row.flatMap((cell) => cellFaults(cell, at === 0))),
  ];
}

function blockFaults(block: unknown): string[] {
  if (!isObject(block)) return ['a block is no object'];
  const elements = list(block.elements);
  if (typeof block.block_id === 'string' && block.block_id.length > 255) return ['block_id'];
  switch (block.type) {
    case 'section': {
      const fields = list(block.fields);
      if (block.text === undefined && fields.length === 0) return ['section: neither text nor fields'];
      return [
        ...(block.text === undefined ? [] : textFault(block.text, 3000, 'section')),
        ...(fields.length > 10 ? ['section: fields'] : []),
        ...fields.flatMap((field) => textFault(field, 2000, 'field')),
        ...(block.accessory === undefined ? [] : accessoryFaults(block.accessory)),
      ];
    }
    case 'header':
      return textFault(block.text, 150, 'header', true);
    case 'context':
      return elements.length < 1 || elements.length > 10
        ? ['context: elements']
        : elements.flatMap((one) => textFault(one, 3000, 'context'));
    case 'actions':
      return elements.length < 1 || elements.length > 25
        ? ['actions: elements']
        : elements.flatMap(elementFaults);
    case 'context_actions':
      return elements.length < 1 || elements.length > 5
        ? ['context_actions: elements']
        : elements.flatMap(contextElementFaults);
    case 'data_table':
      return tableFaults(block);
    case 'rich_text':
      return elements.length === 0 ? ['rich_text: empty'] : elements.flatMap(richFaults);
    case 'divider':
      return [];
    default:
      return [`unknown block ${String(block.type)}`];
  }
}

function idFaults(blocks: readonly unknown[]): string[] {
  const ids = blocks.flatMap((block) =>
    isObject(block)
      ? list(block.elements).flatMap((one) => (isObject(one) && one.action_id ? [one.action_id] : []))
      : [],
  );
  const blockIds = blocks.flatMap((block) => (isObject(block) && block.block_id ? [block.block_id] : []));
  return [
    ...(new Set(ids).size < ids.length ? ['duplicate action_id'] : []),
    ...(new Set(blockIds).size < blockIds.length ? ['duplicate block_id'] : []),
  ];
}

/** Returns every reason for which Slack would refuse a message, including `msg_blocks_too_long` and `no_text`. */
export function slackPayloadFaults(payload: unknown): string[] {
  if (!isObject(payload)) return ['no payload'];
  const blocks = list(payload.blocks);
  const { text } = payload;
  return [
    ...(typeof text !== 'string' || text.trim() === ''
      ? ['no_text']
      : text.length > 40_000
        ? ['msg_too_long']
        : []),
    ...(blocks.length > 50 ? [`${blocks.length} blocks of 50`] : []),
    ...(JSON.stringify(blocks).length > 11_000 ? ['msg_blocks_too_long'] : []),
    ...(blocks.filter((block) => isObject(block) && block.type === 'data_table').length > 1
      ? ['more than one data_table']
      : []),
    ...blocks.flatMap(blockFaults),
    ...idFaults(blocks),
  ];
}

/** Blocks that Slack accepts only in messages. */
const MESSAGES_ONLY = new Set(['context_actions', 'data_table', 'container']);

/** Returns every reason for which Slack would refuse a Home tab. */
export function slackHomeFaults(view: unknown): string[] {
  if (!isObject(view)) return ['no view'];
  const blocks = list(view.blocks);
  return [
    ...(view.type === 'home' ? [] : [`view of type ${String(view.type)}`]),
    ...(blocks.length < 1 || blocks.length > 100 ? [`${blocks.length} blocks of 100`] : []),
    ...blocks.flatMap((block) =>
      isObject(block) && MESSAGES_ONLY.has(String(block.type)) ? [`${block.type} in a Home tab`] : [],
    ),
    ...blocks.flatMap(blockFaults),
    ...idFaults(blocks),
  ];
}

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
function inputFaults({ label, hint, element, block_id: id }: Json): string[] {
  return [
    ...textFault(label, 2000, 'input: label', true),
    ...(hint === undefined ? [] : textFault(hint, 2000, 'input: hint', true)),
    ...(id === undefined || (typeof id === 'string' && id.length <= 255) ? [] : ['input: block_id']),
    ...inputElementFaults(element),
  ];
}

/** Returns every reason for which Slack would refuse a modal. https://docs.slack.dev/reference/views/modal-views */
export function slackModalFaults(view: unknown): string[] {
  if (!isObject(view)) return ['no view'];
  const blocks = list(view.blocks).map((block) => (isObject(block) ? block : {}));
  const inputs = blocks.filter(({ type }) => type === 'input');
  const { callback_id: callback, private_metadata: kept } = view;
  return [
    ...(view.type === 'modal' ? [] : [`view of type ${String(view.type)}`]),
    ...textFault(view.title, 24, 'modal: title', true),
    ...(view.submit === undefined ? [] : textFault(view.submit, 24, 'modal: submit', true)),
    ...(view.close === undefined ? [] : textFault(view.close, 24, 'modal: close', true)),
    ...(inputs.length > 0 && view.submit === undefined ? ['modal: inputs without submit'] : []),
    ...(typeof callback === 'string' && callback.length <= 255 ? [] : ['modal: callback_id']),
    ...(kept === undefined || (typeof kept === 'string' && kept.length <= 3000)
      ? []
      : ['modal: private_metadata']),
    ...(blocks.length < 1 || blocks.length > 100 ? [`${blocks.length} blocks of 100`] : []),
    ...blocks.flatMap((block) => (MESSAGES_ONLY.has(String(block.type)) ? [`${block.type} in a modal`] : [])),
    ...blocks.flatMap((block) => (block.type === 'input' ? inputFaults(block) : blockFaults(block))),
    ...idFaults(blocks),
  ];
}

/**
 * Returns every reason for which Slack would refuse suggested prompts: one to four, each with a title and a message.
 */
export function slackPromptFaults(prompts: unknown): string[] {
  const all = list(prompts);
  const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  return [
    ...(all.length < 1 || all.length > 4 ? [`${all.length} prompts of 4`] : []),
    ...all.flatMap((one) =>
      isObject(one) && isText(one.title) && isText(one.message) ? [] : ['prompt without title or message'],
    ),
  ];
}
