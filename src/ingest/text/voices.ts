import type { Span } from '../../core/fact.ts';
import { type Report, reportsIn } from './attribution.ts';
import { backwards } from './carried-back.ts';
import { type Cast, createCast } from './cast.ts';
import { clausesOf } from './clauses.ts';
import { datelineOf } from './dateline.ts';
import { type Name, namesIn } from './names.ts';
import { afterCircumstance } from './noun-phrase.ts';
import { type Quotation, quotationAt, quotationsOf } from './quotations.ts';
import type { Sentence } from './sentences.ts';
import { type Antecedents, type Speaker, speakerIn, speakerNamed } from './speakers.ts';
import { subjectOf } from './subject.ts';
import { isTitleCase, untitled } from './title-case.ts';
import { type Token, tokensOf, type Words } from './tokens.ts';

/** A sentence with what its words tell: who is named, who speaks, whom a leading pronoun means. */
export interface Voiced {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  readonly reports: readonly Report[];
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

interface Memory {
  speaker: Speaker | null;
  /** Who spoke before the last speaker, in the same paragraph or the one before. */
  earlier: Speaker | null;
  /** How many sentences ago the last speaker spoke. */
  silence: number;
  /** Paragraph of the last speaker. */
  paragraph: number;
  subject: Speaker | null;
  subjectParagraph: number;
  /** The speaker of the quotation that began at this place, or of "X said:" before the next paragraph. */
  readonly quotations: Map<number, Speaker>;
  colon: Speaker | null;
  /** A paragraph that stands as a quotation after "X said:", without marks. */
  block: { readonly paragraph: number; readonly speaker: Speaker } | null;
}

const RECENT = 3;
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

function parse(
  text: string,
  sentence: Sentence,
  words: Words,
): Pick<Voiced, 'sentence' | 'tokens' | 'names'> {
  const tokens = tokensIn(text, sentence, words);
  return { sentence, tokens, names: namesIn(tokens) };
}

/** Reads an article's sentences in order and says of each who speaks in it. */
export function voicesOf(
  text: string,
  sentences: readonly Sentence[],
  paragraphs: readonly Span[],
): { voiced: readonly Voiced[]; cast: Cast } {
  const cast = createCast();
  const words: Words = new Map();
  const parsed = sentences.flatMap((sentence) => {
    const tokens = tokensIn(text, sentence, words);
    const names = namesIn(tokens);
    // A headline's capitals tell no name from its other words.
    if (!isTitleCase(tokens)) cast.meet(tokens, names);
    const clauses = clausesOf(sentence, tokens, names);
    return clauses.length === 1
      ? [{ sentence, tokens, names }]
      : clauses.map((clause) => parse(text, clause, words));
  });
  const quotations = quotationsOf(text, paragraphs);
  const quotationHere = quotationAt(quotations);
  const memory: Memory = {
    speaker: null,
    earlier: null,
    silence: 0,
    paragraph: -9,
    subject: null,
    subjectParagraph: -9,
    quotations: new Map(),
    colon: null,
    block: null,
  };
  const voiced: Voiced[] = [];
  for (const { sentence, tokens, names } of parsed) {
    const here = inQuotation(tokens, quotationHere);
    const quotedTokens = here.reduce((sum, quotation) => (quotation ? sum + 1 : sum), 0);
    if (sentence.paragraph > memory.paragraph + RECENT) memory.speaker = null;
    if (sentence.paragraph > memory.paragraph + 1) memory.earlier = null;
    if (sentence.paragraph > memory.subjectParagraph + 1) memory.subject = null;
    const reports = reportsIn(tokens, names, (at) => here[at] !== null);
    const before = voiced.at(-1);
    const main = afterCircumstance(tokens, 0);
    const resolve = (report: Report): Speaker | null => {
      if (!report.source) return null;
      const inside = names.find(
        (name) =>
          name.from >= main &&
          name.from < main + 3 &&
          name.to <= report.source!.from &&
          here[name.from] === null,
      );
      const named = inside ? speakerNamed(inside, cast) : null;
      const nearest = named?.person ? named : null;
      return speakerIn(tokens, names, report.source, cast, [nearest, ...remembered(memory)]);
    };
    const headline = isTitleCase(tokens);
    const own = spoken(reports, (report) => {
      const source = resolve(report);
      return headline && source?.member === null ? null : source;
    });
    const speaker =
      own?.[1] ?? continued(here, quotedTokens, sentence, memory, before) ?? labelled(text, sentence, cast);
    const subject = subjectOf(tokens, names, cast, remembered(memory));
    voiced.push({
      sentence,
      tokens,
      names,
      reports,
      report: own?.[0] ?? null,
      speaker,
      subject,
      quoted: quotedTokens >= tokens.length - 1,
      opensQuoted: (here[0] ?? null) !== null,
      quotedIn: quotedTokens > 4,
    });
    if (speaker && quotedTokens > 0)
      for (const quotation of new Set(here)) if (quotation) memory.quotations.set(quotation.start, speaker);
    remember(memory, sentence, speaker, subject, quotedTokens > tokens.length / 2);
    if (text[sentence.end - 1] === ':')
      memory.block = speaker && { paragraph: sentence.paragraph + 1, speaker };
    memory.colon = speaker && text[sentence.end - 1] === ':' ? speaker : null;
  }
  return { voiced: backwards(voiced, text, quotationAt(quotations)), cast };
}

/** Whom a pronoun may mean, the last one named first: the last speaker, unless somebody was written of since. */
const remembered = ({ speaker, subject, silence, earlier }: Memory): Antecedents =>
  silence > 0 ? [subject, speaker, earlier] : [speaker, subject, earlier];

function remember(
  memory: Memory,
  sentence: Sentence,
  speaker: Speaker | null,
  subject: Speaker | null,
  quoted: boolean,
): void {
  memory.silence++;
  if (speaker) {
    memory.silence = 0;
    if (memory.speaker?.name !== speaker.name) memory.earlier = memory.speaker;
    memory.speaker = speaker;
    memory.paragraph = sentence.paragraph;
  }
  if (subject && !quoted) {
    memory.subject = subject;
    memory.subjectParagraph = sentence.paragraph;
  }
}
