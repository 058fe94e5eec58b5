/** Matches a terminal's control sequences: CSI (colours, cursor), OSC (titles, links) and two-character escapes. */
const ANSI =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c\u009d]{0,500}(?:\u0007|\u001b\\|\u009c)|\u001b[@-_]/g;
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
/**
 * Matches invisible characters, including direction marks, which can hide text or make a line look different.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point Visible text keeps what it needs: one joiner
 * (emoji, Persian) or variation selector (emoji, Han) at a time, and the letters of a flag.
 */
const INVISIBLE =
  /\p{Default_Ignorable_Code_Point}(?<!\u200c|\u200d|\p{Variation_Selector}|\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{0,6}[\u{e0020}-\u{e007f}])|[\ufff9-\ufffb]/gu;
const REPEATED_JOINERS = /(?<=\u200c|\u200d)(?:\u200c|\u200d)+/g;
const REPEATED_SELECTORS = /(?<=\p{Variation_Selector})\p{Variation_Selector}+/gu;
const MARK_PILE = /(\p{M}{6})\p{M}+/gu;

/** An invisible character that separates two others, so that they are not read as syntax. */
const WORD_JOINER = '\u2060';

/** Matches everything that `cleanLine` removes or replaces, except lone surrogates. Most texts have none of it. */
const UNCLEAN =
  /[\u0000-\u001f\u007f-\u009f\ufff9-\ufffb\p{M}\p{Default_Ignorable_Code_Point}]|[^\S ]|^ | $| {2}/u;

/**
 * Converts untrusted text to one harmless line: without control characters, terminal escapes, direction marks and other
 * invisible characters, lone surrogates and piles of combining marks, and with single spaces. Everything visible stays.
 */
export function cleanLine(text: string): string {
  if (text.isWellFormed() && !UNCLEAN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(ANSI, '')
    .replace(/\s+/g, ' ')
    .replace(/\u0085/g, ' ')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(REPEATED_JOINERS, '')
    .replace(REPEATED_SELECTORS, '')
    .replace(MARK_PILE, '$1')
    .trim();
}

/** Slack's own escaping: `&`, `<` and `>` and nothing else. https://docs.slack.dev/messaging/formatting-message-text */
export function escapeSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Escapes text for a mrkdwn field, so that nothing in it is formatting. Slack has no escape for `*`, `_`, `~`,
 * backquotes and `:emoji:`: a word joiner separates them from their words. For small print only: verbatim text goes
 * into rich text, which Slack does not parse.
 */
export function escapeMrkdwn(text: string): string {
  return escapeSlack(text)
    .replace(/[*_~`]/g, `${WORD_JOINER}$&${WORD_JOINER}`)
    .replace(/:(?=[\w+-]+:)/g, `:${WORD_JOINER}`);
}

/** Escapes text for fields that Slack shows literally: only mentions and links are broken up. */
export function literalSlack(text: string): string {
  return text.replace(/<(?=[!@#h])/gi, `<${WORD_JOINER}`);
}

/**
 * Escapes text for Discord's markdown, so that nothing in it is formatting, mention, link or list. A backslash before
 * punctuation is not shown: https://support.discord.com/hc/en-us/articles/210298617
 */
export function escapeDiscord(text: string): string {
  return text
    .replace(/[\\*_~|`[\]<]/g, '\\$&')
    .replace(/\\\]\(/g, '\\]\\(')
    .replace(/^([^\S\r\n\u2028\u2029]*)([>#+-])/gm, '$1\\$2')
    .replace(/^([^\S\r\n\u2028\u2029]*\d+)([.)])/gm, '$1\\$2')
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/@(?=everyone|here)/gi, `@${WORD_JOINER}`);
}

/** Escapes text for HTML, in elements and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** The longest address that becomes a link, in UTF-16 units. */
const LONGEST_LINK = 500;

/**
 * Returns an article's address for a link: http or https, without credentials or characters that end a link early; null
 * otherwise.
 */
export function safeLink(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') return null;
  const href = parsed.href.replace(
    /[|<>()[\]"'`*_~\\\s]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return href.length <= LONGEST_LINK ? href : null;
}
