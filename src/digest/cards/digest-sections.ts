import { conflictsAmong } from '../../answer/answer-question.ts';
import { conflictSection } from '../../answer/cards/conflict-card.ts';
import { dateOf, shortened } from '../../answer/cards/wording.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { CardLine, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';

/** The longest article's title in a line's small print. */
const TITLE = 70;
/** The longest claim of the other side in small print. */
const CLAIM = 110;

interface Group {
  readonly facts: readonly Fact[];
  readonly section: CardSection;
}

/** The topic that most of these facts share, and those of them that do. */
function largestTopic(facts: Iterable<Fact>, readout: Readout) {
  const topics = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const id of fact.topics) if (readout.topic(id)) topics.set(id, [...(topics.get(id) ?? []), fact]);
  const [largest] = [...topics].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return largest ? { label: readout.topic(largest[0])!.label, facts: largest[1] } : null;
}

/** Lines of several articles name theirs; those that say the same elsewhere are counted. */
function notesFor(shown: readonly Fact[], twins: readonly Fact[], readout: Readout, says: Says) {
  const several = new Set(shown.map(({ article }) => article)).size > 1;
  return (line: CardLine): CardLine => {
    const fact = shown.find(({ id }) => id === line.factId);
    if (!fact) return line;
    const article = readout.article(fact.article);
    const others = new Set(twins.filter((twin) => says(twin, fact)).map((twin) => twin.article));
    others.delete(fact.article);
    const against = (fact.conflictsWith ?? []).flatMap((id) => readout.fact(id) ?? []);
    const isAlone = against.length > 0 && !against.some((other) => shown.includes(other));
    const how = fact.conflictIsPossible ? 'possibly against it' : 'against it';
    const otherSide = isAlone ? `told before, ${how}: ${shortened(against[0]!.claim, CLAIM)}` : undefined;
    const source =
      several && article ? `in ${shortened(article.title, TITLE)}, ${dateOf(article)}` : undefined;
    const notes = [source, otherSide, line.note].filter((note) => note !== undefined);
    return {
      ...line,
      ...(others.size > 0 ? { otherSources: others.size } : {}),
      ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
    };
  };
}

type Says = (one: Fact, other: Fact) => boolean;

/**
 * Facts under the topics that most of them share, contradictions side by side, in the order of their most salient fact;
 * each line sourced.
 */
export function newsSections(
  shown: readonly Fact[],
  twins: readonly Fact[],
  readout: Readout,
  { says, line }: { readonly says: Says; readonly line: (fact: Fact) => CardLine },
): CardSection[] {
  const found = shown.map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } }));
  const conflicts = conflictsAmong(found, (id) => shown.find((one) => one.id === id));
  const groups: Group[] = conflicts.map(([one, other]) => {
    const facts = [one.fact, other.fact];
    const topic = largestTopic(facts, readout);
    const isShared = topic?.facts.length === facts.length;
    const section = conflictSection([one, other]);
    return { facts, section: isShared ? { ...section, heading: topic.label } : section };
  });
  const left = new Set(shown).difference(new Set(groups.flatMap(({ facts }) => facts)));
  while (left.size > 0) {
    const topic = largestTopic(left, readout);
    const facts = topic?.facts ?? [...left];
    const section = { style: 'facts', heading: topic?.label ?? 'Also', lines: facts.map(line) } as const;
    groups.push({ facts, section });
    for (const fact of facts) left.delete(fact);
  }
  const place = ({ facts }: Group) => Math.min(...facts.map((fact) => shown.indexOf(fact)));
  const noted = notesFor(shown, twins, readout, says);
  return groups
    .sort((a, b) => place(a) - place(b))
    .map(({ section }) => ({ ...section, lines: section.lines.map(noted) }));
}
