import type { Article } from '../../domain/article.ts';
import type { CardPassage, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { successorOf } from '../replacement-fact.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { siteOf } from './footer.ts';
import { noticeDraft } from './notice-card.ts';
import { counted, dateOf, isWithdrawn, lineOf, shortened } from './wording.ts';

/** How much of the neighbours stands around a quote, in UTF-16 units. */
const AROUND = 280;

/** Where a quote stands that is in the article no more. */
const EARLIER = 'in an earlier version of the article';

/** The paragraphs of a text as [start, end). */
function paragraphs(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map((line) => [line.index, line.index + line[0].length] as const);
}

function tail(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(-AROUND);
  return `…${cut.slice(cut.indexOf(' ') + 1)}`;
}

function head(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(0, AROUND);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0))}…`;
}

/** The quoted sentence within its paragraph, and where that stands in the article. */
function passageOf(fact: Fact, article: Article | undefined): CardPassage {
  const [start, end] = fact.span;
  // What a later version of the article withdrew has its span in the earlier text, which is gone.
  const stands = article?.text.slice(start, end) === fact.quote;
  const all = stands ? paragraphs(article.text) : [];
  const at = all.findIndex(([from, to]) => start >= from && start < to);
  const [from, to] = all[at] ?? [start, end];
  const text = article?.text ?? '';
  return {
    factId: fact.id,
    // The paragraph before tells whom a first word like "He" means.
    before: at < 0 || start === from ? (fact.context ?? '') : tail(text.slice(from, start)),
    quote: fact.quote,
    after: at < 0 ? '' : head(text.slice(end, Math.max(to, end))),
    where: !stands ? EARLIER : at < 0 ? '' : `paragraph ${at + 1} of ${all.length}`,
    speaker: fact.speaker,
    articleTitle: article ? `${article.title}, ${dateOf(article)}` : fact.article,
    url: article && article.source.kind !== 'file' ? article.source.url : null,
    site: article ? siteOf(article) : null,
  };
}

/** No card, or one whose facts are all gone. */
const nothingToShow = (hadFacts: boolean, basis: CardBasis): Draft =>
  hadFacts
    ? noticeDraft(
        basis,
        'What this card rested on is no longer there',
        'Its article was changed or removed since. Ask again for what stands now.',
      )
    : noticeDraft(
        basis,
        'There is nothing to show a source for',
        'Ask something first, then ask for its source.',
      );

/** Says that lines of a card no longer stand as they did when it was made; null where all do. */
function changedSince(facts: readonly Fact[], gone: number): string | null {
  const changed = facts.filter(isWithdrawn).length + gone;
  if (changed === 0) return null;
  return facts.length + gone === 1
    ? 'This line was changed or withdrawn since'
    : `${changed} of these lines ${changed === 1 ? 'was' : 'were'} changed or withdrawn since`;
}

/** What the article says now in the place of what it withdrew. */
function laterWordings(facts: readonly Fact[], { readout }: CardBasis): CardSection[] {
  const later = facts
    .filter(isWithdrawn)
    .flatMap((fact) => successorOf(fact, readout.factsOf(fact.article)) ?? []);
  if (later.length === 0) return [];
  return [
    {
      style: 'also',
      heading: 'The article says now',
      lines: [...new Set(later)].map((fact) => lineOf(fact)),
    },
  ];
}

/** How many passages one card shows. */
const PASSAGES = 6;

/** The verbatim sentences behind facts, each marked among its neighbours. */
export function sourceDraft(factIds: readonly string[], question: string | null, basis: CardBasis): Draft {
  const facts = factIds.flatMap((id) => basis.readout.fact(id) ?? []);
  if (facts.length === 0) return nothingToShow(factIds.length > 0, basis);
  const notice = changedSince(facts, factIds.length - facts.length);
  const shown = facts.slice(0, PASSAGES);
  const ids = facts.map(({ id }) => id);
  return {
    card: {
      id: basis.id,
      kind: 'source',
      title:
        facts.length > 1 ? `The ${counted(facts.length, 'sentence')} behind it` : 'The sentence behind it',
      ...(notice ? { notice } : {}),
      ...(question ? { lede: shortened(question, 90) } : {}),
      sections: laterWordings(shown, basis),
      passages: shown.map((fact) => passageOf(fact, basis.readout.article(fact.article))),
      hidden: facts.length - shown.length,
      footer: [],
      actions: [
        { verb: 'share', label: 'Share' },
        { verb: 'why', label: 'Why this?', menu: true },
      ],
    },
    about: { question, facts: ids, shown: shown.map(({ id }) => id), questions: [] },
  };
}
