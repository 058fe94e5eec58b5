import { COUNTRIES } from './lexicon/places.ts';
import { ROLES } from './lexicon/roles.ts';
import type { Token } from './text-tokens.ts';

/** Whether a phrase is only a name, perhaps with a title before it. */
export const isNamePhrase = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  tokens[to - 1]!.capital &&
  tokens
    .slice(from, to)
    .every(
      (token) =>
        token.capital || /^(?:the|of|de|van|von|bin|al|'s)$/.test(token.lower) || ROLES.has(token.lower),
    );

/** Whether a sentence begins with a name and a comma, as before an apposition. */
export function opensWithName(tokens: readonly Token[], least: number): boolean {
  const comma = tokens.findIndex((token, index) => index > least && token.text === ',');
  return comma > least && comma - least < 8 && isNamePhrase(tokens, least, comma);
}

/**
 * Whether an apposition is a person's name: a few capitalised words, perhaps after a title, without words of places and
 * bodies.
 */
export const isApposedName = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  to - from < 7 &&
  tokens
    .slice(from, to)
    .every(
      (token) => token.capital || /^(?:de|van|von|bin|al|-)$/.test(token.lower) || ROLES.has(token.lower),
    ) &&
  (to - from > 1 || tokens[from]!.capital) &&
  tokens[to - 1]!.capital;

/** Whether a name is a country's, or the second part of a place's name: "Iowa" in "Ames, Iowa". */
export const isPlaceName = (tokens: readonly Token[], from: number, end: number): boolean =>
  COUNTRIES.has(
    tokens
      .slice(from, end)
      .map(({ lower }) => lower)
      .join(' '),
  ) ||
  (end - from === 1 && tokens[from - 2]?.capital === true);
