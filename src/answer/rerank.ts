import { isReportingWord } from '../language/stop-words.ts';
import { fold } from '../language/tokenizer.ts';
import type { FoundFact } from './answer.ts';
import type { Asked } from './verify/asked.ts';

/**
 * Returns the question's terms in the fact's own claim, without those in its neighbours or the rest of its sentence.
 */
export function termsInClaim({ hit }: FoundFact): Set<string> {
  const own = hit.matches.filter(
    ({ kind, quoteOnly }) => kind !== 'context' && kind !== 'near' && !quoteOnly,
  );
  // Whether a word is a subject rather than the act of talking. In "was X discussed?" a fact with another verb than
  // "discussed" may also be about X.
  const isTopical = (asked: string) => !isReportingWord(fold(asked));
  const asksMore = hit.missing.some(isTopical) || hit.matches.some(({ asked }) => isTopical(asked));
  return new Set(own.map(({ asked }) => asked).filter((asked) => !asksMore || isTopical(asked)));
}

/** Whether two facts of one sentence deny different things. */
const isAnother = ({ fact: { stance, topics } }: FoundFact, earlier: FoundFact): boolean =>
  stance !== 'affirmed' && topics.length > 0 && !topics.some((topic) => earlier.fact.topics.includes(topic));

/** Whether an earlier fact of the same sentence already says everything that this one was found for. */
export function isRepeated(one: FoundFact, earlier: readonly FoundFact[], whatIsNot: boolean): boolean {
  const { article, span } = one.fact;
  // A span from the start of the text is a whole text of one sentence. Facts of a bare file repeat nothing.
  if (span[0] === 0) return false;
  return earlier.some(
    (other) =>
      other.fact.article === article &&
      other.fact.span[0] === span[0] &&
      other.fact.span[1] === span[1] &&
      termsInClaim(one).isSubsetOf(termsInClaim(other)) &&
      !(whatIsNot && isAnother(one, other)),
  );
}

/**
 * Whether the first of two facts of one sentence says less besides the matched words. Both match the question equally.
 */
function isFocused(one: FoundFact, earlier: FoundFact): boolean {
  return (
    termsInClaim(one).size === termsInClaim(earlier).size && one.fact.claim.length < earlier.fact.claim.length
  );
}

/**
 * For a question that is only a name, the weights of a fact's salience and of being about the name. The match hardly
 * distinguishes facts, because the name occurs in nearly all.
 */
const [MATTERS, ABOUT] = [2, 1];

/**
 * Sorts facts by match, then by salience. Facts that repeat a sentence go to the end. `about` are the topics of a
 * question that is only a name; null for other questions.
 */
export function ordered(
  { speaker: asked, denial }: Asked,
  facts: readonly FoundFact[],
  about: ReadonlySet<string> | null,
): FoundFact[] {
  const whatIsNot = denial !== null;
  const topics = facts[0] ? termsInClaim(facts[0]) : new Set<string>();
  const isOwn = (one: FoundFact) => {
    const { speaker } = one.fact;
    return (
      asked !== null &&
      speaker !== null &&
      asked.words.includes(fold(speaker.split(' ').at(-1)!)) &&
      topics.isSubsetOf(termsInClaim(one))
    );
  };
  const own = new Set(facts.filter(isOwn));
  // "US" in another topic's name ("US–Russia relations") does not make a fact one about the US.
  const isOwnName = ({ kind, quoteOnly }: FoundFact['hit']['matches'][number]) =>
    kind !== 'context' && kind !== 'alias' && !quoteOnly;
  const general = ({ fact, hit }: FoundFact): number => {
    if (!about) return 0;
    const isAbout = fact.topics.some((topic) => about.has(topic));
    return isAbout || hit.matches.some(isOwnName) ? MATTERS * fact.salience + (isAbout ? ABOUT : 0) : 0;
  };
  const weight = (one: FoundFact) => (one.rank ?? 0) + general(one);
  const sorted = [...facts].sort((a, b) => Number(own.has(b)) - Number(own.has(a)) || weight(b) - weight(a));
  const fresh: FoundFact[] = [];
  const repeated: FoundFact[] = [];
  for (const one of sorted) {
    const at = fresh.findIndex((earlier) => isRepeated(one, [earlier], whatIsNot));
    if (at < 0) fresh.push(one);
    else if (isFocused(one, fresh[at]!)) repeated.push(...fresh.splice(at, 1, one));
    else repeated.push(one);
  }
  return [...fresh, ...repeated];
}
