import { consentPhrases } from './consent.ts';
import { isBlock, namesOf, SENTENCE_END, startOfText, textIn } from './markup.ts';
import { blocksOf } from './page-text.ts';

/** Selectors of page furniture that nearly every site has. */
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

/** Class words for furniture: a whole class name, or beside a word for a part of a page. */
const FURNITURE_WORDS: ReadonlySet<string> = new Set(
  'caption credit credits cookie cookies gdpr consent share sharing sharebar social newsletter subscribe signup breadcrumb breadcrumbs related recirc recommended recommendations trending outbrain taboola advert adverts advertisement advertising promo tags tag comment comments disqus paywall toolbar byline timestamp readmore popular'.split(
    ' ',
  ),
);
/** Matches names of several words that mean furniture anywhere in a class. */
const FURNITURE_NAME =
  /(?:^|[\s_-])(?:wp-caption-text|most-read|most-popular|read-more|more-on|tag-list|print-only|author-bio)(?:$|[\s_-])/i;
/** Words for parts of a page, which do not tell what they contain. */
const PART_WORDS: ReadonlySet<string> = new Set(
  'area article articles bar block body bottom box btn button buttons card cards col column container content cta desktop entry feed footer form group header holder icons img image inline inner item items label left link links list main media menu meta mobile module news node notice page panel photo pic picture post posts right row section site social sidebar story stories tools text title top unit view widget wrap wrapper and for from off on of the to with'.split(
    ' ',
  ),
);

/** A box with this share of the page's text is the page itself, whatever its name. */
const MOST_OF_PAGE = 0.3;
/** A box with this share of its text in links is a list of links. */
const MOSTLY_LINKS = 0.25;
/** This many links without a sentence are teasers. */
const MANY_LINKS = 3;
/** An element marked as the article needs this much text to count, in characters. */
const MARKED_LENGTH = 500;
/** The least length of a prose paragraph, in characters. */
const PROSE_LENGTH = 60;

/** Removes furniture from a page before the article is searched for. */
export function stripFurniture(document: Document): void {
  const body = document.body ?? document.documentElement;
  const mostOfPage = textIn(body).length * MOST_OF_PAGE;
  const headings = document.querySelectorAll('h1');
  const only = headings.length === 1 ? headings[0]! : null;
  const article = document.querySelector('article, [itemprop~="articleBody"]');
  const marked = article && startOfText(article, MARKED_LENGTH).length >= MARKED_LENGTH ? article : null;
  const stays = (element: Element) =>
    element === body ||
    /^(?:HTML|BODY|ARTICLE|MAIN|H1)$/i.test(element.nodeName) ||
    startOfText(element, mostOfPage).length >= mostOfPage ||
    (only !== null && element.contains(only));
  for (const element of document.querySelectorAll('[class], [id]')) {
    const name = nameSign(element);
    if (name === 'none' || stays(element) || isInSentence(element)) continue;
    const isApart = marked !== null && !marked.contains(element) && !element.contains(marked);
    if (isApart || hasSecondSign(element, name)) element.remove();
  }
  for (const element of document.querySelectorAll(FURNITURE)) {
    if (element.nodeName.toUpperCase() === 'FIGCAPTION' && element.closest('blockquote')) continue;
    if (!stays(element)) element.remove();
  }
  for (const box of document.querySelectorAll('figure, div[class]'))
    if (isPicture(box) && !stays(box)) box.remove();
}

/** The longest caption, in characters. */
const MAX_CAPTION = 600;

const PICTURE_NAMES: ReadonlySet<string> = new Set('image img photo picture pic figure'.split(' '));

/** Whether a box is a picture with its caption, by name too, and not a quotation, table or listing. */
function isPicture(box: Element): boolean {
  if (box.nodeName.toUpperCase() !== 'FIGURE') {
    if (!namesOf(box).some((name) => PICTURE_NAMES.has(name)) || !box.querySelector('img, picture'))
      return false;
    if (box.querySelectorAll('p').length > 1) return false;
  }
  const length = startOfText(box, MAX_CAPTION).length;
  return length < MAX_CAPTION && box.querySelector('blockquote, q, table, pre, code, h1, h2') === null;
}

