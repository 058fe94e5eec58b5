import type { Article } from '../domain/article.ts';
import type { Fact } from '../domain/fact.ts';
import { ROLES } from '../language/lexicon/roles.ts';
import { fold } from '../language/tokenizer.ts';
import type { Readout } from './query-core.ts';

/** The most facts searched for a name. */
const LOOKED_AT = 200;

const wordsOf = (name: string): readonly string[] => fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
export const lastNameOf = (name: string): string => wordsOf(name).at(-1) ?? '';

/** Whether typed words mean a full name: all occur in it, and they include its last word or are its beginning. */
export function isMeant(name: string, said: string): boolean {
  const [full, some] = [wordsOf(name), wordsOf(said)];
  const isPart = some.length > 0 && some.every((word) => full.includes(word));
  return isPart && (some.includes(full.at(-1)!) || some.join(' ') === full.slice(0, some.length).join(' '));
}

/** Whether text is two or more capitalised words: "Yury Ushakov". One word or an acronym may be anything. */
const isFullName = (name: string): boolean =>
  /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{Ll}\p{L}'’.-]+)+$/u.test(name);

/** A person named in the articles, with the facts that mention them. */
export interface Person {
  /** The full name as a fact has it. */
  readonly name: string;
  readonly facts: readonly Fact[];
}

/** Returns facts by or about somebody, among those searched. */
function factsNaming(said: string, readout: Readout): readonly Fact[] {
  return readout.ask(said, { limit: LOOKED_AT }).facts.map(({ fact }) => fact);
}

/** Finds the person with a name. Speakers come before people who are only mentioned. */
export function personCalled(said: string, readout: Readout): Person | null {
  const facts = factsNaming(said, readout);
  const speakers = facts.flatMap(({ speaker }) => (speaker && isMeant(speaker, said) ? [speaker] : []));
  const named = facts.flatMap(({ entities }) =>
    entities.filter((name) => isFullName(name) && isMeant(name, said)),
  );
  const name = mostFrequent(speakers) ?? mostFrequent(named);
  if (name === null) return null;
  const person = { name, facts };
  return speakers.length > 0 || roleOfPerson(person, readout) !== null ? person : null;
}

