const AGENCY = 'CNN(?: Student News)?|AP|Reuters|AFP|UPI|RNS|Bloomberg|dpa|ANSA|TASS|Xinhua';
const PLACE = String.raw`(?:\p{Lu}[\p{L}.,' ]{1,40}\s?)?`;
/** "LISBON (AP) — ", "Kalmar (TT)The": an agency in brackets, of any name if a dash or no blank follows. */
const WITH_AGENCY = new RegExp(
  String.raw`^${PLACE}\((?:${AGENCY})\)\s?(?:[—–-]+\s?)?|^${PLACE}\(\p{Lu}[\p{L}]{1,14}\)(?:\s?[—–-]+\s|(?=\p{Lu}))|^\((?:The )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3}\)(?=\p{Lu})`,
  'u',
);
/** "SEOUL - ", "LONDON, Ky. — ": a place in capitals before a dash. */
const PLACE_ONLY = /^\p{Lu}{3,}[\p{Lu}, ]{0,30}(?:,? \p{Lu}[\p{Ll}.]{1,12})? [—–-]+ (?=["“‘]?\p{Lu})/u;

/** The length, in UTF-16 units, of the place and agency before a report's first sentence: "LISBON (AP) — "; 0 without one. */
export function datelineOf(words: string): number {
  const head = words.slice(0, 90);
  const match = head.includes('(') ? WITH_AGENCY.exec(head) : null;
  if (match) return match[0].length;
  return /^\p{Lu}{3}/u.test(head) ? (PLACE_ONLY.exec(head)?.[0].length ?? 0) : 0;
}
