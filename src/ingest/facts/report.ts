import { DETERMINERS } from '../../language/lexicon/function-words.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';

/** A reporting clause: its verb (the cue) and the words for its source. Both terms are those of PARC 3.0. */
export interface Report {
  readonly verb: string;
  /** The token ranges of the cue and of the source. The source is null if the sentence has none. */
  readonly cue: Phrase;
  readonly source: Phrase | null;
  /** A name in apposition to the source: "Anna Berg" in "the mayor, Anna Berg,". */
  readonly apposed: Phrase | null;
  /**
   * The clause's form: before its content ("X said …"), after it ("…, said X"), "according to X", "a man who said …".
   */
  readonly form: 'leading' | 'trailing' | 'according' | 'gerund' | 'passive' | 'relative';
}

/** The input for finding a sentence's reporting clauses. */
export interface ReportContext {
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  readonly quoted: (at: number) => boolean;
  /** The first token after the last quotation mark. A source does not extend across it. */
  readonly least: number;
}

/** Whether a token may begin a source: "the mayor", "Anna Berg", "senior officials". */
export const opensSource = (token: Token): boolean =>
  token.capital ||
  DETERMINERS.has(token.lower) ||
  ROLES.has(token.lower) ||
  /^(?:he|she|they|state|senior|former)$/.test(token.lower);
