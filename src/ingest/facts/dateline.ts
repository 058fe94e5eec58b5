const DATELINE =
  /^(?:\p{Lu}[\p{L}.,' ]{1,40}\s?)?\((?:CNN(?: Student News)?|AP|Reuters|AFP|UPI|RNS)\)\s?(?:[—–-]+\s?)?|^\p{Lu}{3,}[\p{Lu}, ]{0,30} [—–-]+ (?=\p{Lu})/u;

/** The length, in UTF-16 units, of the place and agency before a report's first sentence: "LISBON (AP) — "; 0 without one. */
export function datelineOf(words: string): number {
  const head = words.slice(0, 90);
  if (!head.includes('(') && !/^\p{Lu}{3}/u.test(head)) return 0;
  return DATELINE.exec(head)?.[0].length ?? 0;
}
