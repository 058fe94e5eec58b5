import { HE, SHE } from '../../language/lexicon/function-words.ts';
import { isQuote } from '../../language/text-tokens.ts';
import type { Entity, EntityRegistry } from './entity-registry.ts';
import type { Name } from './names.ts';
import type { Antecedents, SourceWords } from './source-words.ts';

/**
 * Returns which of the people who share a surname is meant by it: the only one whom the sentence's next pronoun fits, or
 * the one who spoke last. Returns null if the surname is not shared, or if neither is known.
 */
export function bearerOf(
  { tokens }: SourceWords,
  name: Name,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Entity | null {
  if (name.to - name.from > 1 || name.title.length > 0) return null;
  const people = registry.sharing(name.text);
  if (people.length < 2) return null;
  const rest = tokens.slice(name.to);
  const quote = rest.findIndex(isQuote);
  const pronoun = rest
    .slice(0, quote < 0 ? undefined : quote)
    .find(({ lower }) => HE.has(lower) || SHE.has(lower))?.lower;
  const fitting = people.filter(
    ({ gender }) => !pronoun || gender === null || gender === (HE.has(pronoun) ? 'he' : 'she'),
  );
  if (fitting.length === 1) return fitting[0]!;
  return antecedents.find((one) => one?.entity && fitting.includes(one.entity))?.entity ?? null;
}
