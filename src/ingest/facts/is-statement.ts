import {
  AUXILIARIES,
  DETERMINERS,
  HE,
  IRREGULAR_PAST,
  PREPOSITIONS,
  SHE,
  THEY,
} from '../../language/lexicon/function-words.ts';
import { PEOPLE } from '../../language/lexicon/people.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { contentWords } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { AttributedSentence } from './attributed-sentence.ts';

/** Beginnings of lines that address the reader or describe the page's authors. */
const FURNITURE_STARTS = [
  'read (?:more|on|the (?:rest|full)|also|next)',
  'continue reading',
  'click',
  String.raw`follow (?:us|him|her|them|@\w+|[\p{L}.'’ ]{1,60} on (?:twitter|facebook|instagram|x|social media))`,
  'subscribe',
  'sign up',
  'advertisement',
  'share (?:this|on|via)',
  'tweet this',
  'like (?:us|this)',
  'filed under',
  'posted (?:in|by|on)',
  'tagged (?:with|in|under)?:?',
  'watch(?: the)?:',
  'photos?(?: by)?:',
  'photo(?:s|graph)? (?:by|credit|courtesy|provided)',
  'images? (?:by|credit|courtesy|copyright|source)',
  'image:',
  'caption',
  'copyright',
  '©',
  'all rights reserved',
  String.raw`\(?(?:additional )?reporting by`,
  String.raw`\(?(?:writing|editing) by`,
  "editor['’]s note",
  'correction:',
  'the latest:',
  'the associated press contributed',
  'this (?:post|story|article|piece|report) (?:has been|was|is being) (?:updated|corrected|edited)',
  'related:',
  'more:',
  'see (?:also|more)',
  'story highlights',
  'opinion:',
  'contact us',
  'download',
  'get (?:the|our) (?:app|newsletter)',
  'scroll down',
  'loading',
  'updated:',
  'published:',
  'partial transcript',
  'here are (?:some|the|five|ten|a few)[^.]{0,90}:[ .]{0,3}$',
  "here(?: is|'s|’s) (?:the|a|what|how|our|your|some)\\b.{0,140}$",
  'please note',
  'for a chance to',
  'thank you for (?:using|reading|watching|listening)',
];
const FURNITURE = new RegExp(String.raw`^\W*(?:${FURNITURE_STARTS.join('|')})`, 'iu');

/** Closing formulas of publishing software, in its most frequent languages. */
const CLOSINGS = [
  '(?:the|this) (?:post|article|story|piece|entry|report|interview|column|essay)[^.!?]{0,300} (?:appeared first|first appeared|(?:was|has been|is) (?:originally|first) (?:published|posted)|originally (?:appeared|ran|published))',
  '(?:originally|first) (?:published|posted|appeared) (?:in|on|at|by)',
  'der beitrag .{1,300} erschien (?:zuerst|als erstes) (?:auf|bei|in)',
  "l['’]article .{1,300} est apparu en premier sur",
  'cet article .{0,300}(?:est apparu|a été publié)',
  'la entrada .{1,300} (?:se publicó|apareció) primero en',
  'o post .{1,300} apareceu primeiro em',
  "(?:il post|l['’]articolo) .{1,300} (?:proviene da|sembra essere il primo su|è apparso per la prima volta)",
  'het bericht .{1,300} verscheen eerst op',
  'inlägget .{1,300} dök först upp på',
  'indlægget .{1,300} blev først udgivet',
  'artykuł .{1,300} pochodzi z serwisu',
  'сообщение .{1,300} (?:появились|появилось|опубликовано) (?:сначала|впервые)',
];
const CLOSING = new RegExp(String.raw`^\W*(?:${CLOSINGS.join('|')})(?!\p{L})`, 'iu');

/** Matches a byline: "By Anna Berg and Karl Holm, Kalmar Post". */
const BYLINE =
  /^\W*(?:By|BY):? \p{Lu}[\p{L}.'’-]+(?:,? (?:and |de |van |von )?\p{Lu}[\p{L}.'’-]+){1,6}(?:(?:,| for | \|).{0,60})?$/u;

