import type { Card } from '../../domain/card.ts';
import { escapeMrkdwn, escapeSlack, literalSlack } from '../../render/escapes.ts';
import { squeeze } from '../../render/fit-to-limits.ts';
import type {
  FittedButton,
  FittedCard,
  FittedLine,
  FittedPassage,
  FittedSection,
} from '../../render/layout.ts';
import { LIMITS } from '../../render/limits.ts';
import { plainText } from '../../render/plain.ts';
import { fitText, gapsAround } from '../../render/truncate.ts';
import type {
  SlackActions,
  SlackBlock,
  SlackChannel,
  SlackContext,
  SlackMessage,
  SlackRichText,
  SlackRun,
  SlackRuns,
} from './blocks.ts';

const { blocks: BLOCKS, message: MESSAGE, text: TEXT, sectionText: TEXT_BLOCK } = LIMITS.slack;
const BUTTONS = { buttons: LIMITS.slack.actionsElements.max, button: LIMITS.slack.buttonText.max };

const run = (text: string): SlackRun => ({ type: 'text', text: literalSlack(text) });
const bold = (text: string): SlackRun => ({ ...run(text), style: { bold: true } });
const italic = (text: string): SlackRun => ({ ...run(text), style: { italic: true } });
const runs = (...elements: (SlackRun | SlackChannel)[]) => ({ type: 'rich_text_section', elements }) as const;
const rich = (...elements: SlackRichText['elements'][number][]): SlackRichText => ({
  type: 'rich_text',
  elements,
});

function small(mrkdwn: string): SlackContext {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] };
}

const byline = ({ by, note }: FittedLine): string =>
  [by && `— ${by}`, note && `(${note})`].filter(Boolean).join(' ');

function bulletsOf({ lines }: FittedSection): SlackRichText {
  const items = lines.map((line) => {
    const by = byline(line);
    return runs(
      ...(line.label ? [bold(`${line.label} `)] : []),
      run(line.claim),
      ...(by ? [italic(` ${by}`)] : []),
    );
  });
  return rich({ type: 'rich_text_list', style: 'bullet', elements: items });
}

function claimBlocks(line: FittedLine): SlackBlock[] {
  const by = byline(line);
  const claim = rich(runs(...(line.label ? [bold(`${line.label}  `)] : []), run(line.claim)));
  return by ? [claim, small(escapeMrkdwn(by))] : [claim];
}

function sectionBlocks(section: FittedSection, listed: boolean): SlackBlock[] {
  const { heading, badge } = section;
  const head = [
    ...(heading ? [bold(heading)] : []),
    ...(badge ? [italic(`${heading ? '  ' : ''}${badge}`)] : []),
  ];
  return [
    ...(head.length > 0 ? [rich(runs(...head))] : []),
    ...(listed || section.style === 'list' ? [bulletsOf(section)] : section.lines.flatMap(claimBlocks)),
  ];
}

/** The passage as the article has it, the quoted sentence bold among its neighbours. */
function passageBlocks({ before, quote, after, source, link }: FittedPassage): SlackBlock[] {
  const [ahead, behind] = gapsAround(before, after);
  const quoted: SlackRuns = {
    type: 'rich_text_quote',
    elements: [
      ...(before ? [run(`${before}${ahead}`)] : []),
      bold(quote),
      ...(after ? [run(`${behind}${after}`)] : []),
    ],
  };
  const open = link ? ` · <${link.replaceAll('&', '&amp;')}|Open the article>` : '';
  return [rich(quoted), small(`— ${escapeMrkdwn(source)}${open}`)];
}

function actionsOf(buttons: readonly FittedButton[]): SlackActions {
  return {
    type: 'actions',
    elements: buttons.map(({ label, token, verb, primary }, at) => ({
      type: 'button',
      text: { type: 'plain_text', text: fitText(literalSlack(label), BUTTONS.button), emoji: true },
      action_id: `${verb}.${at}`,
      value: token,
      ...(primary ? { style: 'primary' } : {}),
    })),
  };
}

function titleOf({ title, channel }: FittedCard): (SlackRun | SlackChannel)[] {
  return channel ? [bold(`${title} for `), { type: 'channel', channel_id: channel }] : [bold(title)];
}

function blocksOf(card: FittedCard): SlackBlock[] {
  const footer = [card.footer, card.leftOut].filter((part) => part !== null).join(' · ');
  return [
    ...(card.notice ? [small(escapeMrkdwn(card.notice))] : []),
    rich(runs(...titleOf(card), ...(card.lede ? [run(`\n${card.lede}`)] : []))),
    ...card.sections.flatMap((section) => sectionBlocks(section, card.kind === 'digest')),
    ...card.passages.flatMap(passageBlocks),
    ...(footer ? [small(escapeMrkdwn(footer))] : []),
    ...(card.buttons.length > 0 ? [actionsOf(card.buttons)] : []),
  ];
}

/** All text that a block carries. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + weight(part), 0);
}

function blocksFit(blocks: readonly SlackBlock[]): boolean {
  const smallFits = blocks.every((block) => block.type === 'actions' || weight(block) <= TEXT_BLOCK.max);
  return blocks.length <= BLOCKS.max && JSON.stringify(blocks).length <= MESSAGE.max && smallFits;
}

/**
 * A card as a Slack message within all of Block Kit's limits. Claims, quotes and titles are rich text, which Slack doesn't
 * parse: they stay verbatim and can neither format nor ping. Small print is mrkdwn, escaped.
 * Each button's `value` is its token; its `action_id` is `verb.index`.
 */
export function renderSlack(card: Card): SlackMessage {
  return {
    text: squeeze(
      card,
      BUTTONS,
      (fitted) => escapeSlack(plainText(fitted)),
      (text) => text.length <= TEXT.max,
    ),
    blocks: squeeze(card, BUTTONS, blocksOf, blocksFit),
  };
}
