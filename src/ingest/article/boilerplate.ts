import type { Block } from './page-text.ts';
import { squeeze } from './page-text.ts';

/** What stands around an article under one name or another on nearly every site. */
const FURNITURE = [
  'nav',
  'figcaption',
  '[role="navigation"]',
  '[role="search"]',
  '[aria-hidden="true"]',
  '[hidden]',
  'form',
  'dialog',
  'template',
].join(',');

/** Names (class and id) of boxes that are not the article's words. */
const FURNITURE_NAME =
  /(?:^|[\s_-])(?:caption|wp-caption-text|credit|cookies?|gdpr|consent|share|sharing|sharebar|social|newsletter|subscribe|signup|breadcrumbs?|related|recirc|recommended|trending|most-read|most-popular|read-more|readmore|more-on|outbrain|taboola|advert|advertisement|promo|tags|tag-list|comments|disqus|paywall|print-only|toolbar|author-bio|byline|timestamp)(?:$|[\s_-])/i;

/** A box with this share of the page's text is the page, whatever it is called. */
const MOST_OF_PAGE = 0.3;

/** Takes out of a page, before the article is looked for, what never belongs to one. */
export function stripFurniture(document: Document): void {
  const body = document.body ?? document.documentElement;
  const whole = squeeze(body.textContent ?? '').length;
  const small = (element: Element) => (element.textContent ?? '').length < whole * MOST_OF_PAGE;
  for (const element of document.querySelectorAll(FURNITURE)) if (small(element)) element.remove();
  for (const element of document.querySelectorAll('[class], [id]')) {
    if (!FURNITURE_NAME.test(`${element.getAttribute('class') ?? ''} ${element.id ?? ''}`)) continue;
    if (element === body || /^(?:HTML|BODY|ARTICLE|MAIN|H1)$/i.test(element.nodeName)) continue;
    if (small(element)) element.remove();
  }
}

/** Lines that sites put between an article's paragraphs. */
const NOISE: readonly RegExp[] = [
  /^(?:advert|advertisement|ad|sponsored|promoted|continue reading(?: below)?|story continues(?: below)?.*|article continues.*|scroll down.*|skip to .{0,40}|sign in|log in|loading\W*|comments?|\d+ comments?|share|share this.{0,40}|print|e-?mail|tweet|facebook|twitter|pinterest|whatsapp|linkedin|reddit|copy link|menu|search|close|home|news|more|warning|\d{1,2})$/i,
  /^(?:read|see|learn|find out|view|watch|listen)(?: (?:also|more|next|it|now))\b.{0,160}$/i,
  /^(?:related|read|also read|see also|more|don['’]t miss|recommended|you may also like|you might also like|more stories|more from|more on|most popular|most read|trending|editor['’]s picks?|top stories|what to read next|next article|story timeline)\b.{0,30}:?(?:\.{3}|…)?$/i,
  /^(?:related(?: \w+)?|read more|see more|more|watch|video|photos?|gallery)\s*:\s/i,
  /^(?:click|tap) here\b|\bclick(?:ing)? here\b.{0,40}$/i,
  /\b(?:sign up (?:for|to)|subscribe (?:to|for|now|today))\b.{0,120}$/i,
  /^(?:follow|like|join) (?:us|him|her|me|our|\w+ on)\b.{0,160}\b(?:twitter|facebook|instagram|youtube|forums?|telegram|newsletter)\b/i,
  /\b(?:uses?|using|accept) cookies\b/i,
  /^(?:©|\(c\)|copyright)|\ball rights reserved\b|\bsubject to copyright\b|\bmay not be (?:published|reproduced|republished)\b/i,
  /\bsite (?:are|is) ©/i,
  /^[|\s]*(?:last |first )?(?:published|updated|posted|modified)\b:?(?=.{0,40}\d).{0,60}$/i,
  /^(?:updated )?\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\b.{0,50}$/i,
  /^by:?\s+\p{Lu}[^.!?]{2,70}$/u,
  /^citation:\s/i,
  /requires javascript|enable javascript/i,
  /^(?:https?:\/\/\S+|www\.\S+)$/i,
];

/** A line under a picture: it ends by naming who took it. */
const CREDIT =
  /\((?:image|photo|picture|pic|credit|ap photo|ap|reuters|getty|afp)\b[^)]{0,80}\)\s*$|\b(?:image|photo|picture|photograph|pic)?\s?(?:credit|courtesy|copyright)s?:\s?[^.]{2,80}$|\((?:image|photo|picture)s?:[^)]{2,80}\)|(?:^|\s)(?:photo|image|picture)(?: (?:by|courtesy))?\s?:?\s(?:©\s?)?(?:AP|AFP|EPA|Getty|Reuters)\b[^.]{0,60}$|\/\s?(?:Getty Images|Reuters|AFP|AP)\W*$/i;

const MOST_TRAILING_LABELS = 4;

const SENTENCE_END = /[.!?…]["'”’»)\]]*$/;

function isNoise({ text, linked, tag }: Block): boolean {
  if (text.length <= 240 && NOISE.some((pattern) => pattern.test(text))) return true;
  if (text.length <= 400 && CREDIT.test(text)) return true;
  // A line that is all link and no sentence leads to another article.
  return linked >= 0.9 && tag !== 'LI' && text.length <= 200 && !SENTENCE_END.test(text);
}

/** Whether a paragraph is prose, and not a heading, a date or a label. */
function isProse({ text }: Block): boolean {
  return text.length >= 80 || (text.length >= 40 && SENTENCE_END.test(text));
}

/** Drops from an article's paragraphs what is no part of it: link lists, credits, notices, and what stands before and after the prose. */
export function cleanBlocks(blocks: readonly Block[], title: string | null): Block[] {
  const heading = squeeze(title ?? '').toLowerCase();
  const kept = withoutLinkLists(blocks).filter(
    (block) => !isNoise(block) && (heading === '' || block.text.toLowerCase() !== heading),
  );
  const first = kept.findIndex(isProse);
  if (first === -1) return kept;
  const last = kept.findLastIndex((block) => isProse(block) || SENTENCE_END.test(block.text));
  // A few labels at the end are the site's; many are the article's own list (dates of a tour, results).
  const end = kept.length - last - 1 <= MOST_TRAILING_LABELS ? last + 1 : kept.length;
  return withoutEmptyHeadings(kept.slice(first, end));
}

/** A run of three or more items that are nothing but links is a menu; so is one behind a heading that says so. */
function withoutLinkLists(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (let at = 0; at < blocks.length; ) {
    let end = at;
    while (end < blocks.length && isBareLink(blocks[end]!)) end++;
    if (end - at < 3) {
      kept.push(...blocks.slice(at, Math.max(end, at + 1)));
      at = Math.max(end, at + 1);
    } else at = end;
  }
  return kept;
}

function isBareLink({ text, linked }: Block): boolean {
  return linked >= 0.9 && text.length <= 160;
}

function withoutEmptyHeadings(blocks: readonly Block[]): Block[] {
  return blocks.filter(
    ({ tag }, at) => !/^H[1-6]$/.test(tag) || !/^H[1-6]$/.test(blocks[at + 1]?.tag ?? 'H1'),
  );
}
