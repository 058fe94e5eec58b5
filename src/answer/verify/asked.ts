import { type Amount, amountsIn } from '../../language/amounts.ts';
import { negationIn } from '../../language/negation.ts';
import { specificity, type Word, wordFor } from '../../language/similarity.ts';
import { isReportingWord, isStopWord } from '../../language/stop-words.ts';
import { fold, type Token, tokenize } from '../../language/tokenizer.ts';
import { WordComparison } from '../../language/word-comparison.ts';

/** The kind of answer that a question wants. `about` means that it only names a matter. */
export type AnswerKind =
  | 'about'
  | 'definition'
  | 'how'
  | 'how-long'
  | 'how-many'
  | 'how-much'
  | 'statement'
  | 'what'
  | 'when'
  | 'where'
  | 'who'
  | 'why'
  | 'yes-no';

/** A word of the question that an answer should contain. */
export interface AskedTerm extends Word {
  /** The word as typed. */
  readonly text: string;
  /** The index among the question's words. */
  readonly position: number;
  /** The weight, 0 to 1: higher for words that are rare in English, lower for words of talking. */
  readonly weight: number;
  readonly isName: boolean;
  readonly isNumber: boolean;
  /** True if the word only names the talking ("discuss", "mention"), not its subject. */
  readonly isTalk: boolean;
  /** True if the word only names the kind of answer ("how old", "launch date"). An answer need not contain it. */
  readonly isAsking: boolean;
  /** The word's letters if it may be an acronym: "DOJ" for "doj"; null for any other word. */
  readonly initials: string | null;
  /** The word's key, folded for comparison with names. */
  readonly folded: string;
  /** The word's key in lower case, for comparison with two words written as one. */
  readonly joined: string;
}

/** The person whose words are asked for. */
interface AskedSpeaker {
  /** As typed: "the Israeli ambassador". */
  readonly text: string;
  /** The folded surname or role that a speaker's name or role must contain. */
  readonly head: string;
  /** All words of the description, folded. */
  readonly words: readonly string[];
  /** True if a view is asked for. The article may report it in its own words. */
  readonly ofView: boolean;
}

/** The analysis of a question. */
export interface Asked {
  readonly kind: AnswerKind;
  readonly terms: readonly AskedTerm[];
  /** The comparison of the facts' words with the terms. */
  readonly comparison: WordComparison;
  /** The person whose statement is asked for; null if none. */
  readonly speaker: AskedSpeaker | null;
  /** The key of the counted thing: "people" in "how many people died?"; null if nothing is counted. */
  readonly counted: Word | null;
  /**
   * Matches the unit that follows the number in an answer: "years old" for "how old"; null if no measure is asked for.
   */
  readonly measure: RegExp | null;
  /** True if the question asks who said something. */
  readonly whoSaid: boolean;
  /** The question's negation, as typed; null if it has none. */
  readonly denial: string | null;
}

const SAY =
  '(?:say|says|said|saying|think|thinks|thought|feel|feels|felt|tell|tells|told|write|writes|wrote|written|tweet|tweets|tweeted|post|posted|call|calls|called|claim|claims|claimed|comment|comments|commented|state|states|stated|announce|announced|note|noted|describe|describes|described|urge|urges|urged|view|assess|react|reacts|reacted|respond|responds|responded|reply|replies|replied|answer|argue|argues|argued|warn|warns|warned|promise|promises|promised|explain|explained|suggest|suggests|suggested|respond|respond to|make of|makes of)';
/**
 * Patterns of questions about somebody's words. The first group is the speaker. Bounded, so that no text makes them
 * slow.
 */
