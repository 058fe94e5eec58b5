import type { Sentence } from '../../language/sentences.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';
import type { Report } from './report.ts';
import type { Speaker } from './source-words.ts';

/** A sentence with what its words tell: who is named, who speaks, whom a leading pronoun means. */
export interface AttributedSentence {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  /** The reporting clause that the speaker was taken from; null if he goes on from a sentence before. */
  readonly report: Report | null;
  readonly speaker: Speaker | null;
  /** Who or what the sentence is about: its first name, or what its leading pronoun stands for. */
  readonly subject: Speaker | null;
  /** Whom or what its leading pronoun stands for, if only one can be meant. */
  readonly pronounMeans: Speaker | null;
  /** True if the whole sentence stands within quotation marks. */
  readonly quoted: boolean;
  /** True if it begins within a quotation, whether or not the mark stands here. */
  readonly opensQuoted: boolean;
  /** True if it quotes more than a word or two. */
  readonly quotedIn: boolean;
  /** Length of a transcript's label at its beginning; 0 without one. */
  readonly label: number;
  /** True if it is a line like "— Anna Berg, mayor", which tells who said what stands before it. */
  readonly cite: boolean;
  /** True if it is a part of a sentence that was too long for one claim. */
  readonly part: boolean;
}
