import type { Sentence } from '../../language/sentences.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Antecedents, Speaker } from './source-words.ts';

/** A paragraph of direct speech: who spoke in it, and whether it was a question. */
interface Turn {
  readonly paragraph: number;
  readonly speaker: Speaker | null;
  readonly question: boolean;
}

/** What the sentences before one tell of who may speak in it. */
export interface Memory {
  speaker: Speaker | null;
  /** Who spoke before the last speaker, in the same paragraph or the one before. */
  earlier: Speaker | null;
  /** How many sentences ago the last speaker spoke. */
  silence: number;
  /** Paragraph of the last speaker. */
  paragraph: number;
  subject: Speaker | null;
  subjectParagraph: number;
  /** The one person whom the last sentence outside quotations names. */
  person: Speaker | null;
  /** The body that was named last outside quotations, and its paragraph. */
  body: Speaker | null;
  bodyParagraph: number;
  /** The speaker of the quotation that began at this place. */
  readonly quotations: Map<number, Speaker>;
  /** The speaker of "X said:" right before. */
  colon: Speaker | null;
  /** A paragraph that is somebody's words without marks: after "X said:", or after a transcript's label. */
  block: { readonly paragraph: number; readonly speaker: Speaker | null } | null;
  /** The last two paragraphs of direct speech, the latest first. */
  turns: readonly Turn[];
  /** True if the last quotation has no closing mark: its speaker goes on in the next paragraph. */
  open: boolean;
}

export const emptyMemory = (): Memory => ({
  speaker: null,
  earlier: null,
  silence: 0,
  paragraph: -9,
  subject: null,
  subjectParagraph: -9,
  person: null,
  body: null,
  bodyParagraph: -9,
  quotations: new Map(),
  colon: null,
  block: null,
  turns: [],
  open: false,
});

/** For how many paragraphs the last speaker is remembered. */
const RECENT = 3;

/** Forgets whom a sentence stands too far from. */
export function fade(memory: Memory, { paragraph }: Sentence): void {
  if (paragraph > memory.paragraph + RECENT) memory.speaker = null;
  if (paragraph > memory.paragraph + 1) memory.earlier = null;
  if (paragraph > memory.bodyParagraph + RECENT) memory.body = null;
  const reach = memory.subject?.person ? RECENT : 1;
  if (paragraph > memory.subjectParagraph + reach) memory.subject = memory.person = null;
}

/** Whom a pronoun may mean, the last one named first: the last speaker, unless somebody was written of since. */
export const remembered = ({ speaker, subject, silence, earlier, person, body }: Memory): Antecedents =>
  silence > 0 ? [subject, person, speaker, earlier, body] : [speaker, subject, person, earlier, body];

/** What a sentence leaves for those after it. */
interface Left {
  readonly speaker: Speaker | null;
  readonly subject: Speaker | null;
  /** The one person whom it names; null if it names several or none. */
  readonly person: Speaker | null;
  /** The body that it names last; null if it names none. */
  readonly body: Speaker | null;
  /** True if most of it is a quotation. */
  readonly quoted: boolean;
  /** True if it begins with a quotation. */
  readonly opensQuoted: boolean;
  readonly tokens: readonly Token[];
  /** True if its last quotation has no closing mark. */
  readonly open: boolean;
}

const asks = (tokens: readonly Token[]): boolean => tokens.slice(-3).some(({ text }) => text === '?');

/** Takes note of whom a sentence lets speak and of whom it is. */
export function remember(
  memory: Memory,
  { paragraph }: Sentence,
  { speaker, subject, person, body, quoted, opensQuoted, tokens, open }: Left,
): void {
  memory.silence++;
  memory.open = open;
  if (speaker) {
    memory.silence = 0;
    if (memory.speaker?.name !== speaker.name) memory.earlier = memory.speaker;
    memory.speaker = speaker;
    memory.paragraph = paragraph;
  }
  if (subject && !quoted) {
    memory.subject = subject;
    memory.subjectParagraph = paragraph;
  }
  if (!quoted) memory.person = person;
  if (body) {
    memory.body = body;
    memory.bodyParagraph = paragraph;
  }
  if (!quoted && !opensQuoted) return;
  const question = tokens.some(({ text }) => text === '?') && (asks(tokens) || speaker !== null);
  const others = memory.turns.filter((turn) => turn.paragraph !== paragraph);
  memory.turns = [{ paragraph, speaker, question }, ...others].slice(0, 3);
}

/**
 * Who speaks in a paragraph that is nothing but a quotation, after one of direct speech. A newspaper's speaker goes on;
 * in a dialogue a question is answered by the other one. Null if that can't be told.
 */
export function speakerOfNextTurn(
  memory: Memory,
  before: { readonly speaker: Speaker | null; readonly sentence: Sentence },
  tokens: readonly Token[],
): Speaker | null {
  if (memory.open) return before.speaker;
  const [last, earlier] = memory.turns;
  const isDialogue =
    earlier?.speaker &&
    last?.speaker &&
    last.paragraph - earlier.paragraph === 1 &&
    earlier.speaker.name !== last.speaker.name;
  if (!isDialogue) return last?.question ? null : before.speaker;
  const answers =
    last.question ||
    (asks(tokens) && earlier.question) ||
    memory.turns[2]?.speaker?.name === last.speaker!.name;
  return answers ? earlier.speaker : before.speaker;
}
