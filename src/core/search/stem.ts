/** Irregular forms that news is full of, each with the form it is indexed under. */
const IRREGULAR = new Map<string, string>();
for (const group of [
  'say said',
  'tell told',
  'meet met meeting',
  'fight fought',
  'win won',
  'lose lost',
  'begin began begun',
  'write wrote written',
  'speak spoke spoken',
  'give gave given',
  'take took taken',
  'hold held',
  'build built',
  'buy bought',
  'bring brought',
  'catch caught',
  'teach taught',
  'think thought',
  'find found',
  'found founded founder founding',
  'know knew known',
  'grow grew grown',
  'fly flew flown flight',
  'break broke broken',
  'choose chose chosen',
  'fall fell fallen',
  'rise rose risen',
  'sell sold',
  'send sent',
  'spend spent',
  'leave left',
  'make made',
  'pay paid',
  'see saw seen',
  'sing sang sung song',
  'sink sank sunk',
  'steal stole stolen',
  'keep kept',
  'lead led',
  'mean meant',
  'run ran',
  'shoot shot',
  'stand stood',
  'strike struck',
  'swear swore sworn',
  'wear wore worn',
  'die died death dead dying',
  'child children',
  'man men',
  'woman women',
  'foot feet',
  'person people',
  'become became',
  'come came',
  'drive drove driven',
  'eat ate eaten',
  'feel felt',
  'get got gotten',
  'go went gone',
  'hear heard',
  'hide hid hidden',
  'ride rode ridden',
  'throw threw thrown',
  'draw drew drawn',
  'understand understood',
  'seek sought',
  'sit sat',
  'sleep slept',
  'bind bound',
  'marry married marriage',
  'live lived life lives living',
  'lie lay lain',
  'war wars',
  'bear bore born',
  'series',
]) {
  const [base, ...forms] = group.split(' ');
  IRREGULAR.set(base!, base!);
  for (const form of forms) if (!IRREGULAR.has(form)) IRREGULAR.set(form, base!);
}

const VOWEL = /[aeiouy]/;

/** Suffixes from longest, each with what replaces it and how many letters must stay before it. */
const SUFFIXES: readonly (readonly [suffix: string, by: string, least: number])[] = [
  ['ization', 'ize', 3],
  ['isation', 'ize', 3],
  ['ational', 'ate', 3],
  ['fulness', 'ful', 3],
  ['ousness', 'ous', 3],
  ['iveness', 'ive', 3],
  ['ically', 'ic', 3],
  ['ation', 'ate', 4],
  ['ition', 'it', 4],
  ['ality', 'al', 3],
  ['ivity', 'ive', 3],
  ['ility', 'le', 4],
  ['ances', '', 4],
  ['ences', '', 4],
  ['ance', '', 4],
  ['ence', '', 4],
  ['ments', '', 4],
  ['ment', '', 4],
  ['ise', 'ize', 3],
  ['ally', 'al', 3],
  ['ully', 'ul', 3],
  ['ness', '', 3],
  ['less', '', 3],
  ['able', '', 4],
  ['ible', '', 4],
  ['sion', 's', 4],
  ['tion', 't', 3],
  ['ator', 'ate', 3],
  ['ally', 'al', 3],
  ['ly', '', 3],
  ['or', '', 4],
  ['er', '', 4],
  ['ist', '', 4],
  ['al', '', 4],
  ['ic', '', 4],
  ['ive', '', 4],
  ['ous', '', 4],
];

/** Endings of Russian nouns and adjectives in their cases: "Лавровым" is asked as often as "Лавров". */
const CYRILLIC_ENDING =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ом|ем|ам|ям|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ыи|ии|ым|им|ою|ею|а|е|и|о|у|ы|ь|ю|я)$/;

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function participle(word: string): string {
  const base = /(?:ed|ing)$/.test(word) ? word.replace(/(?:ed|ing)$/, '') : word;
  if (base === word || base.length < 3 || !VOWEL.test(base)) return word;
  if (/([bdfgmnprt])\1$/.test(base)) return base.slice(0, -1);
  return /i$/.test(base) ? `${base.slice(0, -1)}y` : base;
}

function derivation(word: string): string {
  for (const [suffix, by, least] of SUFFIXES) {
    if (word.endsWith(suffix) && word.length - suffix.length >= least)
      return word.slice(0, word.length - suffix.length) + by;
  }
  return word;
}

/**
 * The form under which inflections and near derivations of a folded word meet: "elections" and "elected" under one.
 * English by rules and a table of irregular forms; Russian by its case endings; other words as they are.
 */
export function stem(word: string): string {
  if (/[а-яё]/.test(word)) return word.length > 4 ? word.replace(CYRILLIC_ENDING, '') : word;
  if (word.length < 4 || !/^[a-z]+$/.test(word))
    return /^\d+s$/.test(word) ? word.slice(0, -1) : (IRREGULAR.get(word) ?? word);
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular;
  const single = plural(word);
  const base = IRREGULAR.get(single) ?? derivation(participle(single));
  const bare = derivation(base);
  return (
    bare
      .replace(/e$/, '')
      .replace(/y$/, 'i')
      .replace(/([bdglmnprt])\1$/, '$1') || bare
  );
}
