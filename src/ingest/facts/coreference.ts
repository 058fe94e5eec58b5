import { headOf } from '../../language/head-noun.ts';
import { ANY_BODY, BODY_EPITHETS, EPITHETS, OUTLETS } from '../../language/lexicon/epithets.ts';
import { HUMANS } from '../../language/lexicon/people.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { ROLES, roleOf } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Entity, EntityRegistry } from './entity-registry.ts';
import { wordsOf } from './role-words.ts';
import type { Antecedents, SourceWords, Speaker } from './source-words.ts';

const OUTLET_NOUNS = listed('outlet network newspaper paper magazine broadcaster agency website site');

/** Nouns for companies and teams, and words in the names of bodies that are neither. */
const TRADES =
  listed(`company firm business corporation airline carrier automaker carmaker manufacturer retailer club team charity
  nonprofit magazine newspaper paper website site`);
const OFFICES =
  listed(`court ministry department police senate house congress committee council army navy parliament cabinet commission federation nations university
  college institute hospital school
  administration government force forces`);
const UNION_WORDS = listed(
  'union association federation brotherhood workers teamsters guild league congress alliance',
);

const AGE = /^\d{1,3}-year-old$/;

/** An age ("the 36-year-old") refers to a person whom the article names at least this often. */
const LEAST_OF_MAIN_PERSON = 2;

/** Words that mark somebody new: "the other man", "the second officer", "the woman of the house". */
const DISTINGUISHING =
  /^(?:of|for|who|whose|that|other|second|third|another|young|older|younger|unidentified)$/;

/**
 * Resolves a new description of the person whom the sentences before are about: "the former secretary", "the Florida
 * senator", "the artist". Returns null if it may be somebody new.
 */
export function personDescribedAgain(
  { tokens, phrase }: SourceWords,
  description: Speaker | null,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
  if (!description?.person || !/^(?:the|this)$/.test(tokens[phrase.from]!.lower)) return null;
  const known = antecedents.find(
    (one): one is Speaker => one !== null && !one.plural && (one.person || isUnknown(one.entity)),
  );
  if (!known || (known.gender && description.gender && known.gender !== description.gender)) return null;
  const words = tokens.slice(phrase.from + 1, phrase.to);
  const noun = tokens[headOf(tokens, phrase)]!.lower;
  const isOfWork = /^(?:star|host|author|founder|creator|singer|director)$/.test(noun);
  if (words.some(({ lower }) => DISTINGUISHING.test(lower) && !(isOfWork && lower === 'of'))) return null;
  // "The candidate's former doctor" is somebody else. The candidate's name does not fit.
  if (words.some(({ lower }, at) => lower === "'s" && at > 0 && ROLES.has(words[at - 1]!.lower))) return null;
  if (!EPITHETS.has(noun) && !ROLES.has(noun) && !HUMANS.has(noun) && !AGE.test(noun)) return null;
  // "Kalmar Post printed an essay. The author …": not the person whom the essay names.
  if (/^(?:author|writer|columnist)$/.test(noun) && !known.entity?.roles.has(roleOf(noun))) return null;
  const isTold = words.some(({ lower, capital }) => capital || lower === 'former');
  const isEpithet = EPITHETS.has(noun)
    ? !registry.introduced(noun)
    : AGE.test(noun) && (known.entity?.mentions ?? 0) >= LEAST_OF_MAIN_PERSON;
  return isTold || isEpithet ? known : null;
}

const isUnknown = (entity: Entity | null): boolean =>
  entity?.kind === 'unknown' && entity.sure > 0 && entity.name.split(' ').length < 5;

/**
 * Resolves a description of the body that the sentences before name: "the company", "the Qatar-based network". Returns
 * null if it may be another one.
 */
export function bodyDescribedAgain(
  { tokens, names, phrase }: SourceWords,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
  if (tokens[phrase.from]!.lower !== 'the') return null;
  const head = headOf(tokens, phrase);
  const noun = tokens[head]!.lower;
  const words = wordsOf(tokens, phrase.from + 1, phrase.to);
  if (!BODY_EPITHETS.has(noun) || tokens[head]!.capital || words.some((word) => DISTINGUISHING.test(word)))
    return null;
  // The owner in a description: "the Trump team".
  const owner = tokens
    .slice(phrase.from + 1, head)
    .some(({ lower, capital }) => capital && !COUNTRIES.has(lower) && !lower.includes('-'));
  if (owner || registry.introduced(noun)) return null;
  const called = registry.bodyCalled(noun);
  if (called) return bodyOf(called);
  if (!ANY_BODY.has(noun)) return null;
  // In "the Nordhavn Bank fell, the company said" the content may name another body.
  const ends = tokens.length - phrase.to < LEAST_BEHIND_SOURCE && tokens[phrase.from - 1]?.text === ',';
  const beside = ends
    ? undefined
    : names.findLast((name) => name.to <= phrase.from && mayBe(noun, registry.named(name.text) ?? null));
  const kind = tokens[head - 1]!.lower;
  const entity = beside && registry.named(beside.text);
  if (entity) return isOfKind(kind, entity) ? bodyOf(entity) : null;
  const known = antecedents.find((one) => one !== null && !one.person && mayBe(noun, one.entity));
  return known?.entity && isOfKind(kind, known.entity) ? known : null;
}

const ADJECTIVE = /-|(?:al|ary|ed|ful|ic|ing|ish|ive|less|ous|able|ible|est)$/;
const GENERAL =
  listed(`the big large huge small tiny giant own former same private public state new old young local rich poor top leading
  powerful popular watchdog advocacy monitoring rights civil research news us uk eu`);

/**
 * Whether an entity may be what the word before "company" or "agency" says. A noun tells the kind, which must be in the
 * name: "the disaster agency" is not the Civic Union. An adjective tells nothing.
 */
const isOfKind = (kind: string, { name }: Entity): boolean =>
  GENERAL.has(kind) || COUNTRIES.has(kind) || ADJECTIVE.test(kind) || name.toLowerCase().includes(kind);

const bodyOf = (entity: Entity): Speaker => ({
  name: entity.name,
  entity,
  gender: null,
  plural: false,
  person: false,
});

/** Behind a source with its content before it stand fewer tokens than these. */
const LEAST_BEHIND_SOURCE = 6;

/** Whether an entity may be "the company": it must be a body, and an outlet for "the network". */
function mayBe(noun: string, entity: Entity | null): entity is Entity {
  if (entity?.kind !== 'organisation') return false;
  const words = entity.name.toLowerCase().split(' ');
  if (noun === 'union' && !words.some((word) => UNION_WORDS.has(word))) return false;
  // Letters alone may name a germ or a drug: "MRSA".
  if (noun === 'team' && /^\p{Lu}{2,6}$/u.test(entity.name)) return false;
  if (TRADES.has(noun) && words.some((word) => OFFICES.has(word))) return false;
  const isOutlet = words.some((word) => OUTLETS.has(word) && word !== 'agency');
  return !isOutlet || OUTLET_NOUNS.has(noun);
}
