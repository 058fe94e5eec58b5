import type { Intent } from '../answer/intent/intent.ts';
import { ASKS } from '../answer/intent/words.ts';

/** Intents that words without a question mark can have by chance: "sure", "nice work", "so so". */
const BY_CHANCE: ReadonlySet<Intent['kind']> = new Set(['ask', 'unclear', 'sure', 'date', 'bot']);
/** Matches exclamations that begin like questions: "what a mess", "how funny". */
const EXCLAIMS = /^(?:what an? |how \p{L}+\s*[!.]*$)/iu;

/**
 * Whether a reply to a card remarks on it instead of asking: it has no question mark and does not begin like a
 * question. People reply to cards to talk to each other, too.
 */
export function isRemark(intent: Intent, message: string): boolean {
  if (!BY_CHANCE.has(intent.kind) || /[?？؟]/.test(message)) return false;
  if (intent.kind === 'ask' && intent.carries === 'and') return false;
  return !ASKS.test(message.trim()) || EXCLAIMS.test(message.trim());
}
