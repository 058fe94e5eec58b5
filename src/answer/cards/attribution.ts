import type { Fact } from '../../domain/fact.ts';
import type { Words } from '../../domain/words/en.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { fold } from '../../language/tokenizer.ts';

/** Returns the last word of a name; for a body with its acronym, the acronym. */
const lastName = (name: string): string => (name.split(' ').at(-1) ?? name).replace(/[()]/g, '');

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Whether a word is a finite verb of saying: "said", "denies". */
function isSaying(word: string | undefined): boolean {
  const verb = REPORTING_VERBS.get((word ?? '').toLowerCase());
  return verb !== undefined && (verb.form === 'past' || verb.form === 'third') && !verb.maybeNoun;
}

/** The most words between a verb of saying and the speaker behind it: "said union negotiator Wim Dekker". */
const MAX_ROLE_WORDS = 5;
/** An apposition between a speaker and the verb: ", who runs the clinic,". */
const APPOSITION = /^\s*,[^,]{1,120},/;
const ADVERB = /^(?:also|later|then|\p{L}+ly)$/iu;
const PRONOUN = /^(?:he|she|they)$/i;

/**
 * Whether the text after a name says that this person says the rest: "X said", "X, the mayor, later denied", "X: “…".
 */
function speaksNext(after: string): boolean {
  if (/^: ?["“«„]/.test(after)) return true;
  const next = after.replace(APPOSITION, '').slice(0, 80).trimStart();
  // Behind a comma the verb has another subject: "…, said the mayor".
  if (!/^\p{L}/u.test(next)) return false;
  const [first, second] = wordsIn(next);
  return isSaying(first) || (ADVERB.test(first ?? '') && isSaying(second));
}

/** Whether the text before a name says that this person says the rest: "…,” said the trader X", "according to X". */
function spokeBefore(before: string): boolean {
  const [, tail] = /[,"”»“]([^,"”»“]*)$/.exec(before) ?? [];
  const words = wordsIn(tail ?? '');
  if (words.length <= MAX_ROLE_WORDS + 1 && isSaying(words[0])) return true;
  return wordsIn(before.slice(-80))
    .slice(-MAX_ROLE_WORDS)
    .some((word, at, near) => /^according$/i.test(word) && near[at + 1] === 'to');
}

/**
 * Whether a claim itself names its speaker in full as the one who says it. A by-line would only repeat the name.
 *
 * @example namesSpeaker('Magnus Orr said the pier could reopen.', 'Magnus Orr') // true
 */
export function namesSpeaker(claim: string, speaker: string): boolean {
  const [text, name] = [claim.toLowerCase(), speaker.toLowerCase()];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    const isWhole = !/[\p{L}\p{N}-]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}-]/u.test(text.slice(end));
    if (!isWhole) continue;
    const [before, after] = [claim.slice(0, at), claim.slice(end)];
    // The name is in commas after a role: "The mayor, Nils Holm, said …".
    const isApposed = before.endsWith(', ') && after.startsWith(', ');
    if (speaksNext(isApposed ? after.slice(1) : after) || spokeBefore(before)) return true;
  }
  return false;
}

/** Whether a claim has its speaker's own words or report: a quotation, "she said that …", "…, he said". */
function isOwnReport(claim: string): boolean {
  if (/^["“«„]/.test(claim)) return true;
  const words = wordsIn(claim);
  return words.some((word, at) => PRONOUN.test(word) && isSaying(words[at + 1]));
}

/**
 * A claim's attribution on a card: the speaker's name if the claim is what they say or is about them, "as told by" them
 * if it is about others, and "the article says" without a speaker.
 */
export function attributionOf({ speaker, claim, setting }: Fact, { answers }: Words): string {
  if (!speaker) return answers.articleSays;
  const isTheirs = fold(claim).includes(fold(lastName(speaker))) || isOwnReport(claim);
  const who = isTheirs ? speaker : answers.toldBy(speaker);
  return setting ? `${who}, ${setting}` : who;
}

/** Verbs that add nothing to a speaker's name. "Warned" or "admitted" would. */
const SAID = new Set(['said', 'says', 'say']);
const QUOTATION_MARKS = '"“”„«»';

/** Whether words mean a speaker: the whole name, the last name, or a pronoun. */
function isSpeaker(words: readonly string[], speaker: string): boolean {
  const said = words.join(' ');
  const [name, whole] = [said, speaker].map((one) => fold(one).replace(/^the /, ''));
  return (
    PRONOUN.test(said) ||
    name === whole ||
    name === whole!.replace(/ \([^()]{1,9}\)$/, '') ||
    name === fold(lastName(speaker))
  );
}

/**
 * Removes "Vos said" and "Vos:" around a claim whose speaker is named below it. What else a claim tells of its speaker
 * stays, such as "said Vos, who led the work".
 *
 * @example withoutSpeaker('“We stopped the test,” Vos said.', 'Marieke Vos') // '“We stopped the test”'
 */
export function withoutSpeaker(claim: string, speaker: string | null): string {
  if (!speaker) return claim;
  const before = `${speaker}: `;
  if (claim.startsWith(before) && QUOTATION_MARKS.includes(claim[before.length] ?? ' '))
    return claim.slice(before.length);
  const comma = claim.lastIndexOf(',');
  const isQuoted = QUOTATION_MARKS.includes(claim[comma + 1] ?? ' ');
  const tail = claim.slice(comma + (isQuoted ? 2 : 1));
  if (comma < 0 || !tail.startsWith(' ') || !tail.endsWith('.')) return claim;
  const words = tail.slice(1, -1).split(' ');
  const name = [words.slice(0, -1), words.slice(1)].find(
    (some, at) => SAID.has(words.at(at === 0 ? -1 : 0)!) && isSpeaker(some, speaker),
  );
  if (!name) return claim;
  return isQuoted ? claim.slice(0, comma) + claim[comma + 1] : `${claim.slice(0, comma)}.`;
}
