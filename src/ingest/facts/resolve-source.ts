import { headOf } from '../../language/head-noun.ts';
import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  FIRST_PERSON,
  HE,
  IRREGULAR_PAST,
  IT,
  PREPOSITIONS,
  PRONOUNS,
  SHE,
  THEY,
} from '../../language/lexicon/function-words.ts';
import { BODIES, HUMANS, NEVER_SPEAKERS, PEOPLE } from '../../language/lexicon/people.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { DOCUMENT, ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { type Phrase, phraseFrom } from '../../language/noun-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { bodyDescribedAgain, personDescribedAgain } from './coreference.ts';
import type { Entity, EntityRegistry } from './entity-registry.ts';
import { genderOf, genderOfRole } from './gender.ts';
import { type Name, textOf } from './names.ts';
import { wordsOf } from './role-words.ts';
import { bearerOf } from './shared-surname.ts';
import type { Antecedents, SourceWords, Speaker } from './source-words.ts';

/** The longest description, in tokens. A longer one is cut after its noun. */
const MOST_WORDS = 14;

/** Makes a speaker of a person or body of the article. */
export const speakerOf = (entity: Entity): Speaker => ({
  name: entity.name,
  entity,
  gender: entity.gender,
  plural: false,
  person: entity.kind === 'person' || (entity.kind === 'unknown' && entity.gender !== null),
});

/** Matches names of groups: parties, peoples, religions. */
const PEOPLES =
  /(?:[^s]ans|ians|crats|ists|ives|ites|nis|qis|aelis|urds|hias|ews|uslims|hristians|lics|olice)$/;

/** Returns the speaker that a name refers to. */
export function speakerNamed(name: Name, registry: EntityRegistry): Speaker {
  const entity = registry.named(name.text, genderOf(name));
  if (entity) {
    const plural = entity.kind !== 'person' && PEOPLES.test(entity.name);
    const full = registry.withAcronym(entity.name);
    return { ...speakerOf(entity), ...(full !== undefined && { name: full }), plural };
  }
  return { name: name.text, entity: null, gender: null, plural: false, person: false };
}

/** Matches people whom witnesses describe, and who seldom speak. */
const ONLY_SEEN = /(?:person|individual|suspect|victim|gunman|attacker|assailant|shooter|driver)$/;

/** Returns the nearest antecedent that fits a pronoun; null if none does. It never guesses. */
export function referentOf(pronoun: string, antecedents: Antecedents): Speaker | null {
  const fits = ({ gender, plural, person, entity }: Speaker): boolean => {
    if (HE.has(pronoun)) return !plural && gender !== 'she' && (person || mayBePerson(entity));
    if (SHE.has(pronoun)) return !plural && gender !== 'he' && (person || mayBePerson(entity));
    if (THEY.has(pronoun)) return plural;
    if (IT.has(pronoun)) return !plural && !person && (entity === null || entity.kind === 'organisation');
    return false;
  };
  const fitting =
    antecedents.find((speaker): speaker is Speaker => speaker !== null && fits(speaker)) ?? null;
  // "The second person ran off, she said": somebody whose gender is told is meant before somebody who is only seen.
  if (fitting && fitting.entity === null && fitting.gender === null && ONLY_SEEN.test(fitting.name)) {
    const sure = antecedents.find((speaker) => speaker !== null && speaker.gender !== null && fits(speaker));
    if (sure) return sure;
  }
  if (fitting || !THEY.has(pronoun)) return fitting;
  // The body that spoke last is "they" too.
  const [last] = antecedents;
  return last && !last.person && (last.entity === null || last.entity.kind === 'organisation') ? last : null;
}

const mayBePerson = (entity: Entity | null): boolean =>
  entity?.kind === 'unknown' && entity.sure > 0 && entity.name.split(' ').length < 5;

/** Returns the singular forms that a noun may have: "ally" for "allies", "spokesman" for "spokesmen". */
const singularsOf = (noun: string): readonly string[] => [
  noun,
  noun.replace(/s$/, ''),
  noun.replace(/es$/, ''),
  noun.replace(/ies$/, 'y'),
  noun.replace(/men$/, 'man'),
];

/** Matches a person named by age: "54-year-old", "34-year-olds". */
const AGED = /^\d{1,3}-year-olds?$/;

/** Whether a noun means people, bodies or documents, which can say something. */
function canSpeak(noun: string): boolean {
  if (NEVER_SPEAKERS.has(noun)) return false;
  if (PEOPLE.has(noun) || AGED.test(noun)) return true;
  return singularsOf(noun).some((one) =>
    [ROLES, HUMANS, BODIES, DOCUMENT, ORGANISATION].some((words) => words.has(one)),
  );
}

