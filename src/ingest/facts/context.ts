import { BODY_EPITHETS } from '../../language/lexicon/epithets.ts';
import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  HE,
  IRREGULAR_PAST,
  PREPOSITIONS,
  SHE,
  THEY,
} from '../../language/lexicon/function-words.ts';
import { HUMANS } from '../../language/lexicon/people.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import { isFiniteVerb } from '../../language/verb-group.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { type BackReferences, backReferencesOf, KNOWN_NOUNS, type PersonGender } from './back-references.ts';
import { withoutLooseEnd } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { type EntityRegistry, type Gender, genderOfRole } from './entity-registry.ts';

/** The stems of the nouns that need no introduction. */
const KNOWN_STEMS: ReadonlySet<string> = new Set([...KNOWN_NOUNS].map(stem));
/** Nouns that may stand for all that the sentence before tells: "the move". */
const OUTCOMES = listed(
  `move decision incident announcement attack statement remark comment news ruling proposal deal agreement allegation accusation
   claim result response reaction admission revelation finding change effort arrest crash blast explosion shooting exchange
   practice process situation problem issue controversy scandal trend tactic strategy approach measure step charge`,
);
const OUTCOME_STEMS: ReadonlySet<string> = new Set([...OUTCOMES].map(stem));
/** Nouns for what was said, written or shown, which a sentence that does not say what it is needs: "responded to the post". */
const WORKS = new Set(
  [
    ...listed(
      `post tweet letter email message video footage photo photograph picture image report study survey poll document note memo
       interview speech article lawsuit bill order treaty map list song`,
    ),
  ].map(stem),
);
/** The most words between an article and its noun. */
const MOST_BEFORE_NOUN = 3;

const isPlain = (token: Token | undefined): token is Token =>
  token !== undefined &&
  !token.mark &&
  !token.capital &&
  /^\p{Ll}{3,}/u.test(token.lower) &&
  !DETERMINERS.has(token.lower) &&
  !AUXILIARIES.has(token.lower) &&
  !FUNCTION_WORDS.has(token.lower);

const DEFINITE_ARTICLES = listed('the this these those');
const isDefiniteArticle = ({ lower }: Token): boolean => DEFINITE_ARTICLES.has(lower);

/** Whether a noun phrase goes on with a token: it is no verb, or a participle before another noun. */
const goesOn = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!isPlain(token)) return false;
  const isVerb =
    /[^e]ed$/.test(token.lower) || IRREGULAR_PAST.has(token.lower) || REPORTING_VERBS.has(token.lower);
  return !isVerb || isPlain(tokens[at + 1]);
};

/** Whether the words after a noun say which one is meant: "the plan to", "the man who", but not "the plan on Monday". */
const explains = (token: Token | undefined, next: Token | undefined): boolean =>
  token !== undefined &&
  (CLAUSE_OPENERS.has(token.lower) ||
    (PREPOSITIONS.has(token.lower) && !DAYS_AND_MONTHS.has(next?.lower ?? '')));
const CLAUSE_OPENERS = listed('who that which whose where to when');

/** Whether what follows a noun brings it in, although it has an article: "the plate H982", "the plan to". */
const isTold = (after: Token | undefined, next: Token | undefined): boolean =>
  explains(after, next) || after?.capital === true || /^\d/.test(after?.text ?? '');

/** Words that say nothing of which thing is meant. */
const PLAIN_ADJECTIVES = listed(
  'new old big small large main major whole entire good bad young long short high low real own early late little huge key other',
);
const ADJECTIVE = /(?:al|ive|ous|ful|ic|able|ible|ed|ing|ent|ant|ary|est|er|ly|ern|ese|ian)$/;

/**
 * Returns the stems, with their places, of nouns with "the" or "this" that a sentence does not explain: "airport" in "left the airport",
 * "spat" and then "truck" in "the truck spat".
 */
