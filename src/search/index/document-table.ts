import { createHashIndex } from '../memory/hash-index.ts';
import { createPagedArray } from '../memory/paged-array.ts';
import { byteHashOf, createStringArena } from '../memory/string-arena.ts';
import { columnOf, type Sections, textOf } from '../persistence/index-file.ts';
import type { Fingerprint } from './document-fingerprint.ts';

/** The paragraph of a document without one: it has no neighbours. */
const NO_PARAGRAPH = 0xffffffff;
/** A paragraph of more facts than this gives no neighbours. */
const LONGEST_PARAGRAPH = 24;
const PARAGRAPH_NUMBERS = 2 ** 21;

/** The document table: id, article, paragraph and fingerprint of each document by slot. A freed slot is used again. */
export interface DocumentTable {
  /** Adds a document. Returns its slot. */
  add(id: string, article: string, paragraph: number | undefined, fingerprint: Fingerprint): number;
  /** Frees a slot. */
  remove(slot: number): void;
  slotOf(id: string): number | undefined;
  idOf(slot: number): string;
  /** Below, at or above 0: the order of two documents' ids. */
  compareIds(left: number, right: number): number;
  /** Whether the document in the slot has this fingerprint. */
  hasFingerprint(slot: number, fingerprint: Fingerprint): boolean;
  articleOf(slot: number): string;
  articleNumber(article: string): number | undefined;
  articleNumberOf(slot: number): number;
  /** The other slots of the same paragraph. */
  neighbours(slot: number): readonly number[];
  /** One more than the highest slot ever in use. */
  readonly end: number;
  readonly size: number;
  /** The table's sections in a saved index. */
  save(): Sections;
}

const NO_SLOTS: readonly number[] = [];

/** Creates an empty table, or the saved one. */
export function createDocumentTable(saved?: Sections): DocumentTable {
  const columnAt = (name: string) =>
    createPagedArray(Uint32Array, saved && columnOf(saved, name, Uint32Array));
  const ids = createStringArena('ids', saved);
  const slots = createHashIndex(ids.hash, ids.length);
  const articles = saved ? (JSON.parse(textOf(saved, 'articles')) as string[]) : [];
  const articleNumbers = new Map<string, number>();
  const articleUses = columnAt('articleUses');
  const articleBySlot = columnAt('articleBySlot');
  /** The next document of the same paragraph; the last one leads back to the first. */
  const next = columnAt('nextInParagraph');
  const paragraphBySlot = columnAt('paragraphBySlot');
  const fingerprints = [columnAt('printOne'), columnAt('printOther')] as const;
  const freeSlots = columnAt('freeSlots');
  const freeArticles = columnAt('freeArticles');

  const paragraphHash = (slot: number): number => {
    const mixed =
      Math.imul(articleBySlot.get(slot) + 1, 0x9e3779b1) ^ Math.imul(paragraphBySlot.get(slot), 0x85ebca6b);
    return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
  };
  /** One document of each paragraph: the entry to its ring. */
  const paragraphMembers = createHashIndex(paragraphHash);

  const numberOfArticle = (article: string): number => {
    const existing = articleNumbers.get(article);
    if (existing !== undefined) {
      articleUses.set(existing, articleUses.get(existing) + 1);
      return existing;
    }
    const number = freeArticles.pop() ?? articles.length;
    articles[number] = article;
    articleUses.set(number, 1);
    articleNumbers.set(article, number);
    return number;
  };

  const link = (slot: number): void => {
    const [article, paragraph] = [articleBySlot.get(slot), paragraphBySlot.get(slot)];
    const hash = paragraphHash(slot);
    const member = paragraphMembers.find(
      hash,
      (other) => articleBySlot.get(other) === article && paragraphBySlot.get(other) === paragraph,
    );
    next.set(slot, member === undefined ? slot : next.get(member));
    if (member === undefined) paragraphMembers.insert(hash, slot);
    else next.set(member, slot);
  };

  const unlink = (slot: number): void => {
    let previous = slot;
    while (next.get(previous) !== slot) previous = next.get(previous);
    const hash = paragraphHash(slot);
    const isListed = paragraphMembers.find(hash, (other) => other === slot) !== undefined;
    if (isListed) paragraphMembers.remove(hash, slot);
    if (previous === slot) return;
    next.set(previous, next.get(slot));
    if (isListed) paragraphMembers.insert(hash, previous);
  };

  const find = (id: string): number | undefined => slots.find(byteHashOf(id), (slot) => ids.equals(slot, id));

  /** Builds the hash indexes from the saved columns. */
  const restore = (): void => {
    const free = new Uint8Array(ids.length);
    for (let at = 0; at < freeSlots.length; at++) free[freeSlots.get(at)] = 1;
    const visited = new Uint8Array(ids.length);
    for (let slot = 0; slot < ids.length; slot++) {
      if (free[slot] === 1) continue;
      slots.insert(ids.hash(slot), slot);
      if (visited[slot] === 1 || paragraphBySlot.get(slot) === NO_PARAGRAPH) continue;
      paragraphMembers.insert(paragraphHash(slot), slot);
      for (let other = next.get(slot); visited[other] === 0; other = next.get(other)) visited[other] = 1;
    }
    articles.forEach((article, number) => {
      if (articleUses.get(number) > 0) articleNumbers.set(article, number);
    });
  };
  if (saved) restore();

  return {
    add(id, article, paragraph, fingerprint) {
      const slot = freeSlots.pop() ?? ids.length;
      ids.set(slot, id);
      slots.insert(ids.hash(slot), slot);
      articleBySlot.set(slot, numberOfArticle(article));
      paragraphBySlot.set(
        slot,
        paragraph === undefined ? NO_PARAGRAPH : Math.abs(paragraph) % PARAGRAPH_NUMBERS,
      );
      fingerprints.forEach((column, at) => {
        column.set(slot, fingerprint[at]!);
      });
      if (paragraph === undefined) next.set(slot, slot);
      else link(slot);
      return slot;
    },
    remove(slot) {
      slots.remove(ids.hash(slot), slot);
      ids.erase(slot);
      if (paragraphBySlot.get(slot) !== NO_PARAGRAPH) unlink(slot);
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
    hasFingerprint: (slot, fingerprint) =>
      fingerprints.every((column, at) => column.get(slot) === fingerprint[at]),
    articleOf: (slot) => articles[articleBySlot.get(slot)]!,
    articleNumber: (article) => articleNumbers.get(article),
    articleNumberOf: (slot) => articleBySlot.get(slot),
    neighbours(slot) {
      const found: number[] = [];
      for (let other = next.get(slot); other !== slot; other = next.get(other)) {
        if (found.length === LONGEST_PARAGRAPH) return NO_SLOTS;
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
      articleUses: articleUses.snapshot(),
      articleBySlot: articleBySlot.snapshot(),
      paragraphBySlot: paragraphBySlot.snapshot(),
      nextInParagraph: next.snapshot(),
      printOne: fingerprints[0].snapshot(),
      printOther: fingerprints[1].snapshot(),
      freeSlots: freeSlots.snapshot(),
      freeArticles: freeArticles.snapshot(),
    }),
  };
}
