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

/** Finds the dates in a text in order. Of overlapping dates it returns the most precise. */
export function datesIn(text: string): readonly DateInText[] {
  const found: (DateInText & { readonly end: number })[] = [];
  for (const form of FORMS)
    for (const match of text.matchAll(form)) {
      const { year, month, day } = match.groups ?? {};
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const index = month ? MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase())) : -1;
      found.push({
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
  return found.sort((a, b) => a.start - b.start).map(({ end: _, ...date }) => date);
}

/** Returns a sort key for dates. A date without a year gets the article's year, or comes after all dates with one. */
export function dateOrder({ year, month, day }: DateInText, published: string | null): number {
  const usual = published ? new Date(published).getUTCFullYear() : 9000;
  return (year ?? usual) * 10_000 + (month ?? 0) * 100 + (day ?? 0);
}
