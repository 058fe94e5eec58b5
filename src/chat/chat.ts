import { setImmediate as nextTurn } from 'node:timers/promises';
import { articleBriefDraft } from '../answer/cards/article-brief.ts';
import { type Draft, topicsAction } from '../answer/cards/card-draft.ts';
import { errorDraft } from '../answer/cards/notice-card.ts';
import type { OpenReadouts, ReadoutAccess } from '../answer/query-core.ts';
import { type Card, type Reply, withoutPicture } from '../domain/card.ts';
import type { Memory } from '../domain/chat-state.ts';
import { faultFields } from '../domain/errors.ts';
import type { Words } from '../domain/words/en.ts';
import { localeOf, wordsForLocale } from '../domain/words/words-for-locale.ts';
import { press, withoutShare } from './actions.ts';
import { withoutAskedTitle } from './asked-title.ts';
import { bestEffort } from './best-effort-memory.ts';
import type { Chat, CommandCall, FileCall, MessageCall } from './call-types.ts';
import { basisOf, outcome, privately, wordsFor } from './commands/command-outcome.ts';
import type { Command, CommandContext, Outcome, Place, Services } from './commands/command-spec.ts';
import { withSources } from './commands/source-commands.ts';
import { audienceOf, conversationAt, stillAbout, withoutPrivate } from './conversation.ts';
import { libraryOf, publishCard, sourcesOwnerOf, viewFor } from './library-view.ts';
import { isStoreFault } from './outage.ts';
import { questionIn } from './pasted/find-pasted.ts';
import { foundNothing, hasArticle, hiddenParentDraft, speaksOfParent } from './pasted/parent.ts';
import { answerRequested, hasContentToRead, isCommand, type RequestText } from './pasted/requests.ts';
import { type RunParts, runText } from './run-text.ts';
import { commandOf, formFor, readFormId } from './setup/forms.ts';
import {
  cutValues,
  type LengthFault,
  MAX_TYPED_LENGTH,
  singleSpaced,
  singleSpacedValues,
  textFault,
  valuesFault,
} from './typed-length.ts';