function definiteNouns({ tokens }: AttributedSentence): { readonly root: string; readonly at: number }[] {
  const nouns: { readonly root: string; readonly at: number }[] = [];
  const isNew = (root: string, to: number): boolean =>
    !tokens.slice(0, to).some(({ lower, capital, mark }) => !capital && !mark && stem(lower) === root);
  for (const [at, token] of tokens.entries()) {
    if (!isDefiniteArticle(token)) continue;
    let head = at + 1;
    while (head < at + MOST_BEFORE_NOUN && goesOn(tokens, head + 1)) head++;
    const noun = tokens[head];
    const after = tokens[head + 1];
    if (!isPlain(noun) || after?.capital || explains(after, tokens[head + 2])) continue;
    const root = stem(noun.lower);
    if (KNOWN_STEMS.has(root) || !isNew(root, at)) continue;
    if (token.lower !== 'the' && KNOWN_STEMS.has(stem(tokens[at + 1]!.lower))) continue;
    nouns.push({ root, at: head });
    const beside = tokens[head - 1]!.lower;
    if (head - 1 > at && !ADJECTIVE.test(beside) && !PLAIN_ADJECTIVES.has(beside) && isNew(stem(beside), at))
      nouns.push({ root: stem(beside), at: head });
  }
  return nouns;
}

/** Yields the stems of the words that a sentence brings in: those without "the" or "this" shortly before them. */
function* broughtInBy({ tokens }: AttributedSentence): Generator<string> {
  let definite = -9;
  for (const [at, token] of tokens.entries()) {
    if (isDefiniteArticle(token)) definite = at;
    else if (token.mark || token.lower === 'of') definite = -9;
    else if (at > definite + MOST_BEFORE_NOUN || !isPlain(token) || isTold(tokens[at + 1], tokens[at + 2]))
      yield stem(token.lower);
  }
}

/** Nouns for several people. */
const GROUPS = listed(
  'people men women children kids police folks staff troops forces authorities officials crew parents relatives elders family families',
);

/** The most sentences of a context. */
const MOST_SENTENCES = 3;
/** The longest claim that needs even what its verb is about, in UTF-16 units: "Berg opposes the bill." */
const LONGEST_OF_PLAIN = 90;
/** How many sentences back a person or a body may be named, and a thing brought in. */
const REACH_OF_PERSON = 8;
const REACH_OF_GROUP = 4;
const REACH_OF_NOUN = 12;
const REACH_OF_OUTCOME = 3;
/**
 * The longest sentence of a context, and the longest context of several, in UTF-16 units, and how much longer that may
 * be for its first sentence.
 */
const LONGEST_CONTEXT = 300;
const ROOM_OF_FIRST = 80;
/** The shortest sentence of a context, in UTF-16 units. A shorter one is a time or a mark. */
const SHORTEST_CONTEXT = 15;
/** The shortest that ends with a colon. "Berg added:" tells nothing. */
const SHORTEST_BEFORE_COLON = 40;
/** Matches a line that links to another page: "Watch: …". */
const LINK = /^(?:watch|read|see|more|related|photos?|video|opinion):/i;

/** Finds the sentences before each claim of one article that it needs to be understood. */
export interface Contexts {
  /**
   * Returns the context of the claim of the sentence at `index`: verbatim sentences, "…" in gaps; null if it needs
   * none.
   */
  of(claim: string, index: number): string | null;
}

/**
 * Creates it for the sentences of a text. Those before `first` are its headline; `known` has the stems that the card's
 * headline shows anyway.
 */
