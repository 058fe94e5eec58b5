import { briefDraft, moreDraft } from '../src/answer/cards/brief-card.ts';
import type { CardBasis } from '../src/answer/cards/card-basis.ts';
import type { Draft } from '../src/answer/cards/card-draft.ts';
import { errorDraft } from '../src/answer/cards/notice-card.ts';
import { sourceDraft } from '../src/answer/cards/passage-card.ts';
import { emptyDraft, shareHintDraft } from '../src/answer/cards/small-talk-card.ts';
import { whyDraft } from '../src/answer/cards/why-card.ts';
import { bestReading, readIntent } from '../src/answer/intent/follow-ups.ts';
import { readSmallTalk, saysThanks } from '../src/answer/intent/small-talk.ts';
import { basisOf, outcome, privately } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeArticle, completeQuestion } from '../src/chat/commands/completions.ts';
import { LONGEST_TYPED } from '../src/chat/typed-length.ts';
import { whyTheseDraft } from '../src/digest/cards/digest-card.ts';

/** Longest question accepted, in UTF-16 units: the same as for all that is typed. */
export const LONGEST_QUESTION = LONGEST_TYPED;

/** What is wrong with a question, in words that say what to do; null where nothing is. */
export function questionFault(question: string): string | null {
  if (question.replace(/[\p{C}\p{Z}\p{P}]/gu, '') === '')
    return 'Ask about something, for example: what about INF?';
  if (question.length > LONGEST_QUESTION)
    return `That question is ${question.length.toLocaleString('en')} characters long. Ask in at most ${LONGEST_QUESTION.toLocaleString('en')}.`;
  return null;
}

function followUp(kind: 'more' | 'source' | 'why', context: CommandContext, basis: CardBasis): Draft {
  const before = context.conversation!;
  if (kind === 'more') return moreDraft(before, basis);
  if (kind === 'source') return sourceDraft(before.shown, before.question || null, basis);
  if (before.question === '') return whyTheseDraft(before.shown, basis);
  return whyDraft(context.readout.ask(before.question), before.shown, basis);
}

/** An article's id, given it or its title; what is neither stays as it is, to be told of. */
function articleNamed(said: string, { readout, tenant }: CommandContext): string {
  return readout.articles().find(({ id, title }) => id === said || title === said)?.id ?? said;
}

/** The main job: a question in, a short sourced card out. */
export const brief: Command = {
  name: 'brief',
  description: 'Ask what the news says about something',
  options: [
    {
      name: 'question',
      description: 'For example: what about INF?',
      required: true,
      complete: completeQuestion,
    },
    { name: 'article', description: 'Ask one article only', required: false, complete: completeArticle },
  ],
  examples: ['brief what about INF?', 'brief was Venezuela discussed?', 'brief Лавров'],
  read: (rest) => ({ question: rest }),
  async run(values, context) {
    const question = (values.question ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
    const basis = basisOf(context);
    const fault = questionFault(question);
    if (fault) return privately(errorDraft(basis, fault, undefined, [{ verb: 'topics', label: 'Topics' }]));
    // A Discord client may send a choice's name in its value's place: discord/discord-api-docs issue 7206.
    const article = values.article && articleNamed(values.article, context);
    if (article && !context.readout.articles().some(({ id }) => id === article))
      return privately(
        errorDraft(
          basis,
          `There is no article "${article.slice(0, 60)}" here`,
          `${context.typed('sources')} lists them.`,
        ),
      );
    const intent = readIntent(question, context.conversation);
    if (intent.kind !== 'ask') return outcome(followUp(intent.kind, context, basis));
    const talk = readSmallTalk(question);
    if (talk === 'nod') {
      const nodded = outcome(emptyDraft(basis));
      return saysThanks(question) ? { ...nodded, reaction: 'thanks' } : nodded;
    }
    const options = { tenant: context.tenant, ...(article ? { article } : {}) };
    const answer = bestReading(intent, (text) => context.readout.ask(text, options));
    // Where a card stands that can be shared, its button is meant; else it may be a word to look for.
    if (talk === 'share' && (context.conversation || answer.status === 'abstained'))
      return outcome(shareHintDraft(basis));
    return outcome(briefDraft(answer, basis, article));
  },
};
