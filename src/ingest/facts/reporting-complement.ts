import {
  ADVERBS,
  AUXILIARIES,
  BE_FORMS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import type { ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { DOCUMENT } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { isPastWithObject } from '../../language/participle.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import { PARTICLE_OF } from './reporting-verb.ts';

const CLAUSE_STARTS = listed('that whether if how why what who where when');
const NOT_A_CLAUSE = /^(?:which|who|whom|whose|that|when|where|while|as|because|after|before|since|until)$/;

/** Whether a clause with its own finite verb begins at a token: "announced the bridge would open". */
function hasFiniteVerb(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 20); at++) {
    const { lower, mark, capital } = tokens[at]!;
    // "think the probe, which is small, has landed"
    if (lower === ',' && /^wh(?:o|ich|ose)$/.test(tokens[at + 1]?.lower ?? '')) {
      const close = tokens.findIndex(({ text }, index) => index > at + 1 && text === ',');
      if (close < 0) return false;
      at = close;
      continue;
    }
    if (lower === ',' && /^(?:but|and|or|so|yet|including)$/.test(tokens[at + 1]?.lower ?? '')) return false;
    if ((mark && !/^[(),]$/.test(lower)) || (at > from && NOT_A_CLAUSE.test(lower))) return false;
    if (/^(?:he|she|they|it|we|i|you|there)$/.test(lower)) return true;
    const before = tokens[at - 1]?.lower ?? '';
    if (AUXILIARIES.has(lower) && !/^(?:be|been|being|'s)$/.test(lower) && before !== 'to') return at > from;
    if (at > from && IRREGULAR_PAST.has(lower) && !capital && !DETERMINERS.has(before) && before !== ',')
      return true;
    // "reckoned the move turned the match"
    if (at > from + 1 && isPastWithObject(tokens, at) && !/^(?:,|and|or)$/.test(before)) return true;
  }
  return false;
}

/** Whether a quotation of at least two words begins within a few words, before the clause ends. */
function quotesAfter(tokens: readonly Token[], at: number, quoted: (at: number) => boolean): boolean {
  for (let next = at + 1; next < Math.min(tokens.length, at + 26); next++) {
    if (quoted(next)) return quoted(next + 3);
    if (/^[;.]$/.test(tokens[next]!.text)) return false;
  }
  return false;
}

const COMPLEMENT_OF_ACT =
  /^(?:accus\w+ (?:[^;]+ )?of|blam\w+ [^;]+ (?:for|on)|(?:criticiz|criticis|prais|laud|applaud|condemn|denounc|attack|thank|mock|ridicul|rebuk|chid|slamm|blast|apologiz|apologis|berat|scold|derid|castigat|assail|challeng)\w* (?:[^;]+ )?(?:for|as|over)|(?:dismiss|describ|identif|characteri[sz]|label|brand|deride|denounc|defend|tout|reject|condemn)\w* [^,;]+ as|cit(?:e|es|ed) [^;]+? as (?:an?|the) |(?:criticiz|criticis|condemn|denounc)(?:es|ed|e) (?:(?:the|an?|his|her|its|their|this|that|such) |(?:[^\s,;]+ ){1,3}'s )|dub\w* |(?:compar|liken)\w* [^,;]+ (?:to|with)|(?:dismiss|reject|refut|disput|den)\w* (?:the|any|his|her|their|its|such) (?:\p{Ll}+ )?(?:idea|notion|suggestion|claim|allegation|accusation|assertion|argument|charge)s? (?:that|of)|call(?:s|ed|ing)? (?!on|for|in|off|up|out|back|to|upon)[^,;]+ (?:an?|the|“|") |urg\w+ [^,;]+ to|call(?:s|ed) (?:the|his|her|their|its|that|this|it|them|him|such) [^,;.]{0,50}?(?:\bun(?!i|der)\p{Ll}+|\p{Ll}+(?:less|ful|ous|ive|able|ible|ish)|wrong|false|fake|crazy|weak|sad|losers?|liars?)\b|(?:express|voic)\w* [^,;]*(?:that|doubts?|concerns?|hopes?|regrets?|fears?|confidence|frustration|support|outrage|anger|condolences))/u;

/** Whether the verb with the words after it is an act of speaking: "accused X of …". */
const isAct = (tokens: readonly Token[], at: number): boolean =>
  COMPLEMENT_OF_ACT.test(
    tokens
      .slice(at, at + 22)
      .map(({ lower }) => lower)
      .join(' '),
  );

/** Objects of "tell" that are not what was said: "tell more jokes". */
const TOLD_THINGS = listed('tale tales story stories joke jokes lie lies difference time fortune fortunes');

/** Objects of "say" that tell nothing: "says little", "said goodbye". */
const SAID_THINGS = listed('little nothing more goodbye goodbyes farewell hello grace mass prayers prayer');

/** Objects of "deny" that were asked for, and the most tokens before one. */
const DENIED_THINGS = listed(
  'request requests motion motions appeal appeals bid bail access entry visa visas permission application petition stay parole relief',
);
const LONGEST_DENIED = 5;

/** Whether "say" has only an object that tells nothing, and the clause ends with it or with "about". */
function saysNothing(tokens: readonly Token[], at: number): boolean {
  const said = tokens[at + 1]?.lower ?? '';
  const after = tokens[at + 2];
  const closes = !after || (after.mark && !isQuote(after) && after.text !== ':');
  if (/^(?:it|so)$/.test(said)) return closes || /^(?:and|while|as|with|to|in|at)$/.test(after!.lower);
  return (
    SAID_THINGS.has(said) && (closes || /^(?:and|about|of|to|on|in|at|for|but|than)$/.test(after!.lower))
  );
}

/** The most tokens of an aside between a verb and its "that". */
const LONGEST_ASIDE = 14;

/** Whether a reporting verb has the complement that it needs. */
export function hasComplement(
  tokens: readonly Token[],
  at: number,
  word: ReportingVerb,
  quoted: (at: number) => boolean,
): boolean {
  if (word.verb === 'tell' && tokens.slice(at + 1, at + 5).some(({ lower }) => TOLD_THINGS.has(lower)))
    return false;
  if (word.verb === 'say' && saysNothing(tokens, at)) return false;
  // What a court denies is no statement: "denied a request for bail".
  if (
    word.verb === 'deny' &&
    tokens.slice(at + 1, at + LONGEST_DENIED).some(({ lower }) => DENIED_THINGS.has(lower))
  )
    return false;
  // "A petition demanding her exit": the document's content is a clause.
  if (
    word.form === 'gerund' &&
    /^(?:demand|describe|mention|disclose|explain)$/.test(word.verb) &&
    DOCUMENT.has(tokens[at - 1]?.lower ?? '')
  )
    return tokens[at + 1]?.lower === 'that' || quotesAfter(tokens, at, quoted);
  // "arguing with a plumber", "argued over the bill"
  if (
    /^(?:argue|joke|complain)$/.test(word.verb) &&
    /^(?:with|over|amongst|among)$/.test(tokens[at + 1]?.lower ?? '')
  )
    return quotesAfter(tokens, at, quoted);
  if (word.complement === 'any') return true;
  if (word.verb === 'cite') return isAct(tokens, at);
  if (word.form === 'gerund' && word.complement === 'quotation')
    return isQuote(tokens[at + 1]) || (tokens[at + 1]?.mark === true && isQuote(tokens[at + 2]));
  let next = at + 1;
  if (word.verb === 'point' || (Object.hasOwn(PARTICLE_OF, word.verb) && !tokens[next]?.mark)) next++;
  while (next < tokens.length && ADVERBS.has(tokens[next]!.lower) && tokens[next]!.lower !== 'there') next++;
  const after = tokens[next];
  // "Gasps when she sees it" tells no words.
  const isTime =
    word.complement === 'quotation' &&
    !/^(?:ask|wonder|inquire|question)$/.test(word.verb) &&
    /^wh(?:en|ere|o)$/.test(after?.lower ?? '');
  const isClause =
    after !== undefined &&
    !isTime &&
    (CLAUSE_STARTS.has(after.lower) || (tokens[next + 1]?.lower === 'that' && !isRelative(tokens[next + 2])));
  if (word.complement === 'attitude')
    return (
      after?.lower === 'that' ||
      quotesAfter(tokens, at, quoted) ||
      (!isPreposition(tokens, next) && hasFiniteVerb(tokens, next))
    );
  if (isClause && word.complement !== 'act') return true;
  // "Testified, when asked about it, that"
  if (after?.text === ',' && word.complement !== 'act') {
    const close = tokens.findIndex(({ text }, index) => index > next && text === ',');
    if (close > 0 && close - next < LONGEST_ASIDE && tokens[close + 1]?.lower === 'that') return true;
  }
  if (after && (isQuote(after) || after.text === ':')) return true;
  if (quotesAfter(tokens, at, quoted)) return true;
  if (word.verb === 'call' && /^(?:for|on)$/.test(after?.lower ?? ''))
    return word.form !== 'plain' && word.form !== 'gerund';
  if (/^(?:ask|advise)$/.test(word.verb) && /^(?:past|third|participle)$/.test(word.form))
    return tokens.slice(next, next + 24).some(({ lower }) => lower === 'to');
  const isGoingOn = BE_FORMS.has(tokens[beforeVerb(tokens, at)]?.lower ?? '');
  // "Crews are reporting heavy damage", but not "is reporting from Kalmar".
  if (word.verb === 'report' && word.form === 'gerund' && isGoingOn && after && !after.mark)
    return !isPreposition(tokens, next);
  if (
    word.form === 'gerund' &&
    word.complement === 'act' &&
    !isGoingOn &&
    !/^(?:accuse|blame|call)$/.test(word.verb)
  )
    return false;
  if (word.complement === 'act') return isAct(tokens, at);
  if (word.complement === 'quotation') return false;
  if (/^(?:promise|pledge|vow|threaten|swear)$/.test(word.verb) && after?.lower === 'to') return true;
  return hasClauseLater(tokens, next) || (!isPreposition(tokens, next) && hasFiniteVerb(tokens, next));
}

/** Whether a preposition or nothing stands at a position. Before a number, "about" is an adverb. */
const isPreposition = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (token === undefined) return true;
  const isAbout =
    /^(?:about|over|under|around|between)$/.test(token.lower) && /^\d/.test(tokens[at + 1]?.text ?? '');
  return PREPOSITIONS.has(token.lower) && !isAbout;
};

/** Whether the content clause follows after a few words: "announced in a statement on Monday that …". */
function hasClauseLater(tokens: readonly Token[], from: number): boolean {
  if (DETERMINERS.has(tokens[from]?.lower ?? '')) return false;
  for (let at = from; at < Math.min(tokens.length, from + 14) && !tokens[at]!.mark; at++)
    if (/^(?:that|whether)$/.test(tokens[at]!.lower)) return !isRelative(tokens[at + 1]);
  return false;
}

/** Whether "that" is a relative pronoun, because a verb follows: "the plan that failed". */
const isRelative = (after: Token | undefined): boolean =>
  after === undefined ||
  AUXILIARIES.has(after.lower) ||
  IRREGULAR_PAST.has(after.lower) ||
  /ed$/.test(after.lower);