const isBody = (noun: string): boolean =>
  singularsOf(noun).some((one) => DOCUMENT.has(one) || ORGANISATION.has(one) || BODIES.has(one)) &&
  !singularsOf(noun).some((one) => ROLES.has(one) || HUMANS.has(one));

/** Removes brackets at the end of a description, and the "who" of a clause that was cut. */
function withoutRelative(words: string): string {
  const bracket = words.indexOf('(');
  const plain = (bracket < 0 ? words : words.slice(0, bracket)).trim();
  const last = plain.lastIndexOf(' ');
  const isRelative = /^who(?:se|m)?$/.test(plain.slice(last + 1));
  const before = isRelative ? plain.slice(0, Math.max(0, last)) : plain;
  return before.endsWith(',') ? before.slice(0, -1) : before;
}

/** Returns the end of a phrase without the day after it: "the council on Friday". */
const withoutDay = (tokens: readonly Token[], to: number): number =>
  tokens[to - 2]?.lower === 'on' && DAYS_AND_MONTHS.has(tokens[to - 1]!.lower) ? to - 2 : to;

const isCounted = (noun: string): boolean =>
  HUMANS.has(noun) &&
  !PEOPLE.has(noun) &&
  !singularsOf(noun)
    .slice(1)
    .some((one) => one !== noun && HUMANS.has(one));

/** Whether the tokens up to the noun at `head` are one noun phrase, without a verb, a pronoun or a preposition. */
function isNounPhrase(tokens: readonly Token[], start: number, head: number): boolean {
  const noun = tokens[head]!.lower;
  if (PREPOSITIONS.has(tokens[start]!.lower) || (DETERMINERS.has(noun) && !PEOPLE.has(noun))) return false;
  // A countable noun ("woman") needs an article, an owner or an adjective before it.
  if (start === head && isCounted(noun)) return false;
  return !tokens.slice(start, head).some(({ lower, capital }, index) => {
    if (capital) return false;
    const next = tokens[start + index + 1]!;
    const isPast = IRREGULAR_PAST.has(lower) || /[^e]ed$/.test(lower);
    return (
      /^(?:i|we|you|he|she|they|it|him|them|us|to)$/.test(lower) ||
      (AUXILIARIES.has(lower) && lower !== "'s") ||
      (isPast && (PREPOSITIONS.has(next.lower) || DETERMINERS.has(next.lower))) ||
      (index > 1 && IRREGULAR_PAST.has(lower) && start + index + 1 === head)
    );
  });
}

