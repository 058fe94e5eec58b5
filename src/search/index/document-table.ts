import { createSlotTable } from '../memory/hash-index.ts';
import { createPaged } from '../memory/paged-array.ts';
import { createTextArena, hashOf, spell } from '../memory/string-arena.ts';
import { columnOf, type Sections, textOf } from '../persistence/index-file.ts';
import type { Fingerprint } from './document-fingerprint.ts';

/** Stands for "no paragraph": such a document lends and takes no context. */
const NO_GROUP = 0xffffffff;
/** More facts than this under one paragraph number are no paragraph. */
const LONGEST_PARAGRAPH = 24;
const PARAGRAPHS = 2 ** 21;

/** What is known of each document besides its words, under the document's slot: a number that is used again. */
export interface Catalogue {
  /** Takes a slot for a document. */
  take(id: string, article: string, paragraph: number | undefined, fingerprint: Fingerprint): number;
  /** Frees a slot. */
  give(slot: number): void;
  slotOf(id: string): number | undefined;
  idOf(slot: number): string;
  /** Below, at or above 0: the order of two documents' ids. */
  compareIds(one: number, other: number): number;
  /** Whether the document in the slot is the one with this fingerprint. */
  isSame(slot: number, fingerprint: Fingerprint): boolean;
  articleOf(slot: number): string;
  articleNumber(article: string): number | undefined;
  articleNumberOf(slot: number): number;
  /** The other slots of the same paragraph. */
  neighbours(slot: number): readonly number[];
  /** One more than the highest slot ever in use. */
  readonly end: number;
  readonly size: number;
  /** All of it, for a saved index. */
  save(): Sections;
}

const NOBODY: readonly number[] = [];

/** An empty catalogue, or the one that was saved. */
export function createCatalogue(saved?: Sections): Catalogue {
  const columnAt = (name: string) => createPaged(Uint32Array, saved && columnOf(saved, name, Uint32Array));
  const ids = createTextArena('ids', saved);
  const slots = createSlotTable(ids.hash, ids.length);
  const articles = saved ? (JSON.parse(textOf(saved, 'articles')) as string[]) : [];
  const articleNumbers = new Map<string, number>();
  const articleUses = columnAt('articleUses');
  const articleBySlot = columnAt('articleBySlot');
  /** The next document of the same paragraph, round in a ring. */
  const next = columnAt('nextInParagraph');
  const paragraphBySlot = columnAt('paragraphBySlot');
  const prints = [columnAt('printOne'), columnAt('printOther')] as const;
  const freeSlots = columnAt('freeSlots');
  const freeArticles = columnAt('freeArticles');

  const ringHash = (slot: number): number => {
    const mixed =
      Math.imul(articleBySlot.get(slot) + 1, 0x9e3779b1) ^ Math.imul(paragraphBySlot.get(slot), 0x85ebca6b);
    return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
  };
  /** One document of each paragraph. */
  const rings = createSlotTable(ringHash);

  const numberOfArticle = (article: string): number => {
    const known = articleNumbers.get(article);
    if (known !== undefined) {
      articleUses.set(known, articleUses.get(known) + 1);
      return known;
    }
    const number = freeArticles.pop() ?? articles.length;
    articles[number] = article;
    articleUses.set(number, 1);
    articleNumbers.set(article, number);
    return number;
  };

  const join = (slot: number): void => {
    const [article, paragraph] = [articleBySlot.get(slot), paragraphBySlot.get(slot)];
    const hash = ringHash(slot);
    const member = rings.find(
      hash,
      (other) => articleBySlot.get(other) === article && paragraphBySlot.get(other) === paragraph,
    );
    next.set(slot, member === undefined ? slot : next.get(member));
    if (member === undefined) rings.insert(hash, slot);
    else next.set(member, slot);
  };

  const leave = (slot: number): void => {
    let before = slot;
    while (next.get(before) !== slot) before = next.get(before);
    const hash = ringHash(slot);
    const standsForIt = rings.find(hash, (other) => other === slot) !== undefined;
    if (standsForIt) rings.remove(hash, slot);
    if (before === slot) return;
    next.set(before, next.get(slot));
    if (standsForIt) rings.insert(hash, before);
  };

  const find = (id: string): number | undefined => {
    const spelled = spell(id);
    return slots.find(hashOf(spelled), (slot) => ids.is(slot, spelled));
  };

  /** The tables are made again from the columns. */
  const restore = (): void => {
    const free = new Uint8Array(ids.length);
    for (let at = 0; at < freeSlots.length; at++) free[freeSlots.get(at)] = 1;
    const met = new Uint8Array(ids.length);
    for (let slot = 0; slot < ids.length; slot++) {
      if (free[slot] === 1) continue;
      slots.insert(ids.hash(slot), slot);
      if (met[slot] === 1 || paragraphBySlot.get(slot) === NO_GROUP) continue;
      rings.insert(ringHash(slot), slot);
      for (let other = next.get(slot); met[other] === 0; other = next.get(other)) met[other] = 1;
    }
    articles.forEach((article, number) => {
      if (articleUses.get(number) > 0) articleNumbers.set(article, number);
    });
  };
  if (saved) restore();

  return {
    take(id, article, paragraph, fingerprint) {
      const slot = freeSlots.pop() ?? ids.length;
      ids.set(slot, id);
      slots.insert(ids.hash(slot), slot);
      articleBySlot.set(slot, numberOfArticle(article));
      paragraphBySlot.set(slot, paragraph === undefined ? NO_GROUP : Math.abs(paragraph) % PARAGRAPHS);
      prints.forEach((column, at) => {
        column.set(slot, fingerprint[at]!);
      });
      if (paragraph === undefined) next.set(slot, slot);
      else join(slot);
      return slot;
    },
    give(slot) {
      slots.remove(ids.hash(slot), slot);
      ids.forget(slot);
      if (paragraphBySlot.get(slot) !== NO_GROUP) leave(slot);
      const number = articleBySlot.get(slot);
      articleUses.set(number, articleUses.get(number) - 1);
      if (articleUses.get(number) === 0) {
        articleNumbers.delete(articles[number]!);
        articles[number] = '';
        freeArticles.push(number);
      }
      freeSlots.push(slot);
    },
    slotOf: find,
    idOf: ids.get,
    compareIds: ids.compare,
    isSame: (slot, fingerprint) => prints.every((column, at) => column.get(slot) === fingerprint[at]),
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
      ...ids.save(),
      articles: JSON.stringify(articles),
      articleUses: articleUses.share(),
      articleBySlot: articleBySlot.share(),
      paragraphBySlot: paragraphBySlot.share(),
      nextInParagraph: next.share(),
      printOne: prints[0].share(),
      printOther: prints[1].share(),
      freeSlots: freeSlots.share(),
      freeArticles: freeArticles.share(),
    }),
  };
}
