import type { CardSection } from '../domain/card.ts';

/**
 * The priority of sections if not all lines fit. The card's first line, its answer, always has the highest priority.
 */
const SECTION_ORDER: readonly CardSection['style'][] = ['conflict', 'facts', 'nearest', 'list', 'also'];

/** Groups the lines that are only shown together: both sides of a contradiction. */
function groupsOf({ style, lines }: CardSection): readonly (readonly number[])[] {
  if (style !== 'conflict') return lines.map((_, at) => [at]);
  const pairs: number[][] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const last = pairs.at(-1);
    if (at === lines.length - 1 && last) last.push(at);
    else pairs.push([at, at + 1].filter((place) => place < lines.length));
  }
  return pairs;
}

/** Identifies a line by its position, because a card may contain equal lines. */
export const lineKey = (section: number, line: number): string => `${section}.${line}`;

/** Chooses the lines that fit into `room`. The first line, or the first pair, is always chosen. */
export function chosenLines(sections: readonly CardSection[], room: number): ReadonlySet<string> {
  const groups = sections.flatMap((section, at) =>
    groupsOf(section).map((lines) => ({
      lines: lines.map((line) => lineKey(at, line)),
      rank: SECTION_ORDER.indexOf(section.style),
    })),
  );
  const ordered = groups
    .map((group, at) => ({ ...group, rank: at === 0 ? -1 : group.rank }))
    .sort((one, other) => one.rank - other.rank);
  const chosen = new Set<string>();
  for (const { lines } of ordered) {
    if (chosen.size > 0 && chosen.size + lines.length > room) break;
    for (const line of lines) chosen.add(line);
  }
  return chosen;
}
