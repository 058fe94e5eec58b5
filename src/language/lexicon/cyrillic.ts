/** Matches endings of Slavic surnames. Newspapers transliterate them by rule, so that the rule can be reversed. */
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
 * Transliterates a Slavic surname to Cyrillic: "Ushakov" becomes "Ушаков". Null for other endings and for letters
 * without a rule.
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

/** Latin letters for Cyrillic ones, as English-language newspapers write names. Hard and soft signs are omitted. */
const LATIN: ReadonlyMap<string, string> = new Map([
  ...[...'абвгдезиіклмнопрстуфыэ'].map((letter, at): [string, string] => [
    letter,
    [...'abvgdeziiklmnoprstufye'][at]!,
  ]),
  ['ё', 'yo'],
  ['ж', 'zh'],
  ['й', 'y'],
  ['х', 'kh'],
  ['ц', 'ts'],
  ['ч', 'ch'],
  ['ш', 'sh'],
  ['щ', 'shch'],
  ['ю', 'yu'],
  ['я', 'ya'],
  ['ї', 'yi'],
  ['є', 'ye'],
  ['ґ', 'g'],
  ['ъ', ''],
  ['ь', ''],
]);

/** Matches case endings of a surname: "Трампа", "Меркелем". */
const CASE_ENDING = /(?<=\p{L}{3})(?:ого|ому|ом|ем|ой|ым|им|ою|у|ю|а|я|е|и|і|ы)$/u;

/**
 * Transliterates a Cyrillic name to its possible Latin spellings, with and without its case ending: "Помпео" becomes
 * "pompeo".
 */
export function inLatin(name: string): readonly string[] {
  const lower = name.toLowerCase();
  if (!/^[\p{Script=Cyrillic}’'-]+$/u.test(lower)) return [];
  const bare = lower.replace(CASE_ENDING, '');
  return [...new Set([lower, bare])].map((one) =>
    [...one]
      .map((letter) => LATIN.get(letter) ?? letter)
      .join('')
      .replace(/iy$/, 'y'),
  );
}
