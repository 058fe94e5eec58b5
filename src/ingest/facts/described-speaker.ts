import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
  PRONOUNS,
} from '../../language/lexicon/function-words.ts';
import { NEVER_SPEAKERS, PEOPLE } from '../../language/lexicon/people.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { genderOfRole } from './gender.ts';
import { textOf } from './names.ts';
import type { SourceWords, Speaker } from './source-words.ts';
import { AGED, canSpeak, isBody, isCounted } from './speaking-nouns.ts';

/** The longest description, in tokens. A longer one is cut after its noun. */
const MOST_WORDS = 14;

/** Removes brackets at the end of a description, and the "who" of a clause that was cut. */
function withoutRelative(words: string): string {
  const bracket = words.indexOf('(');
  const plain = (bracket < 0 ? words : words.slice(0, bracket)).trim();
  const last = plain.lastIndexOf(' ');
  const isRelative = /^who(?:se|m)?$/.test(plain.slice(last + 1));
  const before = isRelative ? plain.slice(0, Math.max(0, last)) : plain;
  return before.endsWith(',') ? before.slice(0, -1) : before;
}

/** Returns the end of a phrase without the day after it: "the council on Friday". */
const withoutDay = (tokens: readonly Token[], to: number): number =>
  tokens[to - 2]?.lower === 'on' && DAYS_AND_MONTHS.has(tokens[to - 1]!.lower) ? to - 2 : to;

/** Whether the tokens up to the noun at `head` are one noun phrase, without a verb, a pronoun or a preposition. */
function isNounPhrase(tokens: readonly Token[], start: number, head: number): boolean {
  const noun = tokens[head]!.lower;
  if (PREPOSITIONS.has(tokens[start]!.lower) || (DETERMINERS.has(noun) && !PEOPLE.has(noun))) return false;
  // A countable noun ("woman") needs an article, an owner or an adjective before it.
  if (start === head && isCounted(noun)) return false;
  return !tokens.slice(start, head).some(({ lower, capital }, index) => {
    if (capital) return false;
    const next = tokens[start + index + 1]!;
    const isPast = IRREGULAR_PAST.has(lower) || /[^e]ed$/.test(lower);
    return (
      /^(?:i|we|you|he|she|they|it|him|them|us|to)$/.test(lower) ||
      (AUXILIARIES.has(lower) && lower !== "'s") ||
      (isPast && (PREPOSITIONS.has(next.lower) || DETERMINERS.has(next.lower))) ||
      (index > 1 && IRREGULAR_PAST.has(lower) && start + index + 1 === head)
    );
  });
}

/** Returns the words of a description, from its determiner, without brackets. */
function wordsOfDescription(tokens: readonly Token[], { from, to }: Phrase, head: number): string | null {
  let start = head;
  while (start > from && !tokens[start - 1]!.mark && !DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  if (start > from && DETERMINERS.has(tokens[start - 1]!.lower)) start--;
  // "The" belongs to the description in "the other woman", "the two men".
  if (start > from && tokens[start - 1]!.lower === 'the') start--;
  if (/^(?:he|she|it|they)$/.test(tokens[start]!.lower)) return null;
  if (PRONOUNS.has(tokens[start]!.lower) && !/^(?:his|her|its|their)$/.test(tokens[start]!.lower)) start++;
  if (start > head || !isNounPhrase(tokens, start, head)) return null;
  const isClause = /^(?:i|we|he|she|they)$/.test(tokens[head + 1]?.lower ?? '');
  const end = to - start > MOST_WORDS || isClause ? head + 1 : withoutDay(tokens, to);
  const words = withoutRelative(textOf(tokens, start, end));
  const isCommon =
    /^\p{Lu}(?:\p{Ll}|\s)/u.test(words) && (start === head || DETERMINERS.has(tokens[start]!.lower));
  return isCommon ? words[0]!.toLowerCase() + words.slice(1) : words;
}

/** Returns the speaker that a description without a name means: "an aide to the mayor"; null if it cannot speak. */
export function describedSpeaker({ tokens, phrase, strong }: SourceWords, head: number): Speaker | null {
  const { lower: noun, text } = tokens[head]!;
  if (/^@\S/.test(text)) return { name: text, entity: null, gender: null, plural: false, person: true };
  // Somebody's video speaks: "an NRK video said".
  const isOwnVideo =
    /^(?:video|recording)$/.test(noun) && head > phrase.from && /\p{Lu}/u.test(tokens[head - 1]!.text);
  if ((NEVER_SPEAKERS.has(noun) && !isOwnVideo) || (!AGED.test(noun) && !/^\p{L}{2,}/u.test(text)))
    return null;
  const isWho = tokens[head + 1]?.lower === 'who';
  const isDetermined = tokens.slice(phrase.from, head).some(({ lower }) => DETERMINERS.has(lower));
  const mayAny =
    strong && isDetermined && !tokens[head]!.capital && !/(?:ing|ness|ment|[ts]ion)s?$/.test(noun);
  if (!isWho && !isOwnVideo && !canSpeak(noun) && !mayAny) return null;
  const opens = tokens[phrase.from]!.lower;
  // "I call children …" is a clause.
  if (/^(?:i|we|you)$/.test(opens) && head > phrase.from) return null;
  const name =
    opens === 'those'
      ? textOf(tokens, phrase.from, phrase.to).toLowerCase()
      : wordsOfDescription(tokens, phrase, head);
  if (!name || /^(?:no|every)$/.test(opens)) return null;
  const plural =
    /[^s]s$/.test(noun) ||
    (PEOPLE.has(noun) && !/^(?:one|each|another|someone|somebody|everyone|everybody|anyone)$/.test(noun)) ||
    /men$/.test(noun);
  return {
    name,
    entity: null,
    gender: plural ? null : genderOfRole([noun]),
    plural,
    person: !plural && !isOwnVideo && !isBody(noun),
  };
}
