import { DAYS_AND_MONTHS, HE, SHE, THEY } from '../../language/lexicon/function-words.ts';
import { HUMANS, PEOPLE } from '../../language/lexicon/people.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { type EntityRegistry, type Gender, genderOfRole } from './entity-registry.ts';

/** What a line refers to without naming it. */
export interface BackReferences {
  /** The gender of a person who is only "he" or "she"; null if there is none. */
  readonly person: Gender;
  /** True for "they" without people or things before it. */
  readonly group: boolean;
  /** True for something that only the sentence directly before can tell: "this", "two others", "the opposite". */
  readonly matter: boolean;
  /** True if its subject is a noun that an earlier sentence introduced: "The study found …". */
  readonly definite: boolean;
}

const NO_PRONOUNS = { person: null, group: false } as const;

/** Nouns after "this" and "that" that mean the article's own time: "this week". */
const TIME =
  'year|month|week|morning|afternoon|evening|night|time|spring|summer|fall|autumn|winter|season|decade|century|weekend|day|point|moment';
const BACK = new RegExp(
  `^(?:(?:and|but|so|yet|yes|no|then|still|now|today|unfortunately|fortunately|sadly|indeed|perhaps|maybe|also|meanwhile),? )?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|both|neither|another|others|one of (?:them|these|those))\\b(?! (?:${TIME})\\b)`,
  'i',
);
/** Matches an "it" that stands for the clause after it: "It is hard to", "It appears that". */
const EXPLETIVE =
  /^(?:(?:and|but|so|yet|still),? )?it(?:['’]s| is| was| seems| appears| would be| will be| may be| remains| turns out)(?: (?:also|not|still|now|very|too|so|only)){0,2}(?: (?!going|able|likely|unlikely|ready|due|set|about|said)\p{Ll}{2,}(?<!ed))? (?:that|to|for|how|why|when|whether|if|who)\b|^(?:(?:and|but|so),? )?it(?:['’]s| is| was) \p{Ll}{2,} that\b/iu;
/** Matches two who are named after "both". */
const BOTH_NAMED = /^Both \p{Lu}/u;
/** Matches sentences without a complete subject: "So are the talks.", "Some are sold." */
const OPEN_SUBJECT =
  /^(?:so (?:are|is|was|were|do|does|did|has|have|will|would)|(?:some|many|most|few|several|all|none|each|one|two|three|looks like that) (?:are|is|was|were|have|had|has|will|would|can|could|did|do|said|told|say|says|\p{Ll}{2,}ed))\b/iu;
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
  /\b(?:an? (?:additional|further|similar|simultaneous|second|third)|another (?:two|three|four|five|\d+)|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|many|some|several) others|like the (?:first|others?)|the (?:former|latter|others?|rest)|even \p{Ll}+er|(?:years?|months?|weeks?|days?|hours?|moments|minutes) later|(?:isn|wasn|aren|weren)['’]t alone)\b|^(?:also|there|elsewhere|afterwards?|(?:earlier|later)(?! (?:this|that|in|on|last|than)\b)|instead|then)\b/iu;
/** "this research", "to do just that", "we are here": words that point at what is around them. */
const AROUND = new RegExp(
  `\\b(?:this|these|those) (?!(?:${TIME}|is|was|are|were|who|of|in)\\b)\\p{Ll}{3,}|\\bdo(?:es|ing)? (?:just |exactly )?that\\b|\\bhere\\b`,
  'iu',
);
/** Whose "we" and "our" are is told by what was said before, if the claim is short. */
const OURS = /\b(?:we|us|our|ours)\b/i;

/** Whether a name that is no person's stands before a pronoun for a thing. */
function hasNameBefore(plain: string, pronoun: RegExp, registry: EntityRegistry): boolean {
  return plain
    .slice(0, Math.max(0, plain.search(pronoun)))
    .split(' ')
    .map(wordIn)
    .some((word) => {
      const entity = /^\p{Lu}/u.test(word) ? registry.named(word) : undefined;
      const isBody = entity?.kind === 'organisation' || entity?.kind === 'place';
      return (
        isBody || (entity?.kind === 'unknown' && !entity.name.includes(' ')) || /^\p{Lu}{2,}$/u.test(word)
      );
    });
}

const ITS = /\b(?:its|itself)\b/i;
/** Whether "its" comes before any antecedent: a thing with an article, or the name of a body or place. */
const hasLooseIts = (plain: string, registry: EntityRegistry): boolean =>
  ITS.test(plain) &&
  !/\b(?:the|an?|this|that|each|every|no|one)\s/i.test(plain.slice(0, plain.search(ITS))) &&
  !hasNameBefore(plain, ITS, registry);

/** Whether a claim says "there" of a place that it does not name: "runs a camp there". */
const isThere = (plain: string): boolean =>
  /[^,.;:] there\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|should|seems?|appears?|remains?|comes?|exists?|be|been|being|to be|isn|aren|wasn|weren)\b|['’])/.test(
    plain,
  ) && !/\b(?:in|at|to|near|from) (?:the )?\p{Lu}/u.test(plain);

