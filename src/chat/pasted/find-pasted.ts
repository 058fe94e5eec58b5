import { findLinks } from './find-links.ts';

/** The readable content of a message: links or pasted text. */
export type Pasted =
  | {
      readonly kind: 'links';
      readonly urls: readonly string[];
      readonly question: string | null;
      readonly more: number;
    }
  | { readonly kind: 'text'; readonly text: string; readonly question: string | null };

/** Text longer than this, in UTF-16 units, is a pasted article rather than a question. */
const MAX_QUESTION_LENGTH = 600;
/** Text with at least this many paragraphs is an article, unless they are short. */
const MIN_PARAGRAPHS = 3;
const SHORT_TEXT = 250;
/** The longest text that is read, in UTF-16 units; the longest message that Slack allows. */
export const MAX_PASTE_LENGTH = 40_000;
/** The most links of one message that are read. */
export const MAX_LINKS = 3;
/** The longest first paragraph that counts as a question about the text below it. */
const MAX_LEAD_LENGTH = 200;

/** Words of instructions for pasted content, such as "please summarise", which are not search terms. */
const INSTRUCTION_WORDS = new Set(
  `read check open look looks see at this that these those it its here there the a an and or to in on of for from by with via is are was what whats
 does do did say says said tell tells think thoughts opinion opinions anyone anything any your you can could would will please pls
 article articles story stories link links page url site website text piece post thread source document doc file pdf report attachment attached
 summarise summarize summary summaries tldr tl dr gist brief briefing briefly main key points point bullets bullet overview digest short quick quickly
 me us i we my our explain give get got want need about interesting worth reading news new breaking fyi wow ok okay hey hi hello thanks thx
 also another two three both all readout bot again once more same too now then below
 above just posted shared sent`.split(/\s+/),
);

/** Returns the question in the words beside pasted content. Returns null if they only ask to read it. */
export function questionIn(words: string): string | null {
  const plain = words.replace(/\s+/g, ' ').trim();
  const content = plain.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const isAsked = content.some((word) => !INSTRUCTION_WORDS.has(word.replace(/['’]s$/, '')));
  return isAsked ? plain.replace(/(?<![\s:,–—-])[\s:,–—-]+$/u, '') : null;
}

const paragraphsOf = (text: string): string[] =>
  text.split(/\n[^\S\n]*\n/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));

/** Splits a question or instruction off a pasted text: "what does this say about INF?", "tl;dr:". */
function leadIn(text: string): { readonly lead: string; readonly rest: string } | null {
  const end = text.search(/\n/);
  if (end < 0) return null;
  const lead = text.slice(0, end).trim();
  const isLead = lead.length <= MAX_LEAD_LENGTH && (/[?:]$/.test(lead) || questionIn(lead) === null);
  return isLead ? { lead, rest: text.slice(end).trim() } : null;
}

/** Whether text is an article rather than a question. */
const isArticle = (text: string): boolean =>
  text.trim().length > MAX_QUESTION_LENGTH ||
  (text.trim().length > SHORT_TEXT && paragraphsOf(text).length >= MIN_PARAGRAPHS);

/** Finds links or pasted text in a message. Returns null if it has neither. */
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
    urls: urls.slice(0, MAX_LINKS),
    more: Math.max(0, urls.length - MAX_LINKS),
    question: questionIn(words),
  };
}
