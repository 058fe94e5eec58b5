import PostalMime from 'postal-mime';
import { done, failed, type Outcome } from '../ingest-outcome.ts';

/** An e-mail's own text, without quoted earlier messages. */
export interface Email {
  readonly subject: string | null;
  readonly from: string | null;
  readonly date: string | null;
  /** Plain text; null for a message that has only HTML. */
  readonly text: string | null;
  readonly html: string | null;
}

/** The deepest nesting of parts and the largest headers, in bytes. */
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 200_000 };

/**
 * Matches the line above a quoted message: "On 3 March 2026, Anna wrote:", "-----Original Message-----", in several
 * languages.
 */
const QUOTE_HEADS: readonly RegExp[] = [
  /^-{2,}\s?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\b/i,
  /^(?:on|am|le|el|il|em)\s.{5,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu)\b.{0,40}:$/i,
  /^_{10,}$/,
];
/** Matches the signature's separator. */
const SIGNATURE = /^-- ?$/;

/** Removes quoted lines, earlier messages and the signature. */
export function withoutHistory(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex(
    (line) => SIGNATURE.test(line) || QUOTE_HEADS.some((head) => head.test(line.slice(0, 300).trim())),
  );
  const own = end < 0 ? lines : lines.slice(0, end);
  return own
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Parses a saved e-mail (.eml). Attachments are ignored. Error code: page_broken. */
export async function readEmail(bytes: Uint8Array): Promise<Outcome<Email>> {
  try {
    const email = await PostalMime.parse(bytes, LIMITS);
    const text = email.text ? withoutHistory(email.text) : '';
    return done({
      subject: email.subject?.replace(/^(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+/i, '').trim() || null,
      from: email.from?.name || email.from?.address || null,
      date: email.date ?? null,
      text: text === '' ? null : text,
      html: email.html ?? null,
    });
  } catch {
    return failed('page_broken', 'This e-mail is broken.');
  }
}
