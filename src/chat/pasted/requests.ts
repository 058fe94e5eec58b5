import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import type { FileCall } from '../call-types.ts';
import { basisOf, wordsFor } from '../commands/command-outcome.ts';
import type { Command, CommandContext } from '../commands/command-spec.ts';
import { readTyped } from '../parse-command.ts';
import { MAX_TYPED_LENGTH } from '../typed-length.ts';
import { answerFiles, answerPasted, type PastedParts } from './answer-pasted.ts';
import { findPasted, questionIn } from './find-pasted.ts';

const MEDIA_TYPE = /^(?:image|audio|video)\//i;

/** Returns the files that may contain an article. Images and recordings are skipped. */
const readable = (files: readonly FileCall[]): FileCall[] =>
  files.filter(({ contentType }) => !MEDIA_TYPE.test(contentType ?? ''));

/** Whether a message has something to read. */
export const hasContentToRead = (text: string, files: readonly FileCall[] = []): boolean =>
  readable(files).length > 0 || (files.length > 0 && text.trim() === '') || findPasted(text) !== null;

/** Whether text is a command, which may contain an address: "sources add https://example.org". */
export const isCommand = (text: string, commands: readonly Command[], context: CommandContext): boolean =>
  text.length <= MAX_TYPED_LENGTH && readTyped(text, commands, context).kind !== 'question';

export interface RequestText {
  readonly text: string;
  readonly files: readonly FileCall[];
  /** Whether the text is another person's message, so its words are not a question. */
  readonly isMessage?: boolean;
  /** The question about another person's message; null for a brief. */
  readonly asked?: string | null;
}

/** Reads what a message contains and answers with a brief. Returns null if there is nothing to read. */
export async function answerRequested(
  { text, files, isMessage = false, asked = null }: RequestText,
  context: CommandContext,
  parts: PastedParts,
): Promise<Draft | null> {
  const papers = readable(files);
  if (papers.length > 0)
    return answerFiles(papers, isMessage ? asked : questionIn(text), parts, wordsFor(context));
  if (files.length > 0 && text.trim() === '')
    return errorDraft(basisOf(context), wordsFor(context).reading.readable);
  const pasted = findPasted(text);
  return pasted && answerPasted(isMessage ? { ...pasted, question: asked } : pasted, parts, context);
}
