import type { Span } from '../../domain/fact.ts';
import { FEMALE, MALE } from '../../language/lexicon/first-names.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import type { EntityRegistry } from './entity-registry.ts';
import type { Speaker } from './source-words.ts';

/** Matches a paragraph that is a handle: "@kari_holm." */
const HANDLE = /^(@\w{2,30})\.?$/u;
/** Matches a paragraph that is a name: "Kari Holm." */
const NAME = /^(\p{Lu}\p{Ll}[\p{L}’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,1} \p{Lu}[\p{L}’'-]*)\.?$/u;
/** The longest paragraph that may be a place below a name: "Washington, D.C." */
const LONGEST_PLACE = 40;
const PLACE = /^\p{Lu}[\p{L}.’'-]*(?:,? \p{Lu}[\p{L}.’'-]*){0,3}\.?$/u;
/** Matches the first person, in which letters are written. */
const FIRST_PERSON = /\b(?:I|my|we|our|us|me)\b/i;
/** The shortest paragraph of a letter, in UTF-16 units. A shorter one is a heading. */
const SHORTEST = 30;
/** The most paragraphs of one letter. */
const MOST_PARAGRAPHS = 8;

/** Matches a heading in capitals that names the site of the letters or posts. */
const SITE = /^[\p{Lu}\s]+\.?$/u;
/** The fewest names of a page of letters. */
const LEAST_OF_NAMES = 3;

/**
 * Whether a text consists of several letters, each with its writer's name below. Names stand alone in paragraphs, and
 * one is last.
 */
function isPageOfLetters(lines: readonly string[]): boolean {
  const names = lines.flatMap((line, at) => (NAME.test(line) && isGivenName(line) ? [at] : []));
  const last = lines.findLastIndex((line) => line !== '' && !SITE.test(line) && !isShortPlace(line));
  return names.length >= LEAST_OF_NAMES && (names[0] ?? 0) > 0 && names.includes(last);
}

const isGivenName = (line: string): boolean => {
  const first = line.split(' ')[0]!.toLowerCase();
  return MALE.has(first) || FEMALE.has(first);
};

/** Whether a line is a short place with its state: "Henderson, Nev." */
const isShortPlace = (line: string): boolean =>
  line.length <= LONGEST_PLACE && line.includes(',') && PLACE.test(line);

/** A signature: the writer of the paragraphs from `from` up to `to`. */
interface Signature {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The first paragraph after the signature. */
  readonly end: number;
}

/** Finds the letters and posts of a text by the writers' names below them. */
function signaturesOf(text: string, paragraphs: readonly Span[]): readonly Signature[] {
  const lines = paragraphs.map(([start, end]) => (end - start > 2000 ? '' : text.slice(start, end)));
  const isPage = isPageOfLetters(lines);
  const wordsOf = (at: number) => text.slice(...(paragraphs[at] ?? [0, 0]));
  const signatures: Signature[] = [];
  let least = 0;
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.length > 60 || line === '') continue;
    const handle = HANDLE.exec(line)?.[1];
    const named = NAME.exec(line)?.[1];
    const next = lines[at + 1] ?? '';
    const isPlaced = PLACE.test(next) && next.length <= LONGEST_PLACE && !SITE.test(next);
    const name = handle ?? (isPlaced || isPage ? named : undefined);
    if (!name) continue;
    let from = at;
    if (handle) from = Math.max(least, at - 1);
    else
      while (
        from > least &&
        at - from < MOST_PARAGRAPHS &&
        paragraphs[from - 1]![1] - paragraphs[from - 1]![0] >= SHORTEST
      )
        from--;
    const isLetter =
      from < at &&
      (handle !== undefined ||
        isPage ||
        paragraphs.slice(from, at).some((_, index) => FIRST_PERSON.test(wordsOf(from + index))));
    least = handle || !isPlaced ? at + 1 : at + 2;
    if (isLetter) signatures.push({ name, from, to: at, end: least });
  }
  // A single name above a place may be anything. A page of letters or posts has several.
  return signatures.length > 1 ? signatures : [];
}

/** Attributes the sentences of letters and posts to the writers who signed them. A signature is not a statement. */
export function signedLetters(
  text: string,
  paragraphs: readonly Span[],
  attributed: readonly AttributedSentence[],
  registry: EntityRegistry,
): readonly AttributedSentence[] {
  const signatures = signaturesOf(text, paragraphs);
  if (signatures.length === 0) return attributed;
  return attributed.map((one) => {
    const { paragraph } = one.sentence;
    const signature = signatures.find(({ from, end }) => from <= paragraph && paragraph < end);
    if (!signature) return one;
    if (paragraph >= signature.to) return { ...one, cite: true };
    const isOthers = one.report !== null && (one.quotedIn || one.report.form === 'trailing');
    if (isOthers) return one;
    const entity = registry.named(signature.name) ?? null;
    const speaker: Speaker = {
      name: entity?.name ?? signature.name,
      entity,
      gender: entity?.gender ?? null,
      plural: false,
      person: true,
    };
    return { ...one, speaker, report: null, pronounMeans: null };
  });
}
