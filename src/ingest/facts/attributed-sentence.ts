import type { Sentence } from '../../language/sentences.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';
import type { Report } from './report.ts';
import type { Speaker } from './source-words.ts';

/** A sentence with its names, its speaker, and the person that its leading pronoun refers to. */
export interface AttributedSentence {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  /** The reporting clause that names the speaker; null if the speaker continues from an earlier sentence. */
  readonly report: Report | null;
  readonly speaker: Speaker | null;
  /** The sentence's subject: its first name, or the antecedent of its leading pronoun. */
  readonly subject: Speaker | null;
  /** The antecedent of the leading pronoun; null if it is ambiguous. */
  readonly pronounMeans: Speaker | null;
  /** True if the whole sentence is within quotation marks. */
  readonly quoted: boolean;
  /** True if it begins inside a quotation, even if the opening mark is in an earlier sentence. */
  readonly opensQuoted: boolean;
  /** True if it quotes more than a word or two. */
  readonly quotedIn: boolean;
  /** The length of a transcript's speaker label at its beginning; 0 if there is none. */
  readonly label: number;
  /** True if it is a line like "— Anna Berg, mayor", which names the speaker of the text before it. */
  readonly cite: boolean;
  /** True if it is one part of a sentence that was too long for one claim. */
  readonly part: boolean;
}
