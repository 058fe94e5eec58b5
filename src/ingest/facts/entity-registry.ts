import { COUNTRIES } from '../../language/lexicon/places.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES, roleOf } from '../../language/lexicon/roles.ts';
import type { Token } from '../../language/text-tokens.ts';
import { spelledOut } from './acronym-names.ts';
import { acronymsIn } from './acronym-topics.ts';
import { type Gender, genderOf, genderOfRole } from './gender.ts';
import { introducedBy } from './introduced-nouns.ts';
import type { Name, NameKind } from './names.ts';
import { type Relation, relationsIn } from './relations.ts';
import { isRole, roleWords, saidOf } from './role-words.ts';

/** An entity that an article names, under its fullest name. */
export interface Entity {
  readonly name: string;
  /** The surname in lower case, without "Jr" and the like. */
  readonly surname: string;
  /**
   * The start of a two-word name, by which its spellings are compared ("Sergei", "Sergey"); null for any other name.
   */
  readonly beginning: string | null;
  kind: NameKind;
  gender: Gender;
  mentions: number;
  /** The mentions that cannot be a common word capitalised at the start of a sentence. */
  sure: number;
  /** The words of its titles and appositions, each normalised to one of its near-synonyms. */
  readonly roles: Set<string>;
}

/** The registry of the entities that an article has named so far. */
export interface EntityRegistry {
  /** Adds the names of one sentence, with their titles and appositions. */
  addNames(tokens: readonly Token[], names: readonly Name[]): void;
  /** Returns the entity with a name; undefined if there is none, or several that are equally likely. */
  named(name: string, gender?: Gender): Entity | undefined;
  /** Returns the people who share a surname; at most one if it is not shared. */
  sharing(surname: string): readonly Entity[];
  /** Whether the article has introduced somebody without a name by this noun: "an officer", "another group". */
  introduced(noun: string): boolean;
  /**
   * Returns the only body whose name contains a noun: "University of Ohio" for "university"; undefined for none or
   * several.
   */
  bodyCalled(noun: string): Entity | undefined;
  /**
   * Returns a body's name with its acronym if the article has both: "Harbour Watch Centre (HWC)" for "HWC" and for
   * "Harbour Watch Centre"; undefined for any other name.
   */
  withAcronym(name: string): string | undefined;
  /**
   * Returns the only person named as a relative or aide of an owner, who is a name or a pronoun; undefined for none or
   * several.
   */
  relative(noun: string, owner: string): Entity | undefined;
  /** Returns the only person with these initials: "Anna Berg" for "AB"; undefined for none or several. */
  withInitials(initials: string): Entity | undefined;
  /** Whether a description fits an entity: "the president" for somebody who was called President Berg. */
  fits(entity: Entity, words: readonly string[]): boolean;
  /** Returns the only entity that a description fits ("the presidential aide"); undefined for none or several. */
  described(words: readonly string[]): Entity | undefined;
}

function surnameOf(name: string): string {
  if (!name.includes(' ')) return name.toLowerCase();
  // A cheap test first. Few names have such an ending, and most are looked up often.
  const plain = /[rI.]$/.test(name) ? name.replace(/,? (?:Jr|Sr|III|II)\.?$/, '') : name;
  return withoutArticle(plain.slice(plain.lastIndexOf(' ') + 1).toLowerCase());
}

/** Removes the Arabic article, which newspapers omit: "jubeir" for "al-jubeir". */
const withoutArticle = (surname: string): string => surname.replace(/^(?:al|el)-(?=\p{L}{3})/u, '');

const isTwoWords = (name: string): boolean => {
  const space = name.indexOf(' ');
  return space >= 0 && space === name.lastIndexOf(' ');
};

/** Whether an entity is a person with given name and surname: "Anna Berg", not "Berg Avenue". */
const isFullName = ({ kind, name }: Entity): boolean => kind === 'person' && isTwoWords(name);

const beginningOf = (name: string): string => name.slice(0, 4);

/** Whether a name follows a preposition of place and owns nothing: "in Sochi". */
const isPlace = (tokens: readonly Token[], name: Name): boolean =>
  /^(?:in|near|at)$/.test(tokens[name.from - 1]?.lower ?? '') && tokens[name.to]?.lower !== "'s";

/** Whether a name is an office without its holder: "President of Russia". */
const isOffice = ({ text, kind }: Name): boolean =>
  kind !== 'person' && / (?:of|for) /.test(text) && ROLES.has(text.slice(0, text.indexOf(' ')).toLowerCase());

/** What a beauty queen represents besides countries. */
const CONTESTS = new Set(['earth', 'international', 'universe', 'usa', 'world']);

/** Whether a name is only what a beauty queen represents: "Miss America". */
const isContest = ({ text, title }: Name): boolean =>
  title.at(-1) === 'miss' && (COUNTRIES.has(text.toLowerCase()) || CONTESTS.has(text.toLowerCase()));

