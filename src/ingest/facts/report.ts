import { DETERMINERS } from '../../language/lexicon/function-words.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';

/** A reporting clause: where its verb stands and which words name the source. */
export interface Report {
  readonly verb: string;
  /** Token positions of the verb and of the source; the source is null if the sentence has none. */
  readonly cue: Phrase;
  readonly source: Phrase | null;
  /** A name in apposition to the source: "Anna Berg" in "the mayor, Anna Berg,". */
  readonly apposed: Phrase | null;
  /** Where the source stands: before what is said ("X said …"), after it ("…, said X"), "according to X", "a man who said …". */
  readonly form: 'leading' | 'trailing' | 'according' | 'gerund' | 'passive' | 'relative';
}

/** What the reporting clauses of a sentence are looked for in. */
export interface ReportContext {
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  readonly quoted: (at: number) => boolean;
  /** The first token after the last quotation mark: no source reaches back beyond it. */
  readonly least: number;
}

/** Whether a token may begin the words for a source: "the mayor", "Anna Berg", "senior officials". */
export const opensSource = (token: Token): boolean =>
  token.capital ||
  DETERMINERS.has(token.lower) ||
  ROLES.has(token.lower) ||
  /^(?:he|she|they|state|senior|former)$/.test(token.lower);
