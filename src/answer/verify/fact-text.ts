import type { Fact } from '../../domain/fact.ts';
import { createWeakCache } from '../../domain/weak-cache.ts';
import { HUMANS } from '../../language/lexicon/people.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { isNegation } from '../../language/negation.ts';
import { type ComparedWord, meaningOf, wordFor } from '../../language/similarity.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { fold, type Token, tokenize } from '../../language/tokenizer.ts';

/** A content word of a fact and its position. */
export interface FactWord {
  readonly word: ComparedWord;
  /** The token's index in the sentence. */
  readonly position: number;
  /** True if the word is capitalised inside the sentence: most likely a name. */
  readonly isName: boolean;
}

/** The parts of a sentence that may answer a question, by kind. */
export interface Fillers {
  readonly number: readonly Stretch[];
  readonly money: readonly Stretch[];
  readonly time: readonly Stretch[];
  readonly duration: readonly Stretch[];
  readonly place: readonly Stretch[];
  readonly cause: readonly Stretch[];
  /** Phrases that may introduce a cause: "after", "to stop". */
  readonly hint: readonly Stretch[];
  readonly manner: readonly Stretch[];
  readonly name: readonly Stretch[];
}
/** A half-open range of tokens. */
export type Stretch = readonly [from: number, to: number];

const NUMBER_WORD =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|several|both|no';
const MONTH =
  'Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|March|Mar\\.|April|Apr\\.|May|June|July|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?';
const UNIT =
  'seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|generations?';

