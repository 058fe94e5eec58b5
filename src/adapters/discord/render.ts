import { actionToken } from '../../domain/action.ts';
import type { Card, CardKind } from '../../domain/card.ts';
import { arrange, choicePlaceholder } from '../../render/arrange.ts';
import { emphasized } from '../../render/emphasis.ts';
import { escapeDiscord } from '../../render/escapes.ts';
import { fitToLimits } from '../../render/fit-to-limits.ts';
import type {
  FittedButton,
  FittedCard,
  FittedLine,
  FittedPassage,
  FittedSection,
  FittedSource,
} from '../../render/layout.ts';
import { COMPONENTS_V2, LIMITS } from '../../render/limits.ts';
import { fitText } from '../../render/truncate.ts';

/** Component types; https://docs.discord.com/developers/components/reference */
export const COMPONENT = {
  row: 1,
  button: 2,
  menu: 3,
  section: 9,
  text: 10,
  thumbnail: 11,
  separator: 14,
  container: 17,
} as const;

interface DiscordButton {
  readonly type: typeof COMPONENT.button;
  /** 1 primary, 2 secondary. */
  readonly style: 1 | 2;
  readonly label: string;
  readonly custom_id: string;
}

/** A string select for one choice; https://docs.discord.com/developers/components/reference#string-select */
export interface DiscordMenu {
  readonly type: typeof COMPONENT.menu;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly emoji?: { readonly name: string };
  }[];
}

export interface DiscordRow {
  readonly type: typeof COMPONENT.row;
  readonly components: readonly (DiscordButton | DiscordMenu)[];
}

interface DiscordText {
  readonly type: typeof COMPONENT.text;
  readonly content: string;
}

/** A text beside a picture; https://docs.discord.com/developers/components/reference#section */
export interface DiscordSection {
  readonly type: typeof COMPONENT.section;
  readonly components: readonly [DiscordText];
  readonly accessory: {
    readonly type: typeof COMPONENT.thumbnail;
    readonly media: { readonly url: string };
    /** Its text for screen readers. */
    readonly description: string;
  };
}

interface DiscordSeparator {
  readonly type: typeof COMPONENT.separator;
}

export interface DiscordContainer {
  readonly type: typeof COMPONENT.container;
  /** Discord numbers components by itself, from 1, unless they come with a number. */
  readonly id?: number;
  readonly accent_color: number;
  readonly components: readonly (DiscordText | DiscordSection | DiscordRow | DiscordSeparator)[];
}

export interface DiscordMessage {
  readonly flags: number;
  readonly components: readonly [DiscordContainer];
  /** Suppresses every ping. */
  readonly allowed_mentions: { readonly parse: readonly [] };
}

const { discord: LIMIT } = LIMITS;
const ACCENT: Partial<Record<Card['kind'], number>> = {
  conflict: 0xb3621b,
  abstained: 0x6b6f76,
  nearest: 0x6b6f76,
  error: 0xb3261e,
};
const PLAIN_ACCENT = 0x1d5b79;
/** Cards with a small title, because the question stands above them. Lists and digests have a large one. */
const SMALL_TITLE_KINDS: ReadonlySet<CardKind> = new Set(['brief', 'conflict']);
const LARGE_TITLE: ReadonlySet<CardKind> = new Set(['topics', 'sources', 'help', 'digest', 'source', 'why']);
const THUMBS = { up: '👍', down: '👎' } as const;

const small = (text: string): string => `-# ${escapeDiscord(text)}`;
const strong = (text: string): string => `**${escapeDiscord(text)}**`;
const linked = (text: string, link: string | null): string =>
  link === null ? escapeDiscord(text) : `[${escapeDiscord(text)}](<${link}>)`;

/** Renders an article as small print: linked headline, outlet and date. */
const sourceText = ({ title, link, about }: FittedSource): string =>
  `-# ${linked(title, link)}${about === '' ? '' : ` · ${escapeDiscord(about)}`}`;

/** Renders a claim with the answer in bold. A list's line may be a link. */
function claimText({ claim, strong: words, link, linked: end }: FittedLine): string {
  if (link !== null) return `${linked(claim.slice(0, end), link)}${escapeDiscord(claim.slice(end))}`;
  return emphasized(claim, words)
    .map((part) => (part.strong ? strong(part.text) : escapeDiscord(part.text)))
    .join('');
}

