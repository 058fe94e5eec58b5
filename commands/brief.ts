import { errorDraft } from '../src/answer/cards/notice-card.ts';
import { exampleQuestions } from '../src/answer/cards/small-talk-card.ts';
import { readIntent } from '../src/answer/intent/read-intent.ts';
import { askedOutcome } from '../src/chat/commands/ask.ts';
import { basisOf, privately } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeArticle, completeQuestion } from '../src/chat/commands/completions.ts';
import { MAX_TYPED_LENGTH } from '../src/chat/typed-length.ts';

/** The longest question, in UTF-16 units; the limit for all typed text. */
const MAX_QUESTION_LENGTH = MAX_TYPED_LENGTH;

/** Describes what is wrong with a question and what to do. Returns null if it is fine. */
export function questionFault(question: string, example = () => 'what about INF?'): string | null {
  if (question.replace(/[\p{C}\p{Z}\p{P}]/gu, '') === '')
    return `Ask about something, for example: ${example()}`;
  if (question.length > MAX_QUESTION_LENGTH)
    return `That question is ${question.length.toLocaleString('en')} characters long. Ask in at most ${MAX_QUESTION_LENGTH.toLocaleString('en')}.`;
  return null;
}

/** Resolves an article's id or title to its id. Other text is returned unchanged, so that the error can name it. */
function articleNamed(said: string, { readout }: CommandContext): string {
  return readout.articles().find(({ id, title }) => id === said || title === said)?.id ?? said;
}

/** `/brief`: answers a question with a short sourced card. */
export const brief: Command = {
  name: 'brief',
  description: 'Ask what the news says about something',
  options: [
    {
      name: 'question',
      description: 'For example: what about INF? A link is read',
      required: false,
      complete: completeQuestion,
    },
    {
      name: 'file',
      description: 'Read a PDF, Word, text, HTML or e-mail file',
      required: false,
      isFile: true,
    },
    { name: 'article', description: 'Ask one article only', required: false, complete: completeArticle },
  ],
  examples: ['brief what about INF?', 'brief was Venezuela discussed?', 'brief Лавров'],
  read: (rest) => ({ question: rest }),
  async run(values, context) {
    const question = (values.question ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
    const basis = basisOf(context);
    const fault = questionFault(question, () => exampleQuestions(context.readout)[0] ?? 'what about …?');
    if (fault) return privately(errorDraft(basis, fault, undefined, [{ verb: 'topics', label: 'Topics' }]));
    // A Discord client may send a choice's name instead of its value: discord/discord-api-docs issue 7206.
    const article = values.article && articleNamed(values.article, context);
    if (article && !context.readout.articles().some(({ id }) => id === article))
      return privately(
        errorDraft(
          basis,
          `There is no article "${article.slice(0, 60)}" here`,
          `${context.typed('sources')} lists them.`,
        ),
      );
    const intent = readIntent(question, { commands: false });
    return (await askedOutcome(intent, question, context, article)).outcome;
  },
};
