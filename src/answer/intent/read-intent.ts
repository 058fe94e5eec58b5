import { isStopWord } from '../../language/stop-words.ts';
import type { Intent } from './intent.ts';
import { PHRASES, POLITE_AFTER, POLITE_BEFORE } from './phrases.ts';
import { readTable } from './table.ts';
import { type MessageWord, MOST_WORDS, wordsOf } from './words.ts';

/** Text longer than this (UTF-16 units), or of several paragraphs, is pasted rather than a question. */
const LONGEST_QUESTION = 600;
const PARAGRAPHS = 3;

const phrasesOf = (list: readonly string[]) =>
  list.map((phrase) => phrase.split(' ').map((word) => new Set(word.split('|'))));
const BEFORE = phrasesOf(POLITE_BEFORE);
const AFTER = phrasesOf(POLITE_AFTER);
/** The most polite phrases removed at each end. */
const MOST_TRIMMED = 3;

const isAt = (
  phrase: readonly ReadonlySet<string>[],
  words: readonly MessageWord[],
  place: number,
): boolean =>
  place >= 0 &&
  place + phrase.length <= words.length &&
  phrase.every((word, index) => word.has(words[place + index]!.key));

/** Returns the positions at which the request may begin after polite phrases; the first is 0. */
function starts(words: readonly MessageWord[]): number[] {
  const places = [0];
  for (const place of places) {
    if (places.length > MOST_TRIMMED * 2) break;
    for (const phrase of BEFORE)
      if (
        isAt(phrase, words, place) &&
        place + phrase.length < words.length &&
        !places.includes(place + phrase.length)
      )
        places.push(place + phrase.length);
  }
  return places;
}

function ends(words: readonly MessageWord[]): number[] {
  const places = [words.length];
  for (const place of places) {
    if (places.length > MOST_TRIMMED) break;
    for (const phrase of AFTER)
      if (
        isAt(phrase, words, place - phrase.length) &&
        place > phrase.length &&
        !places.includes(place - phrase.length)
      )
        places.push(place - phrase.length);
  }
  return places;
}

/** Matches the table with as many polite phrases removed as there are. */
function readPolitely(
  message: string,
  words: readonly MessageWord[],
  commands: boolean,
): ReturnType<typeof readTable> {
  for (const start of starts(words).sort((a, b) => b - a))
    for (const end of ends(words).sort((a, b) => a - b)) {
      const found = start < end ? readTable(message, words.slice(start, end), commands) : null;
      if (found) return found;
    }
  return null;
}

/** Interjections that ask for nothing, alone or several in a row. */
const NODS = phrasesOf([
  'yes|yeah|yep|yup|ya|sure|right|exactly|indeed|agreed|true|absolutely|definitely|totally|correct|precisely',
  'of course',
  'no|nope|nah',
  'ok|okay|k|kk|fine|good|great|cool|perfect|awesome|nice|wow|lol|haha|hahaha|lmao|rofl|hm|hmm|hmmm|oh|ah|aha|ooh|ugh|yikes|interesting|alright|noted|done|thx|ty|please|roger|np',
  'i see|agree|understand|know|think|guess|hope|bet',
  'i think|guess|hope|know so|not',
  'got|makes it|sense',
  'sounds|looks good|great|fine',
  'good|great to know',
  'fair enough',
  'well done',
  'thanks',
  'thank you',
  'thanks|thank a|you lot|bunch|million|much',
  'very|so much',
  'for that|this|it|the|your help|info|answer',
  'hi|hello|hey|bye|cheers',
  'no worries|problem|way|idea|comment',
  'that|it works|helps',
  'lets see|go',
  'me too',
  'same here',
  'same',
  'plus one|1',
  '1',
]);
/** Matches drawn-out sounds: "hmmmm", "hahahaha", "ooooh". */
const SOUND = /^(?:h+m+|(?:ha)+h?|(?:he)+h?|o+h+|a+h+|lo+l|m{2,}|ye+s|no+|wo+w|o{2,}ps)$/;
const THANKS = phrasesOf(PHRASES.thanks ?? []);

/** Whether the words are a sequence of these phrases and nothing else. The longest phrase at each position counts. */
function isRunOf(
  phrases: readonly (readonly ReadonlySet<string>[])[],
  words: readonly MessageWord[],
): boolean {
  for (let place = 0; place < words.length; ) {
    const longest = Math.max(
      0,
      ...phrases.filter((phrase) => isAt(phrase, words, place)).map(({ length }) => length),
    );
    if (longest === 0 && !SOUND.test(words[place]!.key)) return false;
    place += Math.max(longest, 1);
  }
  return words.length > 0;
}

