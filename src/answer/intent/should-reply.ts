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

/** Matches exclamations that begin like questions: "what a mess", "how funny". */
const EXCLAIMS = /^(?:what an? |how \p{L}+\s*[!.]*$)/iu;
/** Matches words of surprise or assent that are also requests: "same", "really?", "why though?". */
const INTERJECTION =
  /^(?:same(?: here)?|really|seriously|for real|again|huh|wait|what|why tho(?:ugh)?|no way)[\s!?.…]*$/i;
/** Matches words by which a question points at the card or speaks to the bot: "are you sure?", "when was this?". */
const AT_CARD = /\b(?:you|this|that|card|answer|article)\b/i;
/** Matches the forms by which people ask the bot about a name. */
const ABOUT_NAME =
  /(?:^[Aa]nd|\b[Ww]hat about|\b[Hh]ow about|\b[Tt]ell (?:me|us) about|\b[Ww]ho(?: is|['’]?s)) (?:the )?\p{Lu}/u;

/** Whether a question has a capitalised word that the articles answer by itself: "is Lavrov right?". */
const hasLoadedName = (message: string, readout: Readout): boolean =>
  message
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => /^\p{Lu}/u.test(word) && !ASKS.test(word))
    .slice(0, LOOKED_AT)
    .some((word) => {
      const { status, corrections } = readout.ask(word, { limit: 1 });
      return status === 'answered' && corrections.length === 0;
    });

/**
 * Whether the articles answer a question, or have a sentence with all of its words: two at least, or one if a pronoun
 * takes the place of a name.
 */
function findsAnswer(message: string, readout: Readout, hasPronoun: boolean): boolean {
  const { status, terms, facts } = readout.ask(message);
  const missing = facts[0]?.hit.missing.length ?? terms.length;
  if (status === 'answered') return missing < terms.length;
  return missing === 0 && terms.length >= (hasPronoun ? 1 : MIN_TERMS);
}

/**
 * Whether to answer a reply to a card that does not name the bot. People reply to cards to talk to each other, too. As
 * in threads (`shouldReply`), questions about something in the articles are answered. Because a reply points at its
 * card, so are questions about the card, about the people on it ("when did they meet?"), and about any name ("what
 * about Zelensky?").
 */
export function shouldAnswerReply(intent: Intent, message: string, readout: Readout): boolean {
  if (shouldReply(intent, message, readout, true)) return true;
  if (INTERJECTION.test(message.trim())) return false;
  const isAsked = ASKS.test(message.trim()) && !EXCLAIMS.test(message.trim());
  switch (intent.kind) {
    case 'talk':
      return intent.talk === 'thanks';
    case 'bot':
      return isAsked && intent.about !== 'clock';
    case 'unclear':
    case 'share':
      return false;
    case 'sure':
    case 'date':
      return isAsked && AT_CARD.test(message);
    case 'why':
      return AT_CARD.test(message) || wordsOf(message).length === 1;
    case 'who said':
    case 'source':
      return !BETWEEN_THEM.test(message) && (AT_CARD.test(message) || wordsOf(message).length === 1);
    case 'who is':
      return ABOUT_NAME.test(message);
    case 'ask':
      if (ABOUT_NAME.test(message)) return true;
      if (!isAsked || BETWEEN_PEOPLE.test(message)) return false;
      return hasLoadedName(message, readout) || findsAnswer(message, readout, intent.carries === 'pronoun');
    default:
      return true;
  }
}

/** Whether a message is a topic's name and nothing else. */
const isName = (message: string, readout: Readout): boolean =>
  readout
    .ask(message)
    .facts.slice(0, LOOKED_AT)
    .some(({ fact }) => namesOf(fact, readout).some((name) => keyOf(name) === keyOf(message.trim())));
