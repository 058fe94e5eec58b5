import { OUTLETS } from '../../language/lexicon/epithets.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Sentence } from '../../language/sentences.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import type { EntityRegistry } from './entity-registry.ts';
import type { Speaker } from './source-words.ts';

/** Matches a transcript's speaker label: "PER HOLM (lawyer): We agree.", "Anna Berg: We agree." */
const LABEL = /^(\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,5})(,? ?\([^()]{1,80}\)|, [^:“"]{1,60})?:\s+\S/u;

/** Words before a colon that are not a speaker. */
const NO_LABEL =
  listed(`update updates photo photos video watch breaking related correction read more note editor story
  highlights poll analysis opinion exclusive live listen see also warning summary background sources source question answer q a
  up next room notes injuries roster schedule attendance records weather traffic odds location venue hours tickets cost details
  rating cast tip tips fact facts time date when where what who why how here example result results conclusion the this that these`);

const LONGEST = 200;
/** The longest label that may be initials, in letters. */
const LONGEST_INITIALS = 4;

const titleCased = (name: string): string =>
  /\p{Ll}/u.test(name) ? name : name.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());

/** A label's speaker, and its length including the white space after it. */
interface Label {
  readonly speaker: Speaker | null;
  readonly length: number;
  /** True if a quotation follows it. */
  readonly quotes: boolean;
}

/** Returns the label at the beginning of a sentence. The speaker of "Q:" and "A:" is null, because they name nobody. */
export function labelOf(text: string, sentence: Sentence, registry: EntityRegistry): Label | null {
  const line = text.slice(sentence.start, Math.min(sentence.end, sentence.start + LONGEST));
  // Each turn of an interview may begin with a quotation mark.
  const mark = /^["“]?/.exec(line)![0].length;
  const head = line.slice(mark);
  if (/^[QA]:\s/.test(head)) return { speaker: null, length: mark + 3, quotes: false };
  const label = LABEL.exec(head);
  if (!label) return null;
  const words = label[1]!.split(' ');
  if (words.some((word) => NO_LABEL.has(word.toLowerCase()) || /['’]s$/i.test(word))) return null;
  const isShouted = !/\p{Ll}/u.test(label[1]!);
  const known = registry.named(titleCased(words.at(-1)!));
  const isPerson = known?.kind === 'person';
  const isRepeated = words.length < 3 && repeats(text, label[1]!);
  if (!isShouted && isTitle(text, label[1]!, head.slice(label[0].length - 1))) return null;
  if (!isPerson && (!isShouted || (words.length < 2 && !isRepeated))) return null;
  if (!isShouted && !isRepeated && (label[1] !== known?.name || label[2]?.startsWith(','))) return null;
  const isShort = isShouted && words.length === 1 && label[1]!.length <= LONGEST_INITIALS;
  const entity = (isPerson ? known : isShort ? registry.withInitials(label[1]!) : null) ?? null;
  return {
    quotes: /^["“]/.test(head.slice(label[0].length - 1)),
    length: mark + label[0].length - 1,
    speaker: {
      name: entity ? titleCased(entity.name) : isShort ? label[1]! : titleCased(label[1]!),
      entity,
      gender: entity?.gender ?? null,
      plural: false,
      person: !OUTLETS.has(label[1]!.toLowerCase()),
    },
  };
}

/** The characters after a label by which a title is compared. */
const LEAST_OF_TITLE = 12;

/** Whether a name and what follows its colon stand elsewhere too, as a title does: "Anna Berg: Savage Beauty". */
function isTitle(text: string, label: string, after: string): boolean {
  const title = `${label}: ${after.slice(0, LEAST_OF_TITLE)}`;
  return text.indexOf(title, text.indexOf(title) + 1) >= 0;
}

/** Whether several lines or sentences begin with a label. */
function repeats(text: string, label: string): boolean {
  let count = 0;
  for (let at = text.indexOf(`${label}: `); at >= 0 && count < 2; at = text.indexOf(`${label}: `, at + 1))
    if (at === 0 || /[\n.?!”"]\s{0,3}$/.test(text.slice(Math.max(0, at - 4), at))) count++;
  return count > 1;
}

const CITE = /^[—–-]{1,2}\s?(\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,4})(?:,\s[^.]{1,80})?\.?$/u;

/** Attributes the text before a line like "— Anna Berg, mayor" to that person. */
export function citesIn(
  text: string,
  attributed: readonly AttributedSentence[],
  registry: EntityRegistry,
): readonly AttributedSentence[] {
  const result = [...attributed];
  for (const [index, one] of attributed.entries()) {
    const { start, end, paragraph } = one.sentence;
    if (end - start > LONGEST || !/[—–-]/.test(text[start]!)) continue;
    const cite = CITE.exec(text.slice(start, end));
    if (!cite || index === 0) continue;
    const entity = registry.named(cite[1]!) ?? null;
    const speaker: Speaker = {
      name: entity?.name ?? cite[1]!,
      entity,
      gender: entity?.gender ?? null,
      plural: false,
      person: true,
    };
    result[index] = { ...one, cite: true };
    const quoted = attributed[index - 1]!.sentence.paragraph;
    if (paragraph - quoted > 1) continue;
    for (let back = index - 1; back >= 0 && attributed[back]!.sentence.paragraph === quoted; back--) {
      if (attributed[back]!.report || (paragraph === quoted && !attributed[back]!.quotedIn)) break;
      result[back] = { ...result[back]!, speaker };
    }
  }
  return result;
}