const hasThanks = (words: readonly MessageWord[]): boolean =>
  words.some((_, place) => THANKS.some((phrase) => isAt(phrase, words, place)));

/** Recognises courtesies in a row: "ok, thanks!", "great, thank you". "No, thanks" is not a thank-you. */
function readNods(words: readonly MessageWord[]): Intent | null {
  const thanks = hasThanks(words);
  const declines = words.some(({ key }) => key === 'no' || key === 'nah');
  if (isRunOf([...NODS, ...THANKS], words))
    return { kind: 'talk', talk: thanks && !declines ? 'thanks' : 'nod' };
  // "thanks for the help" and "thanks, that was really useful" are short and have no subject.
  const isShort = words.length <= 7 && words.every(({ key }) => isFiller(key) || COURTEOUS.has(key));
  return thanks && !declines && isShort ? { kind: 'talk', talk: 'thanks' } : null;
}
const COURTEOUS = new Set(
  'thanks thank thx ty cheers help helping helpful useful great good nice awesome perfect info answer explanation clarification really lot bunch million everyone everybody guys folks team bot readout appreciated appreciate quick'.split(
    ' ',
  ),
);

/** Instructions for a link, which are not search terms. */
const LINK_FRAME = new Set(
  'read check open look see at this that it here the a an article story link page url site website text piece summarise summarize summary tldr tl dr brief briefing me us on about of for please pls can you could what does say is are think thoughts opinion any do your interesting fyi and in to digest points main key bullets explain tell give quick short new news report source post thread worth reading via from breaking wow look ok okay hey hi hello readout question thanks get got want'.split(
    ' ',
  ),
);

function readLinks(message: string, words: readonly MessageWord[]): Intent | null {
  const urls = words.flatMap(({ url }) => (url === null ? [] : [url]));
  if (urls.length === 0) return null;
  const others = words.filter(({ url }) => url === null);
  if (!others.every(({ key }) => LINK_FRAME.has(key))) return null;
  return { kind: 'link', urls: [...new Set(urls)], words: withoutLinks(message, words) };
}

/** Removes addresses from a message. A labelled link leaves its label. */
function withoutLinks(message: string, words: readonly MessageWord[]): string {
  let text = '';
  let place = 0;
  for (const { start, end, url } of words) {
    if (url === null) continue;
    const label = /\|([^|<>]*)>$/.exec(message.slice(start, end))?.[1] ?? '';
    text += message.slice(place, start) + label;
    place = end;
  }
  return (text + message.slice(place)).replace(/\s+/g, ' ').trim();
}

/** Further words that ask for nothing alone. */
const FILLERS = new Set(
  `think mean means meant know knows say says said saying tell tells told ask asked asking show explain understand happen happened happens
 good bad right wrong sure true false real fine nice great important interesting new old matter matters idea opinion thoughts
 question questions answer answers info information details stuff anyone someone everyone anybody somebody nobody everybody
 today now please help come going go went like look looks see seen heard hear believe still really already yet maybe perhaps
 one ones two well back way lot bit bot readout yes no oh hm hmm lol better best worse people person guys folks team`.split(
    /\s+/,
  ),
);
const isFiller = (key: string): boolean => FILLERS.has(key) || isStopWord(key, false, true, '');