export function contextsIn(
  text: string,
  sentences: readonly AttributedSentence[],
  registry: EntityRegistry,
  first: number,
  known: ReadonlySet<string>,
): Contexts {
  const words = new Map<number, string | null>();
  /** A sentence as a context shows it; null for a heading, a scrap and a line that leads elsewhere. */
  const wordsAt = (at: number): string | null => {
    const read = words.get(at);
    if (read !== undefined) return read;
    const line = contextWords(text, sentences[at]!);
    words.set(at, line);
    return line;
  };
  const references = new Map<number, BackReferences>();
  const referencesAt = (at: number): BackReferences => {
    const read = references.get(at);
    if (read) return read;
    const found = backReferencesOf(wordsAt(at) ?? '', registry, sentences[at]!);
    references.set(at, found);
    return found;
  };
  /** The places where each stem was brought in, of the sentences before `read`. */
  const places = new Map<string, number[]>();
  let read = 0;
  const readUpTo = (index: number): void => {
    for (; read < index; read++)
      for (const root of new Set(broughtInBy(sentences[read]!))) {
        const found = places.get(root);
        if (found) found.push(read);
        else places.set(root, [read]);
      }
  };

  /** The nearest sentence before `index` that names a person of a gender, or the person whom its subject means. */
  const namingPerson = (sought: PersonGender, index: number): number | null => {
    const gender = sought === 'any' ? null : sought;
    const meant = sentences[index]!.pronounMeans?.entity ?? null;
    let nearest: number | null = null;
    let sure: number | null = null;
    for (let at = index - 1; at >= Math.max(first, index - REACH_OF_PERSON); at--) {
      if (wordsAt(at) === null) continue;
      if (meant && namesEntity(sentences[at]!, meant.name, registry)) return at;
      const isNamed = namesPerson(sentences[at]!, gender, registry);
      if (!isNamed && !bringsInPerson(sentences[at]!, gender)) continue;
      // In "He called Berg", the same person is only "he", and Berg is another.
      const { person } = referencesAt(at);
      const isSure = person === null || (gender !== null && person !== gender);
      if (nearest === null && (isNamed || isSure)) nearest = at;
      if (isSure && sure === null) sure = at;
      if (!meant && sure !== null) break;
    }
    return sure ?? nearest;
  };

  /** The nearest of a few sentences before `index` that speaks of several people. */
  const namingGroup = (index: number): number | null => {
    for (let at = index - 1; at >= Math.max(first, index - REACH_OF_GROUP); at--)
      if (wordsAt(at) !== null && namesPeople(sentences[at]!, registry)) return at;
    return null;
  };

  /** The nearest of a few sentences before `index` that names a body. */
  const namingBody = (index: number): number | null => {
    for (let at = index - 1; at >= Math.max(first, index - REACH_OF_PERSON); at--)
      if (wordsAt(at) !== null && namesBody(sentences[at]!, registry)) return at;
    return null;
  };

  const directlyBefore = (index: number): number | null => {
    for (let at = index - 1; at >= Math.max(first, index - 3); at--) if (wordsAt(at) !== null) return at;
    return null;
  };

  /** Adds the places of the sentences that a line needs. `depth` is how many sentences led to it. */
  const add = (needs: BackReferences, index: number, chosen: Set<number>, depth: number): void => {
    const person = needs.person ? namingPerson(needs.person, index) : null;
    if (person !== null) chosen.add(person);
    const group = needs.group ? namingGroup(index) : null;
    if (group !== null) chosen.add(group);
    const isFound = (!needs.person || person !== null) && (!needs.group || group !== null);
    if (!needs.matter && isFound) return;
    const before = directlyBefore(index);
    if (before === null || chosen.has(before)) return;
    chosen.add(before);
    const further = referencesAt(before);
    if (depth < MOST_SENTENCES) add({ ...further, matter: further.pronoun }, before, chosen, depth + 1);
  };

  /** The sentence that brought in a thing which the one at `index` needs and does not explain. */
  const introducing = (claim: string, index: number): number | null => {
    const { tokens } = sentences[index]!;
    const verb = claim.length > LONGEST_OF_PLAIN ? tokens.findIndex(isFiniteVerb) : tokens.length;
    for (const { root, at: place } of definiteNouns(sentences[index]!)) {
      const at = places.get(root)?.findLast((one) => one >= first && wordsAt(one) !== null) ?? -1;
      if (known.has(root)) continue;
      if (OUTCOME_STEMS.has(root))
        return at >= Math.max(first, index - REACH_OF_OUTCOME) ? at : directlyBefore(index);
      if ((place <= verb || WORKS.has(root)) && at >= Math.max(first, index - REACH_OF_NOUN)) return at;
    }
    return null;
  };

  return {
    of(claim, index) {
      readUpTo(index);
      const needs = backReferencesOf(claim, registry, sentences[index]!, pronounOfSpeaker(sentences[index]!));
      const noun = introducing(claim, index);
      const { definite } = needs;
      const isOpen =
        definite !== null &&
        noun === null &&
        !known.has(stem(definite)) &&
        !isNamedSubject(sentences[index]!);
      const told = isOpen && BODY_EPITHETS.has(definite) ? namingBody(index) : noun;
      const chosen = new Set<number>();
      add(isOpen && told === null ? { ...needs, matter: true } : needs, index, chosen, 1);
      if (told !== null) chosen.add(told);
      return joined(
        [...chosen].sort((a, b) => b - a),
        wordsAt,
        index,
      );
    },
  };
}