/** A logger for ids and kinds of faults. It never receives message text. */
export interface ChatLog {
  /** Logs one line per event: what was answered, and how long it took. */
  debug?(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Logs faults that recover by themselves or that the operator can fix. */
  warn?(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ChatParts {
  readonly readout: ReadoutAccess;
  readonly memory: Memory;
  readonly commands: readonly Command[];
  readonly services?: Services;
  readonly now: () => Date;
  /** Creates unguessable card ids: short, of letters, digits, - and _. */
  readonly newId: () => string;
  readonly log: ChatLog;
  /** Formats a command for this chat: "/brief topics" on Slack, "/topics" elsewhere. */
  readonly typed?: (command: string) => string;
  /** False if cards have no pictures; true by default. */
  readonly pictures?: boolean;
  /** Overrides the time limit for the chat state, in milliseconds; for tests. */
  readonly memoryWithinMs?: number;
}

/** Makes errors private. A brief is visible to everybody in the place. */
const visibleAs = (draft: Draft): Outcome =>
  draft.card.kind === 'error' ? privately(draft) : outcome(draft);

const tooLongDraft = (context: CommandContext, fault: LengthFault): Draft =>
  errorDraft(basisOf(context), fault(wordsFor(context)), undefined, [topicsAction(wordsFor(context))]);

/** Returns the language tag of the person who is answered. */
const localeAt = async ({ locale, localeOf: lookUp }: Place): Promise<string | undefined> =>
  locale ?? (await lookUp?.());

/** Removes buttons from a card whose state could not be saved, and explains why. */
const withoutMemory = (card: Card): Card => ({
  ...card,
  actions: [],
  notice: card.notice ?? wordsForLocale(card.locale).chat.noButtons,
});

/**
 * Creates the entry point for all chats. It finds the command, remembers cards and conversations, and answers each
 * event once.
 */
export function createChat(parts: ChatParts): Chat {
  const { readout, commands, now, newId, log } = parts;
  const canRead = parts.services?.requested !== undefined;
  const memory = bestEffort(parts.memory, {
    // Called as a method, because pino's methods need their object.
    tell: (fields, message) => (log.warn ? log.warn(fields, message) : log.error(fields, message)),
    withinMs: parts.memoryWithinMs,
  });

  const shown = parts.pictures === false ? withoutPicture : (card: Card): Card => card;

  /** Opens the libraries that can be asked in a place. */
  const librariesAt = (place: Place): Promise<OpenReadouts> => readout.open(place.tenant, libraryOf(place));

  /** Reads a page into the tenant's library and briefs on it. Pages from commands are visible to the whole tenant. */
  const briefOn = async (place: Place, url: string, notice: string, words: Words): Promise<Draft | null> => {
    const { tenant, person } = place;
    const owner = sourcesOwnerOf(place);
    const read = await parts.services?.requested?.link(url, { tenant: owner, person });
    if (!read?.ok) return null;
    const { reading, ...details } = read.value;
    const libraries = await librariesAt(place);
    for (const _ of libraries.putting(reading, owner)) await nextTurn();
    const basis = { readout: viewFor(libraries, place, null), tenant, now: now(), id: newId(), words };
    return articleBriefDraft(
      { article: reading.article, details: { ...details, feed: null }, notice },
      basis,
    );
  };

  const contextFor = async (place: Place, under: string | null = null): Promise<CommandContext> => {
    const conversation = await conversationAt(memory, place, under);
    const locale = await localeAt(place);
    const words = wordsForLocale(locale);
    return {
      ...place,
      ...(locale === undefined ? {} : { locale }),
      readout: viewFor(await librariesAt(place), place, conversation),
      memory,
      now,
      newId,
      conversation,
      words,
      typed: parts.typed ?? ((command) => `/${command}`),
      services: parts.services ?? {},
      briefOn: (url, notice) => briefOn(place, url, notice, words),
      publish: (card) => publishCard(card, place, readout, parts.services?.requested),
    };
  };

  /** Reads the links, files or text of a call and answers with a brief. Returns null if there are none. */
  const readRequested = async (
    call: Place & Pick<MessageCall, 'announce'>,
    wanted: RequestText,
    context: CommandContext,
    library = libraryOf(call),
  ): Promise<Draft | null> => {
    const requested = parts.services?.requested;
    if (!requested) return null;
    return answerRequested(wanted, context, {
      requested,
      owner: { tenant: library, person: call.person },
      announce: call.announce ?? (() => {}),
      async withRead(read) {
        const libraries = await librariesAt(call);
        for (const { reading } of read) for (const _ of libraries.putting(reading, library)) await nextTurn();
        return { ...context, readout: viewFor(libraries, call, null) };
      },
    });
  };

  /** Reads uploaded files as a source: into the library whose sources are changed, with the rights that this takes. */
  const addFiles = (call: Omit<CommandCall, 'command'>, files: readonly FileCall[], link: string) =>
    answer(call, null, (context) =>
      withSources(context, true, async (_service, basis) => {
        const { form, reading } = wordsFor(context);
        if (link.trim() !== '') return errorDraft(basis, form.linkOrFile);
        const wanted = { text: '', files };
        const made = await readRequested(call, wanted, context, sourcesOwnerOf(call));
        return made ?? errorDraft(basis, reading.readable);
      }),
    );

  /**
   * Reads the link, text or file of the message that was replied to. Returns null if there is none, or if the bot
   * already answered there.
   */
  const readParent = async (call: MessageCall, context: CommandContext): Promise<Outcome | null> => {
    if (!canRead || call.overheard || !call.parent || context.conversation) return null;
    if (isCommand(call.text, commands, context)) return null;
    const parent = await call.parent();
    if (parent?.isHidden) return speaksOfParent(call.text) ? privately(hiddenParentDraft(context)) : null;
    if (!hasArticle(parent)) return null;
    const wanted = { ...parent, isMessage: true, asked: questionIn(call.text) };
    const made = await readRequested(call, wanted, context);
    return made && visibleAs(made);
  };

  /** Saves a card's state. Returns the card, without buttons if that failed. */
  const remember = async (made: Outcome, place: Place, isPress: boolean): Promise<Card> => {
    const { card, about, conversation } = made;
    const { tenant, channel } = place;
    const audience = audienceOf(made, place, isPress);
    const isKept =
      card.actions.length === 0 ||
      (await memory.saved((store) =>
        store.saveCard({
          id: card.id,
          kind: card.kind,
          tenant,
          channel,
          ...audience,
          ...about,
          made: now().toISOString(),
        }),
      ));
    if (conversation) await memory.saveConversation(tenant, audience.thread, conversation);
    return isKept ? card : withoutMemory(card);
  };

  /**
   * Builds the card for a fault. Outages are logged by the chat state; any other fault is logged with the id on the
   * card.
   */
  const failed = async (
    error: unknown,
    ids: Readonly<Record<string, unknown>>,
    place: Place,
  ): Promise<Reply> => {
    const id = newId();
    const words = wordsForLocale(await localeAt(place));
    const { chat } = words;
    const isOutage = isStoreFault(error);
    if (isOutage) memory.noteFault(error);
    else log.error({ id, ...ids, ...faultFields(error) }, 'answering failed');
    const { card } = isOutage
      ? errorDraft({ id }, chat.cannotNow, chat.cannotNowLede)
      : errorDraft({ id }, chat.wentWrong, chat.wentWrongLede(id));
    return { card: { ...card, ...localeOf(words) }, visibility: 'asker' };
  };

  /** Runs each event once. A failure becomes a card, and text that is too long is refused before it is parsed. */
  const answer = async (
    place: Place & Pick<MessageCall, 'eventId' | 'under' | 'underIn'>,
    tooLong: LengthFault | null,
    run: (context: CommandContext) => Promise<Outcome | null>,
    isPress = false,
  ): Promise<Reply | null> => {
    const { tenant, channel, thread, eventId } = place;
    const ids = { event: eventId, tenant, channel, thread };
    const started = now().getTime();
    try {
      if (eventId && !(await memory.firstSeen(`${tenant} ${eventId}`))) {
        log.debug?.(ids, 'met again, not answered again');
        return null;
      }
      const context = await contextFor(place, place.under);
      const ran = tooLong === null ? await run(context) : privately(tooLongDraft(context, tooLong));
      const shared = ran?.visibility === 'channel' ? withoutShare(ran) : ran;
      const made = shared && { ...shared, card: { ...localeOf(wordsFor(context)), ...shown(shared.card) } };
      if (!made) {
        log.debug?.(ids, 'overheard, not answered');
        return null;
      }
      const card = await remember(stillAbout(made, context), place, isPress);
      log.debug?.({ ...ids, card: card.kind, ms: now().getTime() - started }, 'answered');
      const { visibility, reaction } = made;
      return { card, visibility, ...(reaction ? { reaction } : {}) };
    } catch (error) {
      return failed(error, ids, place);
    }
  };

  const runNamed = (name: string, values: Readonly<Record<string, string>>, context: CommandContext) => {
    const command = commands.find((one) => one.name === name);
    if (command) return command.run(values, context);
    const { chat } = wordsFor(context);
    const lede = chat.listsThem(context.typed('help'));
    return Promise.resolve(privately(errorDraft(basisOf(context), chat.noCommand(name.slice(0, 40)), lede)));
  };

  const runTyped = (text: string, context: CommandContext, more: Partial<RunParts> = {}) =>
    runText(text, context, { commands, run: runNamed, ...more });

  /** Runs the text of a slash command. Only the asker sees the answer, including courtesies. */
  const runSlash = async (text: string, context: CommandContext, trusted = true): Promise<Outcome> => {
    const ran = await runTyped(text, context, { trusted });
    return privately(ran?.outcome ?? (await runNamed('brief', { question: text }, context)));
  };

  const command: Chat['command'] = (call) => {
    const known = commands.find(({ name }) => name === call.command);
    const asked = call.command === 'brief' || !known ? (call.values?.question ?? call.text ?? '') : '';
    const isRequest = canRead && hasContentToRead(asked, call.files);
    const values = call.ofMessage && call.values ? cutValues(call.values) : call.values;
    const tooLong = values ? valuesFault(values, known) : textFault(call.text ?? '');
    return answer(call, isRequest ? null : tooLong, async (context) => {
      if (isRequest && !isCommand(asked, commands, context)) {
        const files = call.files ?? [];
        const isMessage = call.ofMessage === true;
        const made = await readRequested(call, { text: asked, files, isMessage }, context);
        if (made) return privately(made);
      }
      // The text is a normal question if it has nothing to read.
      if (tooLong !== null) return privately(tooLongDraft(context, tooLong));
      if (values) {
        const { question, article } = values;
        // A command in a filled-in option is offered, not run: a message menu fills in another person's words.
        if (known?.name === 'brief' && question !== undefined && !article)
          return runSlash(question, context, false);
        return privately(await runNamed(call.command, singleSpacedValues(values), context));
      }
      if (!known) return runNamed(call.command, {}, context);
      const text = call.text ?? '';
      return runSlash(known.name === 'brief' ? text : `${known.name} ${text}`.trim(), context);
    });
  };

  return {
    command,
    async form(call) {
      const id = readFormId(call.form);
      return id && formFor(id, await contextFor(call));
    },
    async submit({ form, values, files = [], ...call }) {
      const id = readFormId(form);
      if (id?.kind === 'source' && files.length > 0) return addFiles(call, files, values.add ?? '');
      return id && command({ ...call, ...commandOf(id, values) });
    },
    async message(call) {
      const { overheard = false, isReply = false, quoted = null } = call;
      const whole = [call.text, quoted ?? ''].filter(Boolean).join('\n');
      const isRequest = canRead && !overheard && hasContentToRead(whole, call.files);
      const tooLong = textFault(call.text);
      // Messages between people may have any length.
      if (tooLong !== null && overheard) return null;
      return answer(call, isRequest ? null : tooLong, async (context) => {
        if (isRequest && !isCommand(call.text, commands, context)) {
          const requested = await readRequested(call, { text: whole, files: call.files ?? [] }, context);
          if (requested) return withoutPrivate(visibleAs(requested), call.thread);
        }
        if (tooLong !== null) return privately(tooLongDraft(context, tooLong));
        const ofParent = speaksOfParent(call.text) ? await readParent(call, context) : null;
        if (ofParent) return withoutPrivate(ofParent, call.thread);
        const ran = await runTyped(call.text, context, { overheard, isReply, quoted });
        const later = ran && foundNothing(ran.outcome.card) ? await readParent(call, context) : null;
        if (later) return withoutPrivate(later, call.thread);
        // A courtesy gets no card, at most a reaction.
        const isWanted = ran && (!ran.isOptional || ran.outcome.reaction);
        if (!isWanted) return null;
        const card = withoutAskedTitle(ran.outcome.card, call.text);
        return withoutPrivate({ ...ran.outcome, card }, call.thread);
      });
    },
    press: (call) =>
      answer(
        call,
        null,
        (context) => {
          const type = (text: string) => runSlash(text, context);
          return press({ token: call.token, inPlace: call.inPlace ?? false, type }, context);
        },
        true,
      ),
    async complete(call) {
      if (call.prefix.length > MAX_TYPED_LENGTH) return [];
      const command = commands.find(({ name }) => name === call.command);
      const options =
        command?.subcommands?.find(({ name }) => name === call.subcommand)?.options ?? command?.options;
      const complete = options?.find(({ name }) => name === call.option)?.complete;
      return complete ? complete(singleSpaced(call.prefix), await contextFor(call)) : [];
    },
    knows: async (tenant, thread) => (await memory.conversation(tenant, thread)) !== null,
    async threadOf(tenant, cardId) {
      const card = await memory.card(tenant, cardId).catch(() => null);
      return card?.person === null ? card.thread : null;
    },
  };
}
