import { errorDraft } from '../answer/cards/notice-card.ts';
import { overheard } from '../answer/intent/should-reply.ts';
import type { Readouts } from '../answer/query-core.ts';
import type { Reply } from '../domain/card.ts';
import { conversationOf, type Memory } from '../domain/chat-state.ts';
import { faultFields } from '../domain/errors.ts';
import { press } from './actions.ts';
import type { Chat, MessageCall } from './call-types.ts';
import { basisOf, privately } from './commands/command-outcome.ts';
import type { Command, CommandContext, Outcome, Place, Services } from './commands/command-spec.ts';
import { readTyped } from './parse-command.ts';

/** Where faults are written: ids and kinds, never what somebody wrote. */
export interface ChatLog {
  /** One line an event: what was answered and how long it took. */
  debug?(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ChatParts {
  readonly readout: Readouts;
  readonly memory: Memory;
  readonly commands: readonly Command[];
  readonly services?: Services;
  readonly now: () => Date;
  /** Ids of cards: short, of letters, digits, - and _, and not to be guessed. */
  readonly newId: () => string;
  readonly log: ChatLog;
  /** How this chat writes a command; "/brief topics" on Slack, "/topics" elsewhere. */
  readonly typed?: (command: string) => string;
}

/** The one place behind all chats: finds the command, remembers cards and conversations, answers once. */
export function createChat(parts: ChatParts): Chat {
  const { readout, memory, commands, now, newId, log } = parts;

  /** What was said before, or else what the card shows that this stands under. */
  const conversationAt = async ({ tenant, thread, channel }: Place, under: string | null) => {
    const known = await memory.conversation(tenant, thread);
    if (known || under === null) return known;
    const card = await memory.card(tenant, under);
    // What one person alone was shown, or another channel, is no conversation here.
    const isHere = card?.channel === channel && card.person === null && card.shown.length > 0;
    return isHere ? conversationOf(card, card.shown) : null;
  };

  const contextFor = async (place: Place, under: string | null = null): Promise<CommandContext> => ({
    ...place,
    readout: readout.of(place.tenant),
    memory,
    now,
    newId,
    conversation: await conversationAt(place, under),
    typed: parts.typed ?? ((command) => `/${command}`),
    services: parts.services ?? {},
  });

  const remember = async (made: Outcome, place: Place, question: string | null): Promise<void> => {
    const { card, about, conversation, visibility } = made;
    const { tenant, channel, thread } = place;
    if (card.actions.length > 0)
      await memory.saveCard({
        ...{ id: card.id, kind: card.kind, tenant, channel, thread, ...about },
        question: about.question ?? question,
        person: visibility === 'asker' ? place.person : null,
        made: now().toISOString(),
      });
    if (conversation) await memory.saveConversation(tenant, thread, conversation);
  };

  /** Runs once per event; a failure becomes a card that names an id, and a log line with the same id. */
  const answer = async (
    place: Place & Pick<MessageCall, 'eventId' | 'under'>,
    run: (context: CommandContext) => Promise<Outcome | null>,
  ): Promise<Reply | null> => {
    const { tenant, channel, thread, eventId } = place;
    const ids = { event: eventId, tenant, channel, thread };
    const started = now().getTime();
    try {
      if (eventId && !(await memory.firstSeen(`${tenant} ${eventId}`))) {
        log.debug?.(ids, 'met again, not answered again');
        return null;
      }
      const made = await run(await contextFor(place, place.under));
      if (!made) {
        log.debug?.(ids, 'overheard, not answered');
        return null;
      }
      await remember(made, place, null);
      log.debug?.({ ...ids, card: made.card.kind, ms: now().getTime() - started }, 'answered');
      const { card, visibility, reaction } = made;
      return { card, visibility, ...(reaction ? { reaction } : {}) };
    } catch (error) {
      const id = newId();
      log.error({ id, ...ids, ...faultFields(error) }, 'answering failed');
      const draft = errorDraft(
        { id },
        'Something went wrong here',
        `Try again. If it stays, tell your operator this id: ${id}`,
      );
      return { card: draft.card, visibility: 'asker' };
    }
  };

  const runNamed = (name: string, values: Readonly<Record<string, string>>, context: CommandContext) => {
    const command = commands.find((one) => one.name === name);
    if (command) return command.run(values, context);
    const title = `There is no command "${name.slice(0, 40)}"`;
    return Promise.resolve(
      privately(errorDraft(basisOf(context), title, `${context.typed('help')} lists them.`)),
    );
  };

  return {
    command: (call) =>
      answer(call, async (context) => {
        const known = commands.find(({ name }) => name === call.command);
        if (call.values) return privately(await runNamed(call.command, call.values, context));
        const typed =
          call.command === 'brief' || !known
            ? readTyped(call.text ?? '', commands, context)
            : { command: call.command, values: known.read(call.text ?? '', context) };
        if (!known) return runNamed(call.command, {}, context);
        const { values } = typed;
        // The words after a short form may be no use of it: "/topics of the talks" is a question.
        if (!values)
          return privately(await runNamed('brief', { question: `${call.command} ${call.text}` }, context));
        return privately(await runNamed(typed.command, values, context));
      }),
    message: (call) =>
      answer(call, async (context) => {
        const { command, values } = readTyped(call.text, commands, context);
        const made = await runNamed(command, values, context);
        if (!call.overheard || command !== 'brief') return made;
        const heard = overheard(call.text, made.card.kind, context.conversation);
        if (heard === 'answer') return made;
        // What its writer alone sees is no part of the thread's conversation.
        const { conversation: _, ...alone } = made;
        return heard === 'alone' ? { ...alone, visibility: 'asker' } : null;
      }),
    press: (call) =>
      answer(call, (context) =>
        press(call.token, context, (text) => {
          const { command, values } = readTyped(text, commands, context);
          return runNamed(command, values, context);
        }),
      ),
    async complete(call) {
      const command = commands.find(({ name }) => name === call.command);
      const options =
        command?.subcommands?.find(({ name }) => name === call.subcommand)?.options ?? command?.options;
      const complete = options?.find(({ name }) => name === call.option)?.complete;
      return complete ? complete(call.prefix, await contextFor(call)) : [];
    },
    knows: async (tenant, thread) => (await memory.conversation(tenant, thread)) !== null,
    threadOf: async (tenant, cardId) => (await memory.card(tenant, cardId))?.thread ?? null,
  };
}
