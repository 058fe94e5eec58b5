import { articleAction } from './article-heading.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT } from './card-draft.ts';
import { topicAction } from './topic-buttons.ts';
import { counted, dateOf, shortened } from './wording.ts';

/** How many topics and articles a card names; each of them may be chosen, as far as a platform has room. */
const TOPICS = 30;
const ARTICLES = 15;

/** What can be asked about, the most told first. */
export function topicsDraft(basis: CardBasis): Draft {
  const topics = basis.readout.topics();
  const named = topics.slice(0, TOPICS);
  return {
    card: {
      id: basis.id,
      kind: 'topics',
      title: topics.length > 0 ? 'Topics' : 'No topics are loaded yet',
      ...(topics.length > 0 ? { lede: `In ${counted(basis.readout.articles().length, 'article')}` } : {}),
      sections: [
        {
          style: 'list',
          lines: named.map(({ topic, count }) => ({
            factId: null,
            claim: `${topic.label} · ${counted(count, 'fact')}`,
            attribution: null,
            isChoice: true,
          })),
        },
      ],
      hidden: topics.length - named.length,
      footer: [],
      actions: named.map(({ topic, count }) => ({ ...topicAction(topic), detail: counted(count, 'fact') })),
    },
    about: NOTHING_ABOUT,
  };
}

/** The articles that answers come from. */
export function sourcesDraft(basis: CardBasis): Draft {
  const articles = basis.readout.articles();
  const newest = articles.slice(-ARTICLES).reverse();
  const lines = newest.map((article) => {
    const facts = counted(basis.readout.factsOf(article.id).length, 'fact');
    const where = article.source.kind === 'file' ? '' : ` · ${article.source.url}`;
    return {
      factId: null,
      claim: `${shortened(article.title, 120)} · ${dateOf(article)} · ${facts}${where}`,
      attribution: null,
    };
  });
  return {
    card: {
      id: basis.id,
      kind: 'sources',
      title: articles.length > 0 ? 'Sources' : 'No articles are loaded yet',
      lede:
        articles.length > 0
          ? `Answers come from ${counted(articles.length, 'article')}`
          : 'Add one as the README says.',
      sections: [{ style: 'list', lines }],
      hidden: articles.length - newest.length,
      footer: [],
      actions: [{ verb: 'topics', label: 'Topics' }, ...newest.map(articleAction)],
    },
    about: NOTHING_ABOUT,
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
