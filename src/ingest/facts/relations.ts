import { HUMANS } from '../../language/lexicon/people.ts';
import { ROLES, roleOf } from '../../language/lexicon/roles.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';

/** Somebody who is named as another's relative or aide: "her son Karl", "Berg's lawyer, Karl Vik". */
export interface Relation {
  /** The noun for the relative, normalised like a role. */
  readonly noun: string;
  /** The other's name or pronoun, as the sentence has it: "Berg", "her". */
  readonly owner: string;
  readonly name: Name;
}

/** The most tokens between an owner and the noun: "her eldest son". */
const LONGEST_BETWEEN = 3;

const isRelative = (token: Token | undefined): boolean =>
  token !== undefined && !token.capital && (ROLES.has(token.lower) || HUMANS.has(token.lower));

/** Finds the people whom a sentence names as somebody's relative or aide. */
export function relationsIn(tokens: readonly Token[], names: readonly Name[]): readonly Relation[] {
  const found: Relation[] = [];
  for (const name of names) {
    const noun = tokens[name.from - 1]?.text === ',' ? name.from - 2 : name.from - 1;
    if (!isRelative(tokens[noun])) continue;
    for (let at = noun - 1; at >= Math.max(0, noun - LONGEST_BETWEEN); at--) {
      const { lower, mark } = tokens[at]!;
      const owner =
        lower === "'s"
          ? names.find(({ to }) => to === at)?.text
          : /^(?:his|her|their)$/.test(lower)
            ? lower
            : undefined;
      if (owner !== undefined) found.push({ noun: roleOf(tokens[noun]!.lower), owner, name });
      if (owner !== undefined || mark || lower === "'s") break;
    }
  }
  return found;
}
