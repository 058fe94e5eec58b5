import { namesOf, startOfText, textIn } from './markup.ts';

/** Words in the class names of consent boxes. */
const CONSENT_NAMES: ReadonlySet<string> = new Set(
  'cookie cookies consent gdpr ccpa cmp fc onetrust didomi usercentrics truste cookiebot cookielaw cookieconsent cc qc quantcast sp iubenda klaro tarteaucitron privacy'.split(
    ' ',
  ),
);
/** Words in the class names of boxes that overlay a page. */
const OVERLAY_NAMES: ReadonlySet<string> = new Set(
  'dialog modal overlay popup popin lightbox banner notice interstitial toast snackbar wall'.split(' '),
);

/** Phrases of consent notices. An article about privacy has one or two, a notice many in a row. */
const CONSENT_PHRASES: readonly RegExp[] = [
  /\bcookies?\b/i,
  /\b(?:we|our|this (?:web)?site) (?:also )?(?:uses?|collects?|would (?:also )?like to use|and our)\b/i,
  /\b(?:our|selected|\d+) (?:advertising )?(?:partners|vendors|affiliates)\b|\bits affiliates\b/i,
  /\b(?:accept|reject|allow|agree|continu(?:e|ing)|consent)\b.{0,40}\b(?:all|you|to)\b/i,
  /\b(?:manage|change|withdraw|customi[sz]e|set)\b.{0,20}\b(?:choices?|preferences|settings|consent|experience)\b/i,
  /\b(?:personal (?:data|information)|legitimate interests?|privacy (?:policy|notice|settings))\b/i,
  /\b(?:opt(?:ed)?[- ]?(?:out|in)|do not sell)\b/i,
  /\b(?:non-essential|strictly necessary|necessary (?:cookies|files)|essential cookies|functional cookies)\b/i,
  /\b(?:advertising|analytics|tracking|ad serving|personali[sz]ed ads|measure)\b/i,
  /\bstore(?:d)? (?:and\/or access |them |information )|\byour (?:device|session|browser)\b/i,
];
/** A notice has this many phrases for this many characters. */
const PHRASES_OF_NOTICE = 3;
const CHARACTERS_A_PHRASE = 400;

const LONGEST_NOTICE = CONSENT_PHRASES.length * CHARACTERS_A_PHRASE;

/** The longest text of an overlay box with a button, in characters. */
const SHORT_NOTICE = 1_000;

/** The most boxes examined on a page. */
const MAX_BOXES = 20_000;

/**
 * Removes dialogs and notices about cookies and privacy, however much of the page's text they are. A box is removed if
 * it is marked as a dialog, or if two signs agree: it overlays the page, has a consent name, speaks of consent, has a
 * button. A box with an article or the page's only headline stays.
 */
export function removeConsent(document: Document): void {
  const headings = document.querySelectorAll('h1');
  const half = textIn(document.body ?? document.documentElement).length / 2;
  const isArticle = (box: Element) =>
    box.querySelector('article, [itemprop~="articleBody"], main') !== null ||
    (headings.length === 1 && box.contains(headings[0]!)) ||
    box.closest('article, [itemprop~="articleBody"]') !== null;
  let looked = 0;
  for (const box of document.querySelectorAll(
    'div, section, aside, dialog, form, footer, [role], [aria-modal]',
  )) {
    if (++looked > MAX_BOXES) return;
    const sign = signOf(box);
    if (sign === 'none' || !isNotice(box, sign, half) || isArticle(box)) continue;
    box.remove();
  }
}

/** `dialog`: marked as one. `overlay` and `consent`: by its names. `both`: both of these. */
type Sign = 'dialog' | 'both' | 'overlay' | 'consent' | 'none';

function signOf(element: Element): Sign {
  const role = element.getAttribute('role') ?? '';
  const isModal = element.getAttribute('aria-modal') === 'true';
  if (isModal || /^(?:alert)?dialog$/i.test(role) || element.nodeName.toUpperCase() === 'DIALOG')
    return 'dialog';
  const names = namesOf(element);
  const isFixed = /(?:^|;)\s*position\s*:\s*(?:fixed|sticky)\b/i.test(element.getAttribute('style') ?? '');
  const isOverlay = isFixed || names.some((name) => OVERLAY_NAMES.has(name));
  const isConsent = names.some((name) => CONSENT_NAMES.has(name));
  return isOverlay && isConsent ? 'both' : isOverlay ? 'overlay' : isConsent ? 'consent' : 'none';
}

/** Whether a box with a sign is a notice. `half` is half of the page's text; a box with more is the page itself. */
function isNotice(box: Element, sign: Exclude<Sign, 'none'>, half: number): boolean {
  const text = startOfText(box, LONGEST_NOTICE);
  const phrases = consentPhrases(text);
  if (phrases >= PHRASES_OF_NOTICE && text.length <= phrases * CHARACTERS_A_PHRASE) return true;
  if (text.length >= half) return sign === 'both' && phrases > 0;
  if (sign === 'dialog' || (sign === 'both' && phrases > 0)) return true;
  return (
    sign === 'overlay' && text.length < SHORT_NOTICE && box.querySelector('button, form, input') !== null
  );
}

/** Counts the phrases of consent notices in a text. */
export function consentPhrases(text: string): number {
  const start = text.slice(0, 5_000);
  return CONSENT_PHRASES.filter((phrase) => phrase.test(start)).length;
}
