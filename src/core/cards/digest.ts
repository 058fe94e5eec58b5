import type { Action } from '../action.ts';
import { conflictsAmong } from '../answer.ts';
import type { Article } from '../article.ts';
import type { CardSection } from '../card.ts';
import type { DigestContent } from '../digest/content.ts';
import type { Fact } from '../fact.ts';
import type { CardBasis } from './basis.ts';
import { conflictSection } from './conflict.ts';
import { type Draft, FEEDBACK, NOTHING_ABOUT } from './draft.ts';
import { counted, lineOf } from './wording.ts';

const HOUR = 3600 * 1000;

/** "Tuesday 14 May", by the channel's own calendar. */
export function dayIn(zone: string, at: Date): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
  return at.toLocaleDateString('en-GB', form).replace(',', '');
}

/** How old the newest source is; that one bears no date is said too. */
function ageOf(articles: readonly Article[], at: Date): string {
  const dated = articles.flatMap(({ published }) => (published ? [Date.parse(published)] : []));
  const times = dated.filter(Number.isFinite);
  if (times.length === 0) return 'undated';
  const hours = Math.max(0, Math.floor((at.getTime() - Math.max(...times)) / HOUR));
  if (hours === 0) return 'newest under an hour old';
  return `newest ${hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`} ago`;
}

/** Facts under the topics that most of them share, in the order of their most salient fact. */
function topicSections(facts: readonly Fact[], { readout }: CardBasis): CardSection[] {
  const left = new Set(facts);
  const groups: { readonly heading: string; readonly facts: Fact[] }[] = [];
  while (left.size > 0) {
    const topics = new Map<string, Fact[]>();
    for (const fact of left)
      for (const id of fact.topics) if (readout.topic(id)) topics.set(id, [...(topics.get(id) ?? []), fact]);
    const [largest] = [...topics].sort(
      ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
    );
    const members = largest?.[1] ?? [...left];
    groups.push({ heading: largest ? readout.topic(largest[0])!.label : 'Also', facts: members });
    for (const fact of members) left.delete(fact);
  }
  const place = (group: { readonly facts: readonly Fact[] }) => facts.indexOf(group.facts[0]!);
  return groups
    .sort((a, b) => place(a) - place(b))
    .map((group) => ({
      style: 'facts',
      heading: group.heading,
      lines: group.facts.map((fact) => lineOf(fact)),
    }));
}

/** What other cards of news say in a digest's place. */
export interface DigestWords {
  readonly title?: string;
  readonly nothing?: string;
}

/** The card of one morning: what is new, by topic, contradictions side by side; a quiet day is one short line. */
export function digestDraft(
  { shown, rest }: DigestContent,
  zone: string,
  basis: CardBasis,
  { title = `${dayIn(zone, basis.now)} · daily briefing`, nothing = 'Nothing new today.' }: DigestWords = {},
): Draft {
  const { readout, id, now } = basis;
  const empty = { id, kind: 'digest', title, sections: [], hidden: 0, footer: [], actions: [] } as const;
  if (shown.length === 0) return { card: { ...empty, lede: nothing }, about: NOTHING_ABOUT };
  const found = shown.map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } }));
  const conflicts = conflictsAmong(found, (fact) => shown.find((one) => one.id === fact));
  const sides = new Set(conflicts.flatMap(([one, other]) => [one.fact, other.fact]));
  const plain = shown.filter((fact) => !sides.has(fact));
  const articles = [...new Set(shown.map(({ article }) => article))].flatMap(
    (one) => readout.article(one) ?? [],
  );
  const more: Action[] =
    rest.length > 0 ? [{ verb: 'more', label: `${rest.length} more`, arg: String(shown.length) }] : [];
  const facts = [...shown, ...rest].map((fact) => fact.id);
  return {
    card: {
      ...empty,
      sections: [...topicSections(plain, basis), ...conflicts.map(conflictSection)],
      hidden: rest.length,
      footer: [
        `${shown.length} of ${counted(facts.length, 'new fact')}`,
        counted(articles.length, 'source'),
        ageOf(articles, now),
      ],
      actions: [{ verb: 'source', label: 'Show sources', primary: true }, ...more, ...FEEDBACK],
    },
    about: { question: null, facts, shown: shown.map((fact) => fact.id), questions: [] },
  };
}
