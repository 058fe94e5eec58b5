import { conflictsAmong } from '../../answer/answer-question.ts';
import { conflictSection } from '../../answer/cards/conflict-card.ts';
import { sourceOf } from '../../answer/cards/footer.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { CardLine, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { joinParts } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { type Story, storiesOf } from '../content/stories.ts';

/** The longest claim of a contradiction's other side in small print, in characters. */
const MAX_CLAIM_LENGTH = 110;

interface Group {
  readonly facts: readonly Fact[];
  readonly section: CardSection;
}

/** Finds the topic shared by the most facts, and returns it with those facts. */
function largestTopic(facts: Iterable<Fact>, readout: Readout) {
  const topics = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const id of fact.topics) if (readout.topic(id)) topics.set(id, [...(topics.get(id) ?? []), fact]);
  const [largest] = [...topics].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return largest ? { label: readout.topic(largest[0])!.label, facts: largest[1] } : null;
}

/**
 * Adds to each line its article, if no headline names it, the number of other sources, and a contradiction's other
 * side.
 */
function notesFor({ shown, twins }: News, readout: Readout, { says, words }: SectionParts) {
  const { chat } = words;
  const isSeveral = new Set(shown.map(({ article }) => article)).size > 1;
  return (line: CardLine, isHeaded: boolean): CardLine => {
    const fact = shown.find(({ id }) => id === line.factId);
    if (!fact) return line;
    const article = readout.article(fact.article);
    const others = new Set(twins.filter((twin) => says(twin, fact)).map((twin) => twin.article));
    others.delete(fact.article);
    const against = (fact.conflictsWith ?? []).flatMap((id) => readout.fact(id) ?? []);
    const isAlone = against.length > 0 && !against.some((other) => shown.includes(other));
    const otherSide = isAlone
      ? chat.against(shortened(against[0]!.claim, MAX_CLAIM_LENGTH), fact.conflictIsPossible === true)
      : undefined;
    const notes = [otherSide, line.note].filter((note) => note !== undefined);
    return {
      ...line,
      ...(isSeveral && article && !isHeaded ? { source: sourceOf(article, words) } : {}),
      ...(others.size > 0 ? { otherSources: others.size } : {}),
      ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
    };
  };
}

type SaysTheSame = (one: Fact, other: Fact) => boolean;

/** The facts of a digest and those that its channel was sent before. */
interface News {
  readonly shown: readonly Fact[];
  readonly twins: readonly Fact[];
  readonly recent: readonly Fact[];
}

interface SectionParts {
  readonly says: SaysTheSame;
  readonly line: (fact: Fact) => CardLine;
  readonly words: Words;
}

/**
 * Builds a story's section: its newest headline with outlet and date, the number of outlets, and what the channel was
 * sent about it before.
 */
function storySection(
  { facts, article, outlets, before }: Story,
  { line, words }: SectionParts,
): CardSection {
  const { story } = words;
  const { title, url, site, date, language } = sourceOf(article, words);
  const badge = joinParts([
    site,
    date,
    language && words.answers.inLanguage(language),
    outlets > 1 ? story.outlets(outlets) : null,
    before ? story.running : null,
  ]);
  const lines = facts.map(line);
  const earlier = before ? story.before(shortened(before.claim, MAX_CLAIM_LENGTH)) : null;
  return {
    style: 'facts',
    heading: title,
    url,
    badge,
    lines: earlier
      ? lines.map((one, at) =>
          at === 0 ? { ...one, note: [one.note, earlier].filter(Boolean).join('; ') } : one,
        )
      : lines,
  };
}

/**
 * Builds a digest's sections, ordered by their most salient fact. Contradictions are side by side, and each story has a
 * linked headline.
 */
export function newsSections(news: News, readout: Readout, parts: SectionParts): CardSection[] {
  const { shown, twins, recent } = news;
  const found = shown.map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } }));
  const conflicts = conflictsAmong(found, (id) => shown.find((one) => one.id === id));
  const sides: Group[] = conflicts.map(([one, other]) => {
    const facts = [one.fact, other.fact];
    const topic = largestTopic(facts, readout);
    const isShared = topic?.facts.length === facts.length;
    const section = conflictSection([one, other], parts.words);
    return { facts, section: isShared ? { ...section, heading: topic.label } : section };
  });
  const left = [...new Set(shown).difference(new Set(sides.flatMap(({ facts }) => facts)))];
  const stories = storiesOf(left, twins, recent, readout);
  const storyGroups: Group[] = stories.map((story) => ({
    facts: story.facts,
    section: storySection(story, parts),
  }));
  const place = ({ facts }: Group) => Math.min(...facts.map((fact) => shown.indexOf(fact)));
  const noted = notesFor(news, readout, parts);
  const headed = new Set(storyGroups.map(({ section }) => section));
  return [...sides, ...storyGroups]
    .sort((a, b) => place(a) - place(b))
    .map(({ section }) => ({
      ...section,
      lines: section.lines.map((line) => noted(line, headed.has(section))),
    }));
}
