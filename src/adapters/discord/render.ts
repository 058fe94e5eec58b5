import { actionToken, isChoice } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import { escapeDiscord } from '../../render/escapes.ts';
import { squeeze } from '../../render/fit-to-limits.ts';
import type {
  FittedButton,
  FittedCard,
  FittedLine,
  FittedPassage,
  FittedSection,
} from '../../render/layout.ts';
import { DISCORD_FLAGS, LIMITS } from '../../render/limits.ts';
import { gapsAround } from '../../render/truncate.ts';

/** Component types; https://docs.discord.com/developers/components/reference */
export const COMPONENT = { row: 1, button: 2, menu: 3, text: 10, separator: 14, container: 17 } as const;

export interface DiscordButton {
  readonly type: typeof COMPONENT.button;
  /** 1 primary, 2 secondary. */
  readonly style: 1 | 2;
  readonly label: string;
  readonly custom_id: string;
}

/** A string select of which one entry is taken; https://docs.discord.com/developers/components/reference#string-select */
export interface DiscordMenu {
  readonly type: typeof COMPONENT.menu;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
  }[];
}

export interface DiscordRow {
  readonly type: typeof COMPONENT.row;
  readonly components: readonly (DiscordButton | DiscordMenu)[];
}

export interface DiscordText {
  readonly type: typeof COMPONENT.text;
  readonly content: string;
}

export interface DiscordContainer {
  readonly type: typeof COMPONENT.container;
  readonly accent_color: number;
  readonly components: readonly (DiscordText | DiscordRow | { readonly type: typeof COMPONENT.separator })[];
}

export interface DiscordMessage {
  readonly flags: number;
  readonly content?: string;
  readonly components: readonly (DiscordContainer | DiscordRow)[];
  /** Nobody is ever pinged. */
  readonly allowed_mentions: { readonly parse: readonly [] };
}

export interface DiscordOptions {
  /** Plain content instead of components v2, for places that don't show those. */
  readonly plain?: boolean;
}

const { discord: LIMIT } = LIMITS;
const ACCENT: Partial<Record<Card['kind'], number>> = {
  conflict: 0xb3621b,
  abstained: 0x6b6f76,
  nearest: 0x6b6f76,
  error: 0xb3261e,
};
const PLAIN_ACCENT = 0x1d5b79;

const small = (text: string): string => `-# ${escapeDiscord(text)}`;
const strong = (text: string): string => `**${escapeDiscord(text)}**`;

function lineText({ label, claim, by, note }: FittedLine, listed: boolean): string {
  const head = `${listed ? '- ' : ''}${label === null ? '' : `${strong(label)} `}${escapeDiscord(claim)}`;
  const under = [...(by === null ? [] : [`— ${by}`]), ...(note === null ? [] : [note])].join(' · ');
  return under === '' ? head : `${head}\n${small(under)}`;
}

function sectionText({ style, heading, badge, lines }: FittedSection, digest: boolean): string {
  const head = [heading, badge].filter((part) => part !== null).join(' · ');
  return [
    ...(head === '' ? [] : [strong(head)]),
    ...lines.map((line) => lineText(line, digest || style === 'list')),
  ].join('\n');
}

function passageText({ before, quote, after, source, link }: FittedPassage): string {
  const [ahead, behind] = gapsAround(before, after);
  const text = `${escapeDiscord(before)}${ahead}${strong(quote)}${behind}${escapeDiscord(after)}`;
  return `> ${text}\n${small(source)}${link === null ? '' : ` · [Open the article](<${link}>)`}`;
}

/** The texts of a card, top to bottom; each a paragraph of its own. */
function textsOf(card: FittedCard): string[] {
  const head = [
    ...(card.notice === null ? [] : [small(card.notice)]),
    strong(card.title) + (card.channel === null ? '' : ` for <#${card.channel}>`),
    ...(card.lede === null ? [] : [escapeDiscord(card.lede)]),
  ].join('\n');
  const foot = [card.leftOut, card.footer].filter((part) => part !== null).join(' · ');
  return [
    head,
    ...card.sections.map((section) => sectionText(section, card.kind === 'digest')),
    ...card.passages.map(passageText),
    ...(foot === '' ? [] : [small(foot)]),
  ];
}

