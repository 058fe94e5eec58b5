/** Endings of surnames that papers write in Latin letters by rule, so that the rule can be followed back. */
const SLAVIC = /(?:[oe]va?|ina?|sk(?:y|iy|ii|i|aya)|enko|chuk)$/;

/** Cyrillic for Latin letters, the longest first (BGN/PCGN, as English-language papers use it). */
const LETTERS: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['tsky', 'цкий'],
  ['skaya', 'ская'],
  ['skiy', 'ский'],
  ['skii', 'ский'],
  ['sky', 'ский'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ['ye', 'е'],
  ['yo', 'ё'],
  ...[...'abvgdezijklmnoprstufhy'].map((letter, at): [string, string] => [
    letter,
    [...'абвгдезийклмнопрстуфхы'][at]!,
  ]),
];

/**
 * A Slavic surname as it is written where it comes from, by which readers there ask: "Ushakov" → "Ушаков". Null for a
 * surname of another ending or with letters that the rule doesn't know.
 */
export function inCyrillic(surname: string): string | null {
  const latin = surname.toLowerCase();
  if (!SLAVIC.test(latin)) return null;
  let written = '';
  for (let at = 0; at < latin.length; ) {
    const pair = LETTERS.find(([letters]) => latin.startsWith(letters, at));
    if (!pair) return null;
    written += pair[1];
    at += pair[0].length;
  }
  return written[0]!.toUpperCase() + written.slice(1);
}
