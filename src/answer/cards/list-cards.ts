import type { Action } from '../../domain/action.ts';
import { asOnePart, joinParts } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { listedArticles } from '../briefs/articles.ts';
import { articleAction } from './article-heading.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT, topicsAction } from './card-draft.ts';
import { sourceOf } from './footer.ts';
import { topicAction } from './topic-buttons.ts';

/** The entries per page, as many as a Discord menu can have. */
export const PAGE = 25;

/** The lists that have pages. */
type PagedList = 'topics' | 'articles' | 'followed';

/** A list's page, as a `page` button names it: "topics.25". */
export interface ListPage {
  readonly list: PagedList;
  /** The index of its first entry. */
  readonly from: number;
}

const pageToken = ({ list, from }: ListPage): string => `${list}.${from}`;

/** Parses a page button's argument. Returns null if it names no page. */
export function readListPage(arg: string | null | undefined): ListPage | null {
  const [, list, from] = /^(topics|articles|followed)\.(\d{1,6})$/.exec(arg ?? '') ?? [];
  return list ? { list: list as PagedList, from: Number(from) } : null;
}

/** Returns a page's entries, its position in words, and the buttons to neighbouring pages. */
export function pageOf<T>(entries: readonly T[], { list, from }: ListPage, { answers }: Words) {
  const start = from < entries.length ? Math.max(0, from) : 0;
  const shown = entries.slice(start, start + PAGE);
  const isWhole = shown.length === entries.length;
  const turn = (label: string, to: number): Action => ({
    verb: 'page',
    label,
    arg: pageToken({ list, from: to }),
  });
  return {
    shown,
    footer: isWhole ? [] : [answers.range(start + 1, start + shown.length, entries.length)],
    actions: [
      ...(start > 0 ? [turn(answers.previous, Math.max(0, start - PAGE))] : []),
      ...(start + shown.length < entries.length ? [turn(answers.next, start + PAGE)] : []),
    ],
    about: { ...NOTHING_ABOUT, questions: [pageToken({ list, from: start })] },
  };
}

/** Builds the list of topics, the most reported first. */
export function topicsDraft(basis: CardBasis, from = 0): Draft {
  const words = wordsOf(basis);
  const { answers } = words;
  const topics = basis.readout.topics();
  const { shown, footer, actions, about } = pageOf(topics, { list: 'topics', from }, words);
  const lines = shown.map(({ topic, count }) => ({
    factId: null,
    attribution: null,
    claim: `${asOnePart(topic.label)} · ${words.lines(count)}`,
    cells: [topic.label, count],
  }));
  return {
    card: {
      ...({ id: basis.id, kind: 'topics', hidden: 0, footer } as const),
      title: topics.length > 0 ? answers.topics : answers.topicsNone,
      ...(topics.length > 0 ? { lede: answers.inArticles(basis.readout.articles().length) } : {}),
      sections: [{ style: 'list', columns: answers.columnsOfTopics, lines }],
      actions: [
        ...shown.map(({ topic, count }) => ({ ...topicAction(topic), detail: words.lines(count) })),
        ...actions,
      ],
    },
    about,
  };
}

/** Builds the list of articles, the newest first and the undated last. */
export function sourcesDraft(basis: CardBasis, from = 0): Draft {
  const words = wordsOf(basis);
  const { answers } = words;
  const articles = listedArticles(basis.readout);
  const { shown, footer, actions, about } = pageOf(articles, { list: 'articles', from }, words);
  const lines = shown.map((article) => {
    const { title, url, site, date } = sourceOf(article, words);
    const count = basis.readout.factsOf(article.id).length;
    return {
      factId: null,
      attribution: null,
      claim: joinParts([title, site, date, words.lines(count)]),
      url,
      cells: [title, site ?? '–', date, count],
    };
  });
  return {
    card: {
      ...({ id: basis.id, kind: 'sources', hidden: 0, footer } as const),
      title: articles.length > 0 ? answers.sources : answers.articlesNone,
      lede: articles.length > 0 ? answers.answersFrom(articles.length) : answers.howToAdd,
      sections: [{ style: 'list', columns: answers.columnsOfArticles, lines }],
      actions: [...shown.map(articleAction), ...actions, topicsAction(words)],
    },
    about,
  };
}

/** Builds the help card: one line and an example per command. */
export function helpDraft(
  basis: CardBasis,
  commands: readonly {
    readonly typed: string;
    readonly description: string;
    readonly examples: readonly string[];
  }[],
): Draft {
  const words = wordsOf(basis);
  const { answers } = words;
  return {
    card: {
      id: basis.id,
      kind: 'help',
      title: answers.helpTitle,
      lede: answers.helpLede,
      sections: [
        {
          style: 'list',
          lines: commands.map(({ typed, description, examples }) => ({
            factId: null,
            claim: `${typed} · ${description}`,
            attribution: null,
            ...(examples.length > 0 ? { note: answers.helpExamples(examples.join(', ')) } : {}),
          })),
        },
      ],
      hidden: 0,
      footer: [answers.helpFooter],
      actions: [topicsAction(words)],
    },
    about: NOTHING_ABOUT,
  };
}