const STATEMENTS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:what|how|why)(?:['’]?d|\\s+(?:did|does|do|has|have|had|is|was|were|are|would|will))\\s+([^?]{2,60}?)\\s+(?:actually\\s+|also\\s+|have to\\s+|had to\\s+|going to\\s+)?${SAY}\\b`,
    'i',
  ),
  /\b(?:what|anything)\s+([^?]{2,40}?)\s+(?:say|says|said|saying|tells|told)\b/i,
  /\baccording to\s+([^,?]{2,60})/i,
  /\b(?:quotes?|statements?|comments?|reaction|words|response)\s+(?:from|by|of)\s+([^,?]{2,60})/i,
  /\b(?:what(?:['’]?s|\s+(?:is|was|are|were)))\s+([^?]{2,40}?)['’]s?\s+(?:reaction|response|view|opinion|position|take|statement|comment|comments|stance|message|reply|explanation)\b/i,
];
/** Passive questions, which ask for nobody's words: "what was Pence told?", "what is the suburb called?" */
const TOLD = /\b(?:is|was|are|were|['’]s)\s+[^?]{2,60}\s(?:called|named|told|described)\b/i;
/** Words in the speaker's place that are no speaker. */
const NO_SPEAKER =
  /^(?:it|this|that|they|he|she|we|you|i|the (?:article|story|news|report|text)|article|people|there|is|was|did)$/i;

const AUXILIARY = /^(?:did|does|do|has|have|had|is|was|were|are|would|will)\s+/i;

const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'how-long',
    /\bhow long\b|\b(?:for|since) how (?:long|many (?:days|weeks|months|years|hours|minutes))\b|\bhow many (?:days|weeks|months|years|hours|minutes|decades)\b(?! (?:old|ago))/i,
  ],
  [
    'how-much',
    /\bhow much\b(?! (?:longer|further|time|more likely))|\bwhat (?:price|cost|sum|salary|wage|fee|fine)\b|\bwhat (?:did|does|do|will|would|is|was) .{1,60} (?:cost|pay|paid|earn|price|worth)\b|\b(?:cost|price) of\b|\b(?:cost|price|fee|salary|budget|payout|payoff|fine|bill|fortune|wage)s?\s*\??$/i,
  ],
  [
    'how-many',
    /\bhow (?:many|old|far|tall|large|big|often|high|deep|wide|fast|heavy|close|strong|low|soon)\b|\bwhat (?:percent|percentage|number|share|proportion|age|score)\b|\b(?:number|size) of\b|\b(?:toll|ages?|share|percentage|odds|headcount|turnout)(?:\s*\??$|\sof\b)|\bwhat (?:is|was|'s) (?:the |their |his |her )?(?:\w+ ){0,3}(?:score|rate|percentage|toll|number|total|temperature|speed|distance|height)\b/i,
  ],
  [
    'when',
    /\b(?:date|deadline)(?:\s*\??$|\s(?:of|for)\b)|\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b|\bhow (?:recently|long ago|soon)\b/i,
  ],
  [
    'where',
    /\b(?:location|whereabouts|venue|hometown|birthplace)(?:\s*\??$|\sof\b)|\bwhere(?:['’]?s)?\b|\b(?:what|which) (?:city|country|state|place|town|region|county|island|village)\b/i,
  ],
  [
    'why',
    /\b(?:reason|motive|cause)(?:\s*\??$|\s(?:of|for|behind)\b)|\bwhy\b|\bhow come\b|\bwhat (?:caused|causes|led to|made|makes|prompted|triggered)\b|\bwhat (?:is|was) the (?:reason|cause|motive)\b|\bfor what reason\b/i,
  ],
  [
    'definition',
    /^(?:so |and |but )?(?:who|what)(?:['’]?s|\s+(?:is|are|was|were))\s+(?:(?:an? |the )?\p{Lu}[\p{L}\p{N}.'’-]*(?:\s\p{Lu}[\p{L}\p{N}.'’-]*){0,3}|(?:an? )?(?!not\b|it\b|this\b|that\b|they\b|there\b|he\b|she\b|\p{Ll}+(?:ed|ing|en)\b)[\p{Ll}-]+(?:\s(?!\p{Ll}+(?:ed|ing|en)\b)[\p{Ll}-]+)?)(?:\s(?:anyway|exactly|again|then|btw))?\s*\??$/u,
  ],
  [
    'who',
    /\bwho(?:['’]?s|m|se)?\b|\b(?:which|what) (?:person|people|company|team|player|politician|minister|group|party|agency|organi[sz]ation|paper|newspaper|network)\b|\bnames? of\b|\bnames?\s*\??$|\bwhat\b.{1,60}\b(?:called|named)\s*\??$|\bby whom\b/i,
  ],
  ['how', /\bhow\b(?! about)/i],
  ['what', /\bwhat(?:['’]?s)?\b(?! about)|\bwhich\b/i],
  [
    'yes-no',
    /^(?:(?:so|and|but|ok(?:ay)?|hey)[\s,]+)*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|didn['’]?t|doesn['’]?t|don['’]?t|hasn['’]?t|haven['’]?t|won['’]?t)\s/i,
  ],
];

const ABOUT =
  /^(?:so |and |ok(?:ay)? |hey )?(?:what|how) about\b|^(?:tell|show|give) (?:me|us)\b|^anything (?:on|about)\b|^any news\b|^what(?:['’]s| is) (?:new|going on|happening|the (?:latest|news))\b|^what happened\b|^what (?:does|do|did|has|have) (?:it|they|(?:this|that|the)(?: (?:article|story|news|report|text|page|piece|link|file))?) (?:say|said|tell us|have|report|mention) (?:about|on|of)\b/i;

/** Classifies a question by the kind of answer that it wants. */
export function kindOf(question: string): AnswerKind {
  const said = question.trim().replace(/\s+/g, ' ').slice(0, 400);
  if (ABOUT.test(said)) return 'about';
  const yesNo = KINDS.at(-1)!;
  if (yesNo[1].test(said)) return 'yes-no';
  return KINDS.find(([, form]) => form.test(said))?.[0] ?? 'about';
}

/** Returns the person whose statement is asked for, as written; empty if none. */
function speakerAsked(question: string): string {
  const said = question.trim().replace(/\s+/g, ' ').slice(0, 400);
  if (TOLD.test(said)) return '';
  for (const form of STATEMENTS) {
    const name = form.exec(said)?.[1]?.trim().replace(AUXILIARY, '');
    if (name && !NO_SPEAKER.test(name)) return name;
  }
  return '';
}

/** Words that only name the kind of answer: "what year", "how many times". */
const KIND_WORDS = new Set(
  'year date day month century decade time times reason percent percentage number'.split(' '),
);
const COUNTED = /\bhow (?:many|much)\s+(?:more |other |of the |of )?([\p{L}'’-]+)/iu;
/** Ordinals that distinguish: the second debate is not the first. "First" and "last" have too many other uses. */
const ORDINALS = new Set('second third fourth fifth sixth seventh eighth ninth tenth'.split(' '));
/** For each measure, the words that follow its number in an answer. */
const MEASURES: readonly (readonly [asked: RegExp, written: RegExp])[] = [
  [
    /\bhow old\b|\bwhat age\b|\bages?(?:\s*\??$|\sof\b)/i,
    /,\s\d{1,3}(?=\s?[,;―—–)]|\s(?:and|who)\b|\.)|\(\d{1,3}\)|\byears?[- ]old\b|\b(?:older|younger) than \d{1,3}\b|\baged?\b|\byears? of age\b|\b(?:built|founded|born|opened|established|launched) in \d{4}/i,
  ],
  [
    /\bhow (?:tall|high|deep|wide)\b/i,
    /\d\s?-?(?:feet|foot|ft|met(?:er|re)s?|m|cm|centimet(?:er|re)s?|inch(?:es)?|square|acres?|hectares?|km|kilomet(?:er|re)s?|miles?|stor(?:ey|ies|y))\b/i,
  ],
  [
    /\bhow far\b/i,
    /\b(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|yards?|feet|blocks?|light[- ]years?)\b/i,
  ],
  [
    /\bhow fast\b/i,
    /\b(?:mph|km\/h|kph|miles? (?:an|per) hour|kilomet(?:er|re)s? (?:an|per) hour|knots?)\b/i,
  ],
  [
    /\bhow (?:heavy|much does .{1,40} weigh)\b/i,
    /\b(?:pounds?|kilograms?|kilos?|kg|tons?|tonnes?|ounces?)\b/i,
  ],
  [
    /\bhow (?:big|large)\b/i,
    /\d\s?-?(?:feet|foot|ft|met(?:er|re)s?|square|acres?|hectares?|km|kilomet(?:er|re)s?|miles?|people|members?|employees|residents|workers|percent)\b/i,
  ],
  [/\bhow often\b/i, /\b(?:times|every|once|twice|daily|weekly|monthly|yearly|annually|each)\b/i],
  [
    /\bwhat (?:percent|percentage|share|proportion|rate)\b|\brate\b/i,
    /%|\bper ?cent(?:age)?\b|\b(?:half|third|quarter)\b/i,
  ],
  [/\b(?:score)\b/i, /\b\d{1,3}\s?[-–]\s?\d{1,3}\b/],
];
const TALK_WEIGHT = 0.5;
/**
 * Words that only name the kind of answer, after "how" or at the end of a note: "how old", "victims age", "launch
 * date".
 */
const ASKING = {
  behindHow: /^(?:old|tall|high|deep|wide|far|fast|heavy|often|big|large)$/,
  atEnd:
    /^(?:ages?|date|deadline|location|whereabouts|venue|reason|motive|cause|share|percentage|number|toll|count|cost|price|names?)$/,
};

/** A short word that may be an acronym: "doj", "CDC". */
const INITIALS = /^[a-z]{2,5}$/i;
const initialsOf = ({ rank }: Word, text: string, isAcronym: boolean): string | null =>
  INITIALS.test(text) && (isAcronym || rank < 0 || rank > MAY_BE_ACRONYM) ? text.toUpperCase() : null;
/** The frequency rank from which a lower-case word may be an acronym. */
const MAY_BE_ACRONYM = 8_000;

/** The most terms of a question. More add cost and no meaning. */
const MOST_TERMS = 16;

/** Whether a token is the currency or the scale of an amount. The amount's first token stands for all of it. */
const isInAmount = (token: Token, tokens: readonly Token[], amounts: readonly Amount[]): boolean =>
  amounts.some(
    ({ start, end }) =>
      token.start > start &&
      token.start < end &&
      tokens.some((other) => other.start >= start && other.start < token.start),
  );

function termsOf(question: string, tokens: readonly Token[]): AskedTerm[] {
  const seen = new Set<string>();
  const amounts = amountsIn(question);
  return tokens.flatMap((token, position) => {
    if (seen.size >= MOST_TERMS || seen.has(token.key) || isInAmount(token, tokens, amounts)) return [];
    if (isStopWord(token.key, token.capital, position === 0, tokens[position - 1]?.key ?? '')) return [];
    const before = tokens[position - 1]?.key ?? '';
    if (KIND_WORDS.has(token.key) && /^(?:what|which|many|much)$/.test(before)) return [];
    seen.add(token.key);
    const word = wordFor(token.key);
    const isName = token.acronym || (token.capital && position > 0);
    const talks = isReportingWord(token.key) && !isName;
    return [
      {
        ...word,
        text: token.text,
        position,
        weight: specificity(word) * (talks ? TALK_WEIGHT : 1),
        isName,
        isNumber: word.hasDigit || ORDINALS.has(token.key),
        isTalk: talks,
        isAsking:
          (before === 'how' && ASKING.behindHow.test(token.key)) ||
          (/^(?:of|for|behind)?$/.test(tokens[position + 1]?.key ?? '') && ASKING.atEnd.test(token.key)),
        initials: initialsOf(word, token.text, token.acronym),
        folded: fold(token.key),
        joined: token.key.toLowerCase(),
      },
    ];
  });
}

/** Words after "how much" that are not a counted thing. */
const NOT_COUNTED = new Set(
  'is are was were did does do has have had will would can could should more longer of it'.split(' '),
);

function countedIn(question: string): Word | null {
  const noun = COUNTED.exec(question.slice(0, 400))?.[1]?.toLowerCase();
  return noun && !NOT_COUNTED.has(noun) ? wordFor(fold(noun)) : null;
}

const WHO_SAID =
  /\bwho\s+(?:else\s+)?(?:said|says|claims?|claimed|told|tells|thinks?|thought|called|calls|warned|warns|announced|believes?|argued|argues)\b/i;
const VIEW =
  /\b(?:think|thinks|thought|feel|feels|felt|view|views|position|stance|opinion|react|reacts|reacted|reaction|respond|responds|responded|response|make of|makes of)\b/i;

/**
 * Returns the speaker with the word that identifies them: "coach" in "Brewer's coach", "minister" in "the prime
 * minister of Bangladesh".
 */
function askedSpeaker(text: string, question: string): AskedSpeaker | null {
  const who = text
    .replace(/^.*\p{L}['’]s\s+(?=\p{L})/u, '')
    .replace(/(?<!\s)\s+(?:of|from|at|in|for|to|with)\s.*$/i, '');
  const words = tokenize(text).map(({ key }) => fold(key));
  const head = tokenize(who).at(-1);
  return head ? { text, head: fold(head.key), words, ofView: VIEW.test(question) } : null;
}

/** Analyses a question. */
export function readAsked(question: string): Asked {
  const tokens = tokenize(question);
  const speaker = speakerAsked(question);
  const kind: AnswerKind = speaker !== '' ? 'statement' : kindOf(question);
  const terms = termsOf(question, tokens);
  return {
    kind,
    terms,
    comparison: new WordComparison(terms),
    speaker: speaker === '' ? null : askedSpeaker(speaker, question),
    counted: countedIn(question),
    measure: kind === 'how-many' ? (MEASURES.find(([form]) => form.test(question))?.[1] ?? null) : null,
    whoSaid: kind === 'who' && WHO_SAID.test(question),
    denial: negationIn(tokens),
  };
}
