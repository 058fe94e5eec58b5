import type { Span } from '../../domain/fact.ts';
import { isTitleCase, untitled } from '../../language/headline-case.ts';
import { afterCircumstance } from '../../language/noun-phrase.ts';
import { type Quotation, quotationAt, quotationsOf } from '../../language/quotations.ts';
import type { Sentence } from '../../language/sentences.ts';
import { type Token, tokensOf, type Words } from '../../language/text-tokens.ts';
import { backwards } from './backward-attribution.ts';
import { clausesOf } from './clauses.ts';
import { datelineOf } from './dateline.ts';
import { emptyMemory, fade, type Memory, remember, remembered } from './discourse-state.ts';
import { type Cast, createCast } from './entity-registry.ts';
import { type Name, namesIn } from './names.ts';
import { type Report, reportsIn } from './reporting-clauses.ts';
import { type Speaker, speakerIn, speakerNamed } from './resolve-source.ts';
import { subjectOf } from './subject.ts';

/** A sentence with what its words tell: who is named, who speaks, whom a leading pronoun means. */
export interface Voiced {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  /** The report that the speaker was taken from; null where he goes on from a sentence before. */
  readonly report: Report | null;
  readonly speaker: Speaker | null;
  /** Who or what the sentence is about: its first name, or what its leading pronoun stands for. */
  readonly subject: Speaker | null;
  /** True where the whole sentence stands within quotation marks. */
  readonly quoted: boolean;
  /** True where it begins within a quotation, whether or not the mark stands here. */
  readonly opensQuoted: boolean;
  /** True where it quotes more than a word or two. */
  readonly quotedIn: boolean;
}

const LABEL = /^(\p{Lu}[\p{Lu} .'’-]{2,40}):\s/u;

function inQuotation(
  tokens: readonly Token[],
  at: (place: number) => Quotation | null,
): readonly (Quotation | null)[] {
  return tokens.map((token) => at(token.start));
}

/** Who says what a sentence without its own verb of saying quotes: the speaker of the quotation it goes on with. */
function continued(
  here: readonly (Quotation | null)[],
  quotedTokens: number,
  sentence: Sentence,
  memory: Memory,
  before: Voiced | undefined,
): Speaker | null {
  if (memory.block?.paragraph === sentence.paragraph) return memory.block.speaker;
  const first = here.find((quotation) => quotation !== null);
  const share = quotedTokens / Math.max(1, here.length);
  if (!first || share < 0.5) return null;
  const same = memory.quotations.get(first.start);
  if (same) return same;
  if (first.start > sentence.start + 3 && share < 0.8) return null;
  if (memory.colon) return memory.colon;
  if (!before?.speaker) return null;
  const next = sentence.paragraph - before.sentence.paragraph;
  return next === 0 || (next === 1 && before.quotedIn) ? before.speaker : null;
}

/** The first report whose source can be told. */
function spoken(
  reports: readonly Report[],
  resolve: (report: Report) => Speaker | null,
): [Report, Speaker] | null {
  const ranked = [...reports].sort((a, b) => weight(b) - weight(a));
  for (const report of ranked) {
    const speaker = resolve(report);
    if (speaker) return [report, speaker];
  }
  return null;
}

const STRONG =
  /^(?:say|tell|according|write|announce|add|note|state|explain|argue|insist|warn|claim|declare|tweet|stress|recall)$/;
const weight = (report: Report): number =>
  (STRONG.test(report.verb) ? 2 : 0) +
  (report.form === 'gerund' ? -1 : 0) +
  (report.form === 'passive' ? -2 : 0);

function labelled(text: string, sentence: Sentence, cast: Cast): Speaker | null {
  const label = LABEL.exec(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 50)));
  if (!label) return null;
  const name = label[1]!.replace(/\p{L}+/gu, (word) => word[0] + word.slice(1).toLowerCase());
  const member = cast.named(name.split(' ').at(-1)!) ?? null;
  return { name: member?.name ?? name, member, gender: member?.gender ?? null, plural: false, person: true };
}

const tokensIn = (text: string, { start, end }: Sentence, words: Words): readonly Token[] =>
  untitled(tokensOf(text, start + datelineOf(text.slice(start, Math.min(end, start + 90))), end, words));

