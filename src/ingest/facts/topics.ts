import type { Topic } from '../../domain/fact.ts';
import { countryAliases } from '../../language/lexicon/country-names.ts';
import { inCyrillic } from '../../language/lexicon/cyrillic.ts';
import { shortFormAliases } from '../../language/lexicon/short-forms.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Acronym } from './acronym-topics.ts';
import type { EntityRegistry } from './entity-registry.ts';

/** The most topics of an article. A card offers some as buttons; others are for search. */
const MOST = 24;

/** Makes a topic's id from its label: lower case, with hyphens. */
export const slugOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** Words that begin names but are no topics by themselves. */
const PARTS_OF_NAMES =
  listed(`north south east west northern southern eastern western celsius fahrenheit kelvin copa saint san santa
  los las new old great upper lower central united first second third mr mrs ms dr god internet twitter facebook`);

/** Whether a one-word label is only part of longer names, or a common word that is capitalised. */
const isNoTopic = (label: string, labels: readonly string[], common: ReadonlySet<string>): boolean => {
  if (label.includes(' ')) return /^(?:enter|ousting|said|while|despite)\s/i.test(label);
  const plain = label.toLowerCase();
  if (/^\p{Lu}[\p{Lu}\d.&-]+$/u.test(label)) return false;
  return (
    PARTS_OF_NAMES.has(plain) ||
    common.has(plain) ||
    labels.some((other) => other !== label && other.split(' ').includes(label))
  );
};

/** Whether an entity is an amount, which is no topic. */
const isAmount = (entity: string): boolean => /^[$€£¥\d]/.test(entity);

/**
 * Returns an article's topics, the most frequent first: entities named at least twice, countries, and acronyms that are
 * defined or well known. Aliases are long forms, well-known names, surnames (also in Cyrillic) and a country's other
 * names. `common` has the words that the article also writes in lower case.
 */
export function topicsOf(
  entities: readonly (readonly string[])[],
  acronyms: ReadonlyMap<string, Acronym>,
  registry: EntityRegistry,
  common: ReadonlySet<string> = new Set(),
): readonly Topic[] {
  const counts = new Map<string, number>();
  for (const list of entities) for (const entity of list) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const long = new Set([...acronyms.values()].map((acronym) => acronym.long));
  const topics: Topic[] = [];
  const met = new Set<string>();
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const labels = ranked.map(([label]) => label);
  for (const [label, count] of ranked) {
    if (topics.length === MOST) break;
    const acronym = acronyms.get(label);
    const id = slugOf(label);
    const country = countryAliases(label);
    const isKnown = acronym || country.length > 0 || shortFormAliases(label, null).length > 0;
    if (isAmount(label) || long.has(label) || id === '' || met.has(id) || (count < 2 && !isKnown)) continue;
    if (!isKnown && isNoTopic(label, labels, common)) continue;
    met.add(id);
    // A seat of government that the article names is a topic of its own.
    const other = country.filter((name) => name !== label && !counts.has(name));
    topics.push({ id, label, aliases: country.length > 0 ? other : aliasesOf(label, acronym, registry) });
  }
  return topics;
}

function aliasesOf(label: string, acronym: Acronym | undefined, registry: EntityRegistry): readonly string[] {
  const names = shortFormAliases(label, acronym?.long ?? null);
  if (acronym || names.length > 0) return [...new Set([...(acronym ? [acronym.long] : []), ...names])];
  const words = label.split(' ');
  const surname = words.at(-1)!;
  const entity = registry.named(surname);
  if (words.length < 2 || entity?.kind !== 'person' || entity.name !== label) return [];
  const cyrillic = inCyrillic(surname);
  return cyrillic === null ? [surname] : [surname, cyrillic];
}

/**
 * Creates a function that returns a fact's topics: those whose label is among its entities, in the order of `topics`.
 */
export function topicFinder(topics: readonly Topic[]): (entities: readonly string[]) => readonly string[] {
  const slugs = new Map<string, string>();
  const slugFor = (entity: string): string => {
    const known = slugs.get(entity);
    if (known !== undefined) return known;
    const slug = slugOf(entity);
    slugs.set(entity, slug);
    return slug;
  };
  return (entities) => {
    if (entities.length === 0) return [];
    const ids = new Set(entities.map(slugFor));
    return topics.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  };
}
