import { DAYS_AND_MONTHS, DETERMINERS, HE, SHE, THEY } from '../../language/lexicon/function-words.ts';
import { HUMANS, PEOPLE } from '../../language/lexicon/people.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { datelineOf } from './dateline.ts';
import type { EntityRegistry } from './entity-registry.ts';

/** Nouns after "this" and "that" that mean the article's own time: "this week". */
const TIME =
  'year|month|week|morning|afternoon|evening|night|time|spring|summer|fall|autumn|winter|season|decade|century|weekend|day|point|moment';
const BACK = new RegExp(
  `^(?:(?:and|but|so|yet|yes|no|then|still|now|today|unfortunately|fortunately|sadly|indeed|perhaps|maybe|also|meanwhile),? )?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|both|neither|another|others|one of (?:them|these|those))\\b(?! (?:${TIME})\\b)`,
  'i',
);
/** Matches sentences without a complete subject: "So are the talks.", "Some are sold." */
const OPEN_SUBJECT =
  /^(?:so (?:are|is|was|were|do|does|did|has|have|will|would)|(?:some|many|most|few|several|all|none|each|two|three|looks like that) (?:are|is|was|were|have|had|has|will|would|can|could|did|do|\p{Ll}{2,}ed))\b/iu;
/** Matches a demonstrative that points to an earlier sentence: "in those clashes", "despite that warning". */
const POINTING = new RegExp(
  `\\b(?:in|of|for|to|despite|after|before|from|by|about|with|on|at|under|during|behind|off|up|out|over|like) (?:that|this|these|those|such) (?!(?:${TIME}|who|in|of|with|from|whose|that|is|was|are|were|as|a|an)\\b)\\p{Ll}`,
  'u',
);
/** Matches a definite noun that an earlier sentence introduced: "The study found …", "The 36-year-old, who …". */
const DEFINITE =
  /^(?:(?:And|But|So|Then) |\p{L}[^,“"]{2,40}, )?[Tt]he ([\d\p{Ll}]+-year-old(?: \p{Ll}+)?|two|three|others?|\p{Ll}{3,})(?:,| (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|do|also|then|now|\p{Ll}{2,}(?:ed|[^s]s)|came|went|took|made|gave|got|said|found|told|left|held|began|fell|rose|won|lost|led|ran|saw|kept|hit|showed)\b)/u;
/** Whether a claim begins with such a noun. Offices that a place has only once need no introduction. */
const isDefinite = (claim: string): boolean => {
  const noun = DEFINITE.exec(claim)?.[1];
  return noun !== undefined && !ROLES.has(noun) && !/^(?:police|government|public|world|weather)$/.test(noun);
};

/**
 * Matches a pronoun for an earlier sentence's matter: "If it dies out", "For me it is fine", "NASA says this will take
 * years".
 */
const LED_IN = new RegExp(
  `^(?:(?:if|when|because|although|though|while|since|once|at least|for (?:me|us|him|her|them)|to (?:me|us)|so|nowhere|here|but),? (?:\\p{L}+ )?)(?:it|they|this|that|these|those)(?:['’]s|\\b)(?! (?:${TIME})\\b)|\\bthis (?:is|was|will|would|means|meant|has|had|could|can|may|might|came|comes|makes|made|led)\\b`,
  'iu',
);
/**
 * Matches words for more of an earlier matter: "five others", "an additional sum", "two years later", "even quieter".
 */
const BESIDE =
  /\b(?:an? (?:additional|further|similar|simultaneous|second|third)|another (?:two|three|four|five|\d+)|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|many|some|several) others|like the (?:first|others?)|the (?:former|latter|others?|rest)|even \p{Ll}+er|(?:years?|months?|weeks?|days?|hours?|moments|minutes) later|(?:isn|wasn|aren|weren)['’]t alone)\b|^(?:also|there|elsewhere|afterwards?|earlier|later|instead|then)\b/iu;
/** "this research", "to do just that", "we are here": words that point at what is around them. */
const AROUND = new RegExp(
  `\\b(?:this|these|those) (?!(?:${TIME}|is|was|are|were|who|of|in)\\b)\\p{Ll}{3,}|\\bdo(?:es|ing)? (?:just |exactly )?that\\b|\\bhere\\b`,
  'iu',
);
/** Whose "we" and "our" are is told by what was said before, unless the claim is long. */
const OURS = /\b(?:we|us|our|ours)\b/i;
const LONGEST_OF_OURS = 150;

/** Whether "its" comes before any antecedent: a thing with an article, or the name of a body or place. */
function hasLooseIts(plain: string, registry: EntityRegistry): boolean {
  const at = plain.search(/\b(?:its|itself)\b/i);
  if (at < 0) return false;
  const before = plain.slice(0, at);
  if (/\b(?:the|an?|this|that|each|every|no|one)\s/i.test(before)) return false;
  return !before
    .split(' ')
    .map(wordIn)
    .some((word) => {
      const kind = /^\p{Lu}/u.test(word) ? registry.named(word)?.kind : undefined;
      return kind === 'organisation' || kind === 'place' || /^\p{Lu}{2,}$/u.test(word);
    });
}

/** Matches ellipses: "did so as well", "the opposite is true". */
const ELLIPTIC =
  /\b(?:did|does?|doing|done) so\b|\bthe (?:opposite|reverse|same(?: way| thing)?)\b(?! (?:of|as|to)\b)|\b(?:as well|too|either)[.”"]{1,2}$/;
/** Matches the speaker that a card names before a quotation: "Anna Berg: “". */
const SPEAKER_LABEL = /^[^:“"]{1,80}(?::| \p{Ll}+) (?=["“])/u;

/** Whether a word may be the antecedent of a later "he" or "she". */
const isPerson = (word: string, before: string | undefined, registry: EntityRegistry): boolean => {
  const lower = word.toLowerCase();
  // "As governor he …": what he is.
  if (HUMANS.has(lower) || ROLES.has(lower)) return !/^as$/i.test(before ?? '') && lower !== 'officials';
  if (/^(?:who|one|someone|somebody|everyone|nobody)$/.test(lower)) return true;
  if (!/^\p{Lu}\p{Ll}/u.test(word) || DAYS_AND_MONTHS.has(lower)) return false;
  const entity = registry.named(word);
  // A part of a longer name, or a surname that two people have.
  if (!entity) return before !== undefined;
  // A word that is capitalised only because it begins the claim is not a name.
  if (before === undefined && entity.kind === 'unknown' && !entity.name.includes(' '))
    return entity.mentions > 1;
  return entity.kind !== 'place' && entity.kind !== 'organisation';
};

const PLAIN_WORD = /^[A-Za-z]+$/;
const wordIn = (piece: string): string =>
  PLAIN_WORD.test(piece) ? piece : (/\p{L}[\p{L}-]*/u.exec(piece)?.[0] ?? '');

/** Whether a word may be the antecedent of a later "they". */
const isPlural = (word: string): boolean =>
  /[^sui]s$/.test(word) || PEOPLE.has(word) || /^(?:and|two|three|four|five|both)$/.test(word);

/** Whether a claim has a pronoun before any possible antecedent. */
function hasLoosePronoun(words: readonly string[], registry: EntityRegistry): boolean {
  let people = 0;
  let many = false;
  for (const [at, word] of words.entries()) {
    const lower = word.toLowerCase();
    if (lower === 'him' && people < 2) return true;
    if (people === 0 && (HE.has(lower) || SHE.has(lower))) return true;
    if (!many && THEY.has(lower) && people === 0) return true;
    if (isPerson(word, words[at - 1], registry)) people++;
    many ||= isPlural(lower);
  }
  return false;
}

/** A claim with fewer words that says "it", or is only a quotation, needs the sentence before. */
const FEW_WORDS = 9;
/** The longest claim, in UTF-16 units, that is checked for having few words. */
const LONGEST_OF_FEW = 100;
const PRONOUN = /\b(?:he|she|him|her|his|hers|himself|herself|they|them|theirs?|themselves)\b/i;
const LOOSE = new RegExp(
  `\\b(?:it|those|these|there)\\b|\\bthis\\b(?! (?:${TIME})\\b)|\\bthat(?:['’]s\\b|[.,!?”"])`,
  'i',
);

/** Whether a claim begins with a pronoun or a similar word, after a speaker's label if it has one. */
export const beginsBack = (claim: string): boolean =>
  BACK.test(claim.replace(SPEAKER_LABEL, '').replace(/^["“'‘(]+/, ''));

/** Whether a claim refers to somebody or something that it does not name, and needs the sentence before it. */
export function pointsBack(claim: string, registry: EntityRegistry): boolean {
  const plain = claim.replace(SPEAKER_LABEL, '').replace(/^["“'‘(]+/, '');
  if (
    BACK.test(plain) ||
    OPEN_SUBJECT.test(plain) ||
    POINTING.test(plain) ||
    LED_IN.test(plain) ||
    BESIDE.test(plain) ||
    AROUND.test(plain) ||
    (plain.length < LONGEST_OF_OURS && OURS.test(plain)) ||
    isDefinite(plain) ||
    ELLIPTIC.test(plain) ||
    hasLooseIts(plain, registry)
  )
    return true;
  const isQuoted = plain.length < claim.length;
  const hasPronoun = PRONOUN.test(plain);
  if (!hasPronoun && plain.length > LONGEST_OF_FEW) return false;
  const words = plain.split(' ').map(wordIn);
  if (words.length <= FEW_WORDS && (isQuoted || LOOSE.test(plain))) return true;
  return hasPronoun && hasLoosePronoun(words, registry);
}

/** Nouns that need no introduction, because there is only one of each, or any one is meant. */
const KNOWN_NOUNS = listed(
  `world country nation government police president public people time year years day week month morning afternoon evening night
   weekend past future end beginning first last same rest way most least best worst number case fact reason internet media
   economy weather sun moon sky sea earth war law street city town state`,
);
/** The most words between an article and its noun. */
const MOST_BEFORE_NOUN = 3;

/** Returns the nouns with "the" or "this" that the sentence does not explain: "the airport" in "left the airport". */
function definiteNouns({ tokens }: AttributedSentence): string[] {
  const nouns: string[] = [];
  const earlierStems = new Set<string>();
  for (const [at, { lower, capital, mark }] of tokens.entries()) {
    if (/^(?:the|this|these|those)$/.test(lower)) {
      let head = at + 1;
      while (head < at + MOST_BEFORE_NOUN && isPlain(tokens[head + 1])) head++;
      const after = tokens[head + 1]?.lower ?? '';
      const noun = tokens[head];
      if (isPlain(noun) && !/^(?:of|who|that|which|whose|where)$/.test(after) && !KNOWN_NOUNS.has(noun.lower))
        if (!earlierStems.has(stem(noun.lower))) nouns.push(stem(noun.lower));
    }
    if (!capital && !mark) earlierStems.add(stem(lower));
  }
  return nouns;
}

const isPlain = (token: Token | undefined): token is Token =>
  token !== undefined &&
  !token.mark &&
  !token.capital &&
  /^\p{Ll}{3,}/u.test(token.lower) &&
  !DETERMINERS.has(token.lower) &&
  !FUNCTION_WORDS.has(token.lower);

/** The most sentences back of a context without a gap, and the most that may have introduced a noun. */
const REACH = 5;
const REACH_OF_NOUN = 12;

/** Returns the stems of a sentence's nouns that one of the sentences shortly before it introduced. */
export function broughtIn(sentences: readonly AttributedSentence[], index: number): readonly string[] {
  const nouns = definiteNouns(sentences[index]!);
  if (nouns.length === 0) return nouns;
  const before = new Set(
    sentences
      .slice(Math.max(0, index - REACH_OF_NOUN), index)
      .flatMap(({ tokens }) => tokens.map(({ lower }) => stem(lower))),
  );
  return nouns.filter((noun) => before.has(noun));
}

/** The longest context of a claim, in UTF-16 units. */
const LONGEST_CONTEXT = 400;
/** The shortest sentence of a context, in UTF-16 units. A shorter one is a time or a mark. */
const SHORTEST_CONTEXT = 15;

/**
 * Returns the sentence before the one at `index`. Earlier ones are added if that sentence needs them, or if they
 * introduce one of the `nouns` (stems). Returns null if there is none.
 */
export function contextOf(
  text: string,
  sentences: readonly AttributedSentence[],
  index: number,
  registry: EntityRegistry,
  nouns: readonly string[] = [],
): string | null {
  let context: string | null = null;
  const missing = new Set(nouns);
  let at = index - 1;
  for (; at >= Math.max(0, index - REACH); at--) {
    const words = contextWords(text, sentences[at]!);
    if (words === null) continue;
    const longer: string = context === null ? words : `${words} ${context}`;
    if (longer.length > LONGEST_CONTEXT) break;
    context = longer;
    for (const { lower } of sentences[at]!.tokens) missing.delete(stem(lower));
    if (missing.size === 0 && !pointsBack(words, registry)) return context;
  }
  if (missing.size === 0) return context;
  // What is left stands farther back: its sentence, and a gap.
  for (; at >= Math.max(0, index - REACH_OF_NOUN); at--) {
    if (!sentences[at]!.tokens.some(({ lower }) => missing.has(stem(lower)))) continue;
    const words = contextWords(text, sentences[at]!);
    const longer: string | null = words && (context === null ? words : `${words} … ${context}`);
    return longer !== null && longer.length <= LONGEST_CONTEXT + GAP ? longer : context;
  }
  return context;
}

/** A sentence as a context shows it; null for a heading, a scrap and a line that leads elsewhere. */
function contextWords(
  text: string,
  { sentence: { start, end, heading } }: AttributedSentence,
): string | null {
  if (heading || end - start < SHORTEST_CONTEXT || LINK.test(text.slice(start, start + 12))) return null;
  return text.slice(start + datelineOf(text.slice(start, end)), end).replace(/\s+/g, ' ');
}

/** How much longer a context with a gap may be, in UTF-16 units. */
const GAP = 200;

/** Matches a line that links to another page: "Watch: …". */
const LINK = /^(?:watch|read|see|more|related|photos?|video):/i;
