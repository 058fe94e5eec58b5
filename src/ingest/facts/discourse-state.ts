import type { Sentence } from '../../language/sentences.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { DocumentAuthors } from './document-authors.ts';
import type { Antecedents, Speaker } from './source-words.ts';

/** A paragraph of direct speech: its speaker, and whether it was a question. */
interface Turn {
  readonly paragraph: number;
  readonly speaker: Speaker | null;
  readonly question: boolean;
}

/** The discourse state: what the sentences so far say about the next one's speaker. */
export interface Memory {
  speaker: Speaker | null;
  /** The speaker before the last one, if in the same paragraph or the one before. */
  earlier: Speaker | null;
  /** The number of sentences since the last speaker spoke. */
  silence: number;
  /** The last speaker's paragraph. */
  paragraph: number;
  subject: Speaker | null;
  /** The number of sentences since the last one with a subject. */
  subjectSilence: number;
  subjectParagraph: number;
  /** The only person named by the last sentence outside quotations; null if it names none or several. */
  person: Speaker | null;
  /** The last body named outside quotations, and its paragraph. */
  body: Speaker | null;
  bodyParagraph: number;
  /** The speakers of quotations, by the offset where each quotation begins. */
  readonly quotations: Map<number, Speaker>;
  /** The names within each quotation so far, by the offset where it begins. Speakers do not name themselves. */
  readonly named: Map<number, readonly string[]>;
  /** The authors of the documents mentioned so far. */
  readonly documents: DocumentAuthors;
  /** The speaker of an introduction directly before: "X said:". */
  colon: Speaker | null;
  /** A paragraph that is somebody's words without quotation marks: after "X said:", or after a transcript's label. */
  block: { readonly paragraph: number; readonly speaker: Speaker | null } | null;
  /** The last two paragraphs of direct speech, the latest first. */
  turns: readonly Turn[];
  /** True if the last quotation was not closed. Its speaker continues in the next paragraph. */
  open: boolean;
}

export const emptyMemory = (): Memory => ({
  speaker: null,
  earlier: null,
  silence: 0,
  paragraph: -9,
  subject: null,
  subjectSilence: 0,
  subjectParagraph: -9,
  person: null,
  body: null,
  bodyParagraph: -9,
  quotations: new Map(),
  named: new Map(),
  documents: new Map(),
  colon: null,
  block: null,
  turns: [],
  open: false,
});

/** The number of paragraphs for which the last speaker is remembered. */
const RECENT = 3;

/** Removes speakers and names that are too far back for a sentence. */
export function fade(memory: Memory, { paragraph }: Sentence): void {
  if (paragraph > memory.paragraph + RECENT) memory.speaker = null;
  if (paragraph > memory.paragraph + 1) memory.earlier = null;
  if (paragraph > memory.bodyParagraph + RECENT) memory.body = null;
  const reach = memory.subject?.person ? RECENT : 1;
  if (paragraph > memory.subjectParagraph + reach) memory.subject = memory.person = null;
}

/**
 * Returns the possible antecedents of a pronoun, the latest first: the last speaker, unless another person was the
 * subject since.
 */
export const remembered = ({
  speaker,
  subject,
  subjectSilence,
  silence,
  earlier,
  person,
  body,
}: Memory): Antecedents =>
  silence > 0 && subjectSilence < silence
    ? [subject, person, speaker, earlier, body]
    : [speaker, subject, person, earlier, body];

/** The part of the state that one sentence contributes. */
interface Left {
  readonly speaker: Speaker | null;
  readonly subject: Speaker | null;
  /** The only person that it names; null if it names none or several. */
  readonly person: Speaker | null;
  /** The last body that it names; null if it names none. */
  readonly body: Speaker | null;
  /** True if most of it is a quotation. */
  readonly quoted: boolean;
  /** True if it begins with a quotation. */
  readonly opensQuoted: boolean;
  readonly tokens: readonly Token[];
  /** True if its last quotation was not closed. */
  readonly open: boolean;
  /** True if its speaker is only a passive's agent: "She was told by X that …". */
  readonly agent: boolean;
}

const asks = (tokens: readonly Token[]): boolean => tokens.slice(-3).some(({ text }) => text === '?');

/** Updates the state with a sentence and its speaker. */
export function remember(
  memory: Memory,
  { paragraph }: Sentence,
  { speaker, subject, person, body, quoted, opensQuoted, tokens, open, agent }: Left,
): void {
  memory.silence++;
  memory.subjectSilence++;
  memory.open = open;
  if (speaker) {
    // A pronoun after a passive means its subject before its agent.
    memory.silence = agent && subject?.person ? 1 : 0;
    if (memory.speaker?.name !== speaker.name) memory.earlier = memory.speaker;
    memory.speaker = speaker;
    memory.paragraph = paragraph;
  }
  if (subject && !quoted) {
    memory.subject = subject;
    memory.subjectSilence = 0;
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
 * Returns the speaker of a paragraph that is only a quotation, after one of direct speech. In a newspaper the speaker
 * continues; in a dialogue the other one answers a question. Returns null if it is uncertain.
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
