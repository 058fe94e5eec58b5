import { BODY_EPITHETS } from '../../language/lexicon/epithets.ts';
import { stem } from '../../language/stemmer.ts';
import { isFiniteVerb } from '../../language/verb-group.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { type BackReferences, backReferencesOf, type PersonGender } from './back-references.ts';
import { withoutLooseEnd } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { broughtInBy, definiteNouns, EVENTS, OUTCOME_STEMS, WORKS } from './definite-nouns.ts';
import type { EntityRegistry } from './entity-registry.ts';
import {
  bringsInPerson,
  hasPlural,
  namesBody,
  namesEntity,
  namesPeople,
  namesPerson,
} from './who-is-named.ts';

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

/** Matches speakers who are nobody without the sentence before. */
const ANONYMOUS = /^(?:another|others|some|many|several|one|both|most|two|three|few)(?: others?)?$/i;

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
    // In "He met Berg" the pronoun means somebody else than Berg.
    const others = new Set(sentences[index]!.names.map(({ text }) => registry.named(text)?.name));
    let nearest: number | null = null;
    let sure: number | null = null;
    for (let at = index - 1; at >= Math.max(first, index - REACH_OF_PERSON); at--) {
      if (wordsAt(at) === null) continue;
      if (meant && namesEntity(sentences[at]!, meant.name, registry)) return at;
      const isNamed = namesPerson(sentences[at]!, gender, registry, others);
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
    let plural: number | null = null;
    for (let at = index - 1; at >= Math.max(first, index - REACH_OF_GROUP); at--) {
      if (wordsAt(at) === null) continue;
      const has = hasPlural(sentences[at]!);
      const isNear = at === directlyBefore(index) && !referencesAt(at).group;
      if (namesPeople(sentences[at]!, registry) || (isNear && has)) return at;
      if (has) plural ??= at;
    }
    return plural;
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
      if (EVENTS.has(root) && at < 0 && index > first && wordsAt(first) !== null) return first;
      if (OUTCOME_STEMS.has(root))
        return at >= Math.max(first, index - REACH_OF_OUTCOME) ? at : directlyBefore(index);
      if ((place <= verb || WORKS.has(root)) && at >= Math.max(first, index - REACH_OF_NOUN)) return at;
    }
    return null;
  };

  return {
    of(claim, index) {
      readUpTo(index);
      const sentence = sentences[index]!;
      const found = backReferencesOf(claim, registry, sentence, {
        name: sentence.speaker?.name ?? null,
        pronoun: pronounOfSpeaker(sentence),
      });
      // The sentence before may tell who says a quotation, or who "another" is.
      const isAnonymous = sentence.speaker === null ? sentence.quoted : ANONYMOUS.test(sentence.speaker.name);
      const needs = isAnonymous ? { ...found, matter: true } : found;
      const noun = introducing(claim, index);
      const { definite } = needs;
      const isOpen =
        definite !== null && noun === null && !known.has(stem(definite)) && !isNamedSubject(sentence);
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
    parts.unshift(isGap && !words.endsWith('…') ? `${words} …` : words);
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
  return /^(?:he|she|they)$/.test(lower) ? lower : null;
}

/** Whether a claim's subject is its source, which a card names: "The officer said …" of Anna Berg. */
const isNamedSubject = ({ report, speaker }: AttributedSentence): boolean =>
  report?.form === 'leading' && (report.source?.from ?? 9) < 2 && (speaker?.entity ?? null) !== null;
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