/** The most relatives and aides of one article that are remembered. */
const MOST_RELATIONS = 200;

/** The most acronyms of one article whose long forms are remembered. */
const MOST_LONG_FORMS = 100;
/** Creates an empty registry for one article. */
export function createEntityRegistry(): EntityRegistry {
  const entities = new Map<string, Entity>();
  const bySurname = new Map<string, Entity[]>();
  const byFirst = new Map<string, Entity[]>();
  const byRole = new Map<string, Entity[]>();
  const introduced = new Set<string>();
  const titledSurnames = new Map<string, Set<Gender>>();
  const longForms = new Map<string, string>();
  const relations: Relation[] = [];
  /** Names with their acronyms, by either; null until they are asked for. */
  let spelled: ReadonlyMap<string, string> | null = null;

  /** Results of `named` since the last sentence was added. */
  type Found = Map<string, Entity | null>;
  const found: Record<'he' | 'she' | 'any', Found> = { he: new Map(), she: new Map(), any: new Map() };
  let asked = false;
  const named = (name: string, gender: Gender = null): Entity | undefined => {
    const here = found[gender ?? 'any'];
    const before = here.get(name);
    if (before !== undefined) return before ?? undefined;
    const entity = find(name, gender);
    here.set(name, entity ?? null);
    asked = true;
    return entity;
  };

  const isOfGender = (entity: Entity, gender: Gender): boolean =>
    !gender || !entity.gender || entity.gender === gender;

  /** Returns the gender that the titles before a surname alone tell: "Mr. Berg"; null for none or both. */
  function titledAs(surname: string): Gender {
    const titles = titledSurnames.get(surname);
    return titles?.size === 1 ? [...titles][0]! : null;
  }

  const find = (name: string, gender: Gender): Entity | undefined => {
    const whole = entities.get(name.toLowerCase());
    if (name.includes(' ')) return surnameAtEnd(name, whole) ?? (whole && likeness(whole));
    const fitting = (bySurname.get(withoutArticle(name.toLowerCase())) ?? []).filter(
      (entity) =>
        entity.name.includes(' ') &&
        !(entity.kind === 'organisation' && /s$/i.test(name)) &&
        isOfGender(entity, gender ?? titledAs(entity.surname)),
    );
    if (fitting.length === 0) return whole ?? calledByGivenName(name);
    if (fitting.length < 2) return likeness(fitting[0]!);
    const [first, second] = [...new Set(fitting.map(likeness))].sort((a, b) => b.mentions - a.mentions);
    return first && (!second || first.mentions > second.mentions) ? first : whole;
  };

  /**
   * Returns the only person whose full name begins with a given name: "Serena", "Wang"; undefined for none or several.
   */
  function calledByGivenName(name: string): Entity | undefined {
    const called = new Set((byFirst.get(name.toLowerCase()) ?? []).filter(isFullName).map(likeness));
    return called.size === 1 ? [...called][0] : undefined;
  }

  /** Finds a known surname at the end of a run of capitalised words: "the Washington Post Trump". */
  function surnameAtEnd(name: string, whole: Entity | undefined): Entity | undefined {
    if (whole && (whole.mentions > 1 || whole.kind === 'person')) return undefined;
    const words = name.split(' ');
    if (words.length < 3) return undefined;
    const [known, ...others] = (bySurname.get(words.at(-1)!.toLowerCase()) ?? []).filter(
      (entity) => entity !== whole && entity.kind === 'person' && entity.name.includes(' '),
    );
    const given = known?.name.split(' ')[0];
    return known && others.length === 0 && !words.includes(given!) ? known : undefined;
  }

  /** Returns the most frequent of the spellings of a person's name. */
  function likeness(entity: Entity): Entity {
    const beginning = beginningOf(entity.name);
    const like = (bySurname.get(entity.surname) ?? []).filter(
      (other) => other.kind === 'person' && other.beginning === beginning,
    );
    return like.length > 1
      ? like.reduce((best, other) => (other.mentions > best.mentions ? other : best))
      : entity;
  }

  const alike = (surname: string, beginning: string | null): Entity | undefined =>
    beginning === null ? undefined : bySurname.get(surname)?.find((other) => other.beginning === beginning);

  const admit = (name: Name): Entity => {
    const key = name.text.toLowerCase();
    let entity = entities.get(key);
    if (!entity) {
      const surname = surnameOf(name.text);
      const beginning = isTwoWords(name.text) ? beginningOf(name.text) : null;
      entity = {
        name: name.text,
        surname,
        beginning,
        kind: name.kind,
        gender: genderOf(name),
        mentions: 0,
        sure: 0,
        roles: alike(surname, beginning)?.roles ?? new Set(),
      };
      entities.set(key, entity);
      bySurname.set(surname, [...(bySurname.get(surname) ?? []).slice(-20), entity]);
      const space = key.indexOf(' ');
      if (space > 0)
        byFirst.set(key.slice(0, space), [...(byFirst.get(key.slice(0, space)) ?? []).slice(-20), entity]);
    }
    return entity;
  };

  /** Adds the roles among a name's titles and appositions to its entity. */
  const entitle = (entity: Entity, said: readonly string[]): void => {
    const offices = said.filter((word) => ROLES.has(word)).map(roleOf);
    if (offices.length === 0 || entity.kind === 'organisation') return;
    entity.kind = 'person';
    for (const word of roleWords(said).slice(0, 16)) {
      if (entity.roles.has(word)) continue;
      entity.roles.add(word);
      if (offices.includes(word) || word === 'prosecutor' || word === 'judge')
        byRole.set(word, [...(byRole.get(word) ?? []).slice(-50), entity]);
    }
  };

  return {
    named,
    sharing(surname) {
      const people = (bySurname.get(withoutArticle(surname.toLowerCase())) ?? []).filter(isFullName);
      return [...new Set(people.map(likeness))];
    },
    introduced: (noun) => introduced.has(noun),
    bodyCalled(noun) {
      const called = [...entities.values()].filter(
        ({ kind, name }) => kind === 'organisation' && name.toLowerCase().split(' ').includes(noun),
      );
      // "Harbour Watch" is short for "Harbour Watch of Kalmar".
      const [main] = called.sort((a, b) => b.mentions - a.mentions || b.name.length - a.name.length);
      return called.every(({ name }) => main!.name.includes(name) || name.includes(main!.name))
        ? main
        : undefined;
    },
    withAcronym(name) {
      spelled ??= spelledOut(
        [...entities.values()].filter(({ kind }) => kind === 'organisation').map((body) => body.name),
        longForms,
      );
      return spelled.get(name);
    },
    relative(noun, owner) {
      const whose = named(owner) ?? owner.toLowerCase();
      const fitting = new Set(
        relations
          .filter((one) => one.noun === roleOf(noun) && (named(one.owner) ?? one.owner) === whose)
          .map(({ name }) => named(name.text)),
      );
      const [only] = fitting;
      return fitting.size === 1 && only?.kind !== 'organisation' && only?.kind !== 'place' ? only : undefined;
    },
    withInitials(initials) {
      const people = [...entities.values()].filter(
        ({ kind, name }) =>
          (kind === 'person' || kind === 'unknown') &&
          name.includes(' ') &&
          name.split(' ').reduce((letters, word) => letters + word[0], '') === initials,
      );
      return people.length === 1 ? people[0] : undefined;
    },
    addNames(tokens, names) {
      if (asked) for (const memory of Object.values(found)) memory.clear();
      asked = false;
      spelled = null;
      for (const noun of introducedBy(tokens)) introduced.add(noun);
      if (relations.length < MOST_RELATIONS) relations.push(...relationsIn(tokens, names));
      for (const { short, long, spelt } of acronymsIn(tokens))
        if (spelt && !longForms.has(short) && longForms.size < MOST_LONG_FORMS) longForms.set(short, long);
      for (const name of names) {
        if (isOffice(name) || isContest(name)) continue;
        const known = name.text.includes(' ') ? undefined : find(name.text, genderOf(name));
        if (/^(?:mr|mrs|ms|miss)\.?$/.test(name.title.at(-1) ?? '') && !name.text.includes(' ')) {
          const surname = surnameOf(name.text);
          titledSurnames.set(surname, (titledSurnames.get(surname) ?? new Set()).add(genderOf(name)));
        }
        const entity = known ?? admit(name);
        entity.mentions++;
        const speaks = REPORTING_VERBS.get(tokens[name.to]?.lower ?? '')?.form === 'past';
        if (name.from > 1 || name.text.includes(' ') || entity.name.includes(' ') || speaks) entity.sure++;
        const said = saidOf(tokens, name);
        if (said.length > 0) entitle(entity, said);
        entity.gender = genderOfRole(said) ?? entity.gender ?? genderOf(name);
        if (entity.kind === 'unknown' && !name.text.includes(' ') && isPlace(tokens, name))
          entity.kind = 'place';
      }
    },
    fits({ roles }, words) {
      const asked = roleWords(words);
      return (
        words.some(isRole) &&
        asked.every((word) => roles.has(word)) &&
        !(roles.has('vice') && !asked.includes('vice'))
      );
    },
    described(words) {
      if (!words.some(isRole)) return undefined;
      const asked = roleWords(words);
      const role = asked.findLast((word) => ROLES.has(word));
      if (!role) return undefined;
      const fitting = new Set(
        (byRole.get(role) ?? [])
          .filter((entity) => asked.every((word) => entity.roles.has(word)))
          .filter((entity) => asked.includes('vice') || !entity.roles.has('vice'))
          .map((entity) => (entity.name.includes(' ') ? likeness(entity) : (named(entity.name) ?? entity))),
      );
      return fitting.size === 1 ? [...fitting][0] : undefined;
    },
  };
}
