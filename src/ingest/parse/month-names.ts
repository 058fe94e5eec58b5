/**
 * Month names, January first, in Unicode's locale data, both beside a day and alone. English, German, French, Spanish,
 * Italian, Portuguese, Dutch, Russian, Ukrainian, Polish, Swedish, Danish, Finnish, Czech, Slovak, Turkish, Greek,
 * Romanian, Hungarian, Bulgarian, Slovene, Estonian, Latvian, Lithuanian, Indonesian. If two languages use a name for
 * different months, the language listed first counts.
 */
const LANGUAGES: readonly string[] = [
  'january february march april may june july august september october november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november december',
  'januar februar mars april mai juni juli august september oktober november desember',
  'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu',
  'ledna února března dubna května června července srpna září října listopadu prosince',
  'leden únor březen duben květen červen červenec srpen září říjen listopad prosinec',
  'januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra',
  'január február marec apríl máj jún júl august september október november december',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  'ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου',
  'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  'január február március április május június július augusztus szeptember október november december',
  'януари февруари март април май юни юли август септември октомври ноември декември',
  'januar februar marec april maj junij julij avgust september oktober november december',
  'jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember',
  'janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris',
  'sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio',
  'sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis',
  'januari februari maret april mei juni juli agustus september oktober november desember',
];

/** Abbreviations that are not the beginning of their month's name. */
const ABBREVIATIONS: readonly (readonly [string, number])[] = [['mrt', 3]];

/** The least letters of an abbreviation. */
const LEAST_LETTERS = 3;

const ENGLISH = LANGUAGES[0]!.split(' ');

let names: ReadonlyMap<string, number> | null = null;

/**
 * Returns the number (1 to 12) of a month by its name or abbreviation in any of these languages; null for other words.
 */
export function monthNamed(word: string): number | null {
  const name = plain(word);
  const english = name.length < LEAST_LETTERS ? -1 : ENGLISH.findIndex((month) => month.startsWith(name));
  if (english !== -1) return english + 1;
  names ??= monthNames();
  return names.get(name) ?? null;
}

/**
 * Maps every name, and every beginning that means a single month in its language and is no other name, to its month.
 */
function monthNames(): ReadonlyMap<string, number> {
  const found = new Map<string, number>(ABBREVIATIONS);
  const languages = LANGUAGES.map((list) => list.split(' ').map(plain));
  for (const months of languages)
    for (const [index, name] of months.entries()) if (!found.has(name)) found.set(name, index + 1);
  for (const months of languages) {
    for (const [index, name] of months.entries()) {
      for (let length = name.length - 1; length >= LEAST_LETTERS; length--) {
        const beginning = name.slice(0, length);
        const single = months.every((other, month) => month === index || !other.startsWith(beginning));
        if (single && !found.has(beginning)) found.set(beginning, index + 1);
      }
    }
  }
  return found;
}

/** Normalises a word: lower case, no accents or dots. */
function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}
