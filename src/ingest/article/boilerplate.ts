import { plainWords, SENTENCE_END, squeeze } from './markup.ts';
import type { Block } from './page-text.ts';
import {
  AGENCIES,
  CLOSING_LABELS,
  CLOSINGS,
  CREDIT_WORDS,
  LABEL_STARTS,
  LABELS,
  LINKED_CLOSINGS,
  NOTICE_SPAN,
  NOTICES,
  OPENING_LABELS,
  OPENINGS,
  RIGHTS,
} from './site-phrases.ts';

/** The longest block that may be a label or notice, in characters. */
const MAX_NOISE = 240;
const MAX_CREDIT = 400;
const MAX_CLOSING = 600;
const MOST_TRAILING_LABELS = 4;
/** Closing formulas are searched for in this many last blocks. */
const CLOSING_BLOCKS = 4;
/** A byline is among this many first or last blocks. */
const EDGE_BLOCKS = 4;

/**
 * Removes paragraphs that are not part of an article: link lists, credits, notices, and labels before and after the
 * prose.
 */
export function cleanBlocks(blocks: readonly Block[], title: string | null): Block[] {
  const heading = squeeze(title ?? '').toLowerCase();
  const kept = withoutClosings(withoutLinkLists(blocks)).filter(
    (block, index, all) =>
      !isNoise(block, index < EDGE_BLOCKS || index >= all.length - EDGE_BLOCKS) &&
      (heading === '' || block.text.toLowerCase() !== heading),
  );
  const first = kept.findIndex(isProse);
  if (first === -1) return kept;
  const last = kept.findLastIndex((block) => isProse(block) || SENTENCE_END.test(block.text));
  // A few labels at the end are the site's. Many are the article's own list, such as tour dates or results.
  const end = kept.length - last - 1 <= MOST_TRAILING_LABELS ? last + 1 : kept.length;
  return withoutEmptyHeadings(kept.slice(first, end));
}

/** Whether a paragraph is prose rather than a heading, date or label. */
function isProse({ text }: Block): boolean {
  return text.length >= 80 || (text.length >= 40 && SENTENCE_END.test(text));
}

/** Whether a block is a sentence rather than a heading, date or label. */
function isSentence({ text }: Block): boolean {
  return text.length >= 40 && SENTENCE_END.test(text);
}

/** Whether a block is not part of the article. A sentence needs a second sign besides its wording. */
function isNoise(block: Block, isAtEdge: boolean): boolean {
  const { text, linked } = block;
  if (text.length <= MAX_CREDIT && isCredit(text)) return true;
  if (text.length > MAX_NOISE) return false;
  const words = plainWords(text);
  if (!isSentence(block) && (isLabel(text, words) || isTimestamp(text))) return true;
  if (linked === 0 && isReported(words)) return false;
  if (isNotice(text, words)) return true;
  const isByline = /^by:? \p{Lu}/iu.test(text) && text.length <= 80 && !/[.!?]$/.test(text);
  if (!isByline && !opensElsewhere(text, words)) return leadsElsewhere(block);
  if (linked > 0 || text.includes('://')) return true;
  return !isSentence(block) && (!isByline || text.length < 40 || isAtEdge);
}

function isLabel(text: string, words: string): boolean {
  if (LABELS.has(words) || /^\d{1,2}$/.test(words) || /^\d{1,6} comments?$/.test(words)) return true;
  if (/^(?:https?:\/\/|www\.)\S+$/i.test(text)) return true;
  return LABEL_STARTS.some(
    ([phrase, rest]) => startsWith(words, phrase) && words.length <= phrase.length + rest,
  );
}

/** Whether a text begins with a phrase, as whole words. */
function startsWith(words: string, phrase: string): boolean {
  return words.startsWith(phrase) && (words.length === phrase.length || words[phrase.length] === ' ');
}

const MONTH_OR_DAY =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)[a-z]*$/;
const TIME_WORDS: ReadonlySet<string> = new Set(
  'last first published updated posted modified on at by am pm a p m et est edt cet cest gmt utc bst ist pt pst pdt ct hrs'.split(
    ' ',
  ),
);

/** Whether a line is only a time or date, or a date after a word such as "Updated". */
function isTimestamp(text: string): boolean {
  if (text.length > 80 || !/\d/.test(text)) return false;
  const words = plainWords(text).split(' ');
  const dated = words.filter(
    (word) => /^\d{1,4}(?:st|nd|rd|th|am|pm)?$/.test(word) || MONTH_OR_DAY.test(word) || TIME_WORDS.has(word),
  );
  if (/^(?:updated:? )?\d{1,2}:\d{2}/i.test(text)) return dated.length === words.length;
  const isLabelled = /^(?:last |first )?(?:published|updated|posted|modified)(?: |$)/.test(words.join(' '));
  return isLabelled && text.length <= 62 && dated.length * 2 >= words.length;
}

/** Whether a sentence reports somebody's words, so it is part of the article however it begins. */
function isReported(words: string): boolean {
  return /\b(?:said|says|told|asked|wrote|added|according to)\b/.test(words);
}

/** Whether a site addresses its readers about itself or its rights. */
function isNotice(text: string, words: string): boolean {
  if (/^(?:©|\(c\)|copyright\b)/i.test(text) || /\bsite (?:is|are) ©/i.test(text)) return true;
  if (RIGHTS.some((phrase) => words.includes(phrase))) return true;
  return NOTICES.some(({ first, second, atStart }) => {
    const starts = first
      .map((phrase) => positionOf(words, phrase))
      .filter((at) => at !== -1 && !(atStart && at > 0));
    return starts.some((at) =>
      second.some((phrase) => positionOf(words.slice(at, at + NOTICE_SPAN), phrase) > 0),
    );
  });
}

