import type { Card, CardKind } from '../../domain/card.ts';
import { arrange, choicePlaceholder } from '../../render/arrange.ts';
import { emphasized } from '../../render/emphasis.ts';
import { escapeMrkdwn, escapeSlack, literalSlack } from '../../render/escapes.ts';
import { fitToLimits } from '../../render/fit-to-limits.ts';
import type {
  FittedButton,
  FittedCard,
  FittedLine,
  FittedPassage,
  FittedPicture,
  FittedSection,
  FittedSource,
} from '../../render/layout.ts';
import { LIMITS } from '../../render/limits.ts';
import { plainText } from '../../render/plain.ts';
import { fitText } from '../../render/truncate.ts';
import type {
  SlackBlock,
  SlackButton,
  SlackCell,
  SlackContext,
  SlackContextActions,
  SlackElement,
  SlackInline,
  SlackList,
  SlackMessage,
  SlackOption,
  SlackPlain,
  SlackRichText,
  SlackRun,
  SlackRuns,
  SlackSection,
  SlackTable,
} from './blocks.ts';

const LIMIT = LIMITS.slack;
const ROOM = {
  buttons: LIMIT.selectOptions.max,
  button: LIMIT.buttonText.max,
  choices: LIMIT.selectOptions.max,
};
/** The rows of a table shown per page. */
const ROWS_PER_PAGE = 10;

/** Cards with a small title, because the question stands above them. Others have a heading. */
const SMALL_TITLE_KINDS: ReadonlySet<CardKind> = new Set(['brief', 'conflict']);

const plain = (text: string, most: number): SlackPlain => ({
  type: 'plain_text',
  text: fitText(literalSlack(text), most),
  emoji: true,
});
const run = (text: string): SlackRun => ({ type: 'text', text: literalSlack(text) });
const bold = (text: string): SlackRun => ({ ...run(text), style: { bold: true } });
const italic = (text: string): SlackRun => ({ ...run(text), style: { italic: true } });
const runs = (...elements: SlackInline[]) => ({ type: 'rich_text_section', elements }) as const;
const rich = (...elements: SlackRichText['elements'][number][]): SlackRichText => ({
  type: 'rich_text',
  elements,
});
const small = (mrkdwn: string): SlackContext => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }],
});

const byline = ({ by, note }: FittedLine): string =>
  [by && `— ${by}`, note && `(${note})`].filter(Boolean).join(' ');

/** Renders a claim: its side's label, then the text with the answer in bold. A list's line may be a link. */
function claimOf({ label, claim, strong, link, linked }: FittedLine): SlackInline[] {
  const head = label ? [bold(`${label}  `)] : [];
  if (link) {
    const rest = claim.slice(linked);
    const name = { type: 'link', url: link, text: literalSlack(claim.slice(0, linked)) } as const;
    return [...head, name, ...(rest ? [run(rest)] : [])];
  }
  return [
    ...head,
    ...emphasized(claim, strong).map((part) => (part.strong ? bold(part.text) : run(part.text))),
  ];
}

function sourceRuns({ title, link, about }: FittedSource): SlackInline[] {
  const name: SlackInline = link ? { type: 'link', url: link, text: literalSlack(title) } : run(title);
  return about ? [name, run(` · ${about}`)] : [name];
}

/** Renders a headline as mrkdwn, linked if it has an address. */
function headlineMrkdwn(title: string, link: string | null): string {
  const name = escapeMrkdwn(title);
  return link ? `<${link.replaceAll('&', '&amp;')}|${name}>` : name;
}

/** Renders an article as small print: linked headline, outlet and date. */
function sourceMrkdwn({ title, link, about }: FittedSource): string {
  const headline = headlineMrkdwn(title, link);
  return about ? `${headline} · ${escapeMrkdwn(about)}` : headline;
}

/** Renders a headline and the line below it beside the article's picture. */
const besidePicture = (
  headline: string,
  under: string | null,
  { url, alt }: FittedPicture,
): SlackSection => ({
  type: 'section',
  text: {
    type: 'mrkdwn',
    text: under ? `${headline}\n${escapeMrkdwn(under)}` : headline,
    verbatim: true,
  },
  accessory: { type: 'image', image_url: url, alt_text: fitText(literalSlack(alt), LIMIT.imageAlt.max) },
});

/** Returns the card's picture if Slack takes its address. */
const pictureOf = ({ picture }: FittedCard): FittedPicture | null =>
  picture !== null && picture.url.length <= LIMIT.imageUrl.max ? picture : null;

/** Renders the articles of a card's lines: as small print, or beside the picture of the only one. */
function sourceBlocks(card: FittedCard): SlackBlock[] {
  const { kind, sources } = card;
  const [only] = sources;
  const picture = kind === 'article' ? null : pictureOf(card);
  if (picture === null || !only) return sources.map((source) => small(sourceMrkdwn(source)));
  return [besidePicture(headlineMrkdwn(only.title, only.link), only.about, picture)];
}

