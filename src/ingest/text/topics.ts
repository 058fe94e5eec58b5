import type { Topic } from '../../core/fact.ts';
import type { Acronym } from './acronyms.ts';
import type { Cast } from './cast.ts';

/** How many topics an article gets at the most: what a card can offer as buttons, and some to search by. */
const MOST = 24;

/** A topic's id from its label: lower case, hyphens. */
export const slugOf = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** An amount is found as a word; it is nothing to talk about. */
const isAmount = (entity: string): boolean => /^[$€£¥\d]/.test(entity);

/**
 * Makes an article's topics of what its facts name: those named twice or defined by a short form, the commonest first.
 * Long forms of short ones and a person's surname are aliases.
 */
export function topicsOf(
  entities: readonly (readonly string[])[],
  acronyms: ReadonlyMap<string, Acronym>,
  cast: Cast,
): readonly Topic[] {
  const counts = new Map<string, number>();
  for (const list of entities) for (const entity of list) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const long = new Set([...acronyms.values()].map((acronym) => acronym.long));
  const topics: Topic[] = [];
  const met = new Set<string>();
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  for (const [label, count] of ranked) {
    if (topics.length === MOST) break;
    const acronym = acronyms.get(label);
    const id = slugOf(label);
    if (isAmount(label) || long.has(label) || id === '' || met.has(id) || (count < 2 && !acronym)) continue;
    met.add(id);
    topics.push({ id, label, aliases: aliasesOf(label, acronym, cast) });
  }
  return topics;
}

function aliasesOf(label: string, acronym: Acronym | undefined, cast: Cast): readonly string[] {
  if (acronym) return [acronym.long];
  const words = label.split(' ');
  const surname = words.at(-1)!;
  const member = cast.named(surname);
  return words.length > 1 && member?.kind === 'person' && member.name === label ? [surname] : [];
}

/** The topics of one fact: those whose label its entities hold. */
export const topicIds = (entities: readonly string[], topics: readonly Topic[]): readonly string[] => {
  const ids = new Set(entities.map(slugOf));
  return topics.filter(({ id }) => ids.has(id)).map(({ id }) => id);
};