/** More choices than one row of buttons holds are a menu. */
const isMenu = (choices: readonly unknown[]): boolean => choices.length > LIMIT.rowButtons.max;

function menuRow({ id, unoffered }: FittedCard, choices: readonly FittedButton[]): DiscordRow {
  const what = choices.every(({ verb }) => verb === 'article') ? 'Choose an article' : 'Choose a topic';
  const menu: DiscordMenu = {
    type: COMPONENT.menu,
    custom_id: actionToken({ verb: 'choose', label: what }, id),
    placeholder: unoffered > 0 ? `${what}, or ask for another by name` : what,
    options: choices.map(({ label, token, detail }) => ({
      label,
      value: token,
      ...(detail === null ? {} : { description: detail }),
    })),
  };
  return { type: COMPONENT.row, components: [menu] };
}

function rowsOf(card: FittedCard): DiscordRow[] {
  const choices = card.buttons.filter(isChoice);
  if (!isMenu(choices)) return buttonRows(card.buttons);
  return [menuRow(card, choices), ...buttonRows(card.buttons.filter((one) => !isChoice(one)))];
}

function buttonRows(buttons: readonly FittedButton[]): DiscordRow[] {
  const made = buttons.map(
    ({ label, token, primary }): DiscordButton => ({
      type: COMPONENT.button,
      style: primary ? 1 : 2,
      label,
      custom_id: token,
    }),
  );
  const { max } = LIMIT.rowButtons;
  return Array.from({ length: Math.ceil(made.length / max) }, (_, at) => ({
    type: COMPONENT.row,
    components: made.slice(at * max, (at + 1) * max),
  }));
}

function container(card: FittedCard): DiscordMessage {
  const texts = textsOf(card).map((content): DiscordText => ({ type: COMPONENT.text, content }));
  const rows = rowsOf(card);
  const components = [...texts, ...(rows.length > 0 ? [{ type: COMPONENT.separator }] : []), ...rows];
  return {
    flags: DISCORD_FLAGS.componentsV2,
    components: [{ type: COMPONENT.container, accent_color: ACCENT[card.kind] ?? PLAIN_ACCENT, components }],
    allowed_mentions: { parse: [] },
  };
}

function content(card: FittedCard): DiscordMessage {
  return {
    flags: DISCORD_FLAGS.suppressEmbeds,
    content: textsOf(card).join('\n'),
    components: rowsOf(card),
    allowed_mentions: { parse: [] },
  };
}

function fits({ content: text, components }: DiscordMessage): boolean {
  if (text !== undefined) return text.length <= LIMIT.content.max;
  const inner = components.flatMap((one) => [
    one,
    ...one.components,
    ...one.components.flatMap((two) => (two.type === COMPONENT.row ? two.components : [])),
  ]);
  const length = inner.reduce((sum, one) => sum + (one.type === COMPONENT.text ? one.content.length : 0), 0);
  return inner.length <= LIMIT.components.max && length <= LIMIT.componentsText.max;
}

/** A card whose choices are a menu, without the lines that say what the menu says; those that it has no room for are counted. */
function withoutOffered(card: Card): Card {
  const offered = card.sections.flatMap(({ lines }) => lines.filter(({ isChoice }) => isChoice)).length;
  const sections = card.sections.map((section) => ({
    ...section,
    lines: section.lines.filter(({ isChoice }) => !isChoice),
  }));
  return { ...card, sections, hidden: card.hidden + Math.max(0, offered - LIMIT.menuOptions.max) };
}

/** A card as a Discord message: components v2, or plain content. Nothing in it pings or formats but what is ours. */
export function renderDiscord(card: Card, { plain = false }: DiscordOptions = {}): DiscordMessage {
  // Of the five rows that plain content has, components v2 spend one on the texts; a menu takes one and holds 25.
  const rows = plain ? LIMIT.rows.max : LIMIT.rows.max - 1;
  const menu = isMenu(card.actions.filter(isChoice)) ? 1 : 0;
  const choices = menu ? LIMIT.menuOptions.max : LIMIT.rowButtons.max;
  const buttons = (rows - menu) * LIMIT.rowButtons.max + menu * LIMIT.menuOptions.max;
  return squeeze(
    menu ? withoutOffered(card) : card,
    { buttons, button: LIMIT.buttonLabel.max, choices },
    plain ? content : container,
    fits,
  );
}
