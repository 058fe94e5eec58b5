import { EPITHETS } from '../../language/lexicon/epithets.ts';
import { DAYS_AND_MONTHS, HE, SHE, THEY } from '../../language/lexicon/function-words.ts';
import { HUMANS, PEOPLE } from '../../language/lexicon/people.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { type Gender, genderOfRole } from './gender.ts';
import type { Name } from './names.ts';

/** The part of a sentence by which its names are known. */
type NamesOfSentence = Pick<AttributedSentence, 'tokens' | 'names'>;

export type PersonGender = Exclude<Gender, null> | 'any';

/** What a line refers to without naming it. */
export interface BackReferences {
  /** The gender of a person who is only "he", "she" or "the singer", "any" if it is unknown; null if there is none. */
  readonly person: PersonGender | null;
  /** True for "they" without people or things before it. */
  readonly group: boolean;
  /** True for something that only the sentence directly before can tell: "this", "two others", "the opposite". */
  readonly matter: boolean;
  /** True if that is a pronoun, so that a sentence of a context which has one needs another. */
  readonly pronoun: boolean;
  /** Its subject if an earlier sentence introduced it: "study" in "The study found …"; null for any other subject. */
  readonly definite: string | null;
}

/** Nouns that need no introduction, because there is only one of each, or any one is meant. */
export const KNOWN_NOUNS = listed(
  `world country nation government police president public people time year years day week month morning afternoon evening night
   weekend past future end beginning first last same rest way most least best worst number case fact reason internet media
   economy weather sun moon sky sea earth war law street city town state ground air top bottom middle side front back point
   idea truth door phone radio television news`,
);

/** Offices that a country, a town or a body has once. */
const OFFICES = listed(
  `president vice-president premier chancellor minister secretary governor mayor king queen prince pope speaker chairman chairwoman
   chair ceo commissioner emperor`,
);

/** What a card tells beside a claim: its speaker's name, and the pronoun that means that speaker. */
export interface NamedBeside {
  readonly name: string | null;
  /** "she" in "She said that …"; null if the source is no pronoun. */
  readonly pronoun: string | null;
}
const NOBODY: NamedBeside = { name: null, pronoun: null };

const NO_PRONOUNS = { person: null, group: false } as const;

/** Nouns after "this" and "that" that mean the article's own time: "this week". */
const TIME =
  'year|month|week|morning|afternoon|evening|night|time|spring|summer|fall|autumn|winter|season|decade|century|weekend|day|point|moment';
/** Nouns after "this" for what an article and its reader have around them: "in this country". */
const PRESENT = 'country|nation|world|planet|election|article';
const BACK = new RegExp(
  `^(?:(?:and|but|so|yet|yes|no|then|still|now|today|unfortunately|fortunately|sadly|indeed|perhaps|maybe|also|meanwhile),? )?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|both|neither|another|others|one of (?:them|these|those))\\b(?! (?:${TIME})\\b)|^the (?:two|three|four|five|six|seven|eight|nine|ten|pair|duo|trio) (?!of\\b|in\\b|to\\b)\\p{L}`,
  'iu',
);
/** Matches an "it" that stands for the clause after it: "It is hard to", "It appears that". */
const EXPLETIVE =
  /^(?:(?:and|but|so|yet|still),? )?it(?:['’]s| is| was| seems| appears| would be| will be| may be| remains| turns out)(?: (?:also|not|still|now|very|too|so|only)){0,2}(?: (?!going|able|likely|unlikely|ready|due|set|about|said)\p{Ll}{2,}(?<!ed))? (?:that|to|for|how|why|when|whether|if|who)\b|^(?:(?:and|but|so),? )?it(?:['’]s| is| was) \p{Ll}{2,} that\b/iu;
/** Matches two who are named after "both". */
const BOTH_NAMED = /^Both \p{Lu}/u;
/** Matches sentences without a complete subject: "So are the talks.", "Some are sold." */
const OPEN_SUBJECT =
  /^(?:so (?:are|is|was|were|do|does|did|has|have|will|would)|(?:some|many|most|few|several|all|none|each|one|two|three|looks like that) (?:are|is|was|were|have|had|has|will|would|can|could|did|do|said|told|say|says|call|think|believe|want|see|live|work|come|go|feel|fear|argue|hope|like|need|get|make|\p{Ll}{2,}ed))\b/iu;
