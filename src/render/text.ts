import type { Card } from '../domain/card.ts';
import { wrap } from './display-width.ts';
import { type FittedCard, type FittedLine, type FittedSection, fitCard, UNLIMITED } from './layout.ts';
import { sharedWords, sourceWords } from './plain.ts';

export interface TextOptions {
  /** The width in columns; 80 by default. */
  readonly width?: number;
  /** Bold and dim by terminal colours; only for a terminal. */
  readonly colour?: boolean;
  /** True to number the buttons, if numbers can be typed. */
  readonly actions?: boolean;
}

interface Pen {
  readonly width: number;
  readonly strong: (line: string) => string;
  readonly soft: (line: string) => string;
}

const LABEL = 14;

function lineRows(
  { label, before, claim, by, note, source }: FittedLine,
  bullet: string,
  pen: Pen,
): string[] {
  const first = label === null ? bullet : label.length < LABEL ? label.padEnd(LABEL) : `${label}: `;
  const rest = ' '.repeat(label === null ? bullet.length : LABEL);
  const small = [
    ...(by === null ? [] : [`— ${by}`]),
    ...(note === null ? [] : [`(${note})`]),
    ...(source === null ? [] : [`(${sourceWords(source)})`]),
  ];
  return [
    ...(before === null ? [] : wrap(`(${before})`, pen.width, rest).map(pen.soft)),
    ...wrap(claim, pen.width, first, rest),
    ...small.flatMap((text) => wrap(text, pen.width, rest).map(pen.soft)),
  ];
}

function sectionRows({ style, heading, badge, lines }: FittedSection, digest: boolean, pen: Pen): string[] {
  const head = [heading, badge].filter((part) => part !== null).join(' · ');
  const bullet = digest || style === 'list' || lines.length > 1 ? '• ' : '';
  return [
    ...(head === '' ? [] : wrap(head, pen.width).map(pen.strong)),
    ...lines.flatMap((line) => lineRows(line, bullet, pen)),
  ];
}

function passageRows({ passages }: FittedCard, pen: Pen): string[] {
  return passages.flatMap(({ before, quote, after, source, link }) => [
    '',
    ...(before === '' ? [] : wrap(before, pen.width, '  ').map(pen.soft)),
    ...wrap(quote, pen.width, '> ', '> ').map(pen.strong),
    ...(after === '' ? [] : wrap(after, pen.width, '  ').map(pen.soft)),
    ...wrap(source, pen.width, '— ', '  '),
    ...(link === null ? [] : [`  ${link}`]),
  ]);
}

/**
 * Renders a card as plain text: the whole answer, for terminals, notifications and screen readers. Without colour by
 * default.
 */
export function renderText(
  card: Card,
  { width = 80, colour = false, actions = false }: TextOptions = {},
): string {
  const fitted = fitCard(card, UNLIMITED);
  const pen: Pen = {
    width,
    strong: (line) => (colour ? `\u001b[1m${line}\u001b[22m` : line),
    soft: (line) => (colour ? `\u001b[2m${line}\u001b[22m` : line),
  };
  const small = [
    ...fitted.sources.map(sourceWords),
    actions ? fitted.leftOutUnoffered : fitted.leftOut,
    fitted.footer,
  ]
    .filter((part) => part !== null)
    .join(' · ');
  const buttons = fitted.buttons
    .map(({ label }, at) => `[${at + 1}] ${label}`.replaceAll(' ', '\u00a0'))
    .join('  ');
  return [
    ...(fitted.shared === null ? [] : wrap(sharedWords(fitted.shared, fitted.words), width).map(pen.soft)),
    ...(fitted.notice === null ? [] : wrap(fitted.notice, width).map(pen.soft)),
    ...(fitted.showsTitle ? wrap(fitted.title, width).map(pen.strong) : []),
    ...(fitted.lede === null ? [] : wrap(fitted.lede, width)),
    ...fitted.sections.flatMap((section) => sectionRows(section, fitted.kind === 'digest', pen)),
    ...passageRows(fitted, pen),
    ...(small === '' ? [] : wrap(`(${small})`, width).map(pen.soft)),
    ...(actions && buttons !== '' ? wrap(buttons, width).map((line) => line.replaceAll('\u00a0', ' ')) : []),
  ].join('\n');
}
