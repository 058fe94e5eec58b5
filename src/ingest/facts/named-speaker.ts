import { COUNTRIES } from '../../language/lexicon/places.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Entity, EntityRegistry } from './entity-registry.ts';
import { genderOf } from './gender.ts';
import { type Name, textOf } from './names.ts';
import type { SourceWords, Speaker } from './source-words.ts';
import { canSpeak } from './speaking-nouns.ts';

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

/** Returns the person named in apposition; null if the name is not a person's. */
export function apposedName(
  { names }: SourceWords,
  { from, to }: Phrase,
  registry: EntityRegistry,
): Speaker | null {
  const name = names.find((one) => one.from >= from && one.to === to);
  if (!name || name.kind === 'organisation' || name.kind === 'place') return null;
  const speaker = speakerNamed(name, registry);
  return speaker.entity?.kind === 'place' || speaker.entity?.kind === 'organisation' ? null : speaker;
}

/** Whether a place cannot speak. Only countries and capitals speak, for their governments. */
export const isMutePlace = (name: Name, speaker: Speaker): boolean =>
  (name.kind === 'place' || speaker.entity?.kind === 'place') &&
  !COUNTRIES.has(name.text.toLowerCase()) &&
  (name.to - name.from === 1 || name.text.split(' ').every((word) => COUNTRIES.has(word.toLowerCase())));

/** Whether a name is an office in capitals without a holder: "the President". */
export const isOfficeAlone = (tokens: readonly Token[], { from, to, text }: Name): boolean =>
  to - from === 1 && tokens[from - 1]?.lower === 'the' && ROLES.has(text.toLowerCase());

/** Whether a name is a person's nationality: "the Frenchman", "the Spaniard", "the German". */
export const isNationality = (tokens: readonly Token[], { from, to, text }: Name): boolean =>
  to - from === 1 &&
  tokens[from - 1]?.lower === 'the' &&
  (/^(?:\p{Lu}\p{Ll}+(?:man|woman)|Spaniard|Briton|Dane|Finn|Swede|Pole|Turk|Serb|Croat|Scot)$/u.test(text) ||
    (/an$/.test(text) && COUNTRIES.has(text.toLowerCase())));

/** Returns where a name begins with the people whom its body is for: "Children's Defense Fund". */
export const ownerOf = (tokens: readonly Token[], { from }: Name, least: number): number =>
  from - 2 >= least &&
  tokens[from - 1]!.lower === "'s" &&
  tokens[from - 2]!.capital &&
  canSpeak(tokens[from - 2]!.lower)
    ? from - 2
    : from;

/** Adds a capitalised owner to a name: "Emily's List", "Children's Defense Fund", but not "Norway's Foreign Ministry". */
export function withOwner(tokens: readonly Token[], name: Name, speaker: Speaker, least: number): Speaker {
  const { from, to } = name;
  const isOwned =
    to - from === 1 && from - 2 >= least && tokens[from - 1]!.lower === "'s" && tokens[from - 2]!.capital;
  const isFor = ownerOf(tokens, name, least) < from;
  if (!(isOwned || isFor) || (speaker.entity?.name.includes(' ') && !isFor) || speaker.person) return speaker;
  return { ...speaker, name: textOf(tokens, from - 2, to), entity: null };
}
