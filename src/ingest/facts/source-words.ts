import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Entity } from './entity-registry.ts';
import type { Gender } from './gender.ts';
import type { Name } from './names.ts';

/** A speaker as a card names it: a full name, or the article's own words. */
export interface Speaker {
  readonly name: string;
  readonly entity: Entity | null;
  readonly gender: Gender;
  readonly plural: boolean;
  /** True if the words indicate a person. */
  readonly person: boolean;
}

/** The possible antecedents of a sentence's pronouns, the nearest first. */
export type Antecedents = readonly (Speaker | null)[];

/** The phrase of a source, with its sentence. */
export interface SourceWords {
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  readonly phrase: Phrase;
  /** A name in apposition to the phrase: "Anna Berg" in "the mayor, Anna Berg,". */
  readonly apposed: Phrase | null;
  /** True if the verb always reports speech: "said". Then even an unlisted noun can be the source. */
  readonly strong: boolean;
}
