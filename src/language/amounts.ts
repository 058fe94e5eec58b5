/** A sum of money in a text. Different spellings of one sum have the same key. */
export interface Amount {
  /** Currency sign and plain number: "$3000000". */
  readonly key: string;
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
}

const SIGNS: Readonly<Record<string, string>> = {
  dollar: '$',
  usd: '$',
  euro: '€',
  eur: '€',
  pound: '£',
  gbp: '£',
  yen: '¥',
  jpy: '¥',
};
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
};
const NUMBER = '\\d{1,15}(?:,\\d{3}){0,5}(?:\\.\\d{1,4})?';
const SCALE = '(?:\\s?(k|thousand|mn|million|bn|billion|trillion|m|b)(?![\\p{L}\\p{N}]))?';
const AMOUNT = new RegExp(
  `([$€£¥]|(?<![\\p{L}\\p{N}])(?:USD|EUR|GBP|JPY)\\s?)(${NUMBER})${SCALE}|(?<![\\p{L}\\p{N}.,])(${NUMBER})${SCALE}[\\s-]?(dollar|euro|pound|yen|usd|eur|gbp|jpy)s?(?![\\p{L}\\p{N}])`,
  'giu',
);

/**
 * Finds the sums of money in a text. "$1,500", "1500 dollars" and "USD 1,500" have the same key, and so have "$3m" and
 * "3 million dollars".
 */
export function amountsIn(text: string): Amount[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(AMOUNT)].map((match) => {
    const [all, sign, number, scale, bareNumber, bareScale, name] = match;
    const currency = (sign ?? name ?? '').trim().toLowerCase();
    const value = Number((number ?? bareNumber ?? '').replaceAll(',', ''));
    const times = SCALES[(scale ?? bareScale ?? '').toLowerCase()] ?? 1;
    const key = `${SIGNS[currency] ?? currency}${Math.round(value * times * 100) / 100}`;
    return { key, start: match.index, end: match.index + all.length };
  });
}