/** Returns the position of a phrase in a text as whole words, or -1. */
function positionOf(words: string, phrase: string): number {
  return ` ${words} `.indexOf(` ${phrase} `);
}

function opensElsewhere(text: string, words: string): boolean {
  if (OPENINGS.some((phrase) => startsWith(words, phrase))) return true;
  const here = words.lastIndexOf('click here');
  if (here !== -1 && words.length - here <= 50) return true;
  const colon = text.indexOf(':');
  return colon > 0 && colon < 30 && OPENING_LABELS.has(plainWords(text.slice(0, colon)));
}

/** Whether a line is a picture credit: it ends by naming the photographer. */
function isCredit(text: string): boolean {
  const bracket = text.lastIndexOf('(');
  const inBrackets =
    bracket !== -1 && text.trimEnd().endsWith(')') ? plainWords(text.slice(bracket + 1, -1)) : '';
  const isNamed = (words: string) => [...CREDIT_WORDS, ...AGENCIES].some((word) => startsWith(words, word));
  if (inBrackets && text.length - bracket <= 100 && isNamed(inBrackets)) return true;
  const colon = text.lastIndexOf(': ');
  const before = colon === -1 ? '' : plainWords(text.slice(0, colon)).split(' ').slice(-1)[0]!;
  if (CREDIT_WORDS.includes(before) && text.length - colon <= 82 && !/[.](?=\s)/.test(text.slice(colon)))
    return true;
  const slash = text.lastIndexOf('/');
  if (slash !== -1 && AGENCIES.includes(plainWords(text.slice(slash + 1)))) return true;
  const words = plainWords(text);
  return (
    text.length <= 120 &&
    ['photo', 'image', 'picture'].some((word) =>
      AGENCIES.some(
        (agency) =>
          words.endsWith(`${word} ${agency}`) ||
          words.endsWith(`${word} by ${agency}`) ||
          words === `${word} copyright ${agency}`,
      ),
    )
  );
}

/** Whether a line leads to another article: it is all link and no sentence, and its address or capitals confirm it. */
export function leadsElsewhere({ text, linked, tag, href }: Block): boolean {
  if (linked < 0.9 || tag === 'LI' || text.length > 200 || SENTENCE_END.test(text)) return false;
  const words = plainWords(text)
    .split(' ')
    .filter((word) => word.length > 3);
  const address = ` ${plainWords(href ?? '')} `;
  const met = words.filter((word) => address.includes(` ${word} `)).length;
  const capitals = text.match(/(?<=\s)\p{Lu}/gu)?.length ?? 0;
  return words.length < 4 || met * 2 >= words.length || capitals * 2 >= text.split(' ').length - 1;
}

/** Removes closing formulas of feed plug-ins, also at the end of a paragraph. */
function withoutClosings(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block, index) => {
    if (index < blocks.length - CLOSING_BLOCKS) return block;
    if (block.text.length <= MAX_CLOSING && isClosing(block.text, block.linked)) return [];
    const start = closingIn(block.text);
    return start === 0 ? block : { ...block, text: block.text.slice(0, start).trimEnd() };
  });
}

function isClosing(text: string, linked: number): boolean {
  const words = plainWords(text);
  const isFormula = ([starts, contains]: (typeof CLOSINGS)[number]) =>
    starts.some((phrase) => words.startsWith(phrase)) && contains.some((phrase) => words.includes(phrase));
  if (CLOSINGS.some(isFormula) || (linked > 0 && LINKED_CLOSINGS.some(isFormula))) return true;
  const label = CLOSING_LABELS.find((phrase) => startsWith(words, phrase));
  return label !== undefined && text.length <= 100 && !/[.!?]$/.test(text.replace(/(?:\.{3}|…)$/, ''));
}

/** Returns the position of a closing formula that ends a text, or 0. */
function closingIn(text: string): number {
  const from = Math.max(0, text.length - MAX_CLOSING);
  for (const end of text.slice(from, -1).matchAll(/[.!?…\]]["”’)]? (?=\p{Lu})/gu)) {
    const start = from + end.index + end[0].length;
    if (isClosing(text.slice(start), 0)) return start;
  }
  return 0;
}

/** Removes menus: three or more link-only items in a row, or a run after a heading that announces links. */
function withoutLinkLists(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (let index = 0; index < blocks.length; ) {
    let end = index;
    while (end < blocks.length && isBareLink(blocks[end]!)) end++;
    const isList = end - index >= 3 && blocks.slice(index, end).filter(isSentence).length * 2 < end - index;
    if (!isList) {
      kept.push(...blocks.slice(index, Math.max(end, index + 1)));
      index = Math.max(end, index + 1);
    } else index = end;
  }
  return kept;
}

function isBareLink({ text, linked }: Block): boolean {
  return linked >= 0.9 && text.length <= 160;
}

function withoutEmptyHeadings(blocks: readonly Block[]): Block[] {
  return blocks.filter(
    ({ tag }, index) => !/^H[1-6]$/.test(tag) || !/^H[1-6]$/.test(blocks[index + 1]?.tag ?? 'H1'),
  );
}
