import { type CardBasis, wordsOf } from '../../answer/cards/card-basis.ts';
import { type Draft, NOTHING_ABOUT } from '../../answer/cards/card-draft.ts';
import { sourceOf } from '../../answer/cards/footer.ts';
import { lineOf } from '../../answer/cards/wording.ts';
import { withConflictsBetween } from '../../answer/conflicts.ts';
import type { Action } from '../../domain/action.ts';
import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import { HOUR } from '../../domain/time.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { localeOf } from '../../domain/words/words-for-locale.ts';
import { saysTheSame } from '../content/near-duplicates.ts';
import type { DigestContent } from '../content/select-facts.ts';
import { newsSections } from './digest-sections.ts';
import { formatInstant } from './schedule-words.ts';

/** The most further facts behind "more". Facts beyond these are only counted. */
const MAX_MORE_FACTS = 100;

/** Date formats by zone and locale, cached because creating one is slow. There are some 440 zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a date in the channel's zone: "Tuesday 14 May". */
function dayIn(zone: string, at: Date, { locale }: Words): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
  const key = `${locale} ${zone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, form);
  formats.set(key, format);
  const day = format.format(at);
  return locale === EN.locale ? day.replace(',', '') : day;
}

/** Describes how old the newest source is, and whether some sources have no date. */
function ageOf(articles: readonly Article[], at: Date, { answers, chat }: Words): string {
  const dated = articles.map(({ published }) => (published ? Date.parse(published) : Number.NaN));
  const times = dated.filter(Number.isFinite);
  if (times.length === 0) return answers.noDate;
  const without = articles.length - times.length;
  const undated = without > 0 ? `, ${chat.without(without)}` : '';
  const hours = Math.max(0, Math.floor((at.getTime() - Math.max(...times)) / HOUR));
  if (hours === 0) return `${chat.underAnHour}${undated}`;
  return `${hours < 48 ? chat.hoursAgo(hours) : chat.daysAgo(Math.floor(hours / 24))}${undated}`;
}

/** Returns facts of other articles that say the same as this one. */
const otherSources = (fact: Fact, twins: readonly Fact[]): readonly Fact[] =>
  twins.filter((twin) => twin.article !== fact.article && saysTheSame(twin, fact));

/** The wording that differs between a digest, a topic alert and other news cards. */
export interface DigestWording {
  readonly title?: string;
  readonly notice?: string;
  readonly nothing?: string;
  /** The command that the card's "Change" button runs; absent if nothing can be changed. */
  readonly change?: string;
  /** The bot's own words in the reader's language; those of the card's basis by default. */
  readonly words?: Words;
  /** Whether the digest is daily; true by default. */
  readonly isDaily?: boolean;
}

/**
 * Builds a digest's card: what is new by story, with contradictions side by side. A day without news gets one short
 * line.
 */
export function digestDraft(
  { shown, rest, twins, recent = [], since }: DigestContent,
  zone: string,
  basis: CardBasis,
  words: DigestWording = {},
): Draft {
  const said = words.words ?? wordsOf(basis);
  const { readout, id, now } = basis;
  const kind = words.isDaily === false ? said.card.briefing : said.card.daily;
  const { title = `${dayIn(zone, now, said)} · ${kind}`, nothing = said.card.nothing } = words;
  const notice = words.notice ? { notice: words.notice } : {};
  const empty = {
    id,
    kind: 'digest',
    title,
    ...localeOf(said),
    ...notice,
    sections: [],
    hidden: 0,
    footer: [],
  } as const;
  if (shown.length === 0) return { card: { ...empty, lede: nothing, actions: [] }, about: NOTHING_ABOUT };
  const articles = [...new Set(shown.map(({ article }) => article))].flatMap(
    (one) => readout.article(one) ?? [],
  );
  const behind = rest.slice(0, MAX_MORE_FACTS);
  const label = said.card.more(`${behind.length}${behind.length < rest.length ? '+' : ''}`);
  const actions: Action[] = [
    { verb: 'source', label: said.card.sources, primary: true },
    ...(behind.length > 0 ? [{ verb: 'more', label, arg: String(shown.length) } as const] : []),
    ...(words.change ? [{ verb: 'digest', label: said.card.change, arg: '0' } as const] : []),
    { verb: 'why', label: said.card.whyThese, menu: true },
  ];
  const sections = newsSections({ shown, twins, recent }, readout, {
    says: saysTheSame,
    line: (fact) => lineOf(fact, said),
    words: said,
  });
  // A headline names its article. The two sides of a contradiction have none.
  const isHeaded = articles.length > 1 || sections.some(({ style }) => style !== 'conflict');
  return {
    card: {
      ...empty,
      sections,
      ...(isHeaded ? {} : { sources: articles.map((article) => sourceOf(article, said)) }),
      hidden: rest.length,
      footer: [
        said.chat.newLines(shown.length, shown.length + rest.length),
        said.chat.sources(articles.length),
        ageOf(articles, now, said),
        ...(since ? [said.digest.newSince(formatInstant(zone, new Date(since), said))] : []),
      ],
      actions,
    },
    about: {
      question: null,
      facts: [...shown, ...behind].map((fact) => fact.id),
      // The other sources of a line are stored after it, so that "Show sources" shows them together.
      shown: shown.flatMap((fact) => [fact, ...otherSources(fact, twins)]).map(({ id: one }) => one),
      questions: words.change ? [words.change] : [],
    },
  };
}

/** The number of facts that "more" adds at once. */
const MORE_PAGE_SIZE = 5;

/**
 * Builds the card with a digest's next facts after the `seen` ones, or returns null at the end. Both sides of a
 * contradiction come together.
 */
export function moreOfDigestDraft(facts: readonly string[], seen: number, basis: CardBasis): Draft | null {
  const marked = withConflictsBetween(facts.flatMap((id) => basis.readout.fact(id) ?? []));
  const byId = new Map(marked.map((fact) => [fact.id, fact]));
  const find = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? basis.readout.fact(id) ?? []);
  const next = facts.slice(seen, seen + MORE_PAGE_SIZE);
  const sides = find(next).flatMap(({ conflictsWith = [] }) => conflictsWith.slice(0, 1));
  const shown = find([...new Set([...next, ...sides])]);
  if (shown.length === 0) return null;
  const { answers, chat } = wordsOf(basis);
  const upTo = seen + next.length;
  const rest = find(facts.slice(upTo));
  const { card } = digestDraft({ shown, rest, twins: [] }, 'UTC', basis, { title: chat.moreOfDigest });
  return {
    card: {
      ...card,
      footer: [answers.range(seen + 1, upTo, facts.length), ...card.footer.slice(1)],
      actions: card.actions.map((one) => (one.verb === 'more' ? { ...one, arg: String(upTo) } : one)),
    },
    about: { question: null, facts, shown: shown.map(({ id }) => id), questions: [] },
  };
}

/** The salience from which a fact counts as one of its article's main points. */
const MAIN_POINT_SALIENCE = 0.6;

/** Builds the card that explains why each fact is on a digest: its salience within its article, and its topics. */
export function whyTheseDraft(shown: readonly string[], basis: CardBasis): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const { card, chat } = words;
  const facts = shown.flatMap((one) => readout.fact(one) ?? []);
  const noteOf = (topics: readonly string[], salience: number): string => {
    const labels = topics.flatMap((topic) => readout.topic(topic)?.label ?? []).slice(0, 3);
    const place = salience >= MAIN_POINT_SALIENCE ? chat.mainPoint : chat.furtherPoint;
    return labels.length > 0 ? chat.onTopics(place, labels.join(', ')) : place;
  };
  const lines = facts.map((fact) => lineOf(fact, words, { note: noteOf(fact.topics, fact.salience) }));
  return {
    card: {
      ...({ id, kind: 'why', title: card.whyThese } as const),
      lede: chat.whyTheseLede,
      sections: [{ style: 'facts', lines }],
      hidden: 0,
      footer: [],
      actions: lines.length > 0 ? [{ verb: 'source', label: card.sources }] : [],
    },
    about: { question: null, facts: shown, shown, questions: [] },
  };
}
