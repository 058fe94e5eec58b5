import { createGrowable } from './growable.ts';

/** Stands for "no paragraph": such a document lends and takes no context. */
const NO_GROUP = 0;

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
  /** The slots of the same paragraph, the slot itself among them. */
  neighbours(slot: number): readonly number[];
  /** One more than the highest slot in use. */
  readonly end: number;
  readonly size: number;
}

const NOBODY: readonly number[] = [];

export function createCatalogue(): Catalogue {
  const ids: string[] = [];
  const slots = new Map<string, number>();
  const articles: string[] = [];
  const articleNumbers = new Map<string, number>();
  const articleUses: number[] = [];
  const articleBySlot = createGrowable();
  const groupBySlot = createGrowable();
  const groups: number[][] = [[]];
  const groupKeys: string[] = [''];
  const groupNumbers = new Map<string, number>();
  const freeSlots: number[] = [];
  const freeGroups: number[] = [];
  const freeArticles: number[] = [];

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

  const join = (slot: number, key: string): number => {
    const known = groupNumbers.get(key);
    if (known !== undefined) {
      groups[known]!.push(slot);
      return known;
    }
    const number = freeGroups.pop() ?? groups.length;
    groups[number] = [slot];
    groupKeys[number] = key;
    groupNumbers.set(key, number);
    return number;
  };

  const leave = (slot: number, group: number): void => {
    const members = groups[group]!;
    members.splice(members.indexOf(slot), 1);
    if (members.length > 0) return;
    groupNumbers.delete(groupKeys[group]!);
    freeGroups.push(group);
  };

  return {
    take(id, article, paragraph) {
      const slot = freeSlots.pop() ?? ids.length;
      ids[slot] = id;
      slots.set(id, slot);
      const number = numberOfArticle(article);
      articleBySlot.set(slot, number);
      groupBySlot.set(slot, paragraph === undefined ? NO_GROUP : join(slot, `${number}/${paragraph}`));
      return slot;
    },
    give(slot) {
      slots.delete(ids[slot]!);
      ids[slot] = '';
      const group = groupBySlot.get(slot);
      if (group !== NO_GROUP) leave(slot, group);
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
    neighbours: (slot) => {
      const group = groupBySlot.get(slot);
      return group === NO_GROUP ? NOBODY : groups[group]!;
    },
    get end() {
      return ids.length;
    },
    get size() {
      return slots.size;
    },
  };
}