const PATTERNS: Readonly<Record<keyof Fillers, RegExp>> = {
  number: new RegExp(
    `(?<![\\p{L}\\p{N}])(?:\\p{N}[\\p{N}.,]*(?:st|nd|rd|th)?|(?:${NUMBER_WORD})(?:-(?:${NUMBER_WORD}))?)(?![\\p{L}])`,
    'giu',
  ),
  money:
    /[$€£¥]\s?\p{N}[\p{N}.,]*(?:\s?(?:million|billion|trillion|thousand|[mbk]n?))?(?!\p{L})|(?<![\p{N}.,])\p{N}[\p{N}.,]*(?:\s(?:million|billion|trillion|thousand))?\s(?:dollars?|euros?|pounds?|cents?|yen|yuan|rubles?|roubles?|rupees?|kronor|kroner|francs?|pesos?|shekels?|USD|EUR|GBP)\b|\b(?:USD|EUR|GBP)\s?\p{N}[\p{N}.,]*/giu,
  time: new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:1[5-9]|20)\\d\\d(?:s|-\\d\\d)?|(?:${MONTH})(?:\\s\\d{1,2}(?:st|nd|rd|th)?)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight|noon|midnight|\\d{1,2}(?::\\d\\d)?\\s?[ap]\\.?m\\.?|\\d{1,2}:\\d\\d|(?:last|next|this|earlier this|later this|early|late|the (?:past|previous|following))\\s(?:year|month|week|weekend|night|morning|summer|winter|spring|fall|autumn|century|decade|season)|\\S{1,40}\\s(?:${UNIT})\\s(?:ago|earlier|later|before|after)|days (?:before|after|later)|Christmas|Easter|Thanksgiving)(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  duration: new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:\\p{N}[\\p{N}.,]*|${NUMBER_WORD}|an?|few|many|couple of)[\\s-](?:and a half\\s)?(?:more |full |consecutive |straight )?(?:${UNIT})|for (?:${UNIT})|since (?:\\p{N}{4}|${MONTH}|the)|until)(?![\\p{L}])`,
    'giu',
  ),
  place:
    /\b(?:in|at|near|outside|inside|from|to|into|across|around|on|off|through|throughout|toward|towards|over)\s(?:the\s)?(?:(?:southwestern|southeastern|northwestern|northeastern|southern|northern|eastern|western|central|downtown|nearby|city of|town of|port of|island of|outskirts of|suburbs of)\s)?(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)\p{Lu}[\p{L}.'’-]+|\b(?:in|at|near|outside|inside|on|along|behind|under|next to)\s(?:the|a|an|his|her|its|their)\s(?:[\p{L}-]+\s){0,3}(?:park|river|house|home|hotel|hospital|school|university|church|street|road|building|factory|city|town|village|county|district|province|region|state|country|border|coast|island|airport|station|stadium|court|prison|jail|office|embassy|capital|suburbs?|outskirts|campus|club|center|centre|hall|theater|theatre|base|camp|port|harbour|harbor|bridge|square|market|mall|restaurant|bar|apartment|sea|ocean|lake|mountains?|valley|desert|forest|farm|field|ground|east|west|north|south)\b/gu,
  cause:
    /\b(?:because|due to|owing to|thanks to|so that|in order to|in an effort to|in a bid to|in response to|as a result|result of|led to|leads to|caused?|causing|causes|stem(?:s|med)? (?:in part )?from|resulted|blamed?|reasons?|motives?|motivated|prompt(?:ed|ing)|trigger(?:ed|ing)|sparked|linked to|attributed to|citing|aimed at|out of|fear(?:s|ed|ing)?|hoping|wanted to|intended to|so they|so he|so she|for failing|for refusing|in honou?r of|in memory of|in protest|on (?:suspicion|charges) of|(?:falsely )?accused of)\b/giu,
  hint: /\b(?:since|after|amid|over|given|as|when)\b|\bto\s\p{L}{3,}\b|\bfor\s(?:allegedly\s)?\p{L}+ing\b|\ba sign that\b|\bworr(?:y|ied)\b|\bneed(?:s|ed)?\b/giu,
  manner:
    /\b(?:by|through|using|with|via|without|like|as if|thanks to)\b|(?<![\p{L}\p{N}_])\p{L}+ly\b|\b(?:according|responded|reacted|linked)\b/giu,
  name: /(?<!^)(?<!["“.!?]\s?)\p{Lu}[\p{L}\p{N}.'’&-]*(?:\s(?:of\s|de\s|al-|bin\s|van\s|von\s)?\p{Lu}[\p{L}\p{N}.'’&-]*)*/gu,
};

function stretchesOf(text: string, pattern: RegExp, offsets: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  let token = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    while (2 * token < offsets.length && offsets[2 * token + 1]! <= match.index) token++;
    let to = token;
    while (2 * to < offsets.length && offsets[2 * to]! < end) to++;
    if (to > token) found.push([token, to]);
    if (found.length === 12) break;
  }
  return found;
}

/** The most tokens examined: claim and quote together are no longer than a long sentence. */
const MOST_TOKENS = 60;
/** The longest text examined, in UTF-16 units. The rest of a longer sentence is ignored. */
const LONGEST = 1_200;

/** Returns the last word of each name directly before or after a reporting verb. */
function sayersIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    const cue = REPORTING_VERBS.get(token.key);
    if (
      !cue ||
      cue.maybeNoun ||
      cue.complement === 'act' ||
      cue.form === 'gerund' ||
      cue.form === 'plain' ||
      token.capital
    )
      return [];
    const before = tokens[at - 1];
    const after = tokens[at + 1];
    if (before?.capital) return [fold(before.key)];
    // "Said Nils Holm": the surname is the last capitalised word.
    let end = at + 1;
    while (tokens[end + 1]?.capital && tokens[end + 1]!.start - tokens[end]!.end === 1) end++;
    return after?.capital ? [fold(tokens[end]!.key)] : [];
  });
}

const BE = new Set('is are was were been being be'.split(' '));

/** Returns the tokens of passive verbs without an agent: "was discovered in 1801" does not say by whom. */
function agentlessIn(tokens: readonly Token[]): Set<number> {
  const found = new Set<number>();
  tokens.forEach(({ key }, at) => {
    if (!/(?:ed|en|wn|nd|ld|ght|pt|st)$/.test(key)) return;
    const isPassive = [1, 2].some((back) => BE.has(tokens[at - back]?.key ?? ''));
    const hasAgent = tokens.slice(at + 1, at + 6).some((token) => token.key === 'by');
    if (isPassive && !hasAgent) found.add(at);
  });
  return found;
}

/** Returns the quote with its tokens. The claim is appended if it names what the quote does not: who "she" is. */
function readText({ claim, quote }: Fact): { readonly text: string; readonly tokens: readonly Token[] } {
  const text = quote.slice(0, LONGEST);
  const tokens = tokenize(text);
  if (quote.includes(claim)) return { text, tokens };
  const held = new Set((text === quote ? tokens : tokenize(quote)).map(({ key }) => key));
  const adds = tokenize(claim).some(({ key }) => !held.has(key) && !FUNCTION_WORDS.has(key));
  if (!adds) return { text, tokens };
  const both = `${quote} ${claim}`.slice(0, LONGEST);
  return { text: both, tokens: tokenize(both) };
}

/** Whether a sentence or a quotation begins at an offset. */
const isSentenceStart = (text: string, at: number): boolean =>
  at === 0 || /[.!?:"“]\s*["“(]*$/.test(text.slice(Math.max(0, at - 3), at));

/** Returns the bit, of 32, for two words in their first letter and their joined length. A shift counts modulo 32. */
const pairBit = (first: string, length: number): number =>
  1 << ((first[0] ?? '').toLowerCase().charCodeAt(0) + 5 * length);

/** Returns the bits of all pairs of neighbouring words. Few words that are asked for have the bit of one. */
function pairsIn(tokens: readonly Token[]): readonly [even: number, odd: number] {
  let even = 0;
  let odd = 0;
  for (let at = 1; at < tokens.length; at++) {
    const first = tokens[at - 1]!.key;
    const length = first.length + tokens[at]!.key.length;
    if (length % 2 === 0) even |= pairBit(first, length);
    else odd |= pairBit(first, length);
  }
  return [even, odd];
}

/** The analysis of a fact's sentence. Each part is computed on first use. */
export class FactText {
  readonly text: string;
  readonly words: readonly FactWord[];
  /** The keys of the speaker's name. */
  readonly speaker: readonly string[];
  /** The number of tokens in the sentence. */
  readonly length: number;
  readonly #tokens: readonly Token[];
  /** The neighbouring words that may be one word, as bits of `pairBit`, by the parity of their joined length. */
  readonly #pairs: readonly [even: number, odd: number];
  #fillers: Map<keyof Fillers, readonly Stretch[]> | undefined;
  #offsets: readonly number[] | undefined;
  #agentless: ReadonlySet<number> | undefined;
  #sayers: readonly string[] | undefined;
  #denies: boolean | undefined;
  #meaning: { readonly sum: Float64Array | null } | undefined;

  constructor(fact: Fact) {
    const { text, tokens } = readText(fact);
    this.text = text;
    this.#tokens = tokens;
    this.length = Math.min(tokens.length, MOST_TOKENS);
    this.speaker = fact.speaker ? tokenize(fact.speaker).map(({ key }) => fold(key)) : [];
    const words: FactWord[] = [];
    for (let position = 0; position < tokens.length; position++) {
      const token = tokens[position]!;
      if (FUNCTION_WORDS.has(token.key)) continue;
      const isName = token.acronym || (token.capital && this.#isCapitalName(token, fact));
      words.push({ word: wordFor(token.key), position, isName });
    }
    this.words = words;
    this.#pairs = pairsIn(tokens);
  }

  /** The first word of a sentence is always capitalised. It is a name only if the fact lists it. */
  #isCapitalName({ key, text, start }: Token, { entities }: Fact): boolean {
    if (!isSentenceStart(this.text, start)) return true;
    return entities.some((name) => name.includes(text) && tokenize(name).some((part) => part.key === key));
  }

  /** The token offsets in `text`, in UTF-16 units: start, end, start, end… */
  get offsets(): readonly number[] {
    this.#offsets ??= this.#tokens.flatMap(({ start, end }) => [start, end]);
    return this.#offsets;
  }

  /** Tokens of passive verbs without an agent: "was discovered in 1801". */
  get agentless(): ReadonlySet<number> {
    this.#agentless ??= agentlessIn(this.#tokens);
    return this.#agentless;
  }

  /** The surnames beside a reporting verb. */
  get sayers(): readonly string[] {
    this.#sayers ??= sayersIn(this.#tokens);
    return this.#sayers;
  }

  /** The vector of the sentence's meaning; null if no word has a vector. */
  get meaning(): Float64Array | null {
    this.#meaning ??= { sum: meaningOf(this.words.map(({ word }) => word)) };
    return this.#meaning.sum;
  }

  get denies(): boolean {
    this.#denies ??= this.#tokens.some(({ key }) => isNegation(key));
    return this.#denies;
  }

  /** Whether two neighbouring words joined are this word: "plug in" matches "plugin". */
  isJoined(key: string): boolean {
    if (key === '' || (this.#pairs[key.length & 1]! & pairBit(key, key.length)) === 0) return false;
    const tokens = this.#tokens;
    for (let at = 1; at < tokens.length; at++) {
      const before = tokens[at - 1]!.key;
      const own = tokens[at]!.key;
      if (before.length + own.length === key.length && (before + own).toLowerCase() === key) return true;
    }
    return false;
  }

  /** Whether consecutive capitalised words have these initials: "Department of Justice" for "DOJ". */
  isSpelt(initials: string): boolean {
    const tokens = this.#tokens;
    for (let from = 0; from < tokens.length; from++) {
      if (!tokens[from]!.capital || tokens[from]!.acronym) continue;
      let letters = 0;
      for (let at = from; at < tokens.length && letters < initials.length; at++) {
        const { key, capital, acronym } = tokens[at]!;
        const isInner = /^(?:of|the|and|for|on|in|to)$/.test(key);
        if (key[0]?.toUpperCase() === initials[letters] && ((capital && !acronym) || isInner)) letters++;
        else if (!isInner) break;
      }
      if (letters === initials.length) return true;
    }
    return false;
  }

  /** Ranges of nouns for people: "a teacher". */
  get people(): readonly Stretch[] {
    return this.words.flatMap(({ word: { key }, position }): Stretch[] =>
      HUMANS.has(key) || ROLES.has(key) ? [[position, position + 1]] : [],
    );
  }

  /** Returns the fillers of one kind. */
  fillers(name: keyof Fillers): readonly Stretch[] {
    this.#fillers ??= new Map();
    const known = this.#fillers.get(name);
    if (known) return known;
    const stretches = stretchesOf(this.text, PATTERNS[name], this.offsets);
    const [first] = this.words;
    if (name === 'name' && first?.position === 0 && first.isName) stretches.unshift([0, 1]);
    this.#fillers.set(name, stretches);
    return stretches;
  }
}

/** Facts whose analysis is kept in each generation of the cache, about 3 kB each. A fact itself is far smaller. */
const CACHE_SIZE = 16_384;
const texts = createWeakCache(CACHE_SIZE, (fact: Fact) => new FactText(fact));

/** Returns the analysis of a fact's sentence, from the cache if it was used lately. */
export const factText = (fact: Fact): FactText => texts.of(fact);
