const ARTICLE = '(?:it|this|that|(?:this|that|the) (?:article|story|news|report|text|piece))';
const WANTED =
  '(?:summary|overview|gist|main (?:points?|facts?|things?|takeaways?|news)|key (?:points?|facts?|takeaways?)|highlights?|headlines?|tl;?dr)';

const ASKS: readonly RegExp[] = [
  new RegExp(`^what(?:['’]s| is| was) ${ARTICLE}(?: all)? about$`),
  new RegExp(`^what does ${ARTICLE} (?:say|tell)(?: us)?$`),
  new RegExp(`^(?:summari[sz]e|sum up) ${ARTICLE}$`),
  /^(?:summari[sz]e|what happened|what['’]s going on|what is going on)$/,
  new RegExp(
    `^(?:(?:give|show|tell|send) (?:me|us) |what (?:is|are|was|were) )?(?:(?:a|an|the) )?(?:(?:short|quick|brief) )?${WANTED}(?: of ${ARTICLE})?$`,
  ),
];

/** Whether a question asks what an article says as a whole, and for nothing in it: "what is this article about?", "tl;dr". */
export function asksForAll(question: string): boolean {
  const said = question
    .toLowerCase()
    .replace(/^(?:please|can you|could you)\s+|(?:\s+please)?[\s?!.]+$|\s+please$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return ASKS.some((form) => form.test(said));
}
