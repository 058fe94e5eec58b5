import { DAYS_AND_MONTHS } from '../../language/lexicon/function-words.ts';
import { COUNTRIES, countryNamed, countryOf } from '../../language/lexicon/places.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { STOP_WORDS } from '../../language/stop-words.ts';
import { type Acronym, acronymsIn } from './acronym-topics.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import type { EntityRegistry } from './entity-registry.ts';

const AMOUNT =
  /(?:[$€£¥]\s?\d[\d,.]{0,20}(?:\s(?:thousand|million|billion|trillion))?|\d[\d,.]{0,20}\s?(?:%|percent|per cent|million|billion|trillion|dollars|euros|pounds|rubles|roubles|people|kilometers|miles|tons))(?![\p{L}\d])/giu;
const MOST = 12;
const isOfCountry = (word: string): boolean => countryOf(word.toLowerCase()) !== word.toLowerCase();

/** Returns the acronyms that an article defines, by acronym. */
export function acronymsOf(voiced: readonly AttributedSentence[]): ReadonlyMap<string, Acronym> {
  const known = new Map<string, Acronym>();
  for (const { tokens } of voiced)
    for (const acronym of acronymsIn(tokens))
      if (!known.has(acronym.short)) known.set(acronym.short, acronym);
  return known;
}

/**
 * Returns the entities of a sentence: people by full name, organisations, places, acronyms with their long forms,
 * amounts.
 */
export function entitiesOf(
  text: string,
  { sentence, tokens, names, subject, speaker }: AttributedSentence,
  registry: EntityRegistry,
  acronyms: ReadonlyMap<string, Acronym>,
): readonly string[] {
  const entities = new Set<string>();
  for (const name of names) {
    const plain = name.text.toLowerCase();
    if (plain.length < 2 || (STOP_WORDS.has(plain) && name.text !== 'US') || DAYS_AND_MONTHS.has(plain))
      continue;
    if (!name.text.includes(' ') && ROLES.has(plain)) continue;
    const opens =
      name.from === 0 && !name.text.includes(' ') && !COUNTRIES.has(plain) && name.kind === 'unknown';
    const words = plain.split(' ');
    const holder =
      name.kind !== 'person' && words.some((word) => ROLES.has(word)) ? registry.described(words) : undefined;
    const isOffice = name.kind !== 'person' && ROLES.has(words.at(-1)!.replace(/^state$/, 'secretary'));
    if (isOffice && !holder) continue;
    const entity = holder ?? registry.named(name.text);
    if (opens && (!entity || (entity.mentions < 2 && !entity.name.includes(' ')))) continue;
    entities.add(countryNamed(entity?.name ?? name.text));
    const [first, ...rest] = name.text.split(' ');
    // "Finnish Rovaniemi" also names the country.
    if (rest.length === 1 && name.kind === 'place' && isOfCountry(first!)) entities.add(countryNamed(first!));
    const acronym = acronyms.get(name.text);
    if (acronym) entities.add(acronym.long);
  }
  // The antecedent of a description or a pronoun: "the Russian leader", "she".
  for (const one of [subject, speaker]) if (one?.entity?.kind === 'person') entities.add(one.entity.name);
  for (const token of tokens) {
    const acronym = token.capital ? acronyms.get(token.text) : undefined;
    if (acronym) entities.add(acronym.short).add(acronym.long);
  }
  const quote = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 4000));
  if (/\d/.test(quote))
    for (const [amount] of quote.matchAll(AMOUNT)) entities.add(amount.replace(/\s+/g, ' '));
  return [...entities].slice(0, MOST);
}
