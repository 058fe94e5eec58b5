import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import { commandButtons } from '../../digest/cards/status-card.ts';
import { editDistance } from '../../search/query/spell-correct.ts';
import { basisOf, wordsFor } from './command-outcome.ts';
import type { Command, CommandContext } from './command-spec.ts';

/** The correct form of a near miss: an explanation and the command. */
interface Suggestion {
  readonly title: string;
  readonly lede: string;
  /** The command that the button runs; null if there is none. */
  readonly types: string | null;
}

function suggestionFor(command: string, types: string, context: CommandContext): Suggestion {
  const { typed } = context;
  const { chat } = wordsFor(context);
  // A misspelt command name already has its correct form.
  switch (types === command || command !== 'digest' ? command : '') {
    case 'watch':
    case 'unwatch':
      return {
        title: chat.nameToFollow,
        lede: chat.nameToFollowLede(typed('sources add https://example.org'), typed('topics')),
        types: 'topics',
      };
    case 'digest':
      return {
        title: chat.sayWhen,
        lede: chat.sayWhenLede(['digest on 9am Berlin', 'digest on weekdays 8:30', 'digest off'].map(typed)),
        types: 'digest status',
      };
    default:
      return { title: chat.didYouMean(typed(types)), lede: chat.listsCommands(typed('help')), types };
  }
}

/**
 * Builds a card for a near miss of a command: the correct form, a button that runs it, and one that asks the text as a
 * question.
 */
export function nearMissDraft(
  { said, command, types }: { readonly said: string; readonly command: string; readonly types: string },
  context: CommandContext,
): Draft {
  const form = suggestionFor(command, types, context);
  const draft = errorDraft(basisOf(context), form.title, form.lede);
  const questions = [...(form.types === null ? [] : [form.types]), said];
  const buttons = form.types === null ? [] : commandButtons([form.types]);
  const search = {
    verb: 'ask',
    label: wordsFor(context).chat.searchForIt,
    arg: String(questions.length - 1),
  } as const;
  return {
    card: { ...draft.card, actions: [...buttons, search] },
    about: { ...draft.about, questions },
  };
}

/** Builds the error for an unknown command, with the nearest existing one. */
export function unknownCommandDraft(
  name: string,
  commands: readonly Command[],
  context: CommandContext,
): Draft {
  const near = commands.find((one) => editDistance(name.toLowerCase(), one.name, 2) <= 2);
  const { chat } = wordsFor(context);
  const title = chat.noCommand(shortened(name, 40));
  const meant = near ? ` ${chat.didYouMean(context.typed(near.name))}` : '';
  const draft = errorDraft(basisOf(context), title, `${chat.listsThem(context.typed('help'))}${meant}`);
  const types = near?.name ?? 'help';
  return {
    card: { ...draft.card, actions: commandButtons([types]) },
    about: { ...draft.about, questions: [types] },
  };
}
