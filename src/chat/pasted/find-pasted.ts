import { findLinks } from './find-links.ts';

/** What a message brings to be read. */
export type Pasted =
  | {
      readonly kind: 'links';
      readonly urls: readonly string[];
      readonly question: string | null;
      readonly more: number;
    }
  | { readonly kind: 'text'; readonly text: string; readonly question: string | null };

/** A text longer than this, in UTF-16 units, is an article that was pasted and no question. */
const LONGEST_MESSAGE = 600;
/** So many paragraphs are an article, if they are not short. */
const PARAGRAPHS = 3;
const SHORT_TEXT = 250;
/** The longest text that is read, in UTF-16 units: as much as Slack lets somebody write. */
export const LONGEST_PASTE = 40_000;
/** Links of one message that are read. */
export const MOST_LINKS = 3;
/** The longest first paragraph that may be a question on the text below it. */
const LONGEST_LEAD = 200;

/** Words that say what to do with what is pasted, and nothing to look for in it. */
const FRAME = new Set(
  `read check open look looks see at this that these those it its here there the a an and or to in on of for from by with via is are was what whats
 does do did say says said tell tells think thoughts opinion opinions anyone anything any your you can could would will please pls
 article articles story stories link links page url site website text piece post thread source document doc file pdf report attachment attached
 summarise summarize summary summaries tldr tl dr gist brief briefing briefly main key points point bullets bullet overview digest short quick quickly
 me us i we my our explain give get got want need about interesting worth reading news new breaking fyi wow ok okay hey hi hello thanks thx
 also another two three both all readout bot again once more same too now then below
 above just posted shared sent`.split(/\s+/),
);

/** The question in words that came with something to be read; null if they only say to read it. */
export function questionIn(words: string): string | null {
  const plain = words.replace(/\s+/g, ' ').trim();
  const content = plain.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const isAsked = content.some((word) => !FRAME.has(word.replace(/['’]s$/, '')));
  return isAsked ? plain.replace(/(?<![\s:,–—-])[\s:,–—-]+$/u, '') : null;
}

const paragraphsOf = (text: string): string[] =>
  text.split(/\n[^\S\n]*\n/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));

/** A question or an instruction above a pasted text: "what does this say about INF?", "tl;dr:". */
function leadIn(text: string): { readonly lead: string; readonly rest: string } | null {
  const end = text.search(/\n/);
  if (end < 0) return null;
  const lead = text.slice(0, end).trim();
  const isLead = lead.length <= LONGEST_LEAD && (/[?:]$/.test(lead) || questionIn(lead) === null);
  return isLead ? { lead, rest: text.slice(end).trim() } : null;
}

/** Whether a text is an article rather than a question. */
const isArticle = (text: string): boolean =>
  text.trim().length > LONGEST_MESSAGE ||
  (text.trim().length > SHORT_TEXT && paragraphsOf(text).length >= PARAGRAPHS);

/** Reads a message for links and pasted text; null if it brings neither. */
export function findPasted(message: string): Pasted | null {
  const text = message.trim();
  if (isArticle(text)) {
    const led = leadIn(text);
    if (led && isArticle(led.rest))
      return { kind: 'text', text: led.rest, question: questionIn(led.lead.replace(/:$/, '')) };
    return { kind: 'text', text, question: null };
  }
  const { urls, words } = findLinks(text);
  if (urls.length === 0) return null;
  return {
    kind: 'links',
    urls: urls.slice(0, MOST_LINKS),
    more: Math.max(0, urls.length - MOST_LINKS),
    question: questionIn(words),
  };
}
