import { ASKS } from '../answer/intent/asks.ts';

/** So many questions of one message are answered; the card counts the others. */
export const MOST_QUESTIONS = 4;

/** A message without the chat's own signs. */
export interface MessageText {
  /** The text besides quoted lines; empty if it has neither letters nor digits. */
  readonly text: string;
  /** Each question, if the message asks several; else the one text. */
  readonly questions: readonly string[];
  /** The lines that quote somebody; null for none. */
  readonly quoted: string | null;
}

/** An emoji's name between colons, as Slack writes it; not the minutes of a time. */
const EMOJI_NAME = /(?<![\p{L}\p{N}]):(?:[a-z][a-z0-9_+'-]{0,60}|[+-]1):(?::skin-tone-\d:)?/giu;
/** Pictures as Unicode has them, with their variations, joiners and skin tones; digits and © are text. */
const EMOJI =
  /(?:\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}])(?:\u{FE0F}|\u{200D}|\p{Emoji_Modifier})*/gu;
const KEPT_SIGNS = /[©®™↔↕]/u;
/** Marks for bold, italic, struck and code at a word's edge. */
const EMPHASIS = /(?<![\p{L}\p{N}*_~`])([*_~`]{1,3})(?=\S)([^*_~`\n]{1,300})(?<=\S)\1(?![\p{L}\p{N}*_~`])/gu;
const BULLET = /^\s*(?:[•◦▪●‣*–—-]|\d{1,2}[.)])\s+/u;

/** The bot by its name, where it is spoken to: "@Readout what about INF?", "Readout, more". */
const ADDRESS =
  /(?<![\p{L}\p{N}.])@readout(?![\p{L}\p{N}])[,:]?|^\s*(?:(?:hey|hi|ok|okay) )?readout[,:](?=\s)/giu;

function withoutSigns(text: string): string {
  return text
    .replace(ADDRESS, ' ')
    .replace(/```/g, ' ')
    .replace(EMPHASIS, '$2')
    .replace(EMOJI_NAME, ' ')
    .replace(EMOJI, (sign) => (KEPT_SIGNS.test(sign) ? sign : ' '))
    .replace(/[^\S\n]+/g, ' ');
}

/** The questions in a line: "What about INF? And START?" are two. */
function questionsIn(line: string): string[] {
  const parts = line.split(/(?<=\?)\s+/).map((part) => part.trim());
  const asking = parts.filter((part) => part.endsWith('?') && part.length > 2);
  return asking.length > 1 ? asking : [line];
}

/**
 * Takes the chat's own signs off a message: emoji, marks for bold and code, quoted lines, bullets. What several lines or
 * sentences ask is given question by question.
 */
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