function bulletsOf({ lines }: FittedSection): SlackList {
  const items = lines.map((line) => {
    const by = byline(line);
    const source = line.source ? [run(' · '), ...sourceRuns(line.source)] : [];
    const before = line.before ? [italic(`${line.before} `)] : [];
    return runs(...before, ...claimOf(line), ...(by ? [italic(` ${by}`)] : []), ...source);
  });
  return { type: 'rich_text_list', style: 'bullet', elements: items };
}

function claimBlocks(line: FittedLine): SlackBlock[] {
  const by = byline(line);
  const claim = rich(runs(...claimOf(line), ...(by ? [italic(`\n${by}`)] : [])));
  return [
    ...(line.before ? [small(escapeMrkdwn(line.before))] : []),
    claim,
    ...(line.source ? [small(sourceMrkdwn(line.source))] : []),
  ];
}

const cell = (value: string | number): SlackCell =>
  typeof value === 'number'
    ? { type: 'raw_number', value, text: String(value) }
    : { type: 'raw_text', text: literalSlack(value) };

function tableOf(columns: readonly string[], lines: readonly FittedLine[], caption: string): SlackTable {
  const rows = lines.map(({ cells, link }) =>
    (cells ?? []).map((value, at): SlackCell => {
      if (at > 0 || link === null) return cell(value);
      return rich(runs({ type: 'link', url: link, text: literalSlack(String(value)) }));
    }),
  );
  return { type: 'data_table', caption, page_size: ROWS_PER_PAGE, rows: [columns.map(cell), ...rows] };
}

/** Whether a section is rendered as a table. Slack allows one table a message; further ones become lists. */
const isTable = (section: FittedSection, { sections }: FittedCard): boolean =>
  sections.find(({ columns }) => columns !== null) === section;

function sectionBlocks(section: FittedSection, card: FittedCard): SlackBlock[] {
  const { heading, headingLink, badge, columns, lines, style } = section;
  // A headline's badge has its outlet and date. That of a contradiction says what it is.
  const isSmall = heading !== null && style !== 'conflict';
  const head = [
    ...(heading ? [headline(heading, headingLink)] : []),
    ...(badge && !isSmall ? [italic(`${heading ? '  ' : ''}${badge}`)] : []),
  ];
  const isBullets = card.kind === 'article' && style === 'facts';
  const isListed = card.kind === 'digest' || style === 'list' || isBullets;
  return [
    ...(head.length > 0 ? [rich(runs(...head))] : []),
    ...(badge && isSmall ? [small(escapeMrkdwn(badge))] : []),
    ...(columns && isTable(section, card)
      ? [tableOf(columns, lines, literalSlack(heading ?? card.title))]
      : isListed
        ? [rich(bulletsOf(section))]
        : lines.flatMap(claimBlocks)),
  ];
}

/** Renders the passage verbatim, with the quoted sentence in bold. */
function passageBlocks(
  { before, ahead, quote, behind, after, source, link }: FittedPassage,
  { words }: FittedCard,
): SlackBlock[] {
  const quoted: SlackRuns = {
    type: 'rich_text_quote',
    elements: [
      ...(before ? [run(`${before}${ahead}`)] : []),
      bold(quote),
      ...(after ? [run(`${behind}${after}`)] : []),
    ],
  };
  const open = link ? ` · <${link.replaceAll('&', '&amp;')}|${escapeMrkdwn(words.openArticle)}>` : '';
  return [rich(quoted), small(`— ${escapeMrkdwn(source)}${open}`)];
}

const optionOf = ({ label, token, detail }: FittedButton): SlackOption => ({
  text: plain(label, LIMIT.optionText.max),
  value: token,
  ...(detail === null ? {} : { description: plain(detail, LIMIT.optionText.max) }),
});

/** Builds the overflow menu "⋯" for secondary actions, as many as it has room for. */
function menuOf(options: readonly FittedButton[], { words }: FittedCard): SlackElement[] {
  if (options.length === 0) return [];
  const made = options.map(optionOf);
  return options.length <= LIMIT.overflowOptions.max
    ? [{ type: 'overflow', action_id: 'menu.0', options: made }]
    : [
        {
          type: 'static_select',
          action_id: 'menu.0',
          placeholder: plain(words.moreMenu, 150),
          options: made,
        },
      ];
}

const fitsOption = ({ token }: FittedButton): boolean => token.length <= LIMIT.optionValue.max;

function actionBlocks(card: FittedCard): SlackBlock[] {
  const { buttons, menu, choices, buttonsFirst, feedback } = arrange(card);
  // An option's value is shorter than a button's. A token too long for an option stays a button.
  const made = [...buttons, ...menu.filter((one) => !fitsOption(one))].map(
    ({ label, token, verb, primary }, at): SlackButton => ({
      type: 'button',
      text: plain(label, LIMIT.buttonText.max),
      action_id: `${verb}.${at}`,
      value: token,
      ...(primary ? { style: 'primary' } : {}),
    }),
  );
  const entries = choices.filter(fitsOption);
  const select: SlackElement[] =
    entries.length > 0
      ? [
          {
            type: 'static_select',
            action_id: 'choose.0',
            placeholder: plain(
              choicePlaceholder(choices, card.unoffered + choices.length - entries.length, card.words),
              150,
            ),
            options: entries.map(optionOf),
          },
        ]
      : [];
  const main = buttonsFirst ? [...made, ...select] : [...select, ...made];
  const elements = [...main, ...menuOf(menu.filter(fitsOption), card)];
  return [
    ...(elements.length > 0 ? [{ type: 'actions', elements } as const] : []),
    ...(feedback ? [feedbackOf(feedback)] : []),
  ];
}

