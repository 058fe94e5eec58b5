const AGENCY = 'CNN(?: Student News)?|AP|Reuters|AFP|UPI|RNS|Bloomberg|dpa|ANSA|TASS|Xinhua';
const PLACE = String.raw`(?:\p{Lu}[\p{L}\p{N}.,' ]{1,50}\s?)?`;
/**
 * Matches a dateline with its agency: "LISBON (AP) — ", "Kalmar (TT)The". The agency may have any name if a dash or no
 * space follows.
 */
const WITH_AGENCY = new RegExp(
  String.raw`^${PLACE}\((?:${AGENCY})\)\s?(?:[—–―-]+\s?)?|^${PLACE}\(\p{Lu}[\p{L}]{1,14}\)(?:\s?[—–―-]+\s|(?=\p{Lu}))|^\((?:The )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3}\)(?=\p{Lu})`,
  'u',
);
/**
 * Matches a place in capitals, and a date if there is one, before a dash: "SEOUL - ", "LONDON, Ky. — ", "ROME, 9 May
 * 2026 - ".
 */
const PLACE_ONLY =
  /^\p{Lu}{3,}[\p{Lu}, ]{0,30}(?:,? \p{Lu}[\p{Ll}.]{1,12})?(?:,? (?:\d{1,2} \p{Lu}\p{Ll}{2,8}|\p{Lu}\p{Ll}{2,8}\.? \d{1,2})(?:,? \d{4})?)? [—–―-]+ (?=["“‘]?\p{Lu})/u;

/**
 * Returns the length, in UTF-16 units, of the dateline at the start of a report: "LISBON (AP) — "; 0 if there is none.
 */
export function datelineOf(words: string): number {
  const head = words.slice(0, 110);
  const match = head.includes('(') ? WITH_AGENCY.exec(head) : null;
  if (match) return match[0].length;
  return /^\p{Lu}{3}/u.test(head) ? (PLACE_ONLY.exec(head)?.[0].length ?? 0) : 0;
}
