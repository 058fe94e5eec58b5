import { STARTERS } from '../../language/lexicon/abbreviations.ts';
import { FEMALE, MALE } from '../../language/lexicon/first-names.ts';
import {
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { HUMANS } from '../../language/lexicon/people.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';

export type NameKind = 'person' | 'organisation' | 'place' | 'unknown';

/** A run of capitalised words, with a half-open token range. The title before the name is separate. */
export interface Name {
  readonly from: number;
  readonly to: number;
  /** The token where the name itself begins, after its title. */
  readonly head: number;
  readonly text: string;
  readonly title: readonly string[];
  readonly kind: NameKind;
}

const JOINING = new Set([
  'of',
  'the',
  'de',
  'la',
  'al',
  'bin',
  'ibn',
  'van',
  'von',
  'der',
  'for',
  'and',
  '&',
  'du',
  'el',
  'da',
  'di',
]);
const PARTICLES = new Set([
  'es',
  'de',
  'la',
  'al',
  'bin',
  'ibn',
  'van',
  'von',
  'der',
  'du',
  'el',
  'da',
  'di',
]);
const isCapital = (token: Token | undefined): token is Token => token?.capital === true && !token.mark;

/** Returns the end of a run of capitalised words. "Of" and the like only connect words of one name. */
function runEnd(tokens: readonly Token[], from: number): number {
  let to = from + 1;
  for (;;) {
    const next = tokens[to];
    if (isCapital(next) && !DAYS_AND_MONTHS.has(next.lower)) to++;
    else if (next && (PARTICLES.has(next.lower) || next.text === '&') && isCapital(tokens[to + 1])) to += 2;
    else if (next?.lower === 'and' && isPortfolio(tokens[to - 1]) && isPortfolio(tokens[to + 1])) to += 2;
    else if (next && /^(?:of|on|for)$/.test(next.lower) && joinsByOf(tokens, from, to))
      to += tokens[to + 1]!.lower === 'the' ? 3 : 2;
    else return to;
  }
}

/** Words for the area of an office ("foreign", "defence"). They separate the office from the name after it. */
const PORTFOLIO = new Set(
  `state states united foreign affairs external internal home interior defense defence health finance trade commerce justice
   education energy labor labour agriculture environment transport transportation housing culture sport sports security homeland
   treasury veterans development economy immigration tourism public works women science technology
   disease control prevention human services food fisheries forestry finance industry business innovation aviation planning staff the of and`.split(
    /\s+/,
  ),
);

/** Whether a capitalised word is an area of an office: "Health and Human Services". */
const isPortfolio = (token: Token | undefined): boolean => isCapital(token) && PORTFOLIO.has(token.lower);

/**
 * Whether "of" connects the parts of one office or body: "Secretary of State", "Bank of England", "University of Ohio".
 */
function joinsByOf(tokens: readonly Token[], from: number, of: number): boolean {
  const before = tokens[of - 1]!.lower;
  const after = tokens[of + 1]?.lower === 'the' ? tokens[of + 2] : tokens[of + 1];
  if (!isCapital(after) || of - from > 5) return false;
  if (ORGANISATION.has(before) || before === 'secretary') return true;
  return ROLES.has(before) && (PORTFOLIO.has(after.lower) || COUNTRIES.has(after.lower));
}

/** Last words of place names that begin with a given name: "Scott County". */
const PLACE_ENDS = new Set(
  'county river lake avenue boulevard island islands bay valley province district airport bridge stadium square beach peninsula mountains'.split(
    ' ',
  ),
);

/**
 * Whether a name ends with the acronym of a branch: "Oklahoma SAE". It does not if the letters number a person or the
 * whole text is in capitals.
 */
const endsWithAcronym = (words: readonly string[]): boolean =>
  words.length > 1 &&
  /^\p{Lu}{2,5}$/u.test(words.at(-1)!) &&
  !/^(?:II|III|IV|VI{0,3}|TV)$/.test(words.at(-1)!) &&
  words.some((word) => /\p{Ll}/u.test(word));

function kindOf(words: readonly string[], titled: boolean): NameKind {
  const lower = words.map((word) => (word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase());
  const first = lower[0] ?? '';
  if (lower.some((word) => ORGANISATION.has(word))) return 'organisation';
  if (titled) return 'person';
  if (words.length > 1 && PLACE_ENDS.has(lower.at(-1)!)) return 'place';
  // "Kent County Republican" is nobody called Kent.
  if (lower.slice(1, -1).includes('county')) return 'place';
  if (
    words.length > 1 &&
    (MALE.has(first) || FEMALE.has(first) || /^\p{Lu}\.(?:\p{Lu}\.)*$/u.test(words[0]!))
  )
    return 'person';
  if (endsWithAcronym(words)) return 'organisation';
  if (
    lower.some((word) => COUNTRIES.has(word)) ||
    words.some((word) => COUNTRIES.has(word.toLowerCase())) ||
    COUNTRIES.has(lower.join(' '))
  )
    return 'place';
  if (words.length === 1 && /^\p{Lu}[\p{Lu}\d.&-]+$/u.test(words[0]!)) return 'organisation';
  return 'unknown';
}

/** Whether a word may be a title: "Senators", "Ex-minister", "Mother-of-three". */
const isTitle = (word: string): boolean =>
  ROLES.has(word) ||
  ROLES.has(word.replace(/s$/, '')) ||
  /^(?:grand)?(?:mother|father|mum|dad)-of-/.test(word) ||
  (word.startsWith('ex-') && ROLES.has(word.slice(3)));

function nameFrom(tokens: readonly Token[], from: number, to: number): Name {
  let head = from;
  for (let at = from; at < to - 1; at++) {
    // "Senators X and Y" has one title for several people.
    if (!isTitle(tokens[at]!.lower)) continue;
    head = at + 1;
    if (/^(?:of|for|on)$/.test(tokens[head]?.lower ?? '')) {
      head++;
      const office = head;
      while (head < to && (PORTFOLIO.has(tokens[head]!.lower) || COUNTRIES.has(tokens[head]!.lower))) head++;
      if (head === office) head = Math.min(to, head + 1);
      at = head - 1;
    }
  }
  if (head >= to) head = from;
  // "American Anna Berg": a nationality before a given name.
  const given = tokens[from + 1]?.lower ?? '';
  if (
    head === from &&
    to - from > 2 &&
    COUNTRIES.has(tokens[from]!.lower) &&
    (MALE.has(given) || FEMALE.has(given))
  )
    head = from + 1;
  const words = tokens.slice(head, to).map((token) => token.text);
  const title = tokens.slice(from, head).map((token) => token.lower);
  const kind = kindOf(words, title.length > 0);
  const plain = kind === 'organisation' && title.length > 0 ? from : head;
  return {
    from,
    to,
    head: plain,
    text: textOf(tokens, plain, to),
    title: plain === from ? [] : title,
    kind,
  };
}

/** Joins tokens to text, with a single space between words. */
export function textOf(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    text += at > from && token.start > tokens[at - 1]!.end ? ` ${token.text}` : token.text;
  }
  return text;
}

const ADVERB = /(?:[bcdnrstw]ly|[^u]ally|[iu]ly|kly)$/;

/**
 * Whether a word at a beginning that looks like an adverb or a participle is a name: a given name ("Ahmed"), or one
 * before a verb of saying ("Reilly said").
 */
function speaks(tokens: readonly Token[], at: number): boolean {
  const { lower } = tokens[at]!;
  if (MALE.has(lower) || FEMALE.has(lower)) return true;
  if (!/^(?:past|third)$/.test(REPORTING_VERBS.get(tokens[at + 1]?.lower ?? '')?.form ?? '')) return false;
  const isBehindQuotation = isQuote(tokens[at - 1]) && /^[,!?.]$/.test(tokens[at - 2]?.text ?? '');
  return isBehindQuotation || !ADVERB.test(lower);
}

/** The most tokens between a body's name and that of its member: "Harbour Town assistant head coach Anna Berg". */
const LONGEST_POST = 4;

/** Whether a noun may be somebody's post: "starter", "goalkeeper", "pundit". */
const isPost = (noun: string): boolean =>
  ROLES.has(noun) || HUMANS.has(noun) || /(?:[ae]r|or|ist|ian|man|woman)$/.test(noun);

/**
 * Returns the name that another name and a role only describe: "Anna Berg" for "Harbour Town" in "Harbour Town manager
 * Anna Berg". Any other name is returned as it is.
 */
export function memberNamed(tokens: readonly Token[], names: readonly Name[], name: Name): Name {
  const next = names[names.indexOf(name) + 1];
  if (!next || next.from === name.to || next.from > name.to + LONGEST_POST) return name;
  const between = tokens.slice(name.to, next.from);
  const isMember =
    isPost(between.at(-1)!.lower) &&
    between.every(
      ({ lower, mark }) =>
        !mark &&
        /^\p{Ll}/u.test(lower) &&
        ![REPORTING_VERBS, PREPOSITIONS, DETERMINERS, IRREGULAR_PAST].some((words) => words.has(lower)),
    );
  return isMember ? next : name;
}

/**
 * Finds the capitalised names in a sentence. A common word that is capitalised only at the beginning of the sentence is
 * not a name.
 */
export function namesIn(tokens: readonly Token[]): readonly Name[] {
  const names: Name[] = [];
  let fresh = true;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.mark) {
      if (/["“”:.?!«]/.test(token.text)) fresh = true;
      continue;
    }
    const starts = fresh;
    fresh = false;
    if (!token.capital || token.text === 'I') continue;
    const joins = JOINING.has(token.lower) && !(PARTICLES.has(token.lower) && isCapital(tokens[at + 1]));
    // "The London-based Harbour Watch"
    if (/-(?:based|born|led|backed|owned|run)$/.test(token.lower)) continue;
    if (joins || STARTERS.has(token.lower) || DAYS_AND_MONTHS.has(token.lower)) continue;
    if (starts && !isCapital(tokens[at + 1]) && /(?:ly|ing|ed)$/.test(token.lower) && !speaks(tokens, at))
      continue;
    // "Said Ellis: …": a verb at the beginning of a sentence is not part of the name after it.
    if (starts && isCapital(tokens[at + 1]) && REPORTING_VERBS.has(token.lower)) continue;
    const to = runEnd(tokens, at);
    names.push(nameFrom(tokens, at, to));
    at = to - 1;
  }
  return names;
}
