import { paragraphsOf } from '../../language/paragraphs.ts';
import { type Sentence, sentencesOf } from '../../language/sentences.ts';

/** Languages whose sentences end with marks of their own, often without a space after them. */
const OWN_MARKS: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'hi', 'ar', 'fa', 'ur', 'my', 'km', 'lo']);
const ENDS = /[。！？｡!?؟۔।…]/u;
const CLOSING = /[」』”’»）)\]】〉》"]/u;
/** Opening brackets and quotation marks with their closing marks. A sentence does not end inside them. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['「', '」'],
  ['『', '』'],
  ['“', '”'],
  ['（', '）'],
  ['(', ')'],
  ['【', '】'],
  ['《', '》'],
  ['«', '»'],
]);
/** The longest quotation, in UTF-16 units. A longer one was not closed, or contains sentences of its own. */
const LONGEST_QUOTATION = 400;

/** Abbreviations that end with a full stop inside a sentence, in lower case, by language. */
const ABBREVIATIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    de: 'z.b z b d.h d h u.a u a o i.d i bzw ca dr prof nr mio mrd st abs art ggf inkl vgl str evtl sog hl jh usw etc max min tel',
    es: 'sr sra srta dr dra ee.uu uu ee ud uds p.ej p ej núm pág art av gral lic prof etc aprox',
    fr: 'm mm mme mlle dr p.ex p ex art n vol st ste av env prof etc',
    it: 'sig dott avv on ecc art n prof pag mons ing',
    pt: 'sr sra dr dra art n pág prof av etc exa',
    nl: 'dhr mevr dr prof nr bijv o.a a m.b.t t jl st ca',
    pl: 'np tzw dr prof ul m.in m in tj r św im ok mln mld nr pkt gen płk',
    cs: 'např tzv dr prof ul mj č r st tj ing mgr',
    ru: 'т.е е т др ул стр г гг руб млн млрд тыс им св проф акад ст см и.о о долл г-н',
    uk: 'т.є є т др вул ст р рр грн млн млрд тис ім проф акад см',
    tr: 'dr prof sn vb vs av doç yrd st',
    sv: 'bl.a a t.ex ex dr prof nr st ca s.k k m.m',
    da: 'bl.a a f.eks eks dr prof nr st ca mio mia kl',
    no: 'bl.a a f.eks eks dr prof nr st ca mill kl',
  }).map(([language, list]) => [language, new Set(list.split(' '))]),
);
/** Languages that write "3." for "third". There a number with a full stop does not end a sentence. */
const ORDINALS: ReadonlySet<string> = new Set(['de', 'pl', 'cs', 'da', 'no', 'fi', 'hu', 'tr', 'sv']);

/** Whether a sentence ends with an abbreviation or an ordinal, so that the next one belongs to it. */
function isCutShort(text: string, { start, end }: Sentence, language: string): boolean {
  const word = /(?:^|[\s(„“"«])((?:[\p{L}\p{N}-]\.?){1,12})\.$/u.exec(
    text.slice(Math.max(start, end - 20), end),
  );
  if (!word) return false;
  const last = word[1]!.toLowerCase();
  // "2026 г." is a year. A capital after it begins a new sentence.
  const isYear =
    /^(?:гг?|рр?)$/.test(last) && /\d\s?\p{L}{1,2}\.$/u.test(text.slice(Math.max(start, end - 8), end));
  if (isYear) return !/^\s*[\p{Lu}«„]/u.test(text.slice(end, end + 4));
  if (ORDINALS.has(language) && /^\d{1,2}$/.test(last)) return true;
  return ABBREVIATIONS.get(language)?.has(last) ?? false;
}

/** Joins sentences that were split at an abbreviation. */
function joined(text: string, sentences: readonly Sentence[], language: string): Sentence[] {
  const whole: Sentence[] = [];
  for (const sentence of sentences) {
    const before = whole.at(-1);
    const isRest = before && before.paragraph === sentence.paragraph && isCutShort(text, before, language);
    if (isRest) whole[whole.length - 1] = { ...sentence, start: before.start };
    else whole.push(sentence);
  }
  return whole;
}

/** The longest clause after a quotation that only names its speaker: "他说。". */
const LONGEST_TAG = 10;

/** Whether a sentence continues after a quotation that ends with a mark: "…。」と述べた。", "…。”他说。". */
function goesOnBehind(text: string, at: number, to: number): boolean {
  const rest = text.slice(at, Math.min(to, at + LONGEST_TAG + 2));
  const end = rest.search(ENDS);
  return /^[と、，,っなの]/u.test(rest) || (end > 0 && end <= LONGEST_TAG);
}

/** Splits one paragraph at the marks of scripts without capitals. */
function byMarks(text: string, [from, to]: readonly [number, number], paragraph: number): Sentence[] {
  const sentences: Sentence[] = [];
  const open: { readonly closer: string; readonly at: number }[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    const mark = text[at]!;
    const last = open.at(-1);
    if (last && (mark === last.closer || at - last.at > LONGEST_QUOTATION)) open.pop();
    else if (PAIRS.has(mark)) open.push({ closer: PAIRS.get(mark)!, at });
    // A full stop ends a sentence only before a space; "3.5" is a number.
    const isStop = ENDS.test(mark) || (mark === '.' && (at + 1 === to || /\s/.test(text[at + 1]!)));
    const isQuoted = mark === last?.closer && ENDS.test(text[at - 1]!) && !goesOnBehind(text, at + 1, to);
    const isEnd = isStop || isQuoted;
    if (!isEnd || open.length > 0) continue;
    let end = at + 1;
    while (end < to && (ENDS.test(text[end]!) || CLOSING.test(text[end]!))) end++;
    sentences.push({ start, end, paragraph, heading: false });
    while (end < to && /\s/.test(text[end]!)) end++;
    start = end;
    at = end - 1;
  }
  // A Thai sentence has no mark at its end. In other languages a line without one is a heading.
  if (start < to) sentences.push({ start, end: to, paragraph, heading: true });
  return sentences;
}

/** Splits a text in a language other than English (ISO 639-1) into sentences, with exact offsets. */
export function foreignSentences(text: string, language: string): readonly Sentence[] {
  const paragraphs = paragraphsOf(text);
  if (OWN_MARKS.has(language))
    return paragraphs.flatMap((span, paragraph) => byMarks(text, span, paragraph)).map(trimmedEnd(text));
  return joined(text, sentencesOf(text, paragraphs), language);
}

const trimmedEnd =
  (text: string) =>
  (sentence: Sentence): Sentence => {
    let { end } = sentence;
    while (end > sentence.start && /\s/.test(text[end - 1]!)) end--;
    return { ...sentence, end };
  };
