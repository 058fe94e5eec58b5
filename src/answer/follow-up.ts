import type { Conversation } from '../domain/chat-state.ts';
import type { Fact } from '../domain/fact.ts';
import { EN, type Words } from '../domain/words/en.ts';
import { fold } from '../language/tokenizer.ts';
import type { Ask } from './intent/intent.ts';
import { wordsOf } from './intent/words.ts';
import { isMeant, lastNameOf, peopleIn, personCalled } from './people.ts';
import type { Readout } from './query-core.ts';

/** One reading of a question against what was said before. */
export interface Reading {
  /** What is searched: the question with its pronouns and topic filled in. */
  readonly question: string;
  /** What was carried over, in words: "By Lavrov"; null for nothing. */
  readonly carried: string | null;
  readonly said: Ask['said'];
  /** The matter that was carried over, which the next message may go on with. */
  readonly matter?: string;
}

/** A question as it may be meant, the likeliest reading first; the last one stands for itself. */
export interface ResolvedAsk {
  readonly readings: readonly Reading[];
  /** Asks the same with nothing carried over; null if nothing is. */
  readonly anew: string | null;
}

const HE = /\b(?:he|she)\b/i;
const HIM = /\b(?:him|her|his|hers)\b/i;
const THEY = /\b(?:they|them|their|theirs)\b/i;
/** Whether a question speaks of several people by a pronoun: their words are nobody's alone. */
export const isPlural = (question: string): boolean => THEY.test(question);
const POSSESSIVE = /^(?:his|hers|their|theirs)$/i;
/** More people than these are no "they" that one can tell. */
const MOST_PEOPLE = 4;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const lastName = (name: string): string => name.split(' ').at(-1)!;

/** Whom "he" or "they" means after the last card; empty if it can mean nobody, or several and one is asked for. */
function meant(question: string, { people = [], about }: Conversation): readonly string[] {
  if (THEY.test(question)) return people.length >= 2 && people.length <= MOST_PEOPLE ? people : [];
  if (!HE.test(question) && !HIM.test(question)) return [];
  const one = about[0] ?? (people.length === 1 ? people[0] : undefined);
  return one ? [one] : [];
}

/** Puts people in the place of the pronouns that mean them. */
function withPeople(question: string, people: readonly string[]): string {
  const names = listed(people);
  return question.replace(/\b(?:he|she|him|her|his|hers|they|them|their|theirs)\b/gi, (pronoun) =>
    POSSESSIVE.test(pronoun) || (/^her$/i.test(pronoun) && /\bher \p{Ll}/u.test(question))
      ? `${names}'s`
      : names,
  );
}

/** The readings of "and X?": X's words on the matter, X and the matter, the same person's words on X. */
function carriedOver(
  rest: string,
  { speaker = null, topic = null }: Conversation,
  readout: Readout,
  { answers }: Words,
): Reading[] {
  const person = speaker || topic ? personCalled(rest, readout) : null;
  if (person && topic && !isMeant(person.name, topic)) {
    const said = { speaker: person.name, about: topic };
    const words = {
      question: `what did ${person.name} say about ${topic}?`,
      carried: answers.onMatter(topic),
      said,
    };
    return [
      ...(speaker ? [words] : []),
      { question: `${rest} ${topic}`, carried: answers.onMatter(topic), said: null, matter: topic },
    ];
  }
  if (person || !speaker) return [];
  const said = { speaker, about: rest };
  return [
    {
      question: `what did ${speaker} say about ${rest}?`,
      carried: answers.byPerson(lastName(speaker)),
      said,
    },
  ];
}

/**
 * Reads a question against the conversation. "and X?" keeps whose words were asked for, or on what; a pronoun means the people
 * of the last card, or nobody. Whatever is carried over is said.
 */
export function resolveAsk(
  { question, carries, said }: Ask,
  conversation: Conversation | null,
  readout: Readout,
  words: Words = EN,
): ResolvedAsk {
  const { answers } = words;
  const plain: Reading = { question, carried: null, said };
  if (!conversation || carries === null) return { readings: [plain], anew: null };
  if (carries === 'pronoun') {
    const people = meant(question, conversation);
    if (people.length === 0) return { readings: [plain], anew: null };
    const pronoun = (THEY.exec(question) ?? HE.exec(question) ?? HIM.exec(question))![0].toLowerCase();
    const carried = answers.readAs(pronoun, words.and(people.map(lastName)));
    const isSpeaker = said !== null && people.length === 1;
    const filled = isSpeaker ? { speaker: people[0]!, about: said.about } : said;
    return { readings: [{ question: withPeople(question, people), carried, said: filled }], anew: null };
  }
  const rest = question.replace(/(?<![?!.\s])[?!.\s]+$/u, '');
  const carried = carriedOver(rest, conversation, readout, words);
  if (carried.length === 0) return { readings: [plain], anew: null };
  const on = carried[0]!.said;
  const lacking = on ? answers.nothingBy(lastName(on.speaker), on.about) : answers.nothingOnBoth;
  return { readings: [...carried, { question: rest, carried: lacking, said: null }], anew: rest };
}

/** The topic that a question names, by its label; null if it names none of those that its best facts are about. */
function topicNamed(question: string, facts: readonly Fact[], readout: Readout): string | null {
  const words = ` ${wordsOf(question)
    .map(({ key }) => key)
    .join(' ')} `;
  const ids = new Set(facts.slice(0, 5).flatMap(({ topics }) => topics));
  const named = [...ids].flatMap((id) => {
    const topic = readout.topic(id);
    const names = topic ? [topic.label, ...topic.aliases] : [];
    const name = names.find((one) =>
      words.includes(
        ` ${fold(one)
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()} `,
      ),
    );
    return topic && name ? [{ topic, length: name.length }] : [];
  });
  return named.sort((a, b) => b.length - a.length)[0]?.topic.label ?? null;
}

const ASKED_ABOUT = /^(?:what|how) about (?:the )?(.{2,60}?)[?!.\s]*$/i;
const LONGEST_MATTER = 5;

/** What a question is about that asks about one thing, as it was typed: "what about the G20?". Null for a person, or for more. */
function matterAsked(question: string, readout: Readout): string | null {
  const matter = ASKED_ABOUT.exec(question.trim())?.[1]?.trim();
  if (!matter || wordsOf(matter).length > LONGEST_MATTER) return null;
  return personCalled(matter, readout) ? null : matter;
}

/** What the next message may refer to: whose words were asked for, on what, and whom the card's lines name. */
export function carriedOn(
  conversation: Conversation,
  { question, said, matter }: Pick<Reading, 'question' | 'said' | 'matter'>,
  readout: Readout,
): Conversation {
  const shown = conversation.shown.flatMap((id) => readout.fact(id) ?? []);
  // Who tells of others is none of those told of.
  const people = [
    ...new Set(shown.flatMap((fact) => peopleIn(fact, readout).filter((name) => name !== fact.speaker))),
  ];
  const speaker = said ? (personCalled(said.speaker, readout)?.name ?? null) : null;
  const named = people.filter((name) => wordsOf(question).some(({ key }) => key === lastNameOf(name)));
  return {
    ...conversation,
    about: speaker ? [speaker] : named.length === 1 ? named : [],
    speaker,
    topic: said
      ? said.about.replace(/^the /i, '').replace(/(?<![?!.\s])[?!.\s]+$/, '')
      : (matter ?? topicNamed(question, shown, readout) ?? matterAsked(question, readout)),
    people,
  };
}