const ARTICLE_OR_PAST = /\b(?:the|an?|was|were|had|said)\b/i;
const CREDIT =
  /\b(?:contributed (?:reporting|from|to this (?:report|story|article))|(?:wrote|reported) this (?:story|article|report) (?:from|in|for)|(?:airs|airing) (?:[\w.-]{1,20} ){0,6}(?:weekdays|weeknights|daily|sundays|saturdays)|all rights reserved|getty images|ap photo|hide caption|\(reporting by|follow \w{1,40} on twitter|in the comments?(?: (?:box|section|below))+|terms of (?:use|service)|privacy policy|pic\.twitter\.com|for more information,? (?:visit|call|contact|go to|see|email))\b|<\/?\w{1,20}(?:\s[^<>]{0,300})?>/i;
/** Matches what a page tells of its author: "Anna Berg is an Oslo-based writer.", "She has contributed to …". */
const AUTHOR_NOTE =
  /^[^,“"]{3,60}(?:is|was) an? (?:[\p{L}\d]{2,20} ){0,2}(?:[\p{L}.]{2,20}-based|freelance)(?: [\p{L}-]{2,20}){0,3} (?:journalist|writer|reporter|photographer|columnist|producer|author|editor|critic|blogger)\b|^(?:he|she|they|\p{Lu}[^,“"]{3,40})(?:['’](?:s|ve)| has| have) (?:also )?(?:contributed to|written for) \p{Lu}/iu;
/** Matches an order to the reader, with which no report begins: "Go inside the museum.", "See what the town found." */
const ORDER =
  /^(?:go (?:inside|to|behind|deep|online|here)|get (?:a|the|your|more|ready)|see (?:what|how|why|the|more|if|where)|check (?:out|back|your)|(?:reach|contact|e-?mail|write to|call|tweet) (?:him|her|them|us|me|the author)|find out|learn (?:more|how|what|about)|take (?:a look|our|the quiz)|tune in|join (?:us|the conversation)|visit|send (?:us|your)|tell us|let us know|share your|browse|explore|discover|test your|stay tuned|listen to|don['’]t (?:miss|forget)|use the (?:form|links?|buttons?)|leave (?:us|your|a comment)|(?:\p{L}{2,20}, )?please (?!be\b)\p{Ll}{2,}|(?:(?:just|now|perhaps|instead|so|then),? )?(?:imagine (?!that)|picture (?:this|a|the)|suppose (?!that)|consider (?:this|the|how|what)|ask yourself|think (?:of|about) (?!it)|take it|go a step)|on this page,? you)\b/iu;
/** Matches a sentence that its speaker broke off: "I don't mean to be catty but ...". */
const BROKEN_OFF =
  /^\W{0,2}To \p{Ll}{2,15} .{0,120}(?:\.{3}|…)["”’]?$|\b(?:and|but|or|so|because|if|that|to|the|a) ?(?:\.{2,3}|…)["”’]?$/iu;
const REPORTED_FROM =
  /^(?:\p{Lu}[\p{L}.'’-]*,? |and |journalist |reporter |in \p{Lu}\p{L}+ ){1,14}(?:reported|wrote|reporting|writing)(?: and (?:reported|wrote))? from \p{Lu}[^.]{2,60}\.?$/u;
/** Whether a line of one word is an address, a handle or a hashtag. */
const isLink = (words: string): boolean =>
  !/\s/.test(words.trim()) && /https?:\/\/|www\.|[@#]\w/i.test(words.slice(0, 40));

const LEAST_WORDS = 3;
/** From this many words, a line with a full stop is a sentence, whatever its verb. */
const SURELY_SENTENCE = 8;
/** From this many words, a line that ends with a space and a full stop is no link to another page. */
const SURELY_WITH_SPACE = 10;
/** The first line of a text is its title if it has no verb and fewer words, even if a full stop ends it. */
const LONGEST_TITLE = 10;
/** The fewest words of a line without a full stop that may be a sentence. */
const LEAST_OF_LINE = 8;
/** The fewest words of a named person's question that counts as a statement. */
const LEAST_OF_QUESTION = 8;
/** The fewest words of a statement that ends with a colon. "Three points stood out:" states nothing. */
const LEAST_BEFORE_COLON = 12;

const VERBLIKE = /(?:ed|en|es|ing)$/;
const PRESENT = listed(
  "says need want know think say make get go see hear feel love like hate 'm 'll cannot",
);

/** The longest part of a sentence that a rule reads, in UTF-16 units. */
const REACH = 2000;

/** Whether a line without a full stop is a sentence: it has an article and a verb with a tense. */
const isUnstoppedSentence = ({ tokens }: AttributedSentence, words: number): boolean =>
  words >= LEAST_OF_LINE &&
  tokens.slice(0, 12).some(({ lower }) => DETERMINERS.has(lower)) &&
  tokens.some(
    ({ lower, capital }) =>
      (AUXILIARIES.has(lower) && lower !== "'s") ||
      (!capital && (IRREGULAR_PAST.has(lower) || /ed$/.test(lower))),
  );

/** Whether a statement quotes a question: "He placed it next to one that asked, “Why?”". */
const quotesQuestion = (words: string): boolean =>
  /\?["”]$/.test(words) && /^[^"“]{12,}["“][^"“”]+["”]$/.test(words);

/** Whether a sentence has a source and its verb, but not what was said: "Anna Berg asked.". */
function tellsNothing({ tokens, report, quotedIn, opensQuoted }: AttributedSentence): boolean {
  if (!report?.source || quotedIn || opensQuoted) return false;
  const from = Math.min(report.source.from, report.cue.from);
  const to = Math.max(report.source.to, report.apposed?.to ?? 0, report.cue.to);
  const rest = [...tokens.slice(0, from), ...tokens.slice(to)].filter(
    ({ mark, lower }) => !mark && lower !== 'the',
  );
  return rest.length < 2;
}

/** The most tokens of a sentence that is checked for having no verb. */
const MOST_OF_VERBLESS = 24;

/** The fewest words with a meaning of their own in a sentence about nobody and no number: "It was tough." has one. */
const LEAST_CONTENT = 2;
/** A sentence with more tokens always has enough of them. */
const MOST_OF_SCANT = 14;

/** Whether a sentence of the article says next to nothing: "It was tough." Somebody who is quoted may say just that. */
const isScant = (words: string, { tokens, names, report, speaker }: AttributedSentence): boolean =>
  tokens.length <= MOST_OF_SCANT &&
  !report &&
  speaker === null &&
  names.length === 0 &&
  // "He was armed." and "I am blessed." say much of somebody.
  !/^[^\p{L}]{0,2}I(?:['’](?:m|ve)| am| was| have(?! to)| feel| felt)\b/u.test(words) &&
  !tokens.some(({ lower }) => /\d/.test(lower) || HE.has(lower) || SHE.has(lower) || THEY.has(lower)) &&
  new Set(contentWords(words)).size < LEAST_CONTENT;

/** Phrases whose noun may be plural, so that the verb has no mark: "a number of towns want". */
const OF_MANY =
  /^an? (?:\p{Ll}+ )?(?:total|number|series|couple|lot|few|majority|group|third|quarter|half|handful|pair|dozen|hundred|thousand|million|range|host|team|crowd|mix|variety|bunch|string|percentage|minority|small|big|great|good|growing|large)\b/iu;
const OPENS_SINGULAR = listed('a an another no not one in at on with from for by');

const ARTICLE_BEFORE = /^(?:the|an?|my|his|her|its|our|your|their)$/;

/** Whether a token may be a finite verb. A word in "s" after a determiner is a noun: "his hands". */
function mayBeFinite(tokens: readonly Token[], at: number): boolean {
  const { lower, capital, mark } = tokens[at]!;
  if (mark || lower.includes('-') || DETERMINERS.has(lower) || PREPOSITIONS.has(lower)) return false;
  if (AUXILIARIES.has(lower)) return lower !== "'s" || !tokens[at + 1]?.capital;
  if ((capital && at > 0) || ARTICLE_BEFORE.test(tokens[at - 1]?.lower ?? '')) return false;
  if (IRREGULAR_PAST.has(lower) || PRESENT.has(lower) || /[^e]ed$/.test(lower)) return true;
  const before = tokens[at - 1]?.lower ?? '';
  return /[^s]s$/.test(lower) && (!DETERMINERS.has(before) || /^(?:this|that)$/.test(before));
}

/**
 * Whether a sentence is a phrase without a verb of its own: "A loud man in a red coat.", "An idea that works." Its noun
 * must be singular: the verb of a plural may have no mark.
 */
function isVerbless(words: string, { tokens, report }: AttributedSentence): boolean {
  const from = tokens.findIndex(({ mark }) => !mark);
  const first = tokens[from];
  if (!first || report || tokens.length > MOST_OF_VERBLESS || !OPENS_SINGULAR.has(first.lower)) return false;
  if (/\d|[;:]/.test(words) || OF_MANY.test(words.replace(/^\W+/, ''))) return false;
  if (tokens.some(({ lower }) => /^(?:i|we|you|they|he|she|it|and|or|s)$/.test(lower) || PEOPLE.has(lower)))
    return false;
  const verbs = [...tokens.keys()].filter((at) => at > from + 1 && mayBeFinite(tokens, at));
  if (verbs.length > 1) return false;
  return verbs.every((at) => /^(?:who|which|that)$/.test(tokens[at - 1]!.lower) && !tokens[at - 2]?.mark);
}

/** Whether a sentence begins a paragraph that only corrects the article. */
export const opensCorrection = (text: string, { sentence: { start } }: AttributedSentence): boolean =>
  /^\W{0,3}(?:correction|clarification|editor['’]s note|editors['’] note)s?\b ?[:(—–-]/i.test(
    text.slice(start, start + 40),
  );

/** Whether a sentence states something. Questions, headings, credits, links and fragments do not. */
export function isStatement(text: string, one: AttributedSentence): boolean {
  const { sentence, tokens, report } = one;
  const words = text.slice(sentence.start, Math.min(sentence.end, sentence.start + REACH));
  const count = tokens.reduce((sum, { mark }) => (mark ? sum : sum + 1), 0);
  if ((report && tellsNothing(one)) || isScant(words, one)) return false;
  if (isVerbless(words, one)) return false;
  if (count < LEAST_WORDS || (sentence.heading && !isUnstoppedSentence(one, count))) return false;
  if (/: ?\.$/.test(words)) return false;
  if (/: ?[."”]?$/.test(words) && count < LEAST_BEFORE_COLON) return false;
  const isAsked = one.speaker !== null && count >= LEAST_OF_QUESTION;
  if (/\?["”'’)]*$/.test(words) && !report && !isAsked && !quotesQuestion(words)) return false;
  if (
    FURNITURE.test(words) ||
    BYLINE.test(words) ||
    CLOSING.test(words) ||
    CREDIT.test(words) ||
    isLink(words)
  )
    return false;
  if (BROKEN_OFF.test(words) && count < LEAST_BEFORE_COLON) return false;
  if (/\s\.$/.test(words) && count < SURELY_WITH_SPACE && !report && one.speaker === null) return false;
  if (/\s\.$/.test(words) && !(ARTICLE_OR_PAST.test(words) && tokens.some(isVerblike))) return false;
  if (words.length < 160 && (REPORTED_FROM.test(words) || AUTHOR_NOTE.test(words))) return false;
  if (one.speaker === null && !one.opensQuoted && ORDER.test(words)) return false;
  if (
    text.slice(0, sentence.start).trim() === '' &&
    count < LONGEST_TITLE &&
    !tokens.some((token) => isVerblike(token) && !/ing$/.test(token.lower))
  )
    return false;
  if (count >= SURELY_SENTENCE || (one.speaker && one.quotedIn)) return true;
  if (isScrap(words)) return false;
  if (
    count >= 5 &&
    tokens.filter(({ capital, mark, lower }) => !capital && !mark && /^\p{L}/u.test(lower)).length > 2
  )
    return true;
  return tokens.some(isVerblike);
}

/**
 * Whether a sentence is a fragment that depends on the one before: "Weather permitting, of course.", "Not entirely
 * forgotten though."
 */
const isScrap = (words: string): boolean =>
  /^(?:Not (?!only|all|every|everyone|a single|one|many)[\p{Ll}\s]{3,40}|\p{Lu}[\p{Ll}\s]{2,30}ing, [\p{Ll}\s]{2,20})\.$/u.test(
    words,
  );

const isVerblike = ({ lower, mark }: Token): boolean =>
  !mark &&
  (AUXILIARIES.has(lower) || VERBLIKE.test(lower) || IRREGULAR_PAST.has(lower) || PRESENT.has(lower));
