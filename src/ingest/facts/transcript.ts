import { listed } from '../../language/lexicon/word-list.ts';
import type { Sentence } from '../../language/sentences.ts';
import type { Cast } from './entity-registry.ts';
import type { Speaker } from './resolve-source.ts';
import type { AttributedSentence } from './speaker-attribution.ts';

/** "PER HOLM (lawyer): We agree.", "Anna Berg: We agree.": who speaks in a transcript's paragraph. */
const LABEL = /^(\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,5})(,? ?\([^()]{1,80}\)|, [^:“"]{1,60})?:\s+\S/u;

/** Words before a colon that are no speaker. */
const NO_LABEL =
  listed(`update updates photo photos video watch breaking related correction read more note editor story
  highlights poll analysis opinion exclusive live listen see also warning summary background sources source question answer q a
  tip tips fact facts time date when where what who why how here example result results conclusion the this that these`);

const LONGEST = 200;

const titleCased = (name: string): string =>
  /\p{Ll}/u.test(name) ? name : name.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());

/** The speaker whose label a sentence begins with; a null speaker for "Q:" and "A:", whom it doesn't name. */
export function labelOf(
  text: string,
  sentence: Sentence,
  cast: Cast,
): { readonly speaker: Speaker | null } | null {
  const head = text.slice(sentence.start, Math.min(sentence.end, sentence.start + LONGEST));
  if (/^[QA]:\s/.test(head)) return { speaker: null };
  const label = LABEL.exec(head);
  if (!label) return null;
  const words = label[1]!.split(' ');
  if (words.some((word) => NO_LABEL.has(word.toLowerCase()))) return null;
  const isShouted = !/\p{Ll}/u.test(label[1]!);
  const known = cast.named(titleCased(words.at(-1)!));
  const isPerson = known?.kind === 'person' || known?.name.includes(' ');
  if (!isPerson && (!isShouted || (words.length < 2 && !repeats(text, label[1]!)))) return null;
  if (!isShouted && (label[1] !== known?.name || label[2]?.startsWith(','))) return null;
  const name = titleCased(label[1]!);
  const member = (isPerson ? known : null) ?? null;
  return {
    speaker: {
      name: titleCased(member?.name ?? name),
      member,
      gender: member?.gender ?? null,
      plural: false,
      person: true,
    },
  };
}

/** A transcript's line without the label before it. */
export const withoutLabel = (line: string): string => {
  const label = /^[QA]:\s/.exec(line) ?? LABEL.exec(line.slice(0, LONGEST));
  return label && (/^[QA]:/.test(line) || !/\p{Ll}/u.test(label[1]!))
    ? line.slice(line.indexOf(':') + 1).trim()
    : line;
};

/** Whether a label stands at the beginning of several lines. */
function repeats(text: string, label: string): boolean {
  const first = text.indexOf(`${label}:`);
  return first >= 0 && text.indexOf(`\n${label}:`, first + 1) >= 0;
}

const CITE = /^[—–-]{1,2}\s?(\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,4})(?:,\s[^.]{1,80})?\.?$/u;

/** "“We agree.” — Anna Berg, mayor": gives what stands before such a line to the person it names. */
export function citesIn(
  text: string,
  attributed: readonly AttributedSentence[],
  cast: Cast,
): readonly AttributedSentence[] {
  const result = [...attributed];
  for (const [index, one] of attributed.entries()) {
    const { start, end, paragraph } = one.sentence;
    if (end - start > LONGEST || !/[—–-]/.test(text[start]!)) continue;
    const cite = CITE.exec(text.slice(start, end));
    if (!cite || index === 0) continue;
    const member = cast.named(cite[1]!) ?? null;
    const speaker: Speaker = {
      name: member?.name ?? cite[1]!,
      member,
      gender: member?.gender ?? null,
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
