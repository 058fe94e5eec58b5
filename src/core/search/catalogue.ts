import { createGrowable } from './growable.ts';
import { columnOf, type Sections, textOf } from './saved-file.ts';

/** Stands for "no paragraph": such a document lends and takes no context. */
const NO_GROUP = 0xffffffff;
/** More facts than this under one paragraph number are no paragraph. */
const LONGEST_PARAGRAPH = 24;
/** Paragraph numbers are kept beside the article's in one safe integer. */
const PARAGRAPHS = 2 ** 21;

/** What is known of each document besides its words, under the document's slot: a number that is used again. */
export interface Catalogue {
  /** Takes a slot for a document. */
  take(id: string, article: string, paragraph: number | undefined): number;
  /** Frees a slot. */
  give(slot: number): void;
  slotOf(id: string): number | undefined;
  idOf(slot: number): string;
  articleOf(slot: number): string;
  articleNumber(article: string): number | undefined;
  articleNumberOf(slot: number): number;
  /** The other slots of the same paragraph. */
  neighbours(slot: number): readonly number[];
  /** One more than the highest slot in use. */
  readonly end: number;
  readonly size: number;
  /** All of it, for a saved index. */
  save(): Sections;
}

const NOBODY: readonly number[] = [];

/** An empty catalogue, or the one that was saved. */
export function createCatalogue(saved?: Sections): Catalogue {
  const listAt = <Item>(name: string): Item[] => (saved ? (JSON.parse(textOf(saved, name)) as Item[]) : []);
  const columnAt = (name: string) => createGrowable(saved && columnOf(saved, name, Uint32Array));
  const ids: string[] = listAt('ids');
  const slots = new Map<string, number>();
  const articles: string[] = listAt('articles');
  const articleNumbers = new Map<string, number>();
  const articleUses: number[] = listAt('articleUses');
  const articleBySlot = columnAt('articleBySlot');
  /** The next document of the same paragraph, round in a ring. */
  const next = columnAt('nextInParagraph');
  const paragraphBySlot = columnAt('paragraphBySlot');
  /** One document of each paragraph, by article and paragraph number. */
  const rings = new Map<number, number>();
  const freeSlots: number[] = listAt('freeSlots');
  const freeArticles: number[] = listAt('freeArticles');

  const numberOfArticle = (article: string): number => {
    const known = articleNumbers.get(article);
    if (known !== undefined) {
      articleUses[known]!++;
      return known;
    }
    const number = freeArticles.pop() ?? articles.length;
    articles[number] = article;
    articleUses[number] = 1;
    articleNumbers.set(article, number);
    return number;
  };

  const ringOf = (slot: number): number => articleBySlot.get(slot) * PARAGRAPHS + paragraphBySlot.get(slot);

  const join = (slot: number): void => {
    const key = ringOf(slot);
    const member = rings.get(key);
    next.set(slot, member === undefined ? slot : next.get(member));
    if (member === undefined) rings.set(key, slot);
    else next.set(member, slot);
  };

  const leave = (slot: number): void => {
    const key = ringOf(slot);
    let before = slot;
    while (next.get(before) !== slot) before = next.get(before);
    if (before === slot) rings.delete(key);
    else {
      next.set(before, next.get(slot));
      rings.set(key, before);
    }
  };

  const restore = (): void => {
    const free = new Set(freeSlots);
    ids.forEach((id, slot) => {
      if (free.has(slot)) return;
      slots.set(id, slot);
      if (paragraphBySlot.get(slot) !== NO_GROUP) rings.set(ringOf(slot), slot);
    });
    articles.forEach((article, number) => {
      if (articleUses[number]! > 0) articleNumbers.set(article, number);
    });
  };
  if (saved) restore();

  return {
    take(id, article, paragraph) {
      const slot = freeSlots.pop() ?? ids.length;
      ids[slot] = id;
      slots.set(id, slot);
      const number = numberOfArticle(article);
      articleBySlot.set(slot, number);
      paragraphBySlot.set(slot, paragraph === undefined ? NO_GROUP : Math.abs(paragraph) % PARAGRAPHS);
      if (paragraph === undefined) next.set(slot, slot);
      else join(slot);
      return slot;
    },
    give(slot) {
      slots.delete(ids[slot]!);
      ids[slot] = '';
      if (paragraphBySlot.get(slot) !== NO_GROUP) leave(slot);
      const number = articleBySlot.get(slot);
      articleUses[number]!--;
      if (articleUses[number] === 0) {
        articleNumbers.delete(articles[number]!);
        freeArticles.push(number);
      }
      freeSlots.push(slot);
    },
    slotOf: (id) => slots.get(id),
    idOf: (slot) => ids[slot]!,
    articleOf: (slot) => articles[articleBySlot.get(slot)]!,
    articleNumber: (article) => articleNumbers.get(article),
    articleNumberOf: (slot) => articleBySlot.get(slot),
    neighbours(slot) {
      const found: number[] = [];
      for (let other = next.get(slot); other !== slot; other = next.get(other)) {
        if (found.length === LONGEST_PARAGRAPH) return NOBODY;
        found.push(other);
      }
      return found;
    },
    get end() {
      return ids.length;
    },
    get size() {
      return slots.size;
    },
    save: () => ({
      ids: JSON.stringify(ids),
      freeSlots: JSON.stringify(freeSlots),
      articles: JSON.stringify(articles),
      articleUses: JSON.stringify(articleUses),
      freeArticles: JSON.stringify(freeArticles),
      articleBySlot: articleBySlot.take(),
      paragraphBySlot: paragraphBySlot.take(),
      nextInParagraph: next.take(),
    }),
  };
}
