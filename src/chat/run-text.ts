import { shouldAnswerReply, shouldReply } from '../answer/intent/should-reply.ts';
import { askedOutcome, questionAboutQuoted, withQuotedNote } from './commands/ask.ts';
import { basisOf, privately, wordsFor } from './commands/command-outcome.ts';
import type { Command, CommandContext, Outcome, Values } from './commands/command-spec.ts';
import { nearMissDraft, unknownCommandDraft } from './commands/near-miss.ts';
import { MAX_QUESTIONS, readMessageText } from './message-text.ts';
import { readTyped } from './parse-command.ts';
import { type Answered, severalOutcome } from './several-questions.ts';

/** The dependencies of `runText`, besides the context. */
export interface RunParts {
  readonly commands: readonly Command[];
  readonly run: (command: string, values: Values, context: CommandContext) => Promise<Outcome>;
  /** False for text that another person may have written: a command in it is offered, not run. */
  readonly trusted?: boolean;
  /** Whether people said it to each other in a thread with the bot. Most such text is not for the bot. */
  readonly overheard?: boolean;
  /** Whether it replies to a card without naming the bot. Such text may be talk between people. */
  readonly isReply?: boolean;
  /** The text of a forwarded message. */
  readonly quoted?: string | null;
}

/** An outcome, and whether a chat may leave it out. */
interface Ran {
  readonly outcome: Outcome;
  readonly isOptional: boolean;
}

async function runOne(text: string, context: CommandContext, parts: RunParts): Promise<Ran | null> {
  const { commands, run, trusted = true, overheard = false, isReply = false, quoted = null } = parts;
  const typed = readTyped(text, commands, context);
  const mayBeTalk = overheard || isReply;
  const certain = (outcome: Outcome): Ran => ({ outcome, isOptional: false });
  switch (typed.kind) {
    case 'command':
      if (!trusted && typed.command !== 'help') {
        const types = withoutSlash(text);
        return certain(privately(nearMissDraft({ said: text, command: 'help', types }, context)));
      }
      // Between people, only a command's exact words run it.
      if (mayBeTalk && !isInItsOwnWords(text, typed.command)) return null;
      return certain(await run(typed.command, typed.values, context));
    case 'near miss':
      return mayBeTalk ? null : certain(privately(nearMissDraft(typed, context)));
    case 'unknown':
      return mayBeTalk ? null : certain(privately(unknownCommandDraft(typed.name, commands, context)));
    case 'question': {
      const { question, intent } = typed;
      const about = questionAboutQuoted(intent, question, quoted);
      if (about) {
        const { outcome, isOptional } = await askedOutcome(about.intent, about.quoted, context);
        return {
          outcome: withQuotedNote(outcome, about.heading, about.quoted, wordsFor(context)),
          isOptional,
        };
      }
      const isOnArticle = context.conversation?.article !== undefined;
      if (overheard && !shouldReply(intent, question, context.readout, isOnArticle)) return null;
      if (isReply && !shouldAnswerReply(intent, question, context.readout)) return null;
      if (intent.kind === 'ask' || intent.kind === 'pasted text' || intent.kind === 'unclear') {
        const outcome = await run('brief', { question }, context);
        return certain(outcome);
      }
      return askedOutcome(intent, question, context);
    }
  }
}

const withoutSlash = (text: string): string => text.trim().replace(/^\/(?:brief\s+)?/i, '');

const isInItsOwnWords = (text: string, command: string): boolean =>
  withoutSlash(text).toLowerCase().startsWith(command);

/**
 * Runs typed text: a command, a question, or several questions. Returns null if it was not meant for the bot.
 * `isOptional` marks an answer that a chat may leave out.
 */
export async function runText(raw: string, context: CommandContext, parts: RunParts): Promise<Ran | null> {
  const { text, questions, quoted } = readMessageText(raw);
  const about = { ...parts, quoted: quoted ?? parts.quoted ?? null };
  if (text === '' && about.quoted === null) {
    // Text with only emoji needs no answer.
    if (raw.trim() !== '' && /\p{Extended_Pictographic}|:[a-z0-9_+'-]+:/iu.test(raw))
      return askedOutcome({ kind: 'talk', talk: 'nod' }, raw, context).then((ran) =>
        parts.overheard ? null : ran,
      );
    return { outcome: await parts.run('brief', { question: raw }, context), isOptional: false };
  }
  if (questions.length < 2) return runOne(text, context, about);
  const answers: Answered[] = [];
  let { conversation } = context;
  for (const question of questions.slice(0, MAX_QUESTIONS)) {
    const ran = await runOne(question, { ...context, conversation }, { ...about, quoted: null });
    if (!ran || ran.isOptional) continue;
    answers.push({ question, outcome: ran.outcome });
    conversation = ran.outcome.conversation ?? conversation;
  }
  if (answers.length === 0) return null;
  if (answers.length === 1) return { outcome: answers[0]!.outcome, isOptional: false };
  return { outcome: severalOutcome(answers, questions.length, basisOf(context)), isOptional: false };
}
