import { headOf } from '../../language/head-noun.ts';
import {
  ADVERBS,
  AUXILIARIES,
  BE_FORMS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { PEOPLE } from '../../language/lexicon/people.ts';
import type { ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { DOCUMENT, ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { subjectBefore } from '../../language/noun-phrase.ts';
import { isPastWithObject } from '../../language/participle.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';

const CONTENT_STARTS =
  listed(`that , : “ " how why whether if what the a an it he she they his her their there its no on for about to
 of in`);

const isPlural = (word: string): boolean =>
  /[^s]s$/.test(word) || PEOPLE.has(word) || /^(?:they|we|i|you|whom?|those|all|media)$/.test(word);

/** Whether the subject before a verb's plain form is plural, as grammar requires. */
function isPluralBefore(tokens: readonly Token[], at: number): boolean {
  const before = tokens[beforeVerb(tokens, at) - 1];
  if (!before) return false;
  if (isPlural(before.lower)) return true;
  const subject = subjectBefore(tokens, at, 0);
  if (!subject) return false;
  const words = tokens.slice(subject.from, subject.to);
  return (
    isPlural(tokens[headOf(tokens, subject)]!.lower) ||
    words.some(({ lower }) => lower === 'those') ||
    words.some(
      ({ lower, capital }, index) => lower === 'and' && !capital && words[index + 1]?.capital === true,
    )
  );
}

const introducesGerund = (word: string): boolean =>
  PREPOSITIONS.has(word) ||
  BE_FORMS.has(word) ||
  ADVERBS.has(word) ||
  /^(?:and|or|but|while|when|not|keeps?|kept|start(?:s|ed)?|began|stop(?:s|ped)?|he|she|they)$/.test(word);

/** Modal verbs. What somebody will or might say has not been said. */
const MODAL = /^(?:will|would|can|could|may|might|must|should)$/;
const NEGATION =
  /^(?:not|n't|never|didn't|don't|doesn't|won't|wouldn't|couldn't|hasn't|haven't|cannot|can't)$/;

/** Words that a verb needs to be a reporting verb: "pointed out", "shot back". */
const PARTICLE_OF: Readonly<Record<string, RegExp>> = {
  point: /^out$/,
  go: /^on$/,
  fire: /^back$/,
  hit: /^back$/,
  shoot: /^back$/,
  lash: /^out$/,
  snap: /^(?:back|at|:|,|“)$/,
};

const isBeOrHave = (token: Token | undefined): boolean =>
  /^(?:is|are|was|were|has|have|had)$/.test(token?.lower ?? '');

/** The most tokens between "let" and the verb of the one who is let. */
const LONGEST_LET = 6;

/** Whether a word is a reporting verb here rather than a noun or a participle. */
export function isVerb(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const token = tokens[at]!;
  if (token.capital && at > 0) return false;
  const particle = Object.hasOwn(PARTICLE_OF, word.verb) ? PARTICLE_OF[word.verb]! : null;
  if (particle && !particle.test(after?.lower ?? '')) return false;
  // In "a storm warning" the word is a noun, unless the content follows.
  const isNoun =
    before &&
    !before.mark &&
    !before.capital &&
    !introducesGerund(before.lower) &&
    !DOCUMENT.has(before.lower);
  // "Writing and painting were his calling"
  if (word.form === 'gerund' && (isBeOrHave(after) || (after?.lower === 'and' && isBeOrHave(tokens[at + 3]))))
    return false;
  // "The same ruling that" is a noun.
  if (word.form === 'gerund' && word.maybeNoun && isNoun && isDetermined(tokens[at - 2])) return false;
  if (word.form === 'gerund' && isNoun && after?.lower !== 'that' && !isQuote(after)) return false;
  if (word.form === 'gerund')
    return (
      before !== undefined &&
      !DETERMINERS.has(before.lower) &&
      (!PREPOSITIONS.has(before.lower) || /^(?:by|from|for|after|as)$/.test(before.lower))
    );
  if (!before) return false;
  if (/^(?:own|new|old|such|same|so-called|recent|repeated)$/.test(before.lower)) return false;
  if (ADVERBS.has(before.lower) && isDetermined(tokens[at - 2])) return false;
  if (DETERMINERS.has(before.lower) && !/^(?:all|both|this|that|many|some|few|each|one)$/.test(before.lower))
    return false;
  if (word.form === 'third' && /^(?:many|some|few|both|all|each|several|these|those)$/.test(before.lower))
    return false;
  // In "Berg's alleged deed" the word is an adjective.
  if (
    before.lower === "'s" &&
    ((word.form !== 'past' && word.form !== 'participle') || !CONTRACTING.test(tokens[at - 2]?.lower ?? ''))
  )
    return false;
  // "Was admitted to the hospital"
  if (
    word.verb === 'admit' &&
    after?.lower === 'to' &&
    tokens.slice(at + 2, at + 7).some(({ lower }) => WARDS.test(lower))
  )
    return false;
  if (PREPOSITIONS.has(before.lower) && before.lower !== 'to') return false;
  if (word.form === 'plain' && /^(?:did|does|do|to|not|n't|didn't|don't|doesn't)$/.test(before.lower))
    return true;
  if (
    word.form === 'plain' &&
    tokens.slice(beforeVerb(tokens, at), at).some(({ lower }) => MODAL.test(lower))
  )
    return word.verb === 'say';
  // "The caption read": its past looks like its plain form.
  if (word.verb === 'read' && word.form === 'plain' && DOCUMENT.has(before.lower)) return true;
  if (word.form === 'plain' && !isPluralBefore(tokens, at)) return false;
  // "Readers may not let editorials tell them"
  if (
    word.form === 'plain' &&
    tokens.slice(Math.max(0, at - LONGEST_LET), at).some(({ lower }) => lower === 'let')
  )
    return false;
  if (word.form === 'participle') {
    const auxiliary = beforeVerb(tokens, at);
    return auxiliary < at && /^(?:has|have|had|having)$/.test(tokens[auxiliary]!.lower);
  }
  return !word.maybeNoun || isVerbByNeighbours(tokens, at, word);
}

/** Words that are contracted with "has" or "is". */
const CONTRACTING = /^(?:he|she|it|who|that|there|what)$/;
const WARDS = /^(?:hospitals?|clinic|ward|unit|care|university|college|school|bar|hall)$/;

/** Whether a participle stands before a noun: "his previously stated support". */
const isDetermined = (token: Token | undefined): boolean =>
  token !== undefined && (DETERMINERS.has(token.lower) || token.lower === "'s");

/**
 * Whether a subject and its verb are a parenthesis: "In November, the study found, voters …", "as the caption notes,
 * …".
 */
function isParenthetical(tokens: readonly Token[], at: number): boolean {
  const subject = subjectBefore(tokens, at, 0);
  if (!subject || subject.to !== at) return false;
  const before = tokens[subject.from - 1];
  const first = tokens[subject.from]!;
  const head = tokens[headOf(tokens, subject)]!;
  return (
    (before?.text === ',' || before?.lower === 'as') &&
    (first.capital || /^(?:the|an?|its|his|her|their)$/.test(first.lower)) &&
    (head.capital || DOCUMENT.has(head.lower) || ORGANISATION.has(head.lower) || ROLES.has(head.lower))
  );
}

/** Whether "claims" or "report" is a verb because it stands between a subject and an object. */
function isVerbByNeighbours(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  const before = tokens[at - 1]!;
  const after = tokens[at + 1];
  if (/^(?:he|she|they)$/.test(before.lower)) return true;
  // "Berg notes, however, that"
  if (
    after?.text === ',' &&
    tokens
      .slice(at + 2, at + 6)
      .some(({ text }, index) => text === 'that' && tokens[at + 1 + index]!.text === ',')
  )
    return true;
  // "A report released last year found that", but not "a boat found that night"
  if (
    word.verb === 'find' &&
    word.form === 'past' &&
    after?.lower === 'that' &&
    !before.mark &&
    !/^(?:day|night|morning|evening|afternoon|week|month|year|weekend|summer|way)$/.test(
      tokens[at + 2]?.lower ?? '',
    )
  )
    return true;
  if (!after || after.text === '.')
    return (
      word.form === 'third' &&
      (before.capital ? tokens.slice(0, at).some((token) => token.text === ',') : isParenthetical(tokens, at))
    );
  if (after.mark)
    return (
      (after.text === ',' && isParenthetical(tokens, at)) ||
      isQuote(after) ||
      after.text === ':' ||
      (after.text === ',' && before.capital && isQuote(tokens[at + 2]))
    );
  const isSubject =
    before.capital ||
    (/^(?:has|have|had|'ve|’ve)$/.test(before.lower) && word.form !== 'third' && word.form !== 'plain') ||
    (before.text === ',' && (tokens[(subjectBefore(tokens, at, 0)?.to ?? 0) - 1]?.capital ?? false)) ||
    /^(?:he|she|they|it|who|i|we|you|which|that|also|not|some|many|others|people|few|both)$/.test(
      before.lower,
    ) ||
    /s$/.test(before.lower) !== /s$/.test(tokens[at]!.lower);
  return (
    isSubject &&
    (CONTENT_STARTS.has(after.lower) || after.capital || ADVERBS.has(after.lower)) &&
    after.lower !== 'of'
  );
}

/** Whether a verb is passive, so that its subject is not the speaker: "was told by X", "is expected to". */
export function isPassive(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  if (word.form !== 'past' && word.form !== 'participle') return false;
  if (
    tokens[at + 1]?.lower === 'by' &&
    !/[^s]ing$/.test(tokens[at + 2]?.lower ?? '') &&
    !/^(?:tele)?phone$|^(?:e-?mail|text|letter|video|mail|fax|radio)$/.test(tokens[at + 2]?.lower ?? '')
  )
    return true;
  let back = at;
  while (back > 0 && (ADVERBS.has(tokens[back - 1]!.lower) || /ly$/.test(tokens[back - 1]!.lower))) back--;
  const auxiliary = tokens[back - 1]?.lower ?? '';
  // "It's described as"
  if (auxiliary === "'s") return /^(?:it|he|she|that|what|who)$/.test(tokens[back - 2]?.lower ?? '');
  return BE_FORMS.has(auxiliary);
}

const GOVERNING =
  /^(?:continu|want|tri(?:es|ed)|try|need|seem|appear|used?$|prepar|threaten|began|begin|start|ceas|like|intend|hop|expect|plan|went|on$|go(?:es)?$)/;

/** Returns the verb that governs an infinitive: "went" in "went on to say"; -1 if there is none. */
export function governor(tokens: readonly Token[], at: number, word: ReportingVerb): number {
  if (tokens[at - 1]?.lower !== 'to') return at;
  const verb = at - 2;
  if (verb < 1 || !GOVERNING.test(tokens[verb]!.lower)) return -1;
  const isWish = /^(?:want|need|try|tri|like|intend|hop|expect|plan|prepar|used?$)/.test(tokens[verb]!.lower);
  if (isWish && (word.complement === 'attitude' || word.verb === 'believe')) return -1;
  return tokens[verb]!.lower === 'on' && verb > 1 ? verb - 1 : verb;
}

/**
 * Whether the verb says that nothing was said: "did not comment", "declined to say", "has never confirmed". Verbs of
 * belief may be negated.
 */
export function isUnsaid(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  if (word.complement === 'attitude' || word.verb === 'believe' || word.verb === 'deny') return false;
  const from = beforeVerb(tokens, at);
  for (let back = from; back < at; back++) if (NEGATION.test(tokens[back]!.lower)) return true;
  // "Somebody could have called for it" means that nobody did.
  if (
    tokens[at - 1]?.lower === 'have' &&
    tokens.slice(Math.max(0, at - 3), at).some(({ lower }) => MODAL.test(lower))
  )
    return true;
  return (
    tokens[at - 1]?.lower === 'to' &&
    /^(?:declin|refus|fail|hesitat|unable|unwilling|unavailable)/.test(tokens[at - 2]?.lower ?? '')
  );
}

/** Conjunctions whose clause only states a condition, a time or a thing: "whatever he says". */
const SUBORDINATING = listed(
  'whatever what everything anything nothing all if unless whether until once whenever before when',
);

/** Whether an act, or what somebody said before, only says when or why something else happened: "after the council condemned
 * the test". */
export const isCircumstance = (tokens: readonly Token[], source: number, word: ReportingVerb): boolean =>
  (word.complement === 'act' ||
    (word.form === 'past' && /^(?:after|before|because|since)$/.test(tokens[source - 1]?.lower ?? ''))) &&
  /^(?:after|before|because|since|when|while|as|though|although)$/.test(tokens[source - 1]?.lower ?? '');

/**
 * Whether a subordinate clause reports nothing: "whatever he says", "if Berg asks". It reports if it has a quotation.
 */
export const isSubordinate = (tokens: readonly Token[], source: number, hasQuotation: boolean): boolean =>
  (tokens[source - 1]?.lower === 'what' && /^(?:with|in|for|by|of)$/.test(tokens[source - 2]?.lower ?? '')) ||
  (tokens[source - 1]?.lower === 'where' && tokens[source - 2]?.lower === 'point') ||
  (!hasQuotation &&
    (/^(?:everything|anything|nothing|whatever)$/.test(tokens[source]?.lower ?? '') ||
      (tokens[source]?.lower === 'many' && tokens[source + 1]?.lower === 'times') ||
      subordinates(tokens, source - 1)));

/** Whether a word opens a subordinate clause: "all he says", but not "all the experts say". */
const subordinates = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at]?.lower ?? '';
  return SUBORDINATING.has(word) && !(word === 'all' && DETERMINERS.has(tokens[at + 1]?.lower ?? ''));
};

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
