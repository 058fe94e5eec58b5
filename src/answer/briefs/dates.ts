/** A date in a text, as precisely as the text gives it, and its position. */
export interface DateInText {
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number | null;
  readonly day: number | null;
  /** As written: "May 6", "July 2018". */
  readonly text: string;
  readonly start: number;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:1[6-9]|20)\\d{2}';
/** Matches months with a day or year, and years alone. "May" alone may be a verb. */
const FORMS: readonly RegExp[] = [
  new RegExp(`\\b(?<month>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>${YEAR}))?\\b`, 'giu'),
  new RegExp(
    `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${MONTH})\\.?(?:,? (?<year>${YEAR}))?\\b`,
    'giu',
  ),
  new RegExp(`\\b(?<month>${MONTH})\\.?,? (?<year>${YEAR})\\b`, 'giu'),
  /\b(?:in|since|by|until|during|of|from|before|after) (?<month>january|february|march|april|june|july|august|september|october|november|december)\b/giu,
  new RegExp(`(?<![\\d.,$€£])\\b(?<year>${YEAR})\\b(?![\\d%]|[.,]\\d)`, 'gu'),
];

/** Nouns that a number counts, even if it could be a year: "2019 voters". */
const COUNTED =
  '(?:people|persons|men|women|children|voters|votes|workers|employees|residents|members|students|pupils|teachers|patients|soldiers|troops|officers|refugees|passengers|customers|visitors|volunteers|adults|families|households|homes|houses|flats|jobs|posts|seats|signatures|copies|cases|deaths|injured|euros?|dollars?|pounds|francs|kronor|kroner|roubles|rubles|rupees|yen|yuan|metres|meters|kilometres|kilometers|km|miles|feet|tonnes|tons|litres|liters|hectares|acres|hours|days|degrees|percent)';
/** Matches what follows a number that counts something. */
const IS_COUNT = new RegExp(`^ (?:(?:registered|eligible|new|more|other) )?${COUNTED}\\b`, 'iu');
const PLURAL = /^ (?!was\b|is\b|has\b|does\b)\p{Ll}{2,}s\b/u;
const ROUGHLY =
  /\b(?:about|around|some|nearly|almost|roughly|approximately|over|than|least|most|up to|only|another|all) $/iu;
/** Matches what precedes a year even if a counted noun follows: "in 2019 voters chose". */
const BEFORE_YEAR = /\b(?:in|since|during|until) $/iu;

/** Whether a number that looks like a year counts something. */
function isCount(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 20), start), text.slice(end, end + 40)];
  if (BEFORE_YEAR.test(before)) return false;
  return IS_COUNT.test(after) || (ROUGHLY.test(before) && PLURAL.test(after));
}

/** Matches what every text with a date has. */
const MAY_HAVE_DATE = new RegExp(`\\d|${MONTHS.join('|')}`, 'i');

/** Finds the dates in a text in order. Of overlapping dates it returns the most precise. */
export function datesIn(text: string): readonly DateInText[] {
  if (!MAY_HAVE_DATE.test(text)) return [];
  let found: (DateInText & { readonly end: number })[] = [];
  for (const form of FORMS) {
    const own: typeof found = [];
    let next = 0;
    for (const match of text.matchAll(form)) {
      const { year, month, day } = match.groups ?? {};
      const [start, end] = [match.index, match.index + match[0].length];
      // Matches and the more precise dates are both in the text's order.
      while (next < found.length && found[next]!.end <= start) next++;
      if (next < found.length && found[next]!.start < end) continue;
      if (year && !month && isCount(text, start, end)) continue;
      const index = month ? MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) : -1;
      own.push({
        ...{
          year: year ? Number(year) : null,
          month: index < 0 ? null : index + 1,
          day: day ? Number(day) : null,
        },
        text: match[0].replace(/^(?:in|since|by|until|during|of|from|before|after) /i, ''),
        start,
        end,
      });
    }
    found = [...found, ...own].sort((a, b) => a.start - b.start);
  }
  return found.map(({ end: _, ...date }) => date);
}

/** A date's month counted from the year 0. */
const monthsOf = (year: number, month: number): number => year * 12 + month;