/** Matches a demonstrative that points to an earlier sentence: "in those clashes", "despite that warning". */
const POINTING = new RegExp(
  `\\b(?:in|of|for|to|despite|after|before|from|by|about|with|on|at|under|during|behind|off|up|out|over|like) (?:that|this|these|those|such) (?!(?:${TIME}|${PRESENT}|who|in|of|with|from|whose|that|is|was|are|were|as|a|an)\\b)\\p{Ll}`,
  'u',
);
/** Matches a definite noun that an earlier sentence introduced: "The study found …", "The 36-year-old, who …". */
const DEFINITE =
  /^(?:(?:And|But|So|Then) |\p{L}[^,“"]{2,40}, )?[Tt]he (?:[\d\p{Ll}-]{2,20} ){0,2}?([\d\p{Ll}]+-year-old|two|three|others?|\p{Ll}{3,})(?:,| (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|do|also|then|now|\p{Ll}{2,}(?:ed|[^s]s)|came|went|took|made|gave|got|said|found|told|left|held|began|fell|rose|won|lost|led|ran|saw|kept|hit|showed)\b)/u;

/** Matches a person who is only a nationality: "The Australian crossed the line". */
const NATIONAL =
  /^(?:(?:And|But|So|Then) )?[Tt]he (?:\p{Lu}\p{Ll}+(?:an|man|woman|ese)|Briton|Spaniard|Dane|Finn|Swede|Pole|Turk|Scot)(?: (?:is|was|has|had|will|would|can|could|also|then|now|\p{Ll}{2,}ed|came|went|took|made|gave|got|said|told|left|held|began|fell|rose|won|lost|led|ran|saw|kept|hit)\b|,)/u;

/** The noun of such a beginning; null for an office, which a place has only once, and for what there is one of anyway. */
function definiteSubject(claim: string): string | null {
  const noun = DEFINITE.exec(claim)?.[1];
  return noun === undefined || KNOWN_NOUNS.has(noun) || OFFICES.has(noun) ? null : noun;
}

/** The gender of a person whom the article named and now calls by such a noun: "the singer"; null for anything else. */
const personOf = (noun: string, registry: EntityRegistry): PersonGender | null =>
  noun.endsWith('-year-old') || (EPITHETS.has(noun) && !registry.introduced(noun))
    ? (genderOfRole([noun]) ?? 'any')
    : null;

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
  /\b(?:an? (?:additional|further|similar|simultaneous|second|third)|another (?:two|three|four|five|\d+)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|dozens of|many|some|several) others|like the (?:first|others?)|the (?:former|latter|others?|rest)|even \p{Ll}+er|an? more \p{Ll}+ \p{Ll}+(?! than)(?! \p{Ll}+ than)|both (?!(?:of|the|in|on|at|for|to|a|my|his|her|their|our)\b)\p{Ll}{2,}s(?! and\b)|(?:isn|wasn|aren|weren)['’]t alone)\b|^(?:\S{1,20} ){0,4}(?:years?|months?|weeks?|days?|hours?|moments|minutes) later\b|^(?:also|there(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|should|seems?)\b|['’])|elsewhere|afterwards?|(?:earlier|later)(?! (?:this|that|in|on|last|than)\b)|instead|then)\b/iu;
/** Matches a time that an earlier sentence told: "that night", "the next day", "by then". */
const THEN =
  /\b(?:that (?:same |very |first )?|the (?:same|next|following|previous) )(?:year|month|week|weekend|day|morning|afternoon|evening|night|summer|spring|autumn|fall|winter|season)\b|\bthe (?:year|month|week|day|morning|evening|night) (?:before|after)(?=[.,;])|\b(?:by|since|until|before|back) then\b|\bat the time\b(?! (?:of|that|when)\b)|\bin the (?:years?|months?|weeks?|days?|decades?|hours?) (?:following|since|after|before)(?=[,.])/iu;