/**
 * Joins the sentences at `places`, the latest first, as far as there is room. "…" stands where sentences between them
 * and the one at `index` are left out.
 */
function joined(
  places: readonly number[],
  wordsAt: (at: number) => string | null,
  index: number,
): string | null {
  const parts: string[] = [];
  let length = 0;
  let last = index;
  for (const at of places.slice(0, MOST_SENTENCES)) {
    const words = wordsAt(at)!;
    if (length > 0 && length + words.length > LONGEST_CONTEXT + ROOM_OF_FIRST) break;
    const isGap = Array.from({ length: last - at - 1 }, (_, skipped) => wordsAt(at + 1 + skipped)).some(
      Boolean,
    );
    parts.unshift(isGap ? `${words} …` : words);
    length += words.length;
    last = at;
  }
  return parts.length === 0 ? null : parts.join(' ');
}

/** The pronoun for a source that a card names beside the claim: "she" in "She said that …"; null for any other source. */
function pronounOfSpeaker({ report, speaker, tokens }: AttributedSentence): string | null {
  const source = report?.source;
  if (!source || !speaker || source.to - source.from > 1) return null;
  const { lower } = tokens[source.from]!;
  return HE.has(lower) || SHE.has(lower) || THEY.has(lower) ? lower : null;
}

/** Whether a claim's subject is its source, which a card names: "The officer said …" of Anna Berg. */
const isNamedSubject = ({ report, speaker }: AttributedSentence): boolean =>
  report?.form === 'leading' && (report.source?.from ?? 9) < 2 && (speaker?.entity ?? null) !== null;

const fits = (one: Gender, other: Gender): boolean => !one || !other || one === other;

/** Whether a sentence names a person of a gender. */
const namesPerson = ({ names }: AttributedSentence, gender: Gender, registry: EntityRegistry): boolean =>
  names.some(({ text }) => {
    const entity = registry.named(text);
    // A surname that two people have.
    if (!entity) return !text.includes(' ');
    const mayBePerson =
      entity.kind === 'person' ||
      (entity.kind === 'unknown' && (entity.sure > 1 || entity.name.includes(' ')));
    return mayBePerson && fits(entity.gender, gender);
  });

/** Whether a sentence brings in somebody without a name: "a woman". */
const bringsInPerson = ({ tokens }: AttributedSentence, gender: Gender): boolean =>
  tokens.some(
    ({ lower }, at) =>
      (HUMANS.has(lower) || ROLES.has(lower)) &&
      fits(genderOfRole([lower]), gender) &&
      tokens.slice(Math.max(0, at - MOST_BEFORE_NOUN), at).some((token) => /^(?:an?|one)$/.test(token.lower)),
  );

/** Whether a sentence speaks of several people: "police", "two senators", "Berg and Holm", "ISIS". */
const namesPeople = ({ tokens, names }: AttributedSentence, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.kind === 'organisation' || /^\p{Lu}{3,}$/u.test(text)) ||
  names.some(
    (name, at) =>
      tokens[name.to]?.lower === 'and' &&
      names[at + 1]?.from === name.to + 1 &&
      [name, names[at + 1]!].every(
        ({ text }) => !/^(?:organisation|place)$/.test(registry.named(text)?.kind ?? ''),
      ),
  ) ||
  tokens.some(
    ({ lower, mark }) =>
      !mark &&
      (GROUPS.has(lower) ||
        (lower.endsWith('s') && (HUMANS.has(lower.slice(0, -1)) || ROLES.has(lower.slice(0, -1))))),
  );

const namesBody = ({ names }: AttributedSentence, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.kind === 'organisation');

const namesEntity = ({ names }: AttributedSentence, name: string, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.name === name);

function contextWords(
  text: string,
  { sentence: { start, end, heading } }: AttributedSentence,
): string | null {
  if (heading || end - start < SHORTEST_CONTEXT || LINK.test(text.slice(start, start + 12))) return null;
  if (text[end - 1] === ':' && end - start < SHORTEST_BEFORE_COLON) return null;
  // A full stop after a space: a heading that software ended.
  if (text[end - 1] === '.' && text[end - 2] === ' ') return null;
  const words = text.slice(start + datelineOf(text.slice(start, end)), end).replace(/\s+/g, ' ');
  return words.length > LONGEST_CONTEXT ? withoutLooseEnd(words, LONGEST_CONTEXT) : words;
}
