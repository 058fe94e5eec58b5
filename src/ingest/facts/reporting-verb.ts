import { headOf } from '../../language/head-noun.ts';
import { ADVERBS, BE_FORMS, DETERMINERS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { PEOPLE } from '../../language/lexicon/people.ts';
import type { ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { DOCUMENT, ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { subjectBefore } from '../../language/source-phrase.ts';
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
export const PARTICLE_OF: Readonly<Record<string, RegExp>> = {
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
