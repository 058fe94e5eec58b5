import { namesOf, plainWords, sameTitle, startOfText, textIn } from './markup.ts';

/** The least text of an article on a page, in characters. */
const LEAST_TEXT = 200;
const MAX_ARTICLES = 100;

/**
 * Keeps one article of a page that has several in a row under their own headings, as endless scrolling loads them: the
 * one whose heading is the page's title or in its address. A live story, in which no part has the page's title, stays
 * whole.
 */
export function keepOneArticle(document: Document, title: string | null, url: string | null): void {
  const candidates = topmost(document).flatMap((element) => {
    const heading = textIn(element.querySelector('h1') ?? element.querySelector('h2'));
    return heading && startOfText(element, LEAST_TEXT).length >= LEAST_TEXT ? [{ element, heading }] : [];
  });
  if (candidates.length < 2) return;
  // A headline outside the parts is the headline of all.
  const isOutside = (heading: Element) => !candidates.some(({ element }) => element.contains(heading));
  const headline = [...document.querySelectorAll('h1')].find(isOutside);
  if (headline && title !== null && sameTitle(textIn(headline), title)) return;
  const words = wordsOfAddress(url);
  const own =
    candidates.find(({ heading }) => title !== null && sameTitle(heading, title)) ??
    candidates.find(({ heading }) => inAddress(heading, words));
  if (!own || (url !== null && /[/-]live(?:[/-]|$)|liveblog/i.test(url))) return;
  for (const { element } of candidates)
    if (element !== own.element && !isPartOf(element, own.element)) element.remove();
}

/** Returns the articles that are not within another article. */
function topmost(document: Document): Element[] {
  const articles = [
    ...document.querySelectorAll('article, [role="article"], [itemtype$="Article"], [itemtype$="Posting"]'),
  ].slice(0, MAX_ARTICLES);
  const marked = articles.filter((element) => !element.parentElement?.closest('article, [role="article"]'));
  if (marked.length > 1) return marked;
  const named = [...document.querySelectorAll('div, section')]
    .filter(isNamedArticle)
    .slice(0, MAX_ARTICLES)
    .filter((element) => element.querySelectorAll('h1').length === 1);
  return named.filter((element) => !named.some((other) => other !== element && other.contains(element)));
}

function isNamedArticle(element: Element): boolean {
  return namesOf(element).some(
    (name) => name === 'article' || name === 'post' || name === 'story' || name === 'entry',
  );
}

/** Whether an element is a post of a live story: within the article with its title, or a post by its class name. */
function isPartOf(element: Element, own: Element): boolean {
  return own.contains(element) || element.contains(own);
}

/** Whether most of a heading's words are in the page's address. */
function inAddress(heading: string, address: ReadonlySet<string>): boolean {
  const words = plainWords(heading)
    .split(' ')
    .filter((word) => word.length > 3);
  const met = words.filter((word) => address.has(word)).length;
  return words.length >= 3 && met * 3 >= words.length * 2;
}

function wordsOfAddress(url: string | null): ReadonlySet<string> {
  const path = url === null ? '' : (URL.parse(url)?.pathname ?? '');
  try {
    return new Set(plainWords(decodeURIComponent(path)).split(' '));
  } catch {
    return new Set(plainWords(path).split(' '));
  }
}
