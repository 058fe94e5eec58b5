import type { CardLine, CardSection } from '../../domain/card.ts';
import type { Fact, Stance } from '../../domain/fact.ts';
import type { Words } from '../../domain/words/en.ts';
import type { FoundFact } from '../answer.ts';
import { lineOf } from './wording.ts';

const sideOf = (stance: Stance, { answers }: Words): string =>
  ({
    affirmed: answers.sideSaid,
    denied: answers.sideDenied,
    'not-discussed': answers.sideNotDiscussed,
  })[stance];

function labels(one: Fact, other: Fact, words: Words): readonly [string, string] {
  const short = (fact: Fact) => fact.speaker?.split(' ').at(-1) ?? words.answers.sideArticle;
  if (one.stance === other.stance || (one.speaker && other.speaker && one.speaker !== other.speaker))
    return [short(one), short(other)];
  const side = (fact: Fact, against: Fact) =>
    fact.stance === 'affirmed' && against.stance === 'not-discussed'
      ? words.answers.sideDiscussed
      : sideOf(fact.stance, words);
  return [side(one, other), side(other, one)];
}

/** Names what two contradicting facts come from: two people, two articles, or one article. */
function badge(one: Fact, other: Fact, { answers }: Words): string {
  const isPossible = one.conflictIsPossible || other.conflictIsPossible;
  const areTwo = one.speaker && other.speaker && one.speaker !== other.speaker;
  const apart = one.article === other.article ? answers.twoMinds : answers.sourcesDiffer;
  const said = areTwo ? answers.viewsDiffer : apart;
  return isPossible ? answers.possibly(said) : said;
}

/** Builds a found fact's line, with the number of sources for its event. */
export const lineFor = (
  { fact, shown, also = [] }: FoundFact,
  words: Words,
  extra: Partial<CardLine> = {},
): CardLine =>
  lineOf(fact, words, {
    ...(shown === undefined ? {} : { claim: shown }),
    ...extra,
    ...(also.length > 0 ? { otherSources: also.length } : {}),
  });

/** Builds one side's line. A claim that begins with its speaker ("Ushakov noted that …") gets no label. */
const sideLine = (found: FoundFact, label: string, words: Words): CardLine =>
  lineFor(found, words, found.fact.claim.startsWith(`${label} `) ? {} : { label });

/** Builds the section of a contradiction, with the affirming side first. */
export function conflictSection([left, right]: readonly [FoundFact, FoundFact], words: Words): CardSection {
  const affirmedFirst = right.fact.stance === 'affirmed' && left.fact.stance !== 'affirmed';
  const [one, other] = affirmedFirst ? [right, left] : [left, right];
  const [first, second] = labels(one.fact, other.fact, words);
  return {
    style: 'conflict',
    badge: badge(one.fact, other.fact, words),
    lines: [sideLine(one, first, words), sideLine(other, second, words)],
  };
}

/** Builds the sections for facts: contradictions side by side, other facts in a list, by relevance. */
export function factSections(
  shown: readonly FoundFact[],
  pairs: readonly (readonly [FoundFact, FoundFact])[],
  words: Words,
): CardSection[] {
  const inConflict = new Set(pairs.flatMap(([one, other]) => [one.fact.id, other.fact.id]));
  const conflicts = pairs.map((pair) => conflictSection(pair, words));
  const plain = shown.filter(({ fact }) => !inConflict.has(fact.id)).map((one) => lineFor(one, words));
  if (conflicts.length === 0) return [{ style: 'facts', lines: plain }];
  if (plain.length === 0) return conflicts;
  const leads = shown[0] && !inConflict.has(shown[0].fact.id);
  return leads
    ? [{ style: 'facts', lines: plain }, ...conflicts]
    : [...conflicts, { style: 'also', heading: words.answers.also, lines: plain }];
}