/**
 * Builds Slack's two feedback thumbs under an answer.
 * https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element
 */
function feedbackOf([up, down]: readonly [FittedButton, FittedButton]): SlackContextActions {
  const thumb = (sign: string, { label, token }: FittedButton) => ({
    text: plain(sign, LIMIT.buttonText.max),
    accessibility_label: fitText(literalSlack(label), LIMIT.buttonAccessibilityLabel.max),
    value: token,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback.0',
        positive_button: thumb('👍', up),
        negative_button: thumb('👎', down),
      },
    ],
  };
}

/** Renders who shared the card, with the name that Slack shows, and the question. */
function sharedBlocks({ shared, words }: FittedCard): SlackBlock[] {
  if (!shared) return [];
  const who: SlackInline = /^[UW][A-Z0-9]+$/.test(shared.by)
    ? { type: 'user', user_id: shared.by }
    : run(shared.name ?? words.somebody);
  const did = shared.did ?? (shared.question ? words.asked(shared.question) : words.sharedThis);
  return [rich(runs(who, italic(` ${did}`)))];
}

/** Renders a title in bold, linked if it has an address. */
const headline = (title: string, link: string | null): SlackInline =>
  link ? { type: 'link', url: link, text: literalSlack(title), style: { bold: true } } : bold(title);

/** Renders an article's linked headline and, as small print, its outlet. */
function headlineBlocks(card: FittedCard): SlackBlock[] {
  const { title, titleLink, lede } = card;
  const picture = pictureOf(card);
  if (picture) return [besidePicture(`*${headlineMrkdwn(title, titleLink)}*`, lede, picture)];
  return [rich(runs(headline(title, titleLink))), ...(lede ? [small(escapeMrkdwn(lede))] : [])];
}

function headBlocks(card: FittedCard): SlackBlock[] {
  const { kind, title, lede } = card;
  if (kind === 'article') return headlineBlocks(card);
  const under = lede ? [rich(runs(run(lede)))] : [];
  if (!card.showsTitle) return under;
  if (SMALL_TITLE_KINDS.has(kind)) return [small(escapeMrkdwn(title)), ...under];
  const short = kind === 'notice' || kind === 'error' || kind === 'abstained' || kind === 'nearest';
  if (short) return [rich(runs(bold(title), ...(lede ? [run(`\n${lede}`)] : [])))];
  return [{ type: 'header', text: { ...plain(title, LIMIT.header.max), emoji: false } }, ...under];
}

function blocksOf(card: FittedCard): SlackBlock[] {
  const footer = [card.footer, card.leftOutUnoffered].filter((part) => part !== null).join(' · ');
  return [
    ...sharedBlocks(card),
    ...(card.notice ? [small(escapeMrkdwn(card.notice))] : []),
    ...headBlocks(card),
    ...card.sections.flatMap((section) => sectionBlocks(section, card)),
    ...card.passages.flatMap((passage) => passageBlocks(passage, card)),
    ...sourceBlocks(card),
    ...(footer ? [small(escapeMrkdwn(footer))] : []),
    ...actionBlocks(card),
  ];
}

/** Counts the characters of all text in a block. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + weight(part), 0);
}

function fits(block: SlackBlock): boolean {
  if (block.type === 'actions') return block.elements.length <= LIMIT.actionsElements.max;
  if (block.type === 'section') return block.text.text.length <= LIMIT.sectionText.max;
  if (block.type === 'data_table') return block.rows.length <= LIMIT.tableRows.max;
  return weight(block) <= LIMIT.sectionText.max || block.type === 'context_actions';
}

const blocksFit = (blocks: readonly SlackBlock[]): boolean =>
  blocks.length <= LIMIT.blocks.max &&
  JSON.stringify(blocks).length <= LIMIT.message.max &&
  blocks.every(fits);

/**
 * Renders a card as a Slack message within all of Block Kit's limits. Claims, quotes and titles are rich text, which
 * Slack does not parse: they stay verbatim and can neither format nor ping. Small print is escaped mrkdwn. The value of
 * each button, option and thumb is its token; a button's `action_id` is `verb.index`.
 */
export function renderSlack(card: Card): SlackMessage {
  return {
    text: fitToLimits(
      card,
      ROOM,
      (fitted) => escapeSlack(plainText(fitted)),
      (text) => text.length <= LIMIT.text.max,
    ),
    blocks: fitToLimits(card, ROOM, blocksOf, blocksFit),
  };
}