/** Matches ellipses: "did so as well", "the opposite is true". */
const ELLIPTIC =
  /\b(?:did|does?|doing|done) so\b|\bthe (?:opposite|reverse|same(?: way| thing)?)\b(?! (?:of|as|to)\b)|\b(?:as well|too|either)[.”"]{1,2}$/;
/** Matches the speaker that a card names before a quotation: "Anna Berg: “", "Anna Berg wrote “". */
const SPEAKER_LABEL = /^(?:[^:“"]{1,80}:|(?:\p{Lu}\S{0,30} ){1,4}\p{Ll}{2,20}) (?=["“])/u;
/** Matches a source that is only a pronoun, after a quotation: "“…,” she said". The card names the speaker. */
const SAID_BY_PRONOUN = /[,.!?…]["”’],? (?:(?:he|she|they) \p{Ll}+|\p{Ll}+ (?:he|she|they))\b/gu;

/** Returns the gender of a person whom a later "he" or "she" may mean, "any" if it is unknown; null for no person. */
function personIn(
  word: string,
  before: string | undefined,
  registry: EntityRegistry,
): Exclude<Gender, null> | 'any' | null {
  const lower = word.toLowerCase();
  // "As governor he …": what he is.
  if (HUMANS.has(lower) || ROLES.has(lower))
    return /^as$/i.test(before ?? '') || lower === 'officials' ? null : (genderOfRole([lower]) ?? 'any');
  if (/^(?:someone|somebody|everyone|nobody)$/.test(lower)) return 'any';
  if (!/^\p{Lu}\p{Ll}/u.test(word) || DAYS_AND_MONTHS.has(lower)) return null;
  const entity = registry.named(word);
  // A part of a longer name, or a surname that two people have.
  if (!entity) return before === undefined ? null : 'any';
  // A word that is capitalised only because it begins the claim is not a name.
  if (before === undefined && entity.kind === 'unknown' && !entity.name.includes(' ') && entity.mentions < 2)
    return null;
  return entity.kind === 'place' || entity.kind === 'organisation' ? null : (entity.gender ?? 'any');
}

const PLAIN_WORD = /^[A-Za-z]+$/;
const wordIn = (piece: string): string =>
  PLAIN_WORD.test(piece) ? piece : (/\p{L}[\p{L}-]*/u.exec(piece)?.[0] ?? '');

/** Whether a word may be the antecedent of a later "they". */
const isPlural = (word: string): boolean =>
  /[^sui]s$/.test(word) || PEOPLE.has(word) || /^(?:and|two|three|four|five|both)$/.test(word);

/** Finds the first pronoun of a line that comes before any possible antecedent. */
function loosePronoun(
  pieces: readonly string[],
  words: readonly string[],
  registry: EntityRegistry,
): Pick<BackReferences, 'person' | 'group'> {
  const people = { he: 0, she: 0, any: 0 };
  let named = 0;
  let many = false;
  for (const [at, word] of words.entries()) {
    const lower = word.toLowerCase();
    const gender = HE.has(lower) ? 'he' : SHE.has(lower) ? 'she' : null;
    // "A role model to many, she …": what she is.
    const isFronted = named === 0 && (pieces[at - 1]?.endsWith(',') ?? false);
    if (gender && (isFronted || people[gender] + people.any < (lower === 'him' ? 2 : 1)))
      return { person: gender, group: false };
    const all = people.he + people.she + people.any;
    if (!many && THEY.has(lower) && all === 0) return { person: null, group: true };
    const person = personIn(word, words[at - 1], registry);
    if (person) people[person]++;
    if (person && /^\p{Lu}/u.test(word)) named++;
    many ||= isPlural(lower);
  }
  return NO_PRONOUNS;
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

const unlabelled = (claim: string): string => claim.replace(SPEAKER_LABEL, '').replace(/^["“'‘(]+/, '');

/** Whether a claim begins with a pronoun or a similar word, after a speaker's label if it has one. */
export const beginsBack = (claim: string): boolean => BACK.test(unlabelled(claim));

/** Matches a leading pronoun for people, who are all that the line lacks if nothing else points back. */
const PEOPLE_FIRST =
  /^(?:(?:and|but|so|yet|then|still|now|today|also|meanwhile),? )?(?:he|she|his|her|him|they|their|them)\b/i;

/** Returns what a claim, or a sentence of its context, refers to without naming it. */
export function backReferencesOf(line: string, registry: EntityRegistry): BackReferences {
  const plain = unlabelled(line);
  const hasPronoun = PRONOUN.test(plain);
  const isShort = plain.length <= LONGEST_OF_FEW;
  const pieces = hasPronoun || isShort ? plain.replace(SAID_BY_PRONOUN, '').split(' ') : [];
  const words = pieces.map(wordIn);
  const isQuoted = plain.length < line.length;
  const loose = hasPronoun ? loosePronoun(pieces, words, registry) : NO_PRONOUNS;
  const matter =
    (BACK.test(plain) && !PEOPLE_FIRST.test(plain) && !EXPLETIVE.test(plain) && !BOTH_NAMED.test(plain)) ||
    OPEN_SUBJECT.test(plain) ||
    POINTING.test(plain) ||
    LED_IN.test(plain) ||
    BESIDE.test(plain) ||
    AROUND.test(plain) ||
    isThere(plain) ||
    ELLIPTIC.test(plain) ||
    hasLooseIts(plain, registry) ||
    (isShort &&
      words.length <= FEW_WORDS &&
      ((isQuoted && !loose.person && !loose.group) ||
        (LOOSE.test(plain) && !hasNameBefore(plain, LOOSE, registry)) ||
        OURS.test(plain)));
  return { ...loose, matter, definite: isDefinite(plain) };
}