function lineText(line: FittedLine, listed: boolean): string {
  const { label, before, by, note, source } = line;
  const head = `${listed ? '- ' : ''}${label === null ? '' : `${strong(label)} `}${claimText(line)}`;
  const under = [...(by === null ? [] : [`— ${by}`]), ...(note === null ? [] : [note])].join(' · ');
  return [
    ...(before === null ? [] : [small(before)]),
    head,
    ...(under === '' ? [] : [small(under)]),
    ...(source === null ? [] : [sourceText(source)]),
  ].join('\n');
}

/** Returns a section's text components. */
function sectionTexts(section: FittedSection, kind: CardKind): string[] {
  const { style, heading, headingLink, badge, lines } = section;
  const title = heading === null ? null : strong(heading);
  const link = headingLink === null ? title : `**${linked(heading ?? '', headingLink)}**`;
  // A headline's badge has its outlet and date. That of a contradiction says what it is.
  const isSmall = heading !== null && style !== 'conflict';
  const said = badge === null ? null : isSmall ? small(badge) : strong(badge);
  const head = [link, said].filter((part) => part !== null).join(isSmall ? '\n' : ' · ');
  const isListed = kind === 'digest' || style === 'list' || (kind === 'article' && style === 'facts');
  const texts = head === '' ? [] : [head];
  let isApart = false;
  for (const line of lines) {
    const text = lineText(line, isListed);
    const hasPrint = text.includes('\n');
    // Discord sets text components apart. So a line with small print does not run into the next one.
    if (isApart || (hasPrint && line !== lines[0]) || texts.length === 0) texts.push(text);
    else texts.push(`${texts.pop()}\n${text}`);
    isApart = hasPrint;
  }
  return texts;
}

function passageText(
  { before, ahead, quote, behind, after, source, link }: FittedPassage,
  { words }: FittedCard,
): string {
  const text = `${escapeDiscord(before)}${ahead}${strong(quote)}${behind}${escapeDiscord(after)}`;
  return `> ${text}\n${small(source)}${link === null ? '' : ` · [${escapeDiscord(words.openArticle)}](<${link}>)`}`;
}

/** Renders who shared the card, as a mention that does not ping, and the question. */
function sharedText({ shared, words }: FittedCard): string[] {
  if (!shared) return [];
  const who = /^\d+$/.test(shared.by) ? `<@${shared.by}>` : escapeDiscord(shared.name ?? words.somebody);
  const did = shared.did ?? (shared.question ? words.asked(shared.question) : words.sharedThis);
  return [`-# ${who} ${escapeDiscord(did)}`];
}

function titleText({ kind, title, titleLink }: FittedCard): string {
  if (kind === 'article') return `### ${linked(title, titleLink)}`;
  if (SMALL_TITLE_KINDS.has(kind)) return small(title);
  return LARGE_TITLE.has(kind) ? `### ${escapeDiscord(title)}` : strong(title);
}

/** Returns a card's paragraphs in order, and its small print. */
function textsOf(card: FittedCard): readonly [said: string[], print: string[]] {
  const head = [
    ...sharedText(card),
    ...(card.notice === null ? [] : [small(card.notice)]),
    ...(card.showsTitle ? [titleText(card)] : []),
    ...(card.lede === null ? [] : [card.kind === 'article' ? small(card.lede) : escapeDiscord(card.lede)]),
  ].join('\n');
  const foot = [card.leftOutUnoffered, card.footer].filter((part) => part !== null).join(' · ');
  return [
    [
      ...(head === '' ? [] : [head]),
      ...card.sections.flatMap((section) => sectionTexts(section, card.kind)),
      ...card.passages.map((passage) => passageText(passage, card)),
    ],
    [...card.sources.map(sourceText), ...(foot === '' ? [] : [small(foot)])],
  ];
}

const optionOf = ({ label, token, detail, verb }: FittedButton): DiscordMenu['options'][number] => ({
  label: fitText(label, LIMIT.optionLabel.max),
  value: token,
  ...(detail === null ? {} : { description: fitText(detail, LIMIT.optionLabel.max) }),
  ...(verb === 'up' || verb === 'down' ? { emoji: { name: THUMBS[verb] } } : {}),
});