/** Words that continue the last question, and those that may surround them. */
const CARRY = new Set(['and', 'also', 'or', 'plus']);
const AROUND_CARRY = new Set(['ok', 'okay', 'so', 'but', 'well', 'then']);
const ANEW = phrasesOf(['what|how about', 'tell me|us about']);
const PRONOUNS = new Set('he she him his her hers they them their theirs'.split(' '));
/** "no, I meant Syria" replaces the last question. */
const INSTEAD = phrasesOf([
  'i mean|meant',
  'no|nope|sorry|actually|no i mean|meant',
  'no|nope|sorry no|sorry i mean|meant',
  'sorry|no|actually rather',
]);
/** Words that lead to an address and are removed with it. */
const LEADS_TO_LINK = new Set('see at in from source link via here read this article'.split(' '));
const EMOTICON = /^[:;=8xX]['’]?-?[()[\]{}DPpOo/\\|*3<>]+$/;

const isPasted = (message: string): boolean =>
  message.length > LONGEST_QUESTION ||
  message.split(/\n\s*\n/).filter((part) => part.trim() !== '').length >= PARAGRAPHS;

/** Returns the message's text from a word on. */
const from = (message: string, words: readonly MessageWord[], place: number): string =>
  message.slice(words[place]!.start).replace(/\s+/g, ' ').trim();

/** Removes addresses and the words that lead to them from a message. */
function questionIn(message: string, words: readonly MessageWord[]): string {
  const first = words.findIndex(({ url }) => url !== null);
  if (first < 0) return message.replace(/\s+/g, ' ').trim();
  let lead = first;
  while (lead > 0 && LEADS_TO_LINK.has(words[lead - 1]!.key)) lead--;
  const before = lead === 0 ? '' : message.slice(0, words[lead - 1]!.end);
  const mark = lead > 0 ? (/^\s*[?!.]/.exec(message.slice(words[lead - 1]!.end))?.[0] ?? '') : '';
  const rest = withoutLinks(message.slice(words[first]!.start), wordsOf(message.slice(words[first]!.start)));
  return `${before}${mark} ${rest}`.replace(/\s+/g, ' ').trim();
}

function readQuestion(message: string, words: readonly MessageWord[]): Intent {
  const ask = { kind: 'ask', said: null, isEmpty: false } as const;
  const instead = INSTEAD.find((phrase) => isAt(phrase, words, 0) && words.length > phrase.length);
  if (instead) return { ...ask, question: from(message, words, instead.length), carries: null };
  const hasPronoun = words.some(({ key }) => PRONOUNS.has(key));
  const isEmpty = words.every(({ key, url }) => url === null && isFiller(key));
  if (isEmpty && !hasPronoun) return { kind: 'unclear' };
  const rest = words.findIndex(({ key }) => !CARRY.has(key) && !AROUND_CARRY.has(key));
  const isCarried = words.slice(0, rest).some(({ key }) => CARRY.has(key));
  const isAnew = ANEW.some((phrase) => isAt(phrase, words, Math.max(rest, 0)));
  if (isCarried) {
    // "and what did she say?" goes on by its pronoun.
    const how = hasPronoun && words.length - rest > 1 ? 'pronoun' : 'and';
    return { ...ask, isEmpty, question: from(message, words, rest), carries: isAnew ? null : how };
  }
  return {
    ...ask,
    isEmpty,
    question: questionIn(message, words),
    carries: hasPronoun && !isAnew ? 'pronoun' : null,
  };
}

/** Returns the table row that a message matches after polite phrases are removed, or null. */
export function rowOf(message: string): ReturnType<typeof readTable> {
  const words = wordsOf(message);
  return words.length > MOST_WORDS ? null : readPolitely(message, words, true);
}

/** "thanks, that helps" is a thank-you rather than praise. */
function thanking(intent: Intent | undefined, words: readonly MessageWord[]): Intent | undefined {
  if (intent?.kind !== 'talk' || intent.talk !== 'praise' || !hasThanks(words)) return intent;
  return { kind: 'talk', talk: 'thanks' };
}

export interface ReadingOptions {
  /** If false, the message is not read as a command, because it could not be run as one. */
  readonly commands?: boolean;
}

/**
 * Classifies a message once, before anything is searched: by the table of patterns, else as an address, a courtesy or a
 * question. References ("that", "he") are resolved later, from the conversation.
 */
export function readIntent(message: string, { commands = true }: ReadingOptions = {}): Intent {
  const text = message.trim();
  if (isPasted(text)) return { kind: 'pasted text', text };
  if (EMOTICON.test(text)) return { kind: 'talk', talk: 'nod' };
  const words = wordsOf(text);
  if (words.length === 0) return { kind: 'unclear' };
  const question = readQuestion(text, words);
  if (words.length > MOST_WORDS)
    return { kind: 'ask', question: text.replace(/\s+/g, ' '), carries: null, said: null, isEmpty: false };
  const read = thanking(readPolitely(text, words, commands)?.intent, words);
  // A question for somebody's words on a subject is searched as typed.
  if (read?.kind === 'ask') return question.kind === 'ask' ? { ...question, said: read.said } : question;
  return read ?? readLinks(text, words) ?? readNods(words) ?? question;
}
