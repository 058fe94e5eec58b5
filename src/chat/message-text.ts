import { ASKS } from '../answer/intent/words.ts';

/** The most questions of one message that are answered. The card counts the others. */
export const MAX_QUESTIONS = 4;

/** The text of a message without the chat's markup. */
export interface MessageText {
  /** The text without quoted lines; empty if it has neither letters nor digits. */
  readonly text: string;
  /** The separate questions if the message asks several, otherwise the whole text. */
  readonly questions: readonly string[];
  /** The quoted lines; null if there are none. */
  readonly quoted: string | null;
}

/** Matches an emoji name between colons, as Slack writes it, but not the minutes of a time. */
const EMOJI_NAME = /(?<![\p{L}\p{N}]):(?:[a-z][a-z0-9_+'-]{0,60}|[+-]1):(?::skin-tone-\d:)?/giu;
/** Matches Unicode emoji with variations, joiners and skin tones. Digits and © are text. */
const EMOJI =
  /(?:\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}])(?:\u{FE0F}|\u{200D}|\p{Emoji_Modifier})*/gu;
const TEXT_SYMBOLS = /[©®™↔↕]/u;
/** Matches emphasis marks (bold, italic, strikethrough, code) around a phrase. */
const EMPHASIS = /(?<![\p{L}\p{N}*_~`])([*_~`]{1,3})(?=\S)([^*_~`\n]{1,300})(?<=\S)\1(?![\p{L}\p{N}*_~`])/gu;
const BULLET = /^\s*(?:[•◦▪●‣*–—-]|\d{1,2}[.)])\s+/u;

/** Matches the bot's name at the beginning: "@Readout what about INF?", "Readout, more". */
const ADDRESS =
  /(?<![\p{L}\p{N}.])@readout(?![\p{L}\p{N}])[,:]?|^\s*(?:(?:hey|hi|ok|okay) )?readout[,:](?=\s)/giu;

function withoutSigns(text: string): string {
  return text
    .replace(ADDRESS, ' ')
    .replace(/```/g, ' ')
    .replace(EMPHASIS, '$2')
    .replace(EMOJI_NAME, ' ')
    .replace(EMOJI, (sign) => (TEXT_SYMBOLS.test(sign) ? sign : ' '))
    .replace(/[^\S\n]+/g, ' ');
}

/** Splits a line into its questions: "What about INF? And START?" has two. */
function questionsIn(line: string): string[] {
  const parts = line.split(/(?<=\?)\s+/).map((part) => part.trim());
  const asking = parts.filter((part) => part.endsWith('?') && part.length > 2);
  return asking.length > 1 ? asking : [line];
}

/** Removes a chat's markup: emoji, emphasis and code marks, quoted lines, bullets. Splits several questions. */
export function readMessageText(raw: string): MessageText {
  const lines = raw.split('\n');
  const quoted = lines.filter((line) => /^\s*>/.test(line)).map((line) => line.replace(/^[\s>]+/, ''));
  const own = withoutSigns(lines.filter((line) => !/^\s*>/.test(line)).join('\n'));
  const written = own
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}?/]/u.test(line));
  const text = written.length === 1 ? written[0]! : own.trim();
  const bare = written.map((line) => line.replace(BULLET, '').trim());
  const asking = bare.filter((line) => ASKS.test(line));
  const all =
    asking.length > 1 && asking.length === bare.length - (ASKS.test(bare[0] ?? '') ? 0 : 1)
      ? asking
      : [bare.join('\n')];
  return {
    text,
    questions: text === '' ? [] : all.flatMap(questionsIn),
    quoted: quoted.length > 0 ? withoutSigns(quoted.join(' ')).trim() || null : null,
  };
}