/**
 * Builds a row with a select. Its id contains the card's id, its options' values are action tokens. `part`
 * distinguishes a card's two selects.
 */
function menuRow(
  card: FittedCard,
  part: string,
  placeholder: string,
  options: readonly FittedButton[],
): DiscordRow {
  const menu: DiscordMenu = {
    type: COMPONENT.menu,
    custom_id: actionToken({ verb: 'choose', label: placeholder, arg: part }, card.id),
    placeholder: fitText(placeholder, LIMIT.menuPlaceholder.max),
    options: options.map(optionOf),
  };
  return { type: COMPONENT.row, components: [menu] };
}

/** Builds a card's rows: a select for a list's entries, at most three buttons, and a select for the other actions. */
function rowsOf(card: FittedCard): DiscordRow[] {
  const { buttons, menu, choices, buttonsFirst, feedback } = arrange(card);
  const more = [...menu, ...(feedback ?? [])];
  const made = buttons.map(
    ({ label, token, primary }): DiscordButton => ({
      type: COMPONENT.button,
      style: primary ? 1 : 2,
      label,
      custom_id: token,
    }),
  );
  const select: DiscordRow[] =
    choices.length > 0
      ? [menuRow(card, 'entry', choicePlaceholder(choices, card.unoffered, card.words), choices)]
      : [];
  const row: DiscordRow[] = made.length > 0 ? [{ type: COMPONENT.row, components: made }] : [];
  return [
    ...(buttonsFirst ? [...row, ...select] : [...select, ...row]),
    ...(more.length > 0 ? [menuRow(card, 'more', card.words.moreMenu, more)] : []),
  ];
}

const textOf = (content: string): DiscordText => ({ type: COMPONENT.text, content });

/** Renders a text beside the card's picture; the text only if there is none that Discord takes. */
function besidePicture(content: string, { picture }: FittedCard): DiscordText | DiscordSection {
  const text = textOf(content);
  if (picture === null || picture.url.length > LIMIT.thumbnailUrl.max) return text;
  const description = fitText(picture.alt, LIMIT.thumbnailAlt.max);
  const accessory = { type: COMPONENT.thumbnail, media: { url: picture.url }, description } as const;
  return { type: COMPONENT.section, components: [text], accessory };
}

function messageOf(card: FittedCard): DiscordMessage {
  const [said, print] = textsOf(card);
  const isHeaded = card.kind === 'article';
  const components = [
    ...said.map((part, at) => (isHeaded && at === 0 ? besidePicture(part, card) : textOf(part))),
    ...(print.length > 0
      ? [
          { type: COMPONENT.separator },
          isHeaded ? textOf(print.join('\n')) : besidePicture(print.join('\n'), card),
        ]
      : []),
    ...rowsOf(card),
  ];
  return {
    flags: COMPONENTS_V2,
    components: [{ type: COMPONENT.container, accent_color: ACCENT[card.kind] ?? PLAIN_ACCENT, components }],
    allowed_mentions: { parse: [] },
  };
}

function fits({ components: [container] }: DiscordMessage): boolean {
  const rows = container.components.filter((one) => one.type === COMPONENT.row);
  const sections = container.components.filter((one) => one.type === COMPONENT.section);
  const texts = container.components.flatMap((one) =>
    one.type === COMPONENT.section ? one.components : one.type === COMPONENT.text ? [one] : [],
  );
  const inRows = rows.reduce((sum, { components }) => sum + components.length, 0);
  // A section contains its text and its picture.
  const count = 1 + container.components.length + 2 * sections.length + inRows;
  const length = texts.reduce((sum, { content }) => sum + content.length, 0);
  const menusFit = rows.every(({ components }) =>
    components.every((one) => one.type !== COMPONENT.menu || one.options.length <= LIMIT.menuOptions.max),
  );
  return count <= LIMIT.components.max && length <= LIMIT.componentsText.max && menusFit;
}

/** Renders a card as a Discord message (components v2). Nothing in it pings, and foreign text cannot format. */
export const renderDiscord = (card: Card): DiscordMessage =>
  fitToLimits(
    card,
    {
      buttons: LIMIT.rowButtons.max + 2 * LIMIT.menuOptions.max,
      button: LIMIT.buttonLabel.max,
      choices: LIMIT.menuOptions.max,
    },
    messageOf,
    fits,
  );