function mostFrequent(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Whether a name in an article is a person's: a speaker, or somebody whose role it gives. */
function isPerson(name: string, article: Article | undefined, facts: readonly Fact[]): boolean {
  if (facts.some(({ speaker }) => speaker === name)) return true;
  return isFullName(name) && article !== undefined && roleInArticle(article, name) !== null;
}

/** Returns the people named in a fact's claim, in order. */
export function peopleIn(fact: Fact, readout: Readout): readonly string[] {
  const article = readout.article(fact.article);
  const facts = readout.factsOf(fact.article);
  return fact.entities
    .filter((name) => fact.claim.includes(name.split(' ').at(-1)!) && isPerson(name, article, facts))
    .sort((a, b) => fact.claim.indexOf(a.split(' ').at(-1)!) - fact.claim.indexOf(b.split(' ').at(-1)!));
}

/** Lower-case words of roles within a sentence, besides the roles themselves. */
const ROLE_PARTICLES = new Set(
  `of for and the to presidential foreign prime state interior defence defense finance health justice national security press police
  special federal general supreme deputy vice acting chief executive senior managing political economic affairs relations`.split(
    /\s+/,
  ),
);
const isRole = (word: string): boolean => ROLES.has(word.toLowerCase().replace(/\.$/, ''));
/** Titles without information, such as "Mr". */
const BARE_TITLES = new Set(
  'mr mrs ms miss mx dr sir dame lord lady special first second third former'.split(' '),
);
/** How far before a name its role is searched for, in UTF-16 units. */
const BEFORE = 90;
const AFTER = 90;
const MOST_OCCURRENCES = 40;
const MOST_ARTICLES = 10;

/** Matches adjectives of countries, which keep their capitals. */
const DEMONYM = /(?:ian|ish|ese|ean|can|man|ench|utch|reek|wiss|zech|aqi|aeli|tani|audi|hai|sian)$/;

/** Matches an owner, whose name keeps its capital: "Rovers' manager". */
const OWNER = /['’]s?$/;

/** Returns a role as written within a sentence: "Russian presidential aide". */
function inSentence(role: string): string {
  const words = role.split(' ');
  // "Fire chief" is capitalised because it begins a sentence.
  const isSentenceCase = words.length > 1 && words.slice(1).every((word) => !/^\p{Lu}/u.test(word));
  return words
    .map((word, at) => {
      const isSmall =
        isRole(word) ||
        ROLE_PARTICLES.has(word.toLowerCase()) ||
        (at === 0 && isSentenceCase && !DEMONYM.test(word) && !OWNER.test(word));
      return isSmall && !/^\p{Lu}{2}/u.test(word) ? word.toLowerCase() : word;
    })
    .join(' ');
}

/** Determiners. The words between one and a role belong to the role. */
const DETERMINERS = new Set('the a an its his her their our this that'.split(' '));
const NO_NOUN = /(?:ed|ing|ly)$/;

/** Whether a lower-case word belongs to the role after it: "union leader", "the port director". */
const isOfRole = (words: readonly string[], at: number): boolean => {
  const before = words[at - 1]?.toLowerCase();
  const begins = before === undefined || DETERMINERS.has(before) || /['’]s$/.test(before);
  return (
    begins && /^\p{Ll}{3,}$/u.test(words[at]!) && !DETERMINERS.has(words[at]!) && !NO_NOUN.test(words[at]!)
  );
};

/** Returns the role at the end of a text, before a name: "Russian Presidential Aide"; null if there is none. */
function roleBefore(text: string): string | null {
  const clause = /(?<![^.,;:!?"“”„«»()\n—–])[^.,;:!?"“”„«»()\n—–]*$/.exec(text)![0];
  const words = clause.trim().split(/\s+/).filter(Boolean);
  const role: string[] = [];
  for (const [back, word] of words.toReversed().entries()) {
    const isCapital = /^\p{Lu}/u.test(word);
    const isTie = (word === 'of' || word === 'for') && role.length > 0;
    const isSmallNoun =
      !isCapital && (isRole(word) || (ROLE_PARTICLES.has(word) && !['and', 'the', 'to'].includes(word)));
    const isNoun = role.length === 1 && isRole(role[0]!) && isOfRole(words, words.length - 1 - back);
    if (!isCapital && !isTie && !isSmallNoun && !isNoun) break;
    role.unshift(word);
  }
  while (
    role.length > 0 &&
    (/^(?:of|for|When|After|Before|As|While|But|And|In|On|At|According|Meanwhile|Later)$/.test(role[0]!) ||
      DETERMINERS.has(role[0]!.toLowerCase()))
  )
    role.shift();
  const nouns = role.filter(isRole).filter((word) => !BARE_TITLES.has(word.toLowerCase().replace(/\.$/, '')));
  return nouns.length > 0 && role.length <= 8 ? inSentence(role.join(' ')) : null;
}

/** Returns the role that follows a name between commas: ", the port’s director,"; null if there is none. */
function roleAfter(text: string): string | null {
  const [, said] =
    /^,\s{1,2}(?:who (?:is|was)\s{1,2})?(?:the|a|an)?\s?([^,.;:()\n]{3,80})[,.]/.exec(text) ?? [];
  if (!said || said.split(' ').length > 8) return null;
  const head = said
    .split(/\s(?:of|for|at|in|with|from)\s/)[0]!
    .split(' ')
    .at(-1)!;
  return isRole(head) && !BARE_TITLES.has(head.toLowerCase()) ? inSentence(said.trim()) : null;
}

/** The number of letters by which different spellings of a first name match: "Sergei" and "Sergey". */
const SAME_START = 3;
const sameName = (a: string, b: string): boolean =>
  fold(a).slice(0, SAME_START) === fold(b).slice(0, SAME_START);

/**
 * Returns the text before a full name whose last word begins where `before` ends. Returns null if it is another
 * person's last name.
 */
function leadOf(before: string, firstNames: readonly string[]): string | null {
  const line = before.slice(before.lastIndexOf('\n') + 1).trimEnd();
  let lead = line;
  for (;;) {
    const word = /(?:^|[\s("“])(\p{Lu}[\p{L}'’.-]*)$/u.exec(lead)?.[1];
    if (!word || !firstNames.some((name) => sameName(name, word) || word === `${name[0]}.`)) break;
    lead = lead.slice(0, -word.length).trimEnd();
  }
  if (lead.length < line.length) return lead;
  const word = /(?:^|\s)(\p{Lu}[\p{L}'’.-]*)$/u.exec(lead)?.[1];
  return word && !isRole(word) ? null : lead;
}

/**
 * Returns the most complete role that a text gives to a person: "Russian presidential aide". Returns null if it gives
 * none. The first name may be spelt differently in the text: "Sergei Lavrov" for Sergey Lavrov.
 */
export function roleIn(text: string, name: string): string | null {
  const [last = '', ...firstNames] = name.split(' ').reverse();
  const roles: string[] = [];
  let at = text.indexOf(last);
  for (let seen = 0; at >= 0 && seen < MOST_OCCURRENCES; seen++, at = text.indexOf(last, at + last.length)) {
    const lead = leadOf(text.slice(Math.max(0, at - BEFORE), at), firstNames);
    if (lead === null) continue;
    const after = text.slice(at + last.length, at + last.length + AFTER);
    // "the port’s director, Maria Holm, denied it"
    const beside = lead.endsWith(',') && after.startsWith(',') ? roleBefore(lead.slice(0, -1)) : null;
    const role = roleBefore(lead) ?? beside ?? roleAfter(after);
    if (role) roles.push(role);
  }
  return roles.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Caches the roles in an article that stays in memory, by name. */
const rolesIn = new WeakMap<Article, Map<string, string | null>>();

function roleInArticle(article: Article, name: string): string | null {
  const roles = rolesIn.get(article) ?? new Map<string, string | null>();
  rolesIn.set(article, roles);
  const known = roles.get(name);
  if (known !== undefined) return known;
  const role = roleIn(article.text, name);
  roles.set(name, role);
  return role;
}

/** Returns a person's role from the article's text, else from the facts. */
export function roleOfPerson({ name, facts }: Person, readout: Readout): string | null {
  const articles = [...new Set(facts.map(({ article }) => article))].slice(0, MOST_ARTICLES);
  for (const id of articles) {
    const article = readout.article(id);
    const role = article && roleInArticle(article, name);
    if (role) return role;
  }
  return roleIn(facts.map(({ claim }) => claim).join('\n'), name);
}
