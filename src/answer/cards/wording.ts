import type { Article } from '../../domain/article.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { fold } from '../../language/tokenizer.ts';

const lastName = (name: string): string => name.split(' ').at(-1) ?? name;

/**
 * A claim's attribution on a card: the speaker's name if the claim is about the speaker, "as told by" them if it is about
 * others, and "the article says" without a speaker.
 */
function attributionOf(fact: Fact): string {
  if (!fact.speaker) return 'the article says';
  const aboutSelf = fold(fact.claim).includes(fold(lastName(fact.speaker)));
  const who = aboutSelf ? fact.speaker : `as told by ${fact.speaker}`;
  return fact.setting ? `${who}, ${fact.setting}` : who;
}

/** An article's date in words, or "no date given". Never guessed. */
export function dateOf(article: Pick<Article, 'published'>): string {
  if (!article.published) return 'no date given';
  const date = new Date(article.published);
  if (Number.isNaN(date.getTime())) return article.published;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A number with its noun: "1 fact", "3 facts". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Shortens a text to at most `most` characters, at a word boundary if one is near. A cut text ends in "…". */
export function shortened(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  if (characters.length <= most) return characters.join('');
  const cut = characters.slice(0, most - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

export const isWithdrawn = (fact: Fact): boolean => fact.withdrawn === true;

/** One line of a card for a fact, with its speaker and its caveats. */
export function lineOf(fact: Fact, extra: Partial<CardLine> = {}): CardLine {
  const notes = [
    extra.note,
    isWithdrawn(fact) ? 'withdrawn by a later version of the article' : undefined,
  ].filter((note) => note !== undefined);
  const { note: _, ...rest } = extra;
  return {
    factId: fact.id,
    claim: fact.claim,
    attribution: attributionOf(fact),
    stance: fact.stance,
    ...rest,
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}