const WILL =
  /\b(?:will|would|shall|plans?|planned|expects?|expected|hopes?|hoped|scheduled|due|(?:is|are|was|were) to|going to)\b|['’]ll\b/giu;
const WORD = /(?<!\p{L})\p{L}+/gu;
const DID = /^(?:was|were|had|has|have|did|said|told)$|..ed$/iu;
const TO_DO = /\bto (?!the\b|an?\b|its\b|his\b|her\b|their\b)\p{Ll}{2,}/gu;

/**
 * Whether the verb that a date belongs to, the last before it or else the first after it, is of the past or the future.
 */
function tenseAt(text: string, start: number): 'past' | 'future' | null {
  const verbs = [
    ...[...text.matchAll(WORD)].flatMap((word) =>
      DID.test(word[0]) ? [{ index: word.index, tense: 'past' as const }] : [],
    ),
    ...[...text.matchAll(TO_DO)].map(({ index }) => ({ index, tense: null })),
    ...[...text.matchAll(WILL)].map(({ index }) => ({ index, tense: 'future' as const })),
  ].sort((a, b) => a.index - b.index);
  const verb = verbs.findLast(({ index }) => index < start) ?? verbs[0];
  return verb?.tense ?? null;
}

/** The date that tells the year of a date without one. */
interface Beside extends Pick<DateInText, 'year' | 'month' | 'day'> {
  /** Whether the article, which has no date, tells of it as earlier. */
  readonly isEarlier?: boolean;
}

/** Returns the year of a date in a text that names none; `beside` is the article's date. */
function yearOf(date: DateInText, text: string, beside: Beside): number {
  const year = beside.year!;
  if (date.month === null || beside.month === null) return year;
  const tense = beside.isEarlier ? 'future' : tenseAt(text, date.start);
  const away = date.month - beside.month;
  // A text of the evening may carry the next day's date, so a day's difference is none.
  const later = date.day !== null && beside.day !== null ? date.day - beside.day : 0;
  if (tense === 'past') return away > 0 || (away === 0 && later > 1) ? year - 1 : year;
  if (tense === 'future') return away < 0 || (away === 0 && later < -1) ? year + 1 : year;
  const years = [year, year - 1, year + 1];
  const distance = (one: number) => Math.abs(monthsOf(one, date.month!) - monthsOf(year, beside.month!));
  return years.sort((a, b) => distance(a) - distance(b))[0]!;
}

const beginning = (published: string): Beside => {
  const at = new Date(published);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
};

/**
 * Returns the date that tells the years of an article's other dates: of the publication or, without one, the date with
 * a year nearest to `at`, a position in the text: news goes on from it. Null if the article names no year.
 */
export function dateBeside(
  published: string | null,
  dates: readonly DateInText[],
  at: number,
): Beside | null {
  if (published) return beginning(published);
  const withYear = dates.filter(({ year }) => year !== null);
  const exact = withYear.filter(({ month }) => month !== null);
  const [nearest] = (exact.length > 0 ? exact : withYear).toSorted(
    (a, b) => Math.abs(a.start - at) - Math.abs(b.start - at),
  );
  return nearest ? { ...nearest, isEarlier: true } : null;
}

/**
 * Returns a sort key for a date in a text. A date without a year is of the year that its own text names with a month,
 * or lies next to `beside`: before it if its verb is of the past, after it if of the future. It comes last if that is
 * null.
 */
export function dateOrder(date: DateInText, text: string, beside: Beside | null): number {
  const named = datesIn(text).find(({ year, month }) => year !== null && month !== null);
  const known = named ?? beside;
  const year = date.year ?? (known ? yearOf(date, named ? '' : text, known) : 9000);
  const isEnd = date.month !== null && /\bend $/i.test(text.slice(0, date.start));
  return year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? (isEnd ? 31 : 0));
}

/** Begins the part of a sentence that it compares with: "down from 3,400 in 2019". */
const COMPARED = /\b(?:(?:down|up) from|compared (?:with|to)|than (?:in|on))\b/iu;

/** Returns the first date of a text that is not only what a figure is compared with. */
export function dateOf(text: string): DateInText | undefined {
  const compared = text.search(COMPARED);
  return datesIn(text).find(({ start }) => compared < 0 || start < compared);
}
