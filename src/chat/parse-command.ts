import type { Intent } from '../answer/intent/intent.ts';
import { readIntent } from '../answer/intent/read-intent.ts';
import { wordsOf } from '../answer/intent/words.ts';
import { editDistance } from '../search/query/spell-correct.ts';
import type { Command, TopicScope, Values } from './commands/command-spec.ts';
import { bareAddress, withAddresses, withLabels } from './pasted/find-links.ts';

/** The result of parsing typed text. */
export type Typed =
  | { readonly kind: 'command'; readonly command: string; readonly values: Values }
  /** A near miss: `types` is the nearest correct command, which the person must complete or confirm. */
  | { readonly kind: 'near miss'; readonly said: string; readonly command: string; readonly types: string }
  /** A slash and an unknown command name. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'question'; readonly question: string; readonly intent: Intent };

/** The most words of a near miss. Longer text after a command's word is a question. */
const MAX_NEAR_MISS_WORDS = 5;
/** Matches text after a command's word that makes it a question: "watch out for", "digest of the talks". */
const QUESTION_CONTINUATION =
  /^(?:of|out|the|a|an|that|this|if|is|are|was|were|for|now that|on the|on a|about|from|why|what|who|how)\b/i;
/** The shortest command name that is matched despite typing errors: "match" is not a misspelt "watch". */
const MIN_MISSPELT_LENGTH = 5;

/** Matches the beginning of a schedule without a command: "every weekday at 8". */
const BEGINS_RHYTHM =
  /^(?:every|each|daily|weekly|(?:on )?(?:weekdays|weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days?))\b/i;

/** Replaces links by bare addresses without labels or surrounding punctuation. */
const withBareAddresses = (text: string): string =>
  withAddresses(text)
    .split(/(\s+)/)
    .map((word) => (/\S\.\S/.test(word) ? bareAddress(word) : word))
    .join('')
    .trim();

function commandIn(
  text: string,
  commands: readonly Command[],
  known: TopicScope,
): { command: Command; values: Values | null } | null {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(withBareAddresses(text)) ?? [];
  const command = commands.find(({ name }) => name === word.toLowerCase());
  return command ? { command, values: command.read(rest, known) } : null;
}

/** Corrects a misspelt command name in the first word, if the command accepts the rest. */
function misspeltCommand(text: string, commands: readonly Command[], known: TopicScope): string | null {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const said = word.toLowerCase();
  const near = commands.find(
    ({ name }) => name.length > MIN_MISSPELT_LENGTH && said !== name && editDistance(said, name, 1) <= 1,
  );
  return near?.read(rest, known) ? `${near.name} ${rest}`.trim() : null;
}

const isQuestion = (text: string): boolean =>
  /\?\s*$/.test(text) || wordsOf(text).length > MAX_NEAR_MISS_WORDS + 1;

/** Parses an intent's command. If the command does not accept it, it is a near miss or a question. */
function readCommand(
  types: string,
  said: string,
  commands: readonly Command[],
  known: TopicScope,
): Typed | null {
  const found = commandIn(types, commands, known);
  if (!found) return null;
  if (found.values) return { kind: 'command', command: found.command.name, values: found.values };
  if (isQuestion(said)) return null;
  return { kind: 'near miss', said, command: found.command.name, types };
}

/**
 * Parses typed text: "/brief topics", "topics", "unsubscribe", "what about INF?". The first word is a command only if
 * the command accepts the rest: "topics of the talks?" is a question. A near miss of a command is never a question.
 */
export function readTyped(text: string, commands: readonly Command[], known: TopicScope): Typed {
  const bare = text.trim();
  const said = bare.replace(/^\/(?:brief(?:\s+|$))?/i, '').trim();
  const question = (intent: Intent): Typed => {
    const asked = withLabels(said);
    // Text that is not a command and has not changed need not be parsed again.
    const isRead = asked === said && intent.kind !== 'command';
    return {
      kind: 'question',
      question: asked,
      intent: isRead ? intent : readIntent(asked, { commands: false }),
    };
  };
  const named = commandIn(said, commands, known);
  // "brief me on Venezuela" asks about Venezuela, not about "me on Venezuela".
  if (named?.command.name === 'brief') {
    const intent = readIntent(said);
    if (intent.kind !== 'ask') return { kind: 'question', question: withLabels(said), intent };
    return readTyped(named.values?.question ?? '', commands, known);
  }
  if (named?.values) return { kind: 'command', command: named.command.name, values: named.values };
  const intent = readIntent(said);
  if (intent.kind === 'bot' && intent.about === 'help')
    return { kind: 'command', command: 'help', values: {} };
  if (intent.kind === 'command') return readCommand(intent.types, said, commands, known) ?? question(intent);
  const isSlash = /^\/\p{L}/u.test(bare) && !/^\/brief\b/i.test(bare);
  if (isSlash && !named) return { kind: 'unknown', name: said.split(/\s/)[0]! };
  // Keep the link's address, which the page reader needs.
  if (intent.kind === 'link') return { kind: 'question', question: withBareAddresses(said), intent };
  if (intent.kind !== 'ask') return { kind: 'question', question: withLabels(said), intent };
  const slip = misspeltCommand(said, commands, known);
  if (slip) return { kind: 'near miss', said, command: slip.split(' ')[0]!, types: slip };
  const digest = BEGINS_RHYTHM.test(said) ? commands.find(({ name }) => name === 'digest') : undefined;
  if (digest?.read(said, known))
    return { kind: 'near miss', said, command: 'digest', types: `digest on ${said}` };
  if (named) {
    const rest = said.slice(named.command.name.length).trim();
    if (!isQuestion(said) && !QUESTION_CONTINUATION.test(rest) && !isDate(rest))
      return { kind: 'near miss', said, command: named.command.name, types: named.command.name };
  }
  return question(intent);
}

/** Whether text is a date: "digest on 9 May" is a question about a day. */
const isDate = (text: string): boolean =>
  /\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i.test(text);
