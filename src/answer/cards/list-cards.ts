import type { Action } from '../../domain/action.ts';
import { asOnePart } from '../../domain/separator.ts';
import { articleAction } from './article-heading.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT } from './card-draft.ts';
import { sourceOf } from './footer.ts';
import { topicAction } from './topic-buttons.ts';
import { counted } from './wording.ts';

/** Entries on one page of a list: as many as Discord's menu holds. */
export const PAGE = 25;

/** The lists that have pages. */
type PagedList = 'topics' | 'articles' | 'followed';

/** Which page of which list a `page` button opens: "topics.25". */
export interface ListPage {
  readonly list: PagedList;
  /** The index of its first entry. */
  readonly from: number;
}

const pageToken = ({ list, from }: ListPage): string => `${list}.${from}`;

/** Reads a page back from a button; null if it names none. */
export function readListPage(arg: string | null | undefined): ListPage | null {
  const [, list, from] = /^(topics|articles|followed)\.(\d{1,6})$/.exec(arg ?? '') ?? [];
  return list ? { list: list as PagedList, from: Number(from) } : null;
}

/** One page of a list's entries, what its card says of where that stands, and the buttons to the pages beside it. */
export function pageOf<T>(entries: readonly T[], { list, from }: ListPage) {
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
    footer: isWhole ? [] : [`${start + 1} to ${start + shown.length} of ${entries.length}`],
    actions: [
      ...(start > 0 ? [turn('Previous', Math.max(0, start - PAGE))] : []),
      ...(start + shown.length < entries.length ? [turn('Next', start + PAGE)] : []),
    ],
    about: { ...NOTHING_ABOUT, questions: [pageToken({ list, from: start })] },
  };
}

/** What can be asked about, the most told first. */
export function topicsDraft(basis: CardBasis, from = 0): Draft {
  const topics = basis.readout.topics();
  const { shown, footer, actions, about } = pageOf(topics, { list: 'topics', from });
  const lines = shown.map(({ topic, count }) => ({
    factId: null,
    attribution: null,
    claim: `${asOnePart(topic.label)} · ${counted(count, 'line')}`,
    cells: [topic.label, count],
  }));
  const articles = counted(basis.readout.articles().length, 'article');
  return {
    card: {
      ...({ id: basis.id, kind: 'topics', hidden: 0, footer } as const),
      title: topics.length > 0 ? 'Topics' : 'There are no topics yet',
      ...(topics.length > 0 ? { lede: `In ${articles}` } : {}),
      sections: [{ style: 'list', columns: ['Topic', 'Lines'], lines }],
      actions: [
        ...shown.map(({ topic, count }) => ({ ...topicAction(topic), detail: counted(count, 'line') })),
        ...actions,
      ],
    },
    about,
  };
}

/** The articles that answers come from, the newest first. */
export function sourcesDraft(basis: CardBasis, from = 0): Draft {
  const articles = basis.readout.articles().toReversed();
  const { shown, footer, actions, about } = pageOf(articles, { list: 'articles', from });
  const lines = shown.map((article) => {
    const { title, url, site, date } = sourceOf(article);
    const count = basis.readout.factsOf(article.id).length;
    const words = [title, site, date, counted(count, 'line')].filter((part) => part !== null);
    return {
      factId: null,
      attribution: null,
      claim: words.join(' · '),
      url,
      cells: [title, site ?? '–', date, count],
    };
  });
  return {
    card: {
      ...({ id: basis.id, kind: 'sources', hidden: 0, footer } as const),
      title: articles.length > 0 ? 'Sources' : 'There are no articles yet',
      lede:
        articles.length > 0
          ? `Answers come from ${counted(articles.length, 'article')}`
          : 'To add one, type “sources add” and the address of a page or feed.',
      sections: [{ style: 'list', columns: ['Article', 'Site', 'Day', 'Lines'], lines }],
      actions: [...shown.map(articleAction), ...actions, { verb: 'topics', label: 'Topics' }],
    },
    about,
  };
}

/** How to use the bot: one line a command, with an example each. */
export function helpDraft(
  basis: CardBasis,
  commands: readonly {
    readonly typed: string;
    readonly description: string;
    readonly examples: readonly string[];
  }[],
): Draft {
  return {
    card: {
      id: basis.id,
      kind: 'help',
      title: 'Ask a news article',
      lede: 'Every line of an answer leads to its sentence and its speaker; what the article does not say is said to be missing.',
      sections: [
        {
          style: 'list',
          lines: commands.map(({ typed, description, examples }) => ({
            factId: null,
            claim: `${typed} · ${description}`,
            attribution: null,
            ...(examples.length > 0 ? { note: `for example ${examples.join(', ')}` } : {}),
          })),
        },
      ],
      hidden: 0,
      footer: ['In a thread just go on: "and START?", "who said that?", "more"'],
      actions: [{ verb: 'topics', label: 'Topics' }],
    },
    about: NOTHING_ABOUT,
  };
}
