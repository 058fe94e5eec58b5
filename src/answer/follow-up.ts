import type { Conversation } from '../domain/chat-state.ts';
import type { Fact } from '../domain/fact.ts';
import { EN, type Words } from '../domain/words/en.ts';
import { pronounOfName } from '../language/lexicon/first-names.ts';
import { fold } from '../language/tokenizer.ts';
import { isLastCard } from './briefs/replies.ts';
import type { Ask } from './intent/intent.ts';
import { wordsOf } from './intent/words.ts';
import { isMeant, lastNameOf, peopleIn, personCalled } from './people.ts';
import type { Readout } from './query-core.ts';

/** One interpretation of a question within the conversation. */
export interface Reading {
  /** The question to search, with pronouns and topic filled in. */
  readonly question: string;
  /** What was carried over, in words: "By Lavrov"; null if nothing was. */
  readonly carried: string | null;
  readonly said: Ask['said'];
  /** The subject that was carried over, for the next follow-up. */
  readonly matter?: string;
}

/** The interpretations of a question, the most likely first. The last one stands alone. */
export interface ResolvedAsk {
  readonly readings: readonly Reading[];
  /** The question without anything carried over; null if nothing was. */
  readonly anew: string | null;
}

const HE = /\b(?:he|she)\b/i;
const HIM = /\b(?:him|her|his|hers)\b/i;
const THEY = /\b(?:they|them|their|theirs)\b/i;
/** Whether a question refers to several people by a pronoun, so the answer is not limited to one speaker. */
export const isPlural = (question: string): boolean => THEY.test(question);
const POSSESSIVE = /^(?:his|hers|their|theirs)$/i;
/** The most people that "they" can refer to. */
const MOST_PEOPLE = 4;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const lastName = (name: string): string => name.split(' ').at(-1)!.replace(/[()]/g, '');

/**
 * Returns the people that "he" or "they" refers to after the last card; empty if it is nobody, or ambiguous. "She" is
 * nobody whose first name is a man's.
 */
export function referentsOf(question: string, { people = [], about }: Conversation): readonly string[] {
  if (THEY.test(question)) return people.length >= 2 && people.length <= MOST_PEOPLE ? people : [];
  const [pronoun] = HE.exec(question) ?? HIM.exec(question) ?? [];
  if (!pronoun) return [];
  const wanted = /^(?:she|hers?)$/i.test(pronoun) ? 'she' : 'he';
  const fits = (name: string): boolean => (pronounOfName(name) ?? wanted) === wanted;
  const asked = about.filter(fits);
  if (asked[0]) return [asked[0]];
  const possible = people.filter(fits);
  return possible.length === 1 ? possible : [];
}

/** Replaces pronouns by the people they refer to. */
function withPeople(question: string, people: readonly string[]): string {
  const names = listed(people);
  return question.replace(/\b(?:he|she|him|her|his|hers|they|them|their|theirs)\b/gi, (pronoun) =>
    POSSESSIVE.test(pronoun) || (/^her$/i.test(pronoun) && /\bher \p{Ll}/u.test(question))
      ? `${names}'s`
      : names,
  );
}

/**
 * Returns the interpretations of "and X?": X's words on the subject, X and the subject, the same person's words on X.
 */
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
 * Interprets a question within the conversation. "and X?" keeps the speaker or subject asked about before; a pronoun
 * refers to people of the last card. Whatever is carried over is stated on the card.
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
    const people = referentsOf(question, conversation);
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
  const lacking = on ? answers.nothingBy(lastName(on.speaker), on.about) : null;
  return { readings: [...carried, { question: rest, carried: lacking, said: null }], anew: rest };
}

/** Returns the label of the topic that a question names, if its best facts are about it; otherwise null. */
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

/**
 * Returns the subject of a question about one thing, as typed: "what about the G20?". Returns null for a person or
 * several things.
 */
function matterAsked(question: string, readout: Readout): string | null {
  const matter = ASKED_ABOUT.exec(question.trim())?.[1]?.trim();
  if (!matter || wordsOf(matter).length > LONGEST_MATTER) return null;
  return personCalled(matter, readout) ? null : matter;
}

/** Builds what follow-ups refer to: the speaker asked for, the subject, and the people on the card. */
export function conversationAfter(
  conversation: Conversation,
  { question, said, matter }: Pick<Reading, 'question' | 'said' | 'matter'>,
  readout: Readout,
): Conversation {
  const shown = conversation.shown.flatMap((id) => readout.fact(id) ?? []);
  // The speaker is not one of the people that the statement is about.
  const people = [
    ...new Set(shown.flatMap((fact) => peopleIn(fact, readout).filter((name) => name !== fact.speaker))),
  ];
  const speaker = said ? (personCalled(said.speaker, readout)?.name ?? null) : null;
  const named = people.filter((name) => wordsOf(question).some(({ key }) => key === lastNameOf(name)));
  return {
    ...conversation,
    about: speaker ? [speaker] : named.length === 1 ? named : [],
    speaker,
    topic:
      said && !isLastCard(said.about)
        ? said.about.replace(/^the /i, '').replace(/(?<![?!.\s])[?!.\s]+$/, '')
        : (matter ?? topicNamed(question, shown, readout) ?? matterAsked(question, readout)),
    people,
  };
}