/** A sentence, or one of its two clauses, with its words. */
interface Parsed {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  /** True where nearly every word begins with a capital. */
  readonly headline: boolean;
}

function parsed(text: string, sentence: Sentence, words: Words): Parsed {
  const tokens = tokensIn(text, sentence, words);
  return { sentence, tokens, names: namesIn(tokens), headline: isTitleCase(tokens) };
}

/** Takes a sentence apart and notes whom it names; two where its clauses have a speaker each. */
function met(text: string, sentence: Sentence, words: Words, cast: Cast): readonly Parsed[] {
  const whole = parsed(text, sentence, words);
  const { tokens, names, headline } = whole;
  // A headline's capitals tell no name from its other words.
  if (!headline) cast.meet(tokens, names);
  const clauses = clausesOf(sentence, tokens, names);
  return clauses.length === 1 ? [whole] : clauses.map((clause) => parsed(text, clause, words));
}

/** The first report of a sentence whose source can be told, with that source. */
function reported(
  { tokens, names, headline }: Parsed,
  here: readonly (Quotation | null)[],
  cast: Cast,
  memory: Memory,
): [Report, Speaker] | null {
  const reports = reportsIn(tokens, names, (at) => here[at] !== null);
  if (reports.length === 0) return null;
  const main = afterCircumstance(tokens, 0);
  return spoken(reports, ({ source }) => {
    if (!source) return null;
    const inside = names.find(
      (name) =>
        name.from >= main && name.from < main + 3 && name.to <= source.from && here[name.from] === null,
    );
    const named = inside ? speakerNamed(inside, cast) : null;
    const nearest = named?.person ? named : null;
    const speaker = speakerIn(tokens, names, source, cast, [nearest, ...remembered(memory)]);
    return headline && speaker?.member === null ? null : speaker;
  });
}

/** Says who speaks in a sentence, `before` being the one before it, and remembers him for those after it. */
function voice(
  text: string,
  one: Parsed,
  here: readonly (Quotation | null)[],
  cast: Cast,
  memory: Memory,
  before: Voiced | undefined,
): Voiced {
  const { sentence, tokens, names } = one;
  const quotedTokens = here.reduce((sum, quotation) => (quotation ? sum + 1 : sum), 0);
  fade(memory, sentence);
  const own = reported(one, here, cast, memory);
  const speaker =
    own?.[1] ?? continued(here, quotedTokens, sentence, memory, before) ?? labelled(text, sentence, cast);
  const subject = subjectOf(tokens, names, cast, remembered(memory));
  if (speaker && quotedTokens > 0)
    for (const quotation of new Set(here)) if (quotation) memory.quotations.set(quotation.start, speaker);
  remember(memory, sentence, speaker, subject, quotedTokens > tokens.length / 2);
  const introduces = speaker && text[sentence.end - 1] === ':' ? speaker : null;
  if (text[sentence.end - 1] === ':')
    memory.block = introduces && { paragraph: sentence.paragraph + 1, speaker: introduces };
  memory.colon = introduces;
  return {
    sentence,
    tokens,
    names,
    report: own?.[0] ?? null,
    speaker,
    subject,
    quoted: quotedTokens >= tokens.length - 1,
    opensQuoted: (here[0] ?? null) !== null,
    quotedIn: quotedTokens > 4,
  };
}

/** Reads an article's sentences in order and says of each who speaks in it. */
export function voicesOf(
  text: string,
  sentences: readonly Sentence[],
  paragraphs: readonly Span[],
): { voiced: readonly Voiced[]; cast: Cast } {
  const cast = createCast();
  const words: Words = new Map();
  // Everybody is met before anybody speaks: a last name may be told only by a full one further down.
  const whole = sentences.flatMap((sentence) => met(text, sentence, words, cast));
  const quotations = quotationsOf(text, paragraphs);
  const quotationHere = quotationAt(quotations);
  const memory = emptyMemory();
  const voiced: Voiced[] = [];
  for (const one of whole)
    voiced.push(voice(text, one, inQuotation(one.tokens, quotationHere), cast, memory, voiced.at(-1)));
  return { voiced: backwards(voiced, text, quotationAt(quotations)), cast };
}
