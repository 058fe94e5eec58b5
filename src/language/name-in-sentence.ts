/** Mass nouns at the end of topics: they take no article. */
const MASS = new Set(
  `access aid air business change climate control corruption coverage crime culture data debt defence defense democracy
  education employment energy equality evidence freedom fraud funding growth health help heat history housing inflation
  influence information infrastructure interference justice knowledge labor labour law legislation life migration misconduct
  money music news oil peace policing pollution poverty power pressure production progress protection rain research safety
  science security snow spending sport support technology television terrorism tourism trade traffic training transport
  travel trust unemployment violence warfare water wealth weather welfare work`.split(/\s+/),
);
/** Words in -ing that can be counted: "the meeting", but "meddling". */
const COUNTED =
  /^(?:beat|bomb|brief|build|cross|find|gather|hear|kill|land|list|meet|open|paint|rul|shoot|sight|stabb|sett|warn|wedd)ing$/;
/** Names that take an article: "the Kremlin", "the United States", "the European Commission". */
const NAMED_WITH_THE =
  /(?:^(?:EU|UN|US|UK|USA|UAE|IMF|WHO|WTO|FBI|CIA|NHS|ECB|BBC|Fed)$|\b(?:Agency|Army|Association|Authority|Bundestag|Cabinet|Commission|Committee|Council|Court|Department|Emirates|Federation|Foundation|House|Institute|Kingdom|Kremlin|Ministry|Nations|Navy|Netherlands|Organi[sz]ation|Pentagon|Philippines|Senate|States|Taliban|Union|Vatican)$)/;
/** Matches names with a determiner or an owner: "the strike", "Pompeo’s visit". */
const IS_DEFINITE = /^(?:the|an?|my|our|his|her|its|their|this|that)\s|['’]s?\s/i;

/** Whether a topic takes "the" in a sentence, by its words alone. */
function takesArticle(name: string): boolean {
  if (NAMED_WITH_THE.test(name)) return true;
  const [head = ''] = name.split(/\s(?:of|in|on|for|with|over|between|against|at|to)\s/i, 1);
  const last = head.split(/\s+/).at(-1)!;
  if (!/^\p{Ll}[\p{L}’'-]*$/u.test(last)) return false;
  if (/\sof\s/.test(name)) return true;
  const isPlural = /[^sui]s$/.test(last);
  const isMass = MASS.has(last) || (/ing$/.test(last) && !COUNTED.test(last));
  return !isPlural && !isMass;
}

/** The longest text that is searched, in UTF-16 units, and the most occurrences examined in it. */
const LOOKED_THROUGH = 40_000;
const MOST_PLACES = 20;

/**
 * Writes a topic as in the middle of a sentence: with "the" if the articles or English grammar require it, and without
 * a capital that only begins a label. `texts` are articles with the topic.
 * @example nameInSentence('Memorandum', ['He gave him the memorandum.']) // 'the memorandum'
 * @example nameInSentence('G20 meeting', []) // 'the G20 meeting'
 */
export function nameInSentence(label: string, texts: readonly string[]): string {
  const name = label.trim();
  if (name === '' || IS_DEFINITE.test(name)) return name;
  const text = texts.join('\n').slice(0, LOOKED_THROUGH);
  const places = [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}\\p{N}])(the\\s)?(${RegExp.escape(name)})(?![\\p{L}\\p{N}'’-])`, 'giu'),
    ),
  ].slice(0, MOST_PLACES);
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  // "Election meddling" begins a label with a capital; "Venezuela crisis" begins with a name.
  const [first] = /^\p{Lu}\p{Ll}+(?=\s\p{Ll})/u.exec(name) ?? [];
  const isLabelCase =
    places.some((place) => place[2]!.startsWith(lower)) ||
    (first !== undefined &&
      new RegExp(`(?<![\\p{L}\\p{N}])${first.toLowerCase()}s?(?![\\p{L}\\p{N}])`, 'u').test(text));
  const written = isLabelCase ? lower : name;
  const withThe = places.filter((place) => place[1] !== undefined).length;
  return withThe * 2 > places.length || takesArticle(written) ? `the ${written}` : written;
}
