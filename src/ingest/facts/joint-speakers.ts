import type { EntityRegistry } from './entity-registry.ts';
import { speakerNamed } from './named-speaker.ts';
import { type Name, textOf } from './names.ts';
import { referentOf } from './pronoun-referent.ts';
import type { Antecedents, SourceWords, Speaker } from './source-words.ts';

/**
 * Returns a joint speaker: "X and Y say", "X and its defenders say". Returns null if the phrase has one name or none.
 */
function jointly(
  { tokens, names, phrase: { from, to } }: SourceWords,
  registry: EntityRegistry,
): Speaker | null {
  const first = names.find(
    (name) => name.from >= from && tokens[name.to]?.lower === 'and' && name.to + 1 < to,
  );
  if (!first || first.from > from + 1) return null;
  const next = tokens[first.to + 1]!.lower === 'the' ? first.to + 2 : first.to + 1;
  const second = names.find((name) => name.from === next && name.to === to);
  const owned = /^(?:its|his|her|their)$/.test(tokens[first.to + 1]!.lower);
  if (!second && !owned) return null;
  const rest = second ? speakerNamed(second, registry).name : textOf(tokens, first.to + 1, to);
  const name = `${speakerNamed(first, registry).name} and ${rest}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/**
 * Returns all members of a list, whose last name precedes the verb: "Sens. X (D-Ore.), Y and Z said". Returns null for
 * a single name.
 */
function inList({ tokens, names, phrase }: SourceWords, registry: EntityRegistry): Speaker | null {
  const listed: Name[] = [];
  let from = phrase.from;
  const last = names.find((name) => name.from === from && name.to <= phrase.to);
  if (!last || tokens[from - 1]?.lower !== 'and') return null;
  from--;
  for (;;) {
    let to = from;
    while (/^(?:,|and)$/.test(tokens[to - 1]?.lower ?? '')) to--;
    if (tokens[to - 1]?.text === ')') {
      to = tokens.findLastIndex(({ text }, at) => at < to && text === '(');
      if (to < 0) return null;
    }
    const name = names.find((one) => one.to === to);
    if (!name) break;
    listed.unshift(name);
    from = name.from;
  }
  if (listed.length < 2) return null;
  const all = [...listed, last].map((name) => speakerNamed(name, registry).name);
  const name = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/** Replaces the pronoun in "She and other members"; null for any other phrase. */
function withPronoun({ tokens, phrase }: SourceWords, antecedents: Antecedents): Speaker | null {
  const pronoun = tokens[phrase.from - 2]?.lower ?? '';
  if (tokens[phrase.from - 1]?.lower !== 'and' || !/^(?:he|she)$/.test(pronoun)) return null;
  const meant = referentOf(pronoun, antecedents);
  if (!meant) return null;
  const name = `${meant.name} and ${textOf(tokens, phrase.from, phrase.to)}`;
  return { name, entity: null, gender: null, plural: true, person: true };
}

/** Returns several people who speak together: "X and Y", "X, Y and Z", "she and others"; null for a single speaker. */
export const jointSpeakers = (
  source: SourceWords,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null =>
  jointly(source, registry) ?? inList(source, registry) ?? withPronoun(source, antecedents);
