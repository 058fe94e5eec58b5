import type { Fact } from '../../domain/fact.ts';
import { readForeignQuestion } from '../../language/foreign-question.ts';
import { namesOf as namesOfForeign } from '../foreign-answer.ts';
import type { Readout } from '../query-core.ts';
import { ASKS } from './asks.ts';
import type { Intent } from './intent.ts';
import { keyOf, wordsOf } from './words.ts';

/** Words of a card, by which somebody speaks to the bot and to nobody else. */
const OF_A_CARD =
  /\b(?:more|rest|sources?|quotes?|quotations?|passages?|links?|tl;?dr|summar\w*|bullets?|timeline|contradictions?|who (?:said|claimed|told)|says who)\b/i;
const LOOKED_AT = 5;

/** Whether a message names something in capitals as the articles do, or in any case where it names nothing else. */
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

/** The names of a fact: its topics', its speaker's and those of whom it tells, last names among them. */
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

/** Whether a message names something that the articles are about and that answers it. */
function namesLoaded(message: string, readout: Readout): boolean {
  const found = readout.ask(message);
  if (found.status !== 'answered') return false;
  const facts = found.facts.slice(0, LOOKED_AT).map(({ fact }) => fact);
  return [...new Set(facts.flatMap((fact) => namesOf(fact, readout)))].some(
    (name) => name.length > 1 && names(message, name),
  );
}

/**
 * Whether to reply to what was said in a thread that the bot speaks in, but not to the bot by name. People also talk to each
 * other there: only what speaks of the card, or asks about something that the articles name, is meant for the bot.
 */
export function shouldReply(intent: Intent, message: string, readout: Readout): boolean {
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
      return OF_A_CARD.test(message);
    case 'ask': {
      const foreign = readForeignQuestion(message);
      if (foreign) return /[?？؟]\s*$/.test(message) && namesOfForeign(foreign, readout).found.length > 0;
      const isAsked = /\?/.test(message) || ASKS.test(message.trim()) || intent.carries === 'and';
      // A name and nothing else is a question in short.
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

/** Whether a message is the name of a topic and nothing besides. */
const isName = (message: string, readout: Readout): boolean =>
  readout
    .ask(message)
    .facts.slice(0, LOOKED_AT)
    .some(({ fact }) => namesOf(fact, readout).some((name) => keyOf(name) === keyOf(message.trim())));
