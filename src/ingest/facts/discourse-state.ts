import type { Sentence } from '../../language/sentences.ts';
import type { Antecedents, Speaker } from './resolve-source.ts';

/** What the sentences before one tell of who may speak in it. */
export interface Memory {
  speaker: Speaker | null;
  /** Who spoke before the last speaker, in the same paragraph or the one before. */
  earlier: Speaker | null;
  /** How many sentences ago the last speaker spoke. */
  silence: number;
  /** Paragraph of the last speaker. */
  paragraph: number;
  subject: Speaker | null;
  subjectParagraph: number;
  /** The speaker of the quotation that began at this place, or of "X said:" before the next paragraph. */
  readonly quotations: Map<number, Speaker>;
  colon: Speaker | null;
  /** A paragraph that stands as a quotation after "X said:", without marks. */
  block: { readonly paragraph: number; readonly speaker: Speaker } | null;
}

export const emptyMemory = (): Memory => ({
  speaker: null,
  earlier: null,
  silence: 0,
  paragraph: -9,
  subject: null,
  subjectParagraph: -9,
  quotations: new Map(),
  colon: null,
  block: null,
});

/** For how many paragraphs the last speaker is remembered. */
const RECENT = 3;

/** Forgets whom a sentence stands too far from. */
export function fade(memory: Memory, { paragraph }: Sentence): void {
  if (paragraph > memory.paragraph + RECENT) memory.speaker = null;
  if (paragraph > memory.paragraph + 1) memory.earlier = null;
  if (paragraph > memory.subjectParagraph + 1) memory.subject = null;
}

/** Whom a pronoun may mean, the last one named first: the last speaker, unless somebody was written of since. */
export const remembered = ({ speaker, subject, silence, earlier }: Memory): Antecedents =>
  silence > 0 ? [subject, speaker, earlier] : [speaker, subject, earlier];

/** Takes note of whom a sentence lets speak and of whom it is; `quoted` where most of it is a quotation. */
export function remember(
  memory: Memory,
  sentence: Sentence,
  speaker: Speaker | null,
  subject: Speaker | null,
  quoted: boolean,
): void {
  memory.silence++;
  if (speaker) {
    memory.silence = 0;
    if (memory.speaker?.name !== speaker.name) memory.earlier = memory.speaker;
    memory.speaker = speaker;
    memory.paragraph = sentence.paragraph;
  }
  if (subject && !quoted) {
    memory.subject = subject;
    memory.subjectParagraph = sentence.paragraph;
  }
}
