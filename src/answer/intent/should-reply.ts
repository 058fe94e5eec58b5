import type { Fact } from '../../domain/fact.ts';
import { readForeignQuestion } from '../../language/foreign-question.ts';
import { namesOf as namesOfForeign } from '../foreign-answer.ts';
import type { Readout } from '../query-core.ts';
import type { Intent } from './intent.ts';
import { ASKS, keyOf, wordsOf } from './words.ts';

/** Matches words about a card, which are addressed to the bot. */
const OF_A_CARD =
  /\b(?:more|rest|sources?|quotes?|quotations?|passages?|links?|tl;?dr|summar\w*|bullets?|timeline|contradictions?|who (?:said|claimed|told)|says who)\b/i;
/** Verbs by which people ask each other for a link or a source: "can you send me the link?", "who has the quotes?". */
const BETWEEN_THEM =
  /\b(?:send|sent|forward|e-?mail|mail|dm|post|posted|drop|have|has|got|find|need|lost)\b/i;
const LOOKED_AT = 5;

/** Whether a message contains a name: with the articles' capitals, or in any case if it consists of the name. */
function names(message: string, name: string): boolean {
  const isAcronym = /^\p{Lu}[\p{Lu}\p{N}-]*$/u.test(name);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`,
    isAcronym ? 'u' : 'iu',
  );
  if (pattern.test(message)) return true;
  const said = wordsOf(message).map(({ key }) => key);
  const bare = said
    .join(' ')
    .replace(/^(?:(?:and|or|also|so|ok) )?(?:(?:what|how) about |tell (?:me|us) about )?(?:the )?/, '');
  return bare === keyOf(name);
}

/** Returns the names of a fact: its topics, its speaker and the people in it, with last names. */
function namesOf(fact: Fact, readout: Readout): string[] {
  const topics = fact.topics.flatMap((id) => {
    const topic = readout.topic(id);
    return topic ? [topic.label, ...topic.aliases] : [];
  });
  const people = [...(fact.speaker ? [fact.speaker] : []), ...fact.entities];
  return [
    ...topics,
    ...people,
    ...people.flatMap((name) => (name.includes(' ') ? [name.split(' ').at(-1)!] : [])),
  ];
}

/** Whether a message names something in the articles that also answers it. */
function namesLoaded(message: string, readout: Readout): boolean {
  const found = readout.ask(message);
  if (found.status !== 'answered') return false;
  const facts = found.facts.slice(0, LOOKED_AT).map(({ fact }) => fact);
  return [...new Set(facts.flatMap((fact) => namesOf(fact, readout)))].some(
    (name) => name.length > 1 && names(message, name),
  );
}

/** Words by which people speak of themselves and each other: "should we talk about arms?". */
const BETWEEN_PEOPLE = /\b(?:i|me|my|we|us|our|you|your)\b/i;
/** The fewest content words of a question that is recognized by them alone. */
const MIN_TERMS = 2;

/**
 * Whether a question is answered and each of its content words is in the answer, so that it can hardly be about
 * anything but the article.
 */
function isAnsweredInFull(message: string, readout: Readout): boolean {
  if (BETWEEN_PEOPLE.test(message)) return false;
  const found = readout.ask(message);
  return (
    found.status === 'answered' && found.terms.length >= MIN_TERMS && found.facts[0]!.hit.missing.length === 0
  );
}

/**
 * Whether to reply to a message in a thread with the bot that does not address it. People also talk to each other
 * there. Only messages about the card, or questions about something in the articles, are meant for the bot. In a thread
 * that a brief began (`isOnArticle`), a question need not name anything if the article answers it in full.
 */
export function shouldReply(intent: Intent, message: string, readout: Readout, isOnArticle = false): boolean {
  switch (intent.kind) {
    case 'talk':
    case 'bot':
    case 'unclear':
    case 'share':
    case 'sure':
    case 'date':
    case 'why':
    case 'shorter':
    case 'again':
    case 'command':
    case 'link':
    case 'pasted text':
      return false;
    case 'more':
    case 'who said':
    case 'source':
      return OF_A_CARD.test(message) && !BETWEEN_THEM.test(message);
    case 'ask': {
      const foreign = readForeignQuestion(message);
      if (foreign) return /[?？؟]\s*$/.test(message) && namesOfForeign(foreign, readout).found.length > 0;
      const isAsked = /\?/.test(message) || ASKS.test(message.trim()) || intent.carries === 'and';
      if (
        isOnArticle &&
        intent.carries === null &&
        /\?\s*$/.test(message) &&
        isAnsweredInFull(message, readout)
      )
        return true;
      // A name alone is a short question.
      const isShort = wordsOf(message).length <= 3;
      return (
        (isAsked || isShort) &&
        namesLoaded(isAsked ? message : `${message}?`, readout) &&
        (isAsked || isName(message, readout))
      );
    }
    default:
      return OF_A_CARD.test(message) || namesLoaded(message, readout);
  }
}

/** Whether a message is a topic's name and nothing else. */
const isName = (message: string, readout: Readout): boolean =>
  readout
    .ask(message)
    .facts.slice(0, LOOKED_AT)
    .some(({ fact }) => namesOf(fact, readout).some((name) => keyOf(name) === keyOf(message.trim())));
