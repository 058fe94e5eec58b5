import { AUXILIARIES, BE_FORMS } from '../../language/lexicon/function-words.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';
import type { Report } from './report.ts';

/** Nouns for a statement or an opinion. */
const OPINIONS =
  listed(`view opinion analysis argument claim belief message position concern fear hope assessment contention theory
  suggestion worry advice answer response explanation conclusion reaction complaint criticism`);

/** The fewest tokens from "is" on that may be what somebody thinks. */
const LEAST_OF_OPINION = 6;

/** Finds the person whose view begins a sentence: "In Berg's view, the plan …". Returns null if there is none. */
function viewIn(tokens: readonly Token[], names: readonly Name[]): Report | null {
  if (tokens[0]?.lower !== 'in') return null;
  const owner = names[0]?.from === 1 ? { from: 1, to: names[0].to } : { from: 1, to: 2 };
  const isOwned =
    names[0]?.from === 1
      ? tokens[owner.to]?.lower === "'s"
      : /^(?:his|her|their)$/.test(tokens[1]?.lower ?? '');
  const noun = names[0]?.from === 1 ? owner.to + 1 : owner.to;
  if (!isOwned || !/^(?:view|opinion|words|telling|estimation)$/.test(tokens[noun]?.lower ?? '')) return null;
  if (!/^[,:]$/.test(tokens[noun + 1]?.text ?? '')) return null;
  return {
    verb: 'believe',
    cue: { from: noun, to: noun + 1 },
    source: owner,
    apposed: null,
    form: 'leading',
  };
}

/**
 * Finds the person for whom a quoted opinion holds: "For Anna Berg, the paper is “the best so far”". Returns null if
 * there is none.
 */
function forIn(tokens: readonly Token[], names: readonly Name[]): Report | null {
  const name = names[0];
  if (tokens[0]?.lower !== 'for' || name?.from !== 1 || name.kind === 'organisation' || name.kind === 'place')
    return null;
  // "For Christmas," names nobody.
  if (name.kind !== 'person' && !name.text.includes(' ')) return null;
  if (tokens[name.to]?.text !== ',' || !tokens.slice(name.to).some(isQuote)) return null;
  return {
    verb: 'believe',
    cue: { from: 0, to: 1 },
    source: { from: name.from, to: name.to },
    apposed: null,
    form: 'leading',
  };
}

/**
 * Finds the person whose opinion a sentence states: "The agency's analysis has been that …", "His greatest fear is …".
 * Returns null if there is none.
 */
export function opinionIn(tokens: readonly Token[], names: readonly Name[]): Report | null {
  const viewed = viewIn(tokens, names) ?? forIn(tokens, names);
  if (viewed) return viewed;
  const verb = tokens.findIndex(({ lower }) => AUXILIARIES.has(lower) && lower !== "'s");
  const noun = verb - 1;
  const isBe = tokens.slice(verb, verb + 3).some(({ lower }) => BE_FORMS.has(lower));
  if (noun < 1 || noun > 9 || !isBe) return null;
  // "His message is broadly ideological" tells of it, not what it says.
  if (tokens.length - verb < LEAST_OF_OPINION && !tokens.some(isQuote)) return null;
  if (!OPINIONS.has(tokens[noun]!.lower) || !/^\p{L}/u.test(tokens[verb + 1]?.text ?? '')) return null;
  for (let owner = noun - 1; owner >= Math.max(0, noun - 3); owner--) {
    const { lower } = tokens[owner]!;
    const isPronoun = owner === 0 && /^(?:his|her|its|their)$/.test(lower);
    const name = lower === "'s" ? names.find(({ to }) => to === owner) : undefined;
    if (!isPronoun && !(name && name.from < 2)) continue;
    const source = name ? { from: name.from, to: name.to } : { from: 0, to: 1 };
    return { verb: 'believe', cue: { from: noun, to: noun + 1 }, source, apposed: null, form: 'leading' };
  }
  return null;
}