/** Returns the words of a description, from its determiner, without brackets. */
function wordsOfDescription(tokens: readonly Token[], { from, to }: Phrase, head: number): string | null {
  let start = head;
  while (start > from && !tokens[start - 1]!.mark && !DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  if (start > from && DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  // "The" belongs to the description in "the other woman", "the two men".
  if (start > from && tokens[start - 1]!.lower === 'the') start--;
  if (/^(?:he|she|it|they)$/.test(tokens[start]!.lower)) return null;
  if (PRONOUNS.has(tokens[start]!.lower) && !/^(?:his|her|its|their)$/.test(tokens[start]!.lower)) start++;
  if (start > head || !isNounPhrase(tokens, start, head)) return null;
  const isClause = /^(?:i|we|he|she|they)$/.test(tokens[head + 1]?.lower ?? '');
  const end = to - start > MOST_WORDS || isClause ? head + 1 : withoutDay(tokens, to);
  const words = withoutRelative(textOf(tokens, start, end));
  const isCommon =
    /^\p{Lu}(?:\p{Ll}|\s)/u.test(words) && (start === head || DETERMINERS.has(tokens[start]!.lower));
  return isCommon ? words[0]!.toLowerCase() + words.slice(1) : words;
}

function describe({ tokens, phrase, strong }: SourceWords, head: number): Speaker | null {
  const { lower: noun, text } = tokens[head]!;
  if (/^@\S/.test(text)) return { name: text, entity: null, gender: null, plural: false, person: true };
  // Somebody's video speaks: "an NRK video said".
  const isOwnVideo =
    /^(?:video|recording)$/.test(noun) && head > phrase.from && /\p{Lu}/u.test(tokens[head - 1]!.text);
  if ((NEVER_SPEAKERS.has(noun) && !isOwnVideo) || (!AGED.test(noun) && !/^\p{L}{2,}/u.test(text)))
    return null;
  const isWho = tokens[head + 1]?.lower === 'who';
  const isDetermined = tokens.slice(phrase.from, head).some(({ lower }) => DETERMINERS.has(lower));
  const mayAny =
    strong && isDetermined && !tokens[head]!.capital && !/(?:ing|ness|ment|[ts]ion)s?$/.test(noun);
  if (!isWho && !isOwnVideo && !canSpeak(noun) && !mayAny) return null;
  const opens = tokens[phrase.from]!.lower;
  // "I call children …" is a clause.
  if (/^(?:i|we|you)$/.test(opens) && head > phrase.from) return null;
  const name =
    opens === 'those'
      ? textOf(tokens, phrase.from, phrase.to).toLowerCase()
      : wordsOfDescription(tokens, phrase, head);
  if (!name || /^(?:no|every)$/.test(opens)) return null;
  const plural =
    /[^s]s$/.test(noun) ||
    (PEOPLE.has(noun) && !/^(?:one|each|another|someone|somebody|everyone|everybody|anyone)$/.test(noun)) ||
    /men$/.test(noun);
  return {
    name,
    entity: null,
    gender: plural ? null : genderOfRole([noun]),
    plural,
    person: !plural && !isOwnVideo && !isBody(noun),
  };
}

/** Whether a place cannot speak. Only countries and capitals speak, for their governments. */
const isMutePlace = (name: Name, speaker: Speaker): boolean =>
  (name.kind === 'place' || speaker.entity?.kind === 'place') &&
  !COUNTRIES.has(name.text.toLowerCase()) &&
  (name.to - name.from === 1 || name.text.split(' ').every((word) => COUNTRIES.has(word.toLowerCase())));

/**
 * Resolves a source to a speaker. A name becomes its fullest form. A description becomes the name beside it, or the one
 * given with it earlier. A pronoun becomes its antecedent. Otherwise the article's own words are the speaker. Returns
 * null if nobody can be identified.
 */
export function speakerIn(
  source: SourceWords,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
  const { tokens, names, phrase, apposed } = source;
  const head = headOf(tokens, phrase);
  const last = tokens[head]!;
  if (phrase.to - phrase.from === 1 || HE.has(last.lower) || SHE.has(last.lower) || last.lower === 'they') {
    if (FIRST_PERSON.has(last.lower)) return null;
    if (HE.has(last.lower) || SHE.has(last.lower) || THEY.has(last.lower) || IT.has(last.lower))
      return referentOf(last.lower, antecedents);
  }
  if (
    phrase.to - phrase.from === 1 &&
    isQuote(tokens[phrase.from - 1]) &&
    /^(?:some|many|others|several|most|both|all)$/.test(last.lower)
  ) {
    const many = antecedents.find((one) => one?.plural);
    if (many) return { ...many, name: many.name };
  }
  const both = jointly(source, registry) ?? inList(source, registry) ?? withPronoun(source, antecedents);
  if (both) return both;
  const name = names.find((one) => one.from <= head && head < one.to && !isCommon(one, tokens, registry));
  const isOwner = name && name.to < phrase.to && tokens[name.to]?.lower === "'s";
  // "The ranking Republican, Anna Berg"
  const member =
    name && apposed && ROLES.has(name.text.toLowerCase()) ? apposedName(source, apposed, registry) : null;
  if (member) return member;
  if (name && (name.to === head + 1 || name.to >= phrase.to) && !isOwner) {
    const described =
      name.kind === 'person' || /^\p{Lu}{2,}$/u.test(last.text)
        ? undefined
        : registry.described(wordsOf(tokens, name.from, phrase.to));
    if (described && ROLES.has(last.lower)) return speakerOf(described);
    const holder = isOfficeAlone(tokens, name) ? holderAmong(antecedents, [last.lower], registry) : null;
    if (holder) return holder;
    if (isNationality(tokens, name)) return antecedents.find((one) => one?.person) ?? null;
    if (name.from === 0 && name.to === 1 && NEVER_SPEAKERS.has(last.lower)) return null;
    const bearer = bearerOf(source, name, registry, antecedents);
    const speaker = bearer ? speakerOf(bearer) : speakerNamed(name, registry);
    // "VA" is a state, "the VA" a department.
    const isOffice = tokens[phrase.from]!.lower === 'the' && /^\p{Lu}{2,6}$/u.test(name.text);
    if (!isOffice && isMutePlace(name, speaker)) return null;
    return withOwner(tokens, name, speaker, phrase.from);
  }
  const beside = apposed && apposedName(source, apposed, registry);
  const description = describe(source, head);
  if (beside && !description?.plural) return beside;
  const owner = ownerOfDocument(source, head);
  if (owner) return speakerIn(owner, registry, antecedents);
  const words = wordsOf(tokens, phrase.from, phrase.to);
  const entity = definite(tokens, phrase) && ROLES.has(last.lower) ? registry.described(words) : undefined;
  if (entity) return speakerOf(entity);
  const known =
    personDescribedAgain(source, description, registry, antecedents) ??
    bodyDescribedAgain(source, registry, antecedents);
  return ownedBy(known ?? description, antecedents, registry);
}

/** Whether a name is an office in capitals without a holder: "the President". */
const isOfficeAlone = (tokens: readonly Token[], { from, to, text }: Name): boolean =>
  to - from === 1 && tokens[from - 1]?.lower === 'the' && ROLES.has(text.toLowerCase());

/** Returns the nearest antecedent whom a description fits, if it fits several people of the article. */
const holderAmong = (
  antecedents: Antecedents,
  words: readonly string[],
  registry: EntityRegistry,
): Speaker | null =>
  antecedents.find((one) => one?.entity?.kind === 'person' && registry.fits(one.entity, words)) ?? null;

/** Whether a name is a person's nationality: "the Frenchman", "the Spaniard", "the German". */
const isNationality = (tokens: readonly Token[], { from, to, text }: Name): boolean =>
  to - from === 1 &&
  tokens[from - 1]?.lower === 'the' &&
  (/^(?:\p{Lu}\p{Ll}+(?:man|woman)|Spaniard|Briton|Dane|Finn|Swede|Pole|Turk|Serb|Croat|Scot)$/u.test(text) ||
    (/an$/.test(text) && COUNTRIES.has(text.toLowerCase())));

/** Returns the author of a document: "the company's statement", "a statement by Anna Berg". */
function ownerOfDocument(source: SourceWords, head: number): SourceWords | null {
  const { tokens, names, phrase } = source;
  const outlet =
    tokens.slice(phrase.from, head).length > 0
      ? names.find(({ from, to, kind }) => from >= phrase.from && to === head && kind === 'organisation')
      : undefined;
  if (outlet && /^(?:analysis|investigation|editorial|tally|review|report|study)$/.test(tokens[head]!.lower))
    return {
      ...source,
      phrase: { from: ownerOf(tokens, outlet, phrase.from), to: outlet.to },
      apposed: null,
    };
  if (
    !/^(?:piece|article|story|essay|column|statement|release|letter|email|e-mail|memo|note|message|post|tweet|testimony|blog)s?$/.test(
      tokens[head]!.lower,
    )
  )
    return null;
  for (let at = phrase.from + 1; at < head; at++)
    if (tokens[at]!.lower === "'s" && !DAYS_AND_MONTHS.has(tokens[at - 1]!.lower))
      return { ...source, phrase: { from: phrase.from, to: at }, apposed: null };
  if (/^(?:its|their|his|her)$/.test(tokens[phrase.from]!.lower) && head === phrase.from + 1)
    return { ...source, phrase: { from: phrase.from, to: head }, apposed: null };
  if (!/^(?:by|from|of)$/.test(tokens[head + 1]?.lower ?? '')) return null;
  const owner = phraseFrom(tokens, head + 2, tokens.length);
  return owner && { ...source, phrase: owner, apposed: null };
}

/** Returns where a name begins with the people whom its body is for: "Children's Defense Fund". */
const ownerOf = (tokens: readonly Token[], { from }: Name, least: number): number =>
  from - 2 >= least &&
  tokens[from - 1]!.lower === "'s" &&
  tokens[from - 2]!.capital &&
  canSpeak(tokens[from - 2]!.lower)
    ? from - 2
    : from;

/** Adds a capitalised owner to a name: "Emily's List", "Children's Defense Fund", but not "Norway's Foreign Ministry". */
function withOwner(tokens: readonly Token[], name: Name, speaker: Speaker, least: number): Speaker {
  const { from, to } = name;
  const isOwned =
    to - from === 1 && from - 2 >= least && tokens[from - 1]!.lower === "'s" && tokens[from - 2]!.capital;
  const isFor = ownerOf(tokens, name, least) < from;
  if (!(isOwned || isFor) || (speaker.entity?.name.includes(' ') && !isFor) || speaker.person) return speaker;
  return { ...speaker, name: textOf(tokens, from - 2, to), entity: null };
}

/** Returns the person named in apposition; null if the name is not a person's. */
function apposedName({ names }: SourceWords, { from, to }: Phrase, registry: EntityRegistry): Speaker | null {
  const name = names.find((one) => one.from >= from && one.to === to);
  if (!name || name.kind === 'organisation' || name.kind === 'place') return null;
  const speaker = speakerNamed(name, registry);
  return speaker.entity?.kind === 'place' || speaker.entity?.kind === 'organisation' ? null : speaker;
}

/**
 * Returns a joint speaker: "X and Y say", "X and its defenders say". Returns null if the phrase has one name or none.
 */
function jointly(
  { tokens, names, phrase: { from, to } }: SourceWords,
  registry: EntityRegistry,
): Speaker | null {
  const first = names.find(
    (name) => name.from >= from && tokens[name.to]?.lower === 'and' && name.to + 1 < to,
  );
  if (!first || first.from > from + 1) return null;
  const next = tokens[first.to + 1]!.lower === 'the' ? first.to + 2 : first.to + 1;
  const second = names.find((name) => name.from === next && name.to === to);
  const owned = /^(?:its|his|her|their)$/.test(tokens[first.to + 1]!.lower);
  if (!second && !owned) return null;
  const rest = second ? speakerNamed(second, registry).name : textOf(tokens, first.to + 1, to);
  const name = `${speakerNamed(first, registry).name} and ${rest}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/**
 * Returns all members of a list, whose last name precedes the verb: "Sens. X (D-Ore.), Y and Z said". Returns null for
 * a single name.
 */
function inList({ tokens, names, phrase }: SourceWords, registry: EntityRegistry): Speaker | null {
  const listed: Name[] = [];
  let from = phrase.from;
  const last = names.find((name) => name.from === from && name.to <= phrase.to);
  if (!last || tokens[from - 1]?.lower !== 'and') return null;
  from--;
  for (;;) {
    let to = from;
    while (/^(?:,|and)$/.test(tokens[to - 1]?.lower ?? '')) to--;
    if (tokens[to - 1]?.text === ')') {
      to = tokens.findLastIndex(({ text }, at) => at < to && text === '(');
      if (to < 0) return null;
    }
    const name = names.find((one) => one.to === to);
    if (!name) break;
    listed.unshift(name);
    from = name.from;
  }
  if (listed.length < 2) return null;
  const all = [...listed, last].map((name) => speakerNamed(name, registry).name);
  const name = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/** Replaces the pronoun in "She and other members"; null for any other phrase. */
function withPronoun({ tokens, phrase }: SourceWords, antecedents: Antecedents): Speaker | null {
  const pronoun = tokens[phrase.from - 2]?.lower ?? '';
  if (tokens[phrase.from - 1]?.lower !== 'and' || !/^(?:he|she)$/.test(pronoun)) return null;
  const meant = referentOf(pronoun, antecedents);
  if (!meant) return null;
  const name = `${meant.name} and ${textOf(tokens, phrase.from, phrase.to)}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/** Whether a word is capitalised only because it begins the sentence: "Critics of the plan". */
const isCommon = ({ from, to, text }: Name, tokens: readonly Token[], registry: EntityRegistry): boolean =>
  from === 0 &&
  to === 1 &&
  tokens[1]?.lower !== "'s" &&
  canSpeak(tokens[0]!.lower) &&
  /[^s]s$/.test(tokens[0]!.lower) &&
  !((registry.named(text)?.mentions ?? 0) > 1);

/**
 * Replaces a possessive pronoun by its owner: "his lawyer". A relative or an aide whom the article names becomes that
 * person. Returns null if the owner is uncertain.
 */
function ownedBy(
  speaker: Speaker | null,
  antecedents: Antecedents,
  registry: EntityRegistry,
): Speaker | null {
  if (!speaker) return null;
  const [, owner, noun] =
    /^(his|her|its|their|.{1,40}?(?=['’]s ))(?:['’]s)? ([\p{L}-]{2,20})$/iu.exec(speaker.name) ?? [];
  const pronoun = /^(his|her|its|their) /i.exec(speaker.name)?.[1]?.toLowerCase();
  const named = owner !== undefined && noun !== undefined ? registry.relative(noun, owner) : undefined;
  if (!pronoun) return named ? speakerOf(named) : speaker;
  const meant = referentOf(pronoun, antecedents);
  if (!meant) return null;
  const relative = named ?? (noun === undefined ? undefined : registry.relative(noun, meant.name));
  if (relative && relative.name !== meant.name) return speakerOf(relative);
  return {
    ...speaker,
    name: `${meant.name}${/s$/.test(meant.name) ? "'" : "'s"} ${speaker.name.slice(pronoun.length + 1)}`,
  };
}

/** Whether a phrase is definite: "the aide", "Russia's minister", but not "an aide". */
const definite = (tokens: readonly Token[], { from, to }: Phrase): boolean => {
  const words = wordsOf(tokens, from, to);
  return words[0] === 'the' || COUNTRIES.has(words[0] ?? '') || words.includes("'s");
};
