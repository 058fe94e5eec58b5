/** Phrases that take up what was said and ask for nothing. */
const NODS: ReadonlySet<string> = new Set([
  ...['yes', 'yeah', 'yep', 'yup', 'yes please', 'sure', 'right', 'exactly', 'indeed', 'agreed', 'true'],
  ...['of course', 'no', 'nope', 'nah', 'no thanks', 'never mind', 'ok', 'okay', 'fine', 'good', 'great'],
  ...['cool', 'perfect', 'awesome', 'wow', 'oh', 'ah', 'i see', 'i think so', 'i guess so'],
  ...['got it', 'makes sense', 'sounds good', 'good to know', 'well done', 'please', 'thanks'],
  ...['thanks a lot', 'thank you', 'thank you very much', 'thank you so much', 'thx', 'ty', 'cheers'],
  ...['hi', 'hello', 'hey', 'bye'],
]);
const LONGEST_NOD = Math.max(...[...NODS].map((phrase) => phrase.split(' ').length));

/** Sounds that people draw out: "hmmm", "hahaha". */
const SOUND = /^(?:hm+|(?:ha)+h?|(?:lo)+l)$/;

const SHARE =
  /^(?:please\s+)?share(?:\s+(?:it|this|that|the card))?(?:\s+(?:with|to|in)\s+(?:the\s+|this\s+)?(?:channel|everybody|everyone|all|us))?(?:\s+please)?[\s.!]*$/i;

/**
 * Whether a text is nothing but nods, one after another: "ok, thanks a lot!".
 * Marks each position that a run of phrases can end at, so that the cost grows with the number of words, however many ways
 * there are to part them ("yes please" is one nod or two).
 */
function isNodsOnly(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.!]/)
    .filter(Boolean);
  const endsPhrase = [true];
  for (let end = 1; end <= words.length; end++) {
    endsPhrase[end] = endsPhrase[end - 1]! && SOUND.test(words[end - 1]!);
    for (let length = 1; length <= Math.min(LONGEST_NOD, end) && !endsPhrase[end]; length++)
      endsPhrase[end] = endsPhrase[end - length]! && NODS.has(words.slice(end - length, end).join(' '));
  }
  return words.length > 0 && endsPhrase[words.length]!;
}

/**
 * What somebody types that is no question: `nod` takes up what was said ("yes", "thanks"), `share` asks for what the card's own
 * button does. Null for all else: "yes or no to Venezuela?".
 */
export function readSmallTalk(text: string): 'nod' | 'share' | null {
  const said = text.trim();
  if (isNodsOnly(said)) return 'nod';
  return SHARE.test(said) ? 'share' : null;
}

/** Whether small talk says thanks: a reaction answers that better than a card. "No, thanks" declines something. */
export const saysThanks = (text: string): boolean =>
  /\b(?:thanks|thank you|thx|ty|cheers)\b/i.test(text) && !/\bno[,\s]+thanks\b/i.test(text);
