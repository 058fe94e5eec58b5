import { BODY_EPITHETS, EPITHETS } from '../../language/lexicon/epithets.ts';
import { FEMALE, MALE } from '../../language/lexicon/first-names.ts';
import { AUXILIARIES, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { countryOf } from '../../language/lexicon/places.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { HE_ROLES, ROLES, roleOf, SHE_ROLES } from '../../language/lexicon/roles.ts';
import { STOP_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name, NameKind } from './names.ts';

export type Gender = 'he' | 'she' | null;

/** Somebody or something that an article names, under its fullest name. */
export interface Member {
  readonly name: string;
  /** In lower case, without "Jr" and the like. */
  readonly surname: string;
  /** How a name of two words begins, by which spellings of it meet ("Sergei", "Sergey"); null for any other name. */
  readonly beginning: string | null;
  kind: NameKind;
  gender: Gender;
  mentions: number;
  /** Mentions that can't be a common word which is capital only for beginning its sentence. */
  sure: number;
  /** Words of titles and appositions, each as the one word for it and its near-synonyms. */
  readonly roles: Set<string>;
}

/** Everybody whom an article has named so far. */
export interface Cast {
  /** Takes note of the names in one sentence, with their titles and appositions. */
  meet(tokens: readonly Token[], names: readonly Name[]): void;
  /** The member whom a name means; undefined where the article has no such name, or several of equal weight. */
  named(name: string, gender?: Gender): Member | undefined;
  /** Whether the article brings in somebody without a name by this noun: "an officer", "another group". */
  introduced(noun: string): boolean;
  /** The one body whose name holds this noun: "University of Ohio" for "university"; undefined for none or several. */
  bodyCalled(noun: string): Member | undefined;
  /** The one person whose names begin with these letters: "Anna Berg" for "AB"; undefined for none or several. */
  withInitials(initials: string): Member | undefined;
  /** The one member whom a description fits ("the presidential aide"); undefined where none or several do. */
  described(words: readonly string[]): Member | undefined;
}

function surnameOf(name: string): string {
  if (!name.includes(' ')) return name.toLowerCase();
  // Few names end like these, and most are asked for again and again.
  const plain = /[rI.]$/.test(name) ? name.replace(/,? (?:Jr|Sr|III|II)\.?$/, '') : name;
  return withoutArticle(plain.slice(plain.lastIndexOf(' ') + 1).toLowerCase());
}

/** "al-jubeir" is "jubeir" too: a newspaper leaves the Arabic article off. */
const withoutArticle = (surname: string): string => surname.replace(/^(?:al|el)-(?=\p{L}{3})/u, '');

const isTwoWords = (name: string): boolean => {
  const space = name.indexOf(' ');
  return space >= 0 && space === name.lastIndexOf(' ');
};

/** A person's given name and surname: "Anna Berg", not "Berg Avenue". */
const isFullName = ({ kind, name }: Member): boolean => kind === 'person' && isTwoWords(name);

const beginningOf = (name: string): string => name.slice(0, 4);

const isRole = (word: string): boolean => ROLES.has(countryOf(roleOf(word)));

/** The words by which a description and a title are compared. */
function roleWords(words: readonly string[]): string[] {
  const plain = words
    .map((word) => countryOf(roleOf(word)))
    .filter((word) => (/^\p{L}/u.test(word) && !STOP_WORDS.has(word)) || word === 'us');
  const ministry = plain.indexOf('ministry');
  if (ministry >= 0 && plain.includes('chief'))
    return plain.filter((word) => word !== 'chief').map((word) => (word === 'ministry' ? 'minister' : word));
  if (plain.includes('chief') && plain.includes('white') && plain.includes('house'))
    return ['us', 'president'];
  return plain;
}

function apposition(tokens: readonly Token[], name: Name): string[] {
  if (tokens[name.to]?.text !== ',') return [];
  const words: string[] = [];
  for (let at = name.to + 1; at < Math.min(tokens.length, name.to + 14) && !tokens[at]!.mark; at++)
    words.push(tokens[at]!.lower);
  const isClause = words.some((word) => AUXILIARIES.has(word) || REPORTING_VERBS.get(word)?.form === 'past');
  if (words[0] === 'who' || words[0] === 'which' || isClause) return [];
  const role = words.findIndex((word) => ROLES.has(word));
  return role >= 0 && role < 7 && !words.slice(0, role).some((word) => PREPOSITIONS.has(word)) ? words : [];
}

/** Lower-case words of a title before a name: "presidential aide", "campaign spokesman". */
function wordsBefore(tokens: readonly Token[], from: number): string[] {
  if (from === 0 || !ROLES.has(tokens[from - 1]!.lower) || tokens[from - 1]!.lower === 'special') return [];
  const words: string[] = [];
  for (let at = from - 1; at >= Math.max(0, from - 5); at--) {
    const token = tokens[at]!;
    if (token.mark || (STOP_WORDS.has(token.lower) && token.text !== 'US')) break;
    words.unshift(token.lower);
  }
  return words;
}

/** What is said of a name beside it: the words of its title and its apposition. Most names stand alone. */
function saidOf(tokens: readonly Token[], name: Name): readonly string[] {
  const before = wordsBefore(tokens, name.from);
  const after = apposition(tokens, name);
  return before.length + after.length === 0 ? name.title : [...before, ...name.title, ...after];
}

/** "in Sochi": a name that follows such a preposition and owns nothing is where something is. */
const isPlace = (tokens: readonly Token[], name: Name): boolean =>
  /^(?:in|near|at)$/.test(tokens[name.from - 1]?.lower ?? '') && tokens[name.to]?.lower !== "'s";

export function genderOf(name: Name): Gender {
  const title = name.title.at(-1)?.replace('.', '');
  if (title === 'mr' || title === 'sir' || title === 'king') return 'he';
  if (title && ['mrs', 'ms', 'miss', 'lady', 'queen', 'spokeswoman', 'congresswoman'].includes(title))
    return 'she';
  const space = name.text.indexOf(' ');
  if (space < 0) return null;
  const first = name.text.slice(0, space).toLowerCase();
  const he = MALE.has(first);
  return he === FEMALE.has(first) ? null : he ? 'he' : 'she';
}

/** "widow Terry Strada": what the first word that tells it says. */
export const genderOfRole = (words: readonly string[]): Gender => {
  const word = words.find((one) => SHE_ROLES.has(one) || HE_ROLES.has(one));
  return word === undefined ? null : SHE_ROLES.has(word) ? 'she' : 'he';
};

/** "President of Russia": an office without its holder's name. */
const isOffice = ({ text, kind }: Name): boolean =>
  kind !== 'person' && / (?:of|for) /.test(text) && ROLES.has(text.slice(0, text.indexOf(' ')).toLowerCase());

/** The farthest that an article stands from its noun: "a well-known young local singer", in tokens. */
const REACH_OF_ARTICLE = 5;

/** The nouns by which a sentence brings in somebody or something without a name: "an officer", not "Anna Berg, a singer". */
function* introducedBy(tokens: readonly Token[]): Generator<string> {
  for (const [at, { lower }] of tokens.entries()) {
    if (!/^(?:an?|one|another|some|two|three|several)$/.test(lower)) continue;
    const before = tokens[at - 1];
    // "…, a singer", "is a singer", "as a singer": what somebody named is.
    if (before && (before.text === ',' || /^(?:is|was|as|became|being|be|like)$/.test(before.lower)))
      continue;
    for (let next = at + 1; next <= at + REACH_OF_ARTICLE; next++) {
      const word = tokens[next];
      if (!word || word.mark || PREPOSITIONS.has(word.lower)) break;
      if (!EPITHETS.has(word.lower) && !BODY_EPITHETS.has(word.lower)) continue;
      const after = tokens[next + 1];
      const isHead =
        !after || after.mark || !(after.capital || after.lower === 'of' || ROLES.has(after.lower));
      if (isHead) yield word.lower;
    }
  }
}

/** Makes an empty cast for one article. */
export function createCast(): Cast {
  const members = new Map<string, Member>();
  const bySurname = new Map<string, Member[]>();
  const byFirst = new Map<string, Member[]>();
  const byRole = new Map<string, Member[]>();
  const introduced = new Set<string>();

  /** What `named` found since the last sentence was met. */
  type Found = Map<string, Member | null>;
  const found: Record<'he' | 'she' | 'any', Found> = { he: new Map(), she: new Map(), any: new Map() };
  let asked = false;
  const named = (name: string, gender: Gender = null): Member | undefined => {
    const here = found[gender ?? 'any'];
    const before = here.get(name);
    if (before !== undefined) return before ?? undefined;
    const member = find(name, gender);
    here.set(name, member ?? null);
    asked = true;
    return member;
  };

  const find = (name: string, gender: Gender): Member | undefined => {
    const whole = members.get(name.toLowerCase());
    if (name.includes(' ')) return surnameAtEnd(name, whole) ?? (whole && likeness(whole));
    const fitting = (bySurname.get(withoutArticle(name.toLowerCase())) ?? []).filter(
      (member) =>
        member.name.includes(' ') &&
        !(member.kind === 'organisation' && /s$/i.test(name)) &&
        (!gender || !member.gender || member.gender === gender),
    );
    if (fitting.length === 0) return whole ?? calledByGivenName(name);
    if (fitting.length < 2) return likeness(fitting[0]!);
    const [first, second] = [...new Set(fitting.map(likeness))].sort((a, b) => b.mentions - a.mentions);
    return first && (!second || first.mentions > second.mentions) ? first : whole;
  };

  /** "Serena", "Wang": the one person whose full name begins so; undefined for none or several. */
  function calledByGivenName(name: string): Member | undefined {
    const called = new Set((byFirst.get(name.toLowerCase()) ?? []).filter(isFullName).map(likeness));
    return called.size === 1 ? [...called][0] : undefined;
  }

  /** "the Washington Post Trump": a known surname that a run of capitals ends with, without its given name. */
  function surnameAtEnd(name: string, whole: Member | undefined): Member | undefined {
    if (whole && (whole.mentions > 1 || whole.kind === 'person')) return undefined;
    const words = name.split(' ');
    if (words.length < 3) return undefined;
    const [known, ...others] = (bySurname.get(words.at(-1)!.toLowerCase()) ?? []).filter(
      (member) => member !== whole && member.kind === 'person' && member.name.includes(' '),
    );
    const given = known?.name.split(' ')[0];
    return known && others.length === 0 && !words.includes(given!) ? known : undefined;
  }

  /** The same person under another spelling of the given name: the form met most often. */
  function likeness(member: Member): Member {
    const beginning = beginningOf(member.name);
    const like = (bySurname.get(member.surname) ?? []).filter(
      (other) => other.kind === 'person' && other.beginning === beginning,
    );
    return like.length > 1
      ? like.reduce((best, other) => (other.mentions > best.mentions ? other : best))
      : member;
  }

  const alike = (surname: string, beginning: string | null): Member | undefined =>
    beginning === null ? undefined : bySurname.get(surname)?.find((other) => other.beginning === beginning);

  const admit = (name: Name): Member => {
    const key = name.text.toLowerCase();
    let member = members.get(key);
    if (!member) {
      const surname = surnameOf(name.text);
      const beginning = isTwoWords(name.text) ? beginningOf(name.text) : null;
      member = {
        name: name.text,
        surname,
        beginning,
        kind: name.kind,
        gender: genderOf(name),
        mentions: 0,
        sure: 0,
        roles: alike(surname, beginning)?.roles ?? new Set(),
      };
      members.set(key, member);
      bySurname.set(surname, [...(bySurname.get(surname) ?? []).slice(-20), member]);
      const space = key.indexOf(' ');
      if (space > 0)
        byFirst.set(key.slice(0, space), [...(byFirst.get(key.slice(0, space)) ?? []).slice(-20), member]);
    }
    return member;
  };

  /** Takes note of the offices among the words that are said of a member. */
  const entitle = (member: Member, said: readonly string[]): void => {
    const offices = said.filter((word) => ROLES.has(word)).map(roleOf);
    if (offices.length === 0 || member.kind === 'organisation') return;
    member.kind = 'person';
    for (const word of roleWords(said).slice(0, 16)) {
      if (member.roles.has(word)) continue;
      member.roles.add(word);
      if (offices.includes(word)) byRole.set(word, [...(byRole.get(word) ?? []).slice(-50), member]);
    }
  };

  return {
    named,
    introduced: (noun) => introduced.has(noun),
    bodyCalled(noun) {
      const called = [...members.values()].filter(
        ({ kind, name }) => kind === 'organisation' && name.toLowerCase().split(' ').includes(noun),
      );
      return called.length === 1 ? called[0] : undefined;
    },
    withInitials(initials) {
      const people = [...members.values()].filter(
        ({ kind, name }) =>
          (kind === 'person' || kind === 'unknown') &&
          name.includes(' ') &&
          name.split(' ').reduce((letters, word) => letters + word[0], '') === initials,
      );
      return people.length === 1 ? people[0] : undefined;
    },
    meet(tokens, names) {
      if (asked) for (const memory of Object.values(found)) memory.clear();
      asked = false;
      for (const noun of introducedBy(tokens)) introduced.add(noun);
      for (const name of names) {
        if (isOffice(name)) continue;
        const known = name.text.includes(' ') ? undefined : find(name.text, genderOf(name));
        const member = known ?? admit(name);
        member.mentions++;
        const speaks = REPORTING_VERBS.get(tokens[name.to]?.lower ?? '')?.form === 'past';
        if (name.from > 1 || name.text.includes(' ') || member.name.includes(' ') || speaks) member.sure++;
        const said = saidOf(tokens, name);
        if (said.length > 0) entitle(member, said);
        member.gender = genderOfRole(said) ?? member.gender ?? genderOf(name);
        if (member.kind === 'unknown' && !name.text.includes(' ') && isPlace(tokens, name))
          member.kind = 'place';
      }
    },
    described(words) {
      if (!words.some(isRole)) return undefined;
      const asked = roleWords(words);
      const role = asked.findLast((word) => ROLES.has(word));
      if (!role) return undefined;
      const fitting = new Set(
        (byRole.get(role) ?? [])
          .filter((member) => asked.every((word) => member.roles.has(word)))
          .filter((member) => asked.includes('vice') || !member.roles.has('vice'))
          .map((member) => (member.name.includes(' ') ? likeness(member) : (named(member.name) ?? member))),
      );
      return fitting.size === 1 ? [...fitting][0] : undefined;
    },
  };
}

/** The words of a stretch of tokens in lower case, marks left out. */
export function wordsOf(tokens: readonly Token[], from: number, to: number): string[] {
  const words: string[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (!token.mark) words.push(token.text === 'US' ? 'us' : token.lower);
  }
  return words;
}
