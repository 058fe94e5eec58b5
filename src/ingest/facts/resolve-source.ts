import {
  DETERMINERS,
  FIRST_PERSON,
  HE,
  IT,
  PRONOUNS,
  SHE,
  THEY,
} from '../../language/lexicon/function-words.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { DOCUMENT, ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { headOf, type Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { type Cast, type Gender, genderOf, genderOfRole, type Member, wordsOf } from './entity-registry.ts';
import { type Name, textOf } from './names.ts';

/** Whom an article lets speak: a name in full, or the article's own words for a source that it doesn't name. */
export interface Speaker {
  readonly name: string;
  readonly member: Member | null;
  readonly gender: Gender;
  readonly plural: boolean;
  /** True for a person, as far as the words tell. */
  readonly person: boolean;
}

/** Endings and words of nouns for people and bodies that can say something. */
const SOURCE_LIKE =
  /(?:ers?|ors?|ists?|men|man|women|ians?|ees|ents?|ants?|sources?|critics?|authorit(?:y|ies)|famil(?:y|ies)|people|others|some|many|firms?|groups?|polls?|stud(?:y|ies)|allies|ally|scouts?|friends?|rivals?|chiefs?|teens?|girls?|boys?|bod(?:y|ies)|lawmakers?|architects?|clips?|films?|emails?|complaints?|states?|insiders?|prosecutors?|[^s]officials?|residents?|aides?|heads?|reports?|experts?)$/;

/** What a sentence's pronouns may stand for, the nearest first. */
export type Antecedents = readonly (Speaker | null)[];

/** A description longer than this is cut after its noun. */
const MOST_WORDS = 14;

const NO_SOURCE = new Set(
  `it this that there what which these those here none nothing something everything more most one time year day
 week month fact case way thing things reason result part place number lot matter matters order numbers power winter summer weather letters center centre kind sort line end question name`.split(
    /\s+/,
  ),
);

const speakerOf = (member: Member): Speaker => ({
  name: member.name,
  member,
  gender: member.gender,
  plural: false,
  person: member.kind === 'person' || (member.kind === 'unknown' && member.gender !== null),
});

/** Names of many at once: parties, peoples, faiths. */
const PEOPLES =
  /(?:[^s]ans|ians|crats|ists|ives|ites|nis|qis|aelis|urds|hias|ews|uslims|hristians|lics|olice)$/;

/** The speaker that a name among the tokens means. */
export function speakerNamed(name: Name, cast: Cast): Speaker {
  const member = cast.named(name.text, genderOf(name));
  if (member) {
    const plural = member.kind !== 'person' && PEOPLES.test(member.name);
    return { ...speakerOf(member), plural };
  }
  return { name: name.text, member: null, gender: null, plural: false, person: false };
}

/** The nearest antecedent that a pronoun fits; null where none does: never a guess. */
export function meantBy(pronoun: string, antecedents: Antecedents): Speaker | null {
  const fits = ({ gender, plural, person, member }: Speaker): boolean => {
    if (HE.has(pronoun)) return !plural && gender !== 'she' && (person || mayBePerson(member));
    if (SHE.has(pronoun)) return !plural && gender !== 'he' && (person || mayBePerson(member));
    if (THEY.has(pronoun)) return plural;
    if (IT.has(pronoun)) return !plural && !person && (member === null || member.kind === 'organisation');
    return false;
  };
  return antecedents.find((speaker): speaker is Speaker => speaker !== null && fits(speaker)) ?? null;
}

const mayBePerson = (member: Member | null): boolean =>
  member?.kind === 'unknown' && member.sure > 0 && member.name.split(' ').length < 4;

