import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Gender, Member } from './entity-registry.ts';
import type { Name } from './names.ts';

/** A source as the article lets it speak: a name in full, or the article's own words for it. */
export interface Speaker {
  readonly name: string;
  readonly member: Member | null;
  readonly gender: Gender;
  readonly plural: boolean;
  /** True for a person, as far as the words tell. */
  readonly person: boolean;
}

/** What a sentence's pronouns may stand for, the nearest first. */
export type Antecedents = readonly (Speaker | null)[];

/** A source's phrases and the sentence that they stand in. */
export interface SourceWords {
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  readonly phrase: Phrase;
  /** A name in apposition to the phrase: "Anna Berg" in "the mayor, Anna Berg,". */
  readonly apposed: Phrase | null;
  /** True if the verb lets anybody speak: "said". A noun that no list knows then speaks too. */
  readonly strong: boolean;
}