/**
 * Classifies an element's names: `plain` for a furniture word alone or beside a part word ("share-bar"); `mixed` for
 * one beside another word ("social-issues"), which is weak evidence.
 */
function nameSign(element: Element): 'plain' | 'mixed' | 'none' {
  const classes = `${element.getAttribute('class') ?? ''} ${element.id ?? ''}`.slice(0, 1_000).split(/\s+/);
  let sign: 'mixed' | 'none' = 'none';
  for (const name of classes) {
    if (FURNITURE_NAME.test(name)) return 'plain';
    const words = name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
      .toLowerCase()
      .split(/[_\W]+/u);
    if (!words.some((word) => FURNITURE_WORDS.has(word))) continue;
    const isPlain = (word: string, index: number) =>
      FURNITURE_WORDS.has(word) && isOfPart(words[index + 1] ?? words[index - 1]);
    if (words.some(isPlain)) return 'plain';
    sign = 'mixed';
  }
  return sign;
}

/** Whether the word beside a furniture word names only a part of a page, or is missing. */
function isOfPart(beside: string | undefined): boolean {
  return beside === undefined || beside.length < 4 || PART_WORDS.has(beside) || FURNITURE_WORDS.has(beside);
}

/** Whether a word or link is within a sentence, so it is part of it whatever its class. */
function isInSentence(element: Element): boolean {
  const { parentElement: parent } = element;
  if (!parent || isBlock(element) || !/^(?:P|LI|BLOCKQUOTE|TD|DD|EM|STRONG|B|I)$/i.test(parent.nodeName))
    return false;
  const around = startOfText(parent, MAX_CAPTION);
  return (
    around.length - textIn(element).length > 30 && (around.length >= MAX_CAPTION || SENTENCE_END.test(around))
  );
}

/**
 * Whether something besides its name shows that an element is furniture. Whole sentences are removed only if they are
 * links, in a form, beside a picture, apart from the article, or about the site.
 */
function hasSecondSign(element: Element, name: 'plain' | 'mixed'): boolean {
  const text = textIn(element);
  const links = [...element.querySelectorAll('a')];
  const linked = links.reduce((sum, link) => sum + textIn(link).length, 0);
  if (linked >= text.length * MOSTLY_LINKS && linked > 0) return true;
  if (!hasProse(element)) return name === 'plain' || links.length >= MANY_LINKS;
  return (
    element.querySelector('form, input, textarea, button, select, iframe') !== null ||
    /^(?:ASIDE|NAV|FOOTER|FIGCAPTION|FORM)$/i.test(element.nodeName) ||
    isBesidePicture(element) ||
    consentPhrases(text) >= 2 ||
    isAboutSite(text) ||
    isThread(element)
  );
}

/** Whether an element has a paragraph of prose. */
function hasProse(element: Element): boolean {
  return blocksOf(element).some(({ text }) => text.length >= PROSE_LENGTH && SENTENCE_END.test(text));
}

/** Whether an element is directly above or below a picture, with hardly any other text. */
function isBesidePicture(element: Element): boolean {
  const length = textIn(element).length + 200;
  let frame = element.parentElement;
  for (let level = 0; frame && level < 3; level++, frame = frame.parentElement) {
    if (startOfText(frame, length).length >= length) return false;
    if (frame.querySelector('img, picture, video') !== null) return true;
  }
  return false;
}

/** Matches sentences in which a site addresses its readers about itself. */
const ABOUT_SITE =
  /\b(?:our|your|this) (?:newsletters?|inbox|e-?mail|app|forums?|community|comment)\b|\b(?:sign up|subscribe|follow us|join us|log ?in|register)\b/i;

function isAboutSite(text: string): boolean {
  return text.length <= 600 && ABOUT_SITE.test(text);
}

/** Whether an element contains several comments or teasers of the same kind. */
function isThread(element: Element): boolean {
  const parts = element.querySelectorAll('[class*="comment" i], [id*="comment" i], article, time');
  return parts.length >= 2;
}
