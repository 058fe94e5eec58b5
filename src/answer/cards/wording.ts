import type { Article } from '../../domain/article.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { attributionOf, namesSpeaker, withoutSpeaker } from './attribution.ts';

/** Formats an article's date, or says that it has none. */
export function dateOf(article: Pick<Article, 'published'>, { answers, locale }: Words = EN): string {
  if (!article.published) return answers.noDate;
  const date = new Date(article.published);
  if (Number.isNaN(date.getTime())) return article.published;
  return date.toLocaleDateString(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A number with its English noun: "1 fact", "3 facts". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns a language's name in the reader's language: "German", "Deutsch". */
export function languageNamed(
  { code, name }: { readonly code: string; readonly name: string },
  { locale }: Words,
) {
  if (locale === EN.locale) return name;
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? name;
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

/** Builds a card's line for a fact, with its speaker and notes, and the sentences before it that it needs. */
export function lineOf(fact: Fact, words: Words, extra: Partial<CardLine> = {}): CardLine {
  const notes = [extra.note, isWithdrawn(fact) ? words.answers.withdrawn : undefined].filter(
    (note) => note !== undefined,
  );
  const { note: _, claim: shown = fact.claim, ...rest } = extra;
  const claim = withoutSpeaker(shown, fact.speaker);
  const isNamed = fact.speaker !== null && !fact.setting && namesSpeaker(claim, fact.speaker);
  return {
    factId: fact.id,
    ...(fact.context === undefined ? {} : { before: fact.context }),
    claim,
    attribution: attributionOf(fact, words),
    ...(isNamed ? { isNamed } : {}),
    stance: fact.stance,
    ...rest,
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  };
}