function describe(tokens: readonly Token[], { from, to }: Phrase, head: number): Speaker | null {
  const noun = tokens[head]!;
  if (NO_SOURCE.has(noun.lower) || !/^\p{L}{2,}/u.test(noun.text)) return null;
  const singular = noun.lower.replace(/s$/, '');
  const isWho = tokens[head + 1]?.lower === 'who' && head + 1 < to;
  if (
    !isWho &&
    !ROLES.has(singular) &&
    !SOURCE_LIKE.test(noun.lower) &&
    ![ROLES, DOCUMENT, ORGANISATION].some((words) => words.has(noun.lower))
  )
    return null;
  let start = head;
  while (start > from && !tokens[start - 1]!.mark && !DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  if (start > from && DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  if (PRONOUNS.has(tokens[start]!.lower) && !/^(?:his|her|its|their)$/.test(tokens[start]!.lower)) start++;
  if (start > head) return null;
  const words = textOf(tokens, start, to - start > MOST_WORDS ? head + 1 : to)
    .replace(/\s*\(.*$/, '')
    .trim();
  const name =
    /^\p{Lu}\p{Ll}/u.test(words) && (start === head || DETERMINERS.has(tokens[start]!.lower))
      ? words[0]!.toLowerCase() + words.slice(1)
      : words;
  const plural =
    /[^s]s$/.test(noun.lower) || /^(?:people|police|some|many|others|men|women)$/.test(noun.lower);
  return {
    name,
    member: null,
    gender: plural ? null : genderOfRole([noun.lower]),
    plural,
    person: !plural && !DOCUMENT.has(noun.lower) && !ORGANISATION.has(noun.lower),
  };
}

/**
 * Says who the source is that a phrase names: a name by its fullest form, a description by the name it was given with,
 * a pronoun by its antecedent, else the article's own words. Null where nobody can be told.
 */
export function speakerIn(
  tokens: readonly Token[],
  names: readonly Name[],
  phrase: Phrase,
  cast: Cast,
  antecedents: Antecedents,
): Speaker | null {
  const head = headOf(tokens, phrase);
  const last = tokens[head]!;
  if (phrase.to - phrase.from === 1 || HE.has(last.lower) || SHE.has(last.lower) || last.lower === 'they') {
    if (FIRST_PERSON.has(last.lower)) return null;
    if (HE.has(last.lower) || SHE.has(last.lower) || THEY.has(last.lower) || IT.has(last.lower))
      return meantBy(last.lower, antecedents);
  }
  const both = jointly(tokens, names, phrase, cast);
  if (both) return both;
  const name = names.find((one) => one.from <= head && head < one.to && !isCommon(one, tokens, cast));
  if (name && (name.to === head + 1 || name.to >= phrase.to) && tokens[name.to]?.lower !== "'s") {
    const described =
      name.kind === 'person' ? undefined : cast.described(wordsOf(tokens, name.from, phrase.to));
    if (described && ROLES.has(last.lower)) return speakerOf(described);
    return speakerNamed(name, cast);
  }
  const description = wordsOf(tokens, phrase.from, phrase.to);
  const member = definite(tokens, phrase) && ROLES.has(last.lower) ? cast.described(description) : undefined;
  if (member) return speakerOf(member);
  return ownedBy(describe(tokens, phrase, head), antecedents);
}

/** "X and Y say", "X and its defenders say": both together; null where one name or none leads the phrase. */
function jointly(
  tokens: readonly Token[],
  names: readonly Name[],
  { from, to }: Phrase,
  cast: Cast,
): Speaker | null {
  const first = names.find(
    (name) => name.from >= from && tokens[name.to]?.lower === 'and' && name.to + 1 < to,
  );
  if (!first || first.from > from + 1) return null;
  const second = names.find((name) => name.from === first.to + 1 && name.to === to);
  const owned = /^(?:its|his|her|their)$/.test(tokens[first.to + 1]!.lower);
  if (!second && !owned) return null;
  const rest = second ? speakerNamed(second, cast).name : textOf(tokens, first.to + 1, to);
  const name = `${speakerNamed(first, cast).name} and ${rest}`;
  return { name, member: null, gender: null, plural: true, person: true };
}

/** "Critics of the plan": a word that is capital only because it begins the sentence. */
const isCommon = ({ from, to, text }: Name, tokens: readonly Token[], cast: Cast): boolean =>
  from === 0 &&
  to === 1 &&
  tokens[1]?.lower !== "'s" &&
  SOURCE_LIKE.test(tokens[0]!.lower) &&
  /[^s]s$/.test(tokens[0]!.lower) &&
  !((cast.named(text)?.mentions ?? 0) > 1);

/** "his lawyer": with the owner's name; null where the owner can't be told. */
function ownedBy(speaker: Speaker | null, antecedents: Antecedents): Speaker | null {
  const owner = /^(his|her|its|their) /i.exec(speaker?.name ?? '')?.[1]?.toLowerCase();
  if (!speaker || !owner) return speaker;
  const meant = meantBy(owner, antecedents);
  return (
    meant && {
      ...speaker,
      name: `${meant.name}${/s$/.test(meant.name) ? "'" : "'s"} ${speaker.name.slice(owner.length + 1)}`,
    }
  );
}

/** Whether a phrase points at somebody known: "the aide", "Russia's minister", not "an aide". */
const definite = (tokens: readonly Token[], { from, to }: Phrase): boolean => {
  const words = wordsOf(tokens, from, to);
  return words[0] === 'the' || COUNTRIES.has(words[0] ?? '') || words.includes("'s");
};
