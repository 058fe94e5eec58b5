import { headOf } from '../../language/head-noun.ts';
import { DAYS_AND_MONTHS, FIRST_PERSON, HE, IT, SHE, THEY } from '../../language/lexicon/function-words.ts';
import { NEVER_SPEAKERS } from '../../language/lexicon/people.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { type Phrase, phraseFrom } from '../../language/noun-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { bodyDescribedAgain, personDescribedAgain } from './coreference.ts';
import { describedSpeaker } from './described-speaker.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { jointSpeakers } from './joint-speakers.ts';
import {
  apposedName,
  isMutePlace,
  isNationality,
  isOfficeAlone,
  ownerOf,
  speakerNamed,
  speakerOf,
  withOwner,
} from './named-speaker.ts';
import type { Name } from './names.ts';
import { referentOf } from './pronoun-referent.ts';
import { wordsOf } from './role-words.ts';
import { bearerOf } from './shared-surname.ts';
import type { Antecedents, SourceWords, Speaker } from './source-words.ts';
import { canSpeak } from './speaking-nouns.ts';

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
  const both = jointSpeakers(source, registry, antecedents);
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
  const description = describedSpeaker(source, head);
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

/** Returns the nearest antecedent whom a description fits, if it fits several people of the article. */
const holderAmong = (
  antecedents: Antecedents,
  words: readonly string[],
  registry: EntityRegistry,
): Speaker | null =>
  antecedents.find((one) => one?.entity?.kind === 'person' && registry.fits(one.entity, words)) ?? null;

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
