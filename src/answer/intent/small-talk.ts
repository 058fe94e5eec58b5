/** Words that take up what was said and ask for nothing. */
const NODS =
  'yes|yeah|yep|yup|yes please|sure|right|exactly|indeed|agreed|true|of course|no|nope|nah|no thanks|never mind|ok|okay|fine|good|great|cool|perfect|awesome|wow|lol|haha|hm+|oh|ah|i see|i think so|i guess so|got it|makes sense|sounds good|good to know|well done|please|thanks(?: a lot)?|thank you(?: very much| so much)?|thx|ty|cheers|hi|hello|hey|bye';
const NOD = new RegExp(`^(?:(?:${NODS})[\\s,.!]*)+$`, 'i');
const SHARE =
  /^(?:please\s+)?share(?:\s+(?:it|this|that|the card))?(?:\s+(?:with|to|in)\s+(?:the\s+|this\s+)?(?:channel|everybody|everyone|all|us))?(?:\s+please)?[\s.!]*$/i;

/**
 * What somebody types that is no question: `nod` takes up what was said ("yes", "thanks"), `share` asks for what the card's own
 * button does. Null for all else: "yes or no to Venezuela?".
 */
export function readSmallTalk(text: string): 'nod' | 'share' | null {
  const said = text.trim();
  if (NOD.test(said)) return 'nod';
  return SHARE.test(said) ? 'share' : null;
}
