import { articleDraft } from '../answer/cards/article-heading.ts';
import { briefDraft, factsAgainDraft, moreDraft } from '../answer/cards/brief-card.ts';
import { topicsDraft } from '../answer/cards/list-cards.ts';
import { errorDraft, noticeDraft } from '../answer/cards/notice-card.ts';
import { sourceDraft } from '../answer/cards/passage-card.ts';
import { whyDraft } from '../answer/cards/why-card.ts';
import { moreOfDigestDraft, whyTheseDraft } from '../digest/cards/digest-card.ts';
import { parseActionToken } from '../domain/action.ts';
import type { Card } from '../domain/card.ts';
import { type CardMemory, conversationOf } from '../domain/chat-state.ts';
import { basisOf, outcome, privately } from './commands/command-outcome.ts';
import type { CommandContext, Outcome } from './commands/command-spec.ts';

/** A shared card is everybody's: it is not shared again. */
function withoutShare<T extends { readonly card: Card }>(draft: T): T {
  return {
    ...draft,
    card: { ...draft.card, actions: draft.card.actions.filter(({ verb }) => verb !== 'share') },
  };
}

function share(card: CardMemory, context: CommandContext): Outcome {
  const basis = basisOf(context);
  if (card.kind === 'source') return outcome(withoutShare(sourceDraft(card.facts, card.question, basis)));
  const again = briefDraft(context.readout.ask(card.question ?? ''), basis);
  const same = again.about.shown.join() === card.shown.join();
  const rest = card.facts.slice(card.facts.indexOf(card.shown.at(-1) ?? '') + 1);
  return outcome(
    withoutShare(same ? again : factsAgainDraft(conversationOf(card, []), card.shown, rest, basis)),
  );
}

/** Shows the asker's card to the channel, once: of two presses at the same moment one is first. */
async function shareOnce(card: CardMemory, context: CommandContext): Promise<Outcome> {
  const { memory, tenant } = context;
  if (card.shared || !(await memory.firstSeen(`${tenant} shared ${card.id}`)))
    return privately(noticeDraft(basisOf(context), 'Shared already', 'It stands in the channel.'));
  const shared = share(card, context);
  await memory.saveCard({ ...card, shared: true });
  return shared;
}

function moreOfDigest(card: CardMemory, seen: number, context: CommandContext): Outcome {
  const basis = basisOf(context);
  const nothing = () => noticeDraft(basis, 'That was all', 'Nothing more of this digest is loaded.');
  return privately(moreOfDigestDraft(card.facts, seen, basis) ?? nothing());
}

const ask = (question: string, context: CommandContext): Outcome =>
  privately(briefDraft(context.readout.ask(question), basisOf(context)));

/**
 * What a pressed button leads to. It never acts for another place or person than its card was made for; `type` does what
 * typing a command does, with the rights of whoever presses.
 */
export async function press(
  token: string,
  context: CommandContext,
  type: (text: string) => Promise<Outcome>,
): Promise<Outcome> {
  const basis = basisOf(context);
  const pressed = parseActionToken(token);
  const card = pressed && (await context.memory.card(context.tenant, pressed.cardId));
  const again = `Ask again: ${context.typed('brief what about …')}`;
  if (!pressed || !card) return privately(errorDraft(basis, 'This card has aged', again));
  if (card.channel !== context.channel || (card.person !== null && card.person !== context.person))
    return privately(errorDraft(basis, 'This button belongs to somebody else’s card', again));
  switch (pressed.verb) {
    case 'source':
      return privately(sourceDraft(card.shown, card.question, basis));
    case 'more':
      if (card.kind === 'digest') return moreOfDigest(card, Number(pressed.arg) || 0, context);
      return privately(moreDraft(conversationOf(card, card.facts.slice(0, Number(pressed.arg) || 0)), basis));
    case 'why':
      if (card.question === null) return privately(whyTheseDraft(card.shown, basis));
      return privately(whyDraft(context.readout.ask(card.question ?? ''), card.shown, basis));
    case 'share':
      return shareOnce(card, context);
    case 'topics':
      return privately(topicsDraft(basis));
    case 'topic': {
      const topic = context.readout.topic(pressed.arg ?? '');
      return topic
        ? ask(topic.label, context)
        : privately(errorDraft(basis, 'This topic is no longer loaded', again));
    }
    case 'article': {
      const article = context.readout.articles().find(({ id }) => id === pressed.arg);
      return privately(
        article ? articleDraft(article, basis) : errorDraft(basis, 'This article is no longer loaded', again),
      );
    }
    case 'ask': {
      const question = card.questions[Number(pressed.arg)];
      return question ? ask(question, context) : privately(errorDraft(basis, 'This card has aged', again));
    }
    case 'up':
    case 'down': {
      const { tenant, person } = context;
      const { id: cardId, question, shown: facts } = card;
      await context.memory.saveFeedback({ tenant, cardId, person, verdict: pressed.verb, question, facts });
      return privately(noticeDraft(basis, 'Noted, thank you.'));
    }
    case 'choose':
      return privately(errorDraft(basis, 'This card has aged', again));
    case 'digest': {
      const typed = card.questions[Number(pressed.arg)];
      if (!typed) return privately(errorDraft(basis, 'This card has aged', again));
      return { ...(await type(typed)), visibility: 'asker' };
    }
  }
}
