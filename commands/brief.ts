import { topicsAction } from '../src/answer/cards/card-draft.ts';
import { errorDraft } from '../src/answer/cards/notice-card.ts';
import { exampleQuestions } from '../src/answer/cards/small-talk-card.ts';
import { readIntent } from '../src/answer/intent/read-intent.ts';
import { askedOutcome } from '../src/chat/commands/ask.ts';
import { basisOf, privately, wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeArticle, completeQuestion } from '../src/chat/commands/completions.ts';
import { textFault } from '../src/chat/typed-length.ts';
import { EN, type Words } from '../src/domain/words/en.ts';

/** Describes what is wrong with a question and what to do. Returns null if it is fine. */
export function questionFault(
  question: string,
  example = () => 'what about INF?',
  words: Words = EN,
): string | null {
  if (question.replace(/[\p{C}\p{Z}\p{P}]/gu, '') === '') return words.chat.askSomething(example());
  return textFault(question)?.(words) ?? null;
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
      description: 'A question, or a link or text to have read',
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
    const words = wordsFor(context);
    const example = () => exampleQuestions(context.readout)[0] ?? 'what about …?';
    const fault = questionFault(question, example, words);
    if (fault) return privately(errorDraft(basis, fault, undefined, [topicsAction(words)]));
    // A Discord client may send a choice's name instead of its value: discord/discord-api-docs issue 7206.
    const article = values.article && articleNamed(values.article, context);
    if (article && !context.readout.articles().some(({ id }) => id === article))
      return privately(
        errorDraft(
          basis,
          words.chat.noArticle(article.slice(0, 60)),
          words.chat.listsThem(context.typed('sources')),
        ),
      );
    const intent = readIntent(question, { commands: false });
    return (await askedOutcome(intent, question, context, article)).outcome;
  },
};
