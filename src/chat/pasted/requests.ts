import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import type { FileCall } from '../call-types.ts';
import { basisOf } from '../commands/command-outcome.ts';
import type { Command, CommandContext } from '../commands/command-spec.ts';
import { readTyped } from '../parse-command.ts';
import { LONGEST_TYPED } from '../typed-length.ts';
import { answerFiles, answerPasted, type PastedParts } from './answer-pasted.ts';
import { findPasted, questionIn } from './find-pasted.ts';
import { READABLE } from './reading-trouble.ts';

const PICTURE = /^(?:image|audio|video)\//i;

/** Files that may hold an article: pictures and recordings that go with a message are not read. */
const readable = (files: readonly FileCall[]): FileCall[] =>
  files.filter(({ contentType }) => !PICTURE.test(contentType ?? ''));

/** Whether a message brings something to be read. */
export const bringsRequest = (text: string, files: readonly FileCall[] = []): boolean =>
  readable(files).length > 0 || (files.length > 0 && text.trim() === '') || findPasted(text) !== null;

/** Whether a text is a command, which may name an address: "sources add https://example.org". */
export const isCommand = (text: string, commands: readonly Command[], context: CommandContext): boolean =>
  text.length <= LONGEST_TYPED && readTyped(text, commands, context).kind !== 'question';

export interface RequestText {
  readonly text: string;
  readonly files: readonly FileCall[];
  /** Whether it is another person's message: its words are no question. */
  readonly isMessage?: boolean;
  /** What is asked about another person's message; null for a brief. */
  readonly asked?: string | null;
}

/** Reads what a message brings, and answers with a brief of it; null if it brings nothing. */
export async function answerRequested(
  { text, files, isMessage = false, asked = null }: RequestText,
  context: CommandContext,
  parts: PastedParts,
): Promise<Draft | null> {
  const papers = readable(files);
  if (papers.length > 0) return answerFiles(papers, isMessage ? asked : questionIn(text), parts);
  if (files.length > 0 && text.trim() === '') return errorDraft(basisOf(context), READABLE);
  const pasted = findPasted(text);
  return pasted && answerPasted(isMessage ? { ...pasted, question: asked } : pasted, parts, context);
}
