import type { CardKind } from '../../domain/card.ts';
import type { Conversation } from '../../domain/chat-state.ts';
import { readIntent } from './follow-ups.ts';
import { readSmallTalk } from './small-talk.ts';

/** What asks by its first word; auxiliaries alone ("is", "can") mostly begin talk, and then a question mark tells. */
const ASKING =
  /^(?:(?:and|so|but|ok(?:ay)?)[\s,]+)?(?:who|what|when|where|why|how|which|whose|did|was|were|tell me|show me|what about|how about)\b/i;
const CARRIED_ON = /^(?:and|also|or)\s/i;
/** So few words may name something to be told of: "North Korea", "and arms control". */
const FEW_WORDS = 4;

/** A card that has nothing of what was asked. */
const FOUND_NOTHING: ReadonlySet<CardKind> = new Set(['abstained', 'nearest']);

/**
 * How a card is shown for what was said in a thread that the bot speaks in, but not to the bot by name: people also talk to
 * each other there. What asks is answered, and where nothing was found its writer alone is told; a few words are answered where
 * they name something that is loaded; all else is talk, and stays without an answer.
 */
export function overheard(
  text: string,
  kind: CardKind,
  conversation: Conversation | null,
): 'answer' | 'alone' | 'silence' {
  if (kind === 'error' || readSmallTalk(text)) return 'silence';
  const said = text.trim();
  const words = said.split(/\s+/).length;
  const isFew = words <= FEW_WORDS;
  const asks =
    /\?/.test(said) ||
    ASKING.test(said) ||
    (CARRIED_ON.test(said) && isFew) ||
    readIntent(said, conversation).kind !== 'ask';
  if (FOUND_NOTHING.has(kind)) return asks ? 'alone' : 'silence';
  return asks || isFew ? 'answer' : 'silence';
}