const DATED = new RegExp(
  `\\d|\\b(?:${[...DAYS_AND_MONTHS].filter((word) => word.length > 4).join('|')}|today|yesterday|tonight)\\b`,
  'i',
);
/** Whether a claim tells a time by an earlier one that it does not name itself. */
function isTimedBefore(plain: string): boolean {
  const at = plain.search(THEN);
  return at >= 0 && !DATED.test(plain.slice(0, at));
}
/** Matches a "one" that stands for a thing told before: "she saw one in the kitchen". */
const ONE =
  /\b(?:saw|sees?|seen|had|has|have|bought|buys?|got|gets?|wants?|wanted|needs?|needed|owns?|owned|found|built|made|took|with|for|like|without|as|is|was|be|only) one(?=[.,;!?”"]| (?:in|at|with|from|by|after|before|when|if|"|“))/iu;
/** Matches a quotation of a few words, with its source: "“Full panic,” said Berg, who leads the party." */
const SNIPPET = /^["“](?:[^\s"”]{1,20} ){0,3}[^\s"”]{1,20}[,.!?]["”] /;
/** "The worst happened in May", "most of the dead", "the government responded by": what happened is told before. */
const OF_EVENT =
  /^what(?: is|['’]s|) (?:happening|happened|at stake)\b|^the (?:worst|best|latest|first|last|second|third|next|biggest|largest|deadliest) (?:happened|came|was|is|occurred|struck|began)\b|\b(?:of|among) the (?:dead|injured|wounded|victims|others?)\b|^[^,“"]{3,40} responded (?:by|with)\b|\b(?:through|do|did|see|feel) that again\b/iu;
/** "that lead was 7 points", "most of them were children": the thing, or those, of an earlier sentence. */
const OF_THOSE =
  /^[^“"]{1,60}, (?:and |but )?(?:that|this)(?:['’]s| is| was) |\b(?:think|thinks|thought|believe|believes|know|knows|guess|feel|hope|sure) that (?:is|was|will|would|could|can|has|had|made|makes|means|helps?|hurts?|\p{Ll}{3,}ed)\b|^(?:[^,“"]{2,30}, )?that \p{Ll}{3,} (?:is|was|were|has|had|will|would|could)\b|^(?:\S{1,20} ){0,4}of them\b/iu;
/** "this research", "to do just that", "we are here": words that point at what is around them. */
const AROUND = new RegExp(
  `\\b(?:this|these|those) (?!(?:${TIME}|${PRESENT}|is|was|are|were|who|of|in)\\b)\\p{Ll}{3,}|\\bsuch (?!an?\\b|as\\b|that\\b|things?\\b)\\p{Ll}{3,}\\b(?! (?:as|that)\\b)|\\bdo(?:es|ing)? (?:just |exactly )?that\\b|\\bhere\\b`,
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
    .some((word, at) => {
      if (/^\p{Lu}{2,}$/u.test(word)) return true;
      const entity = /^\p{Lu}/u.test(word) ? registry.named(word) : undefined;
      if (entity?.kind === 'organisation' || entity?.kind === 'place') return true;
      // A plural that is capitalised only because it begins the claim is not a name.
      return (
        entity?.kind === 'unknown' &&
        !entity.name.includes(' ') &&
        (at > 0 || entity.sure > 0 || !word.endsWith('s'))
      );
    });
}

const ITS = /\b(?:its|itself)\b/i;
const IT = /\bit\b/i;
/** Matches an "it" that stands for a clause or for nothing: "said it was hard to", "made it clear". */
const EMPTY_IT =
  /\bit(?:['’]s| is| was| will be| would be| has been| had been| might be| may be| could be| seems| takes| took)(?: \p{L}+){0,4} (?:to|that|for|when|if|whether|how|why)\b|\b(?:make|makes|made|find|finds|found|take|took|think|thought) it \p{Ll}+ (?:to|that|for)\b|\bit clear\b/iu;
/** Whether "its" comes before any antecedent: a thing with an article, or the name of a body or place. */
const hasLooseIts = (plain: string, registry: EntityRegistry): boolean =>
  ITS.test(plain) &&
  !/\b(?:the|an?|this|that|each|every|no|one)\s/i.test(plain.slice(0, plain.search(ITS))) &&
  !hasNameBefore(plain, ITS, registry);

/** Whether a claim says "there" of a place that it does not name: "runs a camp there". */
const isThere = (plain: string): boolean =>
  plain.includes(' there') &&
  /[^,.;:] there\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|should|seems?|appears?|remains?|comes?|exists?|be|been|being|to be|isn|aren|wasn|weren)\b|['’])/.test(
    plain,
  ) &&
  !/\b(?:in|at|to|near|from) (?:the )?\p{Lu}/u.test(plain);

/** Matches ellipses: "did so as well", "the opposite is true", "I will." */
const ELLIPTIC =
  /\b(?:did|does?|doing|done) so\b|\bthe (?:opposite|reverse|same(?: way| thing)?)(?=[.,;!?”"’]| (?:is|are|was|were|goes|can|holds|happened|happens|applies|did|does|for|with|about|on|in)\b)|\b(?:as well|too|either)[.”"]{1,2}$|\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey) (?:will|would|do|did|can|could|have|had|am|was|are|were)(?: not)?[.!”"]{1,2}$/;
/** Matches the speaker that a card names before a quotation: "Anna Berg: “", "Anna Berg wrote “". */
const SPEAKER_LABEL =
  /^(?!(?:it|he|she|they|this|that|these|those|there)\b)(?:[^:“"]{1,80}:|(?:\p{Lu}\S{0,30} ){1,4}(\p{Ll}{2,20})) (?=["“])/iu;
/** Matches a source that is only a pronoun, after a quotation: "“…,” she said". The card names the speaker. */
const SAID_BY_PRONOUN = /[,.!?…]["”’],? (?:(?:he|she|they) (\p{Ll}+)|(\p{Ll}+) (?:he|she|they))\b/gu;
/** Removes such sources. In "On “The Daily Show,” he sang", it is none. */
const withoutSaid = (plain: string): string =>
  plain.replace(SAID_BY_PRONOUN, (all, after: string | undefined, before: string | undefined) =>
    REPORTING_VERBS.has(after ?? before ?? '') ? '' : all,
  );

/** Returns the gender of a person whom a later "he" or "she" may mean, "any" if it is unknown; null for no person. */
function personIn(
  word: string,
  before: string | undefined,
  registry: EntityRegistry,
  named: ReadonlyMap<string, PersonGender>,
): PersonGender | null {
  const lower = word.toLowerCase();
  const isTall = /^\p{Lu}/u.test(word);
  // "As governor he …": what he is. "The Republican convention": what it is.
  if ((HUMANS.has(lower) || ROLES.has(lower)) && (!isTall || before === undefined))
    return /^as$/i.test(before ?? '') || lower === 'officials' ? null : (genderOfRole([lower]) ?? 'any');
  if (/^(?:someone|somebody|everyone|nobody)$/.test(lower)) return 'any';
  if (!isTall || DAYS_AND_MONTHS.has(lower)) return null;
  const gender = named.get(word);
  if (gender) return gender;
  const entity = registry.named(word);
  // A word that is capitalised only because it begins the claim is not a name.
  if (!entity || (before === undefined && entity.kind === 'unknown' && entity.mentions < 2)) return null;
  return entity.kind === 'person' ? (entity.gender ?? 'any') : null;
}

/** The words of the names in a sentence that may be a person's, each with the person's gender. */
function peopleNamed(
  { tokens, names }: NamesOfSentence,
  registry: EntityRegistry,
): ReadonlyMap<string, PersonGender> {
  const found = new Map<string, PersonGender>();
  for (const { text, kind, from } of names) {
    const entity = registry.named(text);
    const known = entity?.kind ?? kind;
    // Two words may be a person's name. "Daily Show Live" or one word are, if something says so.
    const isTwoWords = /^(?!The )\S+ \S+$/.test(entity?.name ?? text) && tokens[from - 1]?.lower !== 'the';
    const mayBePerson = known === 'unknown' && (entity?.gender || isTwoWords);
    if (known !== 'person' && !mayBePerson) continue;
    for (const word of text.split(' ')) found.set(word, entity?.gender ?? 'any');
  }
  return found;
}

const PLAIN_WORD = /^[A-Za-z]+$/;
const wordIn = (piece: string): string =>
  PLAIN_WORD.test(piece) ? piece : (/\p{L}[\p{L}-]*/u.exec(piece)?.[0] ?? '');

/** Whether a word may be the antecedent of a later "they". */
const isPlural = (word: string): boolean =>
  /[^sui]s$/.test(word) || PEOPLE.has(word) || /^(?:and|two|three|four|five|both)$/.test(word);

/** Words that begin a phrase about the subject after it. */
const FRONTED =
  /^(?:despite|after|before|while|when|by|without|instead|besides|since|upon|through|with|in|on|at|for|during|\p{L}+ing)$/iu;

const genderOfPronoun = (pronoun: string): 'he' | 'she' | null =>
  HE.has(pronoun) ? 'he' : SHE.has(pronoun) ? 'she' : null;

/** Finds the first pronoun of a line that comes before any possible antecedent. */
function loosePronoun(
  pieces: readonly string[],
  words: readonly string[],
  registry: EntityRegistry,
  sentence: NamesOfSentence,
  known: string | null,
): Pick<BackReferences, 'person' | 'group'> {
  const named = peopleNamed(sentence, registry);
  const people = { he: 0, she: 0, any: 0 };
  const meant = known && genderOfPronoun(known);
  if (meant) people[meant] = 1;
  /** Those named before a quotation: its speaker, who is not "she" in what she says herself. */
  let before = { he: 0, she: 0, any: 0 };
  let tall = known ? 1 : 0;
  let many = known !== null && THEY.has(known);
  let peoples = many;
  for (const [at, word] of words.entries()) {
    const lower = word.toLowerCase();
    const gender = genderOfPronoun(lower);
    // "A role model to many, she …": what she is.
    const isFronted = tall === 0 && (pieces[at - 1]?.endsWith(',') ?? false);
    if (/^["“]/.test(pieces[at]!) && /[,:]$/.test(pieces[at - 1] ?? '')) before = { ...people };
    if (gender) {
      const fitting = people[gender] + people.any - before[gender] - before.any;
      if (isFronted || fitting < (lower === 'him' ? 2 : 1)) return { person: gender, group: false };
    }
    if (/["”][.,]?$/.test(pieces[at]!)) before = { he: 0, she: 0, any: 0 };
    const all = people.he + people.she + people.any - (known && !THEY.has(known) ? 1 : 0);
    // "After days in the hills, they …": who went. "The dates, they say, …": things say nothing.
    const isOther =
      lower === 'they' &&
      ((isFronted && FRONTED.test(words[0] ?? '')) ||
        REPORTING_VERBS.has(words[at + 1]?.toLowerCase() ?? ''));
    if (THEY.has(lower) && all === 0 && (!many || (isOther && !peoples)))
      return { person: null, group: true };
    const person = personIn(word, words[at - 1], registry, named);
    if (person) people[person]++;
    if (person && /^\p{Lu}/u.test(word)) tall++;
    many ||= isPlural(lower);
    peoples ||=
      many &&
      (PEOPLE.has(lower) || HUMANS.has(lower.replace(/s$/, '')) || ROLES.has(lower.replace(/s$/, '')));
  }
  return NO_PRONOUNS;
}

/** A claim with fewer words that says "it", or is only a quotation, needs the sentence before. */
const FEW_WORDS = 9;
/** "A woman was also arrested.": short claims that add to what was told. */
const ADDED = /^[^,“"]{1,40}\b(?:is|are|was|were|has|have) also\b[^,“"]{1,40}$/i;
/** The longest claim, in UTF-16 units, that is checked for having few words. */
const LONGEST_OF_FEW = 100;
const PRONOUN = /\b(?:he|she|him|her|his|hers|himself|herself|they|them|theirs?|themselves)\b/i;
const LOOSE = new RegExp(
  `\\b(?:it|those|these)\\b|\\bthere\\b(?! (?:is|are|was|were|has|have|had|will|would)\\b)|\\bthis\\b(?! (?:${TIME})\\b)|\\bthat(?:['’]s\\b|[.,!?”"])`,
  'i',
);

/** Whether a name is surely one: not a single word that its place at the beginning may have capitalised. */
const isSurelyName = ({ from, text }: Name): boolean => from > 1 || text.includes(' ');

const unlabelled = (claim: string): string =>
  claim
    .replace(SPEAKER_LABEL, (all, verb: string | undefined) =>
      verb === undefined || REPORTING_VERBS.has(verb) ? '' : all,
    )
    .replace(/^["“'‘(]+/, '');

/** Whether a claim begins with a pronoun or a similar word, after a speaker's label if it has one. */
export const beginsBack = (claim: string): boolean => BACK.test(unlabelled(claim));

/** Matches a leading pronoun for people, who are all that the line lacks if nothing else points back. */
const PEOPLE_FIRST =
  /^(?:(?:and|but|so|yet|then|still|now|today|also|meanwhile),? )?(?:he|she|his|her|him|they|their|them)\b/i;

/** Matches an "it" that cannot be the subject before it: "The ministry called it an error". */
const OBJECT_IT =
  /^(?:\p{L}[^\s,“"]{0,20} ){1,5}(?:called|calls|described|describes|rejected|rejects|denied|denies|condemned|welcomed|dismissed|criticized|criticised|praised|confirmed|opposed|opposes|supported|supports|approved|banned|ended|stopped|ordered|considers?|considered) it\b/iu;

/** Whether "it" comes before anything that it may stand for: "Berg worries that it will be sold". */
const hasLooseIt = (plain: string, registry: EntityRegistry): boolean =>
  IT.test(plain) &&
  !/\b(?:[Tt]he|[Aa]n?|[Tt]his|that(?! (?:is|was|are|were|has|have|had|will|would|they|he|she|it|we|you)\b)|[Ee]ach|[Ee]very|[Nn]o|[Oo]ne|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir)\s\p{Ll}/u.test(
    plain.slice(0, plain.search(IT)).replace(/\bthat $/, ''),
  ) &&
  !EXPLETIVE.test(plain) &&
  !EMPTY_IT.test(plain) &&
  !hasNameBefore(plain, IT, registry);

/**
 * Returns what a claim, or a sentence of its context, refers to without naming it. `sentence` is the one that it is
 * made of. `beside` is its speaker as far as a card names one beside the line.
 */
export function backReferencesOf(
  line: string,
  registry: EntityRegistry,
  sentence: NamesOfSentence,
  beside: NamedBeside = NOBODY,
): BackReferences {
  const plain = unlabelled(line);
  const hasPronoun = PRONOUN.test(plain);
  const isShort = plain.length <= LONGEST_OF_FEW;
  const pieces = hasPronoun || isShort ? (beside.name ? withoutSaid(plain) : plain).split(' ') : [];
  const words = pieces.map(wordIn);
  const isQuoted = plain.length < line.length;
  const loose = hasPronoun ? loosePronoun(pieces, words, registry, sentence, beside.pronoun) : NO_PRONOUNS;
  const isSaidByPronoun = !beside.name && withoutSaid(plain) !== plain;
  const pronoun =
    (BACK.test(plain) && !PEOPLE_FIRST.test(plain) && !EXPLETIVE.test(plain) && !BOTH_NAMED.test(plain)) ||
    OBJECT_IT.test(plain) ||
    hasLooseIt(plain, registry) ||
    hasLooseIts(plain, registry);
  const matter =
    pronoun ||
    OPEN_SUBJECT.test(plain) ||
    POINTING.test(plain.slice(0, 1).toLowerCase() + plain.slice(1)) ||
    LED_IN.test(plain) ||
    BESIDE.test(plain) ||
    OF_THOSE.test(plain) ||
    OF_EVENT.test(plain) ||
    AROUND.test(plain) ||
    isTimedBefore(plain) ||
    ADDED.test(plain) ||
    ONE.test(plain) ||
    SNIPPET.test(line) ||
    isThere(plain) ||
    ELLIPTIC.test(plain) ||
    (isShort &&
      words.length <= FEW_WORDS &&
      ((isQuoted && !loose.person && !loose.group && !sentence.names.some(isSurelyName)) ||
        (LOOSE.test(plain) && !EMPTY_IT.test(plain) && !hasNameBefore(plain, LOOSE, registry)) ||
        OURS.test(plain)));
  const subject = definiteSubject(plain);
  const called = subject === null ? null : personOf(subject, registry);
  return {
    group: loose.group,
    person: loose.person ?? called ?? (isSaidByPronoun || NATIONAL.test(plain) ? 'any' : null),
    matter,
    pronoun,
    definite: called === null ? subject : null,
  };
}
