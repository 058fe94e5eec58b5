import { afterCircumstance } from '../../language/clause-start.ts';
import { EPITHETS } from '../../language/lexicon/epithets.ts';
import {
  ADVERBS,
  AUXILIARIES,
  CLAUSE_STARTS,
  HE,
  IRREGULAR_PAST,
  PREPOSITIONS,
  SHE,
} from '../../language/lexicon/function-words.ts';
import { BODIES, HUMANS, PEOPLE } from '../../language/lexicon/people.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { phraseFrom } from '../../language/noun-phrase.ts';
import { sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { speakerNamed, speakerOf } from './named-speaker.ts';
import { memberNamed, type Name } from './names.ts';
import { referentOf } from './pronoun-referent.ts';
import { speakerIn } from './resolve-source.ts';
import { wordsOf } from './role-words.ts';
import type { Antecedents, Speaker } from './source-words.ts';

/** Returns a sentence's subject, as the antecedent of the next sentence's pronoun; null if it is uncertain. */
export function subjectOf(
  tokens: readonly Token[],
  names: readonly Name[],
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
  if (tokens[0]?.lower === 'they') return referentOf('they', antecedents);
  const isSure = (name: Name) => (registry.named(name.text)?.sure ?? 0) > 0;
  const relative = relativeNamed(tokens, names);
  if (relative) return speakerNamed(relative, registry);
  const opens = names[0]?.from === 0 && isSure(names[0]) && tokens[names[0].to]?.lower !== "'s";
  const lead = opens ? null : leadingPronoun(tokens);
  if (lead) return referentOf(lead, antecedents);
  const main = afterCircumstance(tokens, 0);
  const opening = phraseFrom(tokens, main, tokens.length);
  const holder = opening && registry.described(wordsOf(tokens, opening.from, opening.to));
  if (holder && ROLES.has(tokens[opening.to - 1]!.lower)) return speakerOf(holder);
  const leading = names.find(
    (name) => isSure(name) && name.head >= main && name.head < main + 3 && !tellsNationality(tokens, name),
  );
  if (leading) return speakerNamed(memberNamed(tokens, names, leading), registry);
  const opened =
    opening && speakerIn({ tokens, names, phrase: opening, apposed: null, strong: false }, registry, []);
  if (opened?.plural) return opened;
  const verb = tokens.findIndex(
    (token) => AUXILIARIES.has(token.lower) && !/^(?:'|be(?:en|ing)?$)/.test(token.lower),
  );
  const source = verb > 0 && verb < 20 ? sourceBefore(tokens, verb, 0) : null;
  const described = source && speakerIn({ tokens, names, ...source, strong: false }, registry, antecedents);
  if (described && (described.person || described.plural)) return described;
  // In "Swarovski chains" the name only describes a thing.
  const first = names.find((name) => isSure(name) && !describesThing(tokens, name));
  return (
    onlyPerson(names, registry) ??
    described ??
    (first && first.head < 14 ? speakerNamed(first, registry) : null)
  );
}

/**
 * Returns the name of somebody's relative or aide that begins a sentence: "Her son, Karl, ran"; undefined if none does.
 */
function relativeNamed(tokens: readonly Token[], names: readonly Name[]): Name | undefined {
  if (!/^(?:his|her|their)$/.test(tokens[0]?.lower ?? '')) return undefined;
  const [name] = names;
  if (!name || name.from > 5) return undefined;
  const comma = tokens[name.from - 1]!.text === ',' ? 1 : 0;
  const between = tokens.slice(1, name.from - comma);
  return between.length > 0 &&
    (ROLES.has(between.at(-1)!.lower) || HUMANS.has(between.at(-1)!.lower)) &&
    between.every(({ mark }) => !mark)
    ? name
    : undefined;
}

/** Whether a name only tells the nationality of the noun after it: "the South African comic". */
const tellsNationality = (tokens: readonly Token[], { from, to }: Name): boolean =>
  /^\p{Ll}/u.test(tokens[to]?.text ?? '') &&
  tokens
    .slice(from, to)
    .every(({ lower }) => COUNTRIES.has(lower) || /^(?:north|south|east|west|latin)$/.test(lower)) &&
  [ROLES, HUMANS, PEOPLE, BODIES, EPITHETS].some((words) => words.has(tokens[to]!.lower));

/** Whether a common noun follows a name, so that the name only tells its kind: "Swarovski chains". */
const describesThing = (tokens: readonly Token[], { to }: Name): boolean => {
  const after = tokens[to];
  return (
    after !== undefined &&
    !after.capital &&
    /^\p{Ll}/u.test(after.lower) &&
    !/(?:ed|ing|s)$/.test(after.lower) &&
    ![AUXILIARIES, PREPOSITIONS, IRREGULAR_PAST, CLAUSE_STARTS, ADVERBS, ROLES].some((words) =>
      words.has(after.lower),
    ) &&
    !/^(?:and|or|who|whose|whom|himself|herself)$/.test(after.lower)
  );
};

/** Returns the only person that a sentence names or describes; null if there are none or several. */
export function onlyPerson(names: readonly Name[], registry: EntityRegistry): Speaker | null {
  const people = new Map<string, Speaker>();
  for (const name of names) {
    const holder =
      name.kind === 'person' ? undefined : registry.described(name.text.toLowerCase().split(' '));
    const speaker = speakerNamed(holder ? { ...name, text: holder.name } : name, registry);
    if (speaker.person) people.set(speaker.name, speaker);
    if (people.size > 1) return null;
  }
  return [...people.values()][0] ?? null;
}

/** Whether a pronoun is the object of the verb before it: "Berg contradicted him". */
function isObject(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (!before || before.mark || (before.capital && at > 1)) return false;
  return at > 1 && (/ed$/.test(before.lower) || IRREGULAR_PAST.has(before.lower));
}

/**
 * Returns the pronoun that is the subject of the first verb: "Two days later in an interview he …". Returns null if
 * there is none.
 */
function leadingPronoun(tokens: readonly Token[]): string | null {
  for (let at = 0; at < Math.min(tokens.length, 20); at++) {
    const { lower, capital, text } = tokens[at]!;
    if (/^(?:he|she)$/.test(lower)) return lower;
    const isPronoun = at < 4 && (HE.has(lower) || SHE.has(lower)) && !isObject(tokens, at);
    if (isPronoun && !tokens.slice(1, at).some((token) => token.capital)) return lower;
    if (/^[“”"—–:;]$/.test(text) || (AUXILIARIES.has(lower) && lower !== "'s")) return null;
    if (!capital && IRREGULAR_PAST.has(lower)) return null;
  }
  return null;
}
