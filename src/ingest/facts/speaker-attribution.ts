import type { Span } from '../../domain/fact.ts';
import { OUTLETS } from '../../language/lexicon/epithets.ts';
import { DETERMINERS, HE, SHE } from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { afterCircumstance, phraseFrom, sourceAfter, sourceBefore } from '../../language/noun-phrase.ts';
import { type Quotation, quotationsOf } from '../../language/quotations.ts';
import type { Sentence } from '../../language/sentences.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import {
  emptyMemory,
  fade,
  type Memory,
  remember,
  remembered,
  speakerOfNextTurn,
} from './discourse-state.ts';
import { type Cast, createCast } from './entity-registry.ts';
import { signedLetters } from './letter-signatures.ts';
import { type Parsed, partOf, sentenceParser } from './parse-sentence.ts';
import type { Report } from './report.ts';
import { reportsIn } from './reporting-clauses.ts';
import { meantBy, speakerIn, speakerNamed } from './resolve-source.ts';
import type { Antecedents, Speaker } from './source-words.ts';
import { onlyPerson, subjectOf } from './subject.ts';
import { citesIn, labelOf } from './transcript.ts';

/**
 * The fewest words of a quotation that is surely speech. A shorter one may only mention a phrase: a doctor had typed
 * “homicidal ideation”.
 */
const LEAST_OF_SPEECH = 5;

/** Whether a sentence quotes so much that the next paragraph may continue the quotation. */
function quotesSpeech({ tokens, quotedIn }: AttributedSentence): boolean {
  if (!quotedIn) return false;
  const open = tokens.findIndex(isQuote);
  const close = tokens.findLastIndex(isQuote);
  const words = tokens.slice(open + 1, close > open ? close : tokens.length);
  return words.filter(({ mark }) => !mark).length >= LEAST_OF_SPEECH;
}

/** Returns the subject of the sentence before a quotation if it is a person or people: "He laughs. “Good.”". */
function subjectThatSpeaks({ subject }: AttributedSentence, { speaker }: Memory): Speaker | null {
  if (!subject) return null;
  if (subject.name === speaker?.name) return speaker;
  return subject.person || (subject.plural && subject.member === null) ? subject : null;
}

/** Returns the speaker of a quotation without a reporting clause: that of the quotation that it continues. */
function continued(
  { sentence, quotations, tokens, names }: Parsed,
  cast: Cast,
  memory: Memory,
  before: AttributedSentence | undefined,
): Speaker | null {
  if (memory.block?.paragraph === sentence.paragraph) return memory.block.speaker;
  const first = quotations.find((quotation) => quotation !== null);
  if (!first) return null;
  const inside = quotations.filter((quotation) => quotation !== null).length;
  const same = memory.quotations.get(first.start);
  if (same && inside >= tokens.length / 2) return same;
  const outside = tokens.filter(({ mark }, at) => !mark && quotations[at] === null).length;
  if (outside > 1) return null;
  if (memory.colon) return memory.colon;
  if (!before) return null;
  const next = sentence.paragraph - before.sentence.paragraph;
  // "He laughs." stands between two quotations of one speaker.
  const speaker =
    next === 0
      ? (before.speaker ?? subjectThatSpeaks(before, memory))
      : next === 1 && (before.opensQuoted || quotesSpeech(before))
        ? speakerOfNextTurn(memory, before, tokens)
        : null;
  // Speakers do not name themselves.
  const isNamed = names.some((name) => speakerNamed(name, cast).name === speaker?.name);
  return isNamed ? null : speaker;
}

const STRONG =
  /^(?:say|tell|according|write|announce|add|note|state|explain|argue|insist|warn|claim|declare|tweet|stress|recall)$/;

/**
 * The reliability of each form of reporting clause. In "X described it as …, according to Y" the inner source is the
 * speaker.
 */
const WEIGHT_OF_FORM: Readonly<Record<Report['form'], number>> = {
  leading: 1,
  trailing: 1.5,
  according: -1,
  gerund: 0,
  passive: -1,
  relative: -2,
};

const ACTS = /^(?:blast|slam|attack|accuse|criticize|criticise|mock|praise|condemn|blame)$/;

const weightOfVerb = (verb: string): number => (STRONG.test(verb) ? 1 : ACTS.test(verb) ? -0.5 : 0);

/**
 * Returns a reporting clause's reliability relative to the others of its sentence. `index` is its position among them.
 */
const weightOf = (report: Report, index: number): number =>
  WEIGHT_OF_FORM[report.form] + weightOfVerb(report.verb) - 0.4 * index;

/**
 * Whether a verb is an act on a thing, without a clause or quotation: "acknowledged the theft", "described the car".
 */
const isDeed = ({ form, cue }: Report, tokens: readonly Token[]): boolean =>
  form === 'leading' &&
  DETERMINERS.has(tokens[cue.to]?.lower ?? '') &&
  !tokens
    .slice(cue.to, cue.to + 12)
    .some(({ lower, mark }) => lower === 'that' || (mark && /[“"]/.test(lower)));

/** Whether a clause's verb always reports speech, so that even an unlisted noun can be its source. */
function isStrong({ verb, cue }: Report, tokens: readonly Token[]): boolean {
  if (verb === 'according') return false;
  const word = REPORTING_VERBS.get(tokens[cue.from]!.lower);
  if (!word) return true;
  const next = tokens[cue.to];
  return STRONG.test(verb) && (!word.maybeNoun || isQuote(next) || /^(?:that|:)$/.test(next?.lower ?? ''));
}

/** Whether a source is a news outlet. In "Kari Holm criticised the plan, NRK TV reported" the speaker is Kari Holm. */
const isOutlet = (name: string): boolean =>
  name.split(' ').some((word) => OUTLETS.has(word.toLowerCase().replace(/^the-/, '')));

/** A sentence's reporting clauses, and the first one whose source is resolved. */
interface Reported {
  readonly any: boolean;
  readonly found: readonly [Report, Speaker] | null;
}

/** Returns the person whom the main clause's opening phrase describes: "My mother has softened, but she says …". */
function describedAt({ tokens, names }: Parsed, main: number, before: number, cast: Cast): Speaker | null {
  const phrase = phraseFrom(tokens, main, before);
  if (!phrase || phrase.to >= before) return null;
  const speaker = speakerIn({ tokens, names, phrase, apposed: null, strong: false }, cast, []);
  return speaker?.person ? speaker : null;
}

/** Whether a reporting clause interrupts a sentence about somebody else: "Livni, he said, has denounced it". */
function interrupts({ tokens, names }: Parsed, { cue, source }: Report): boolean {
  const comma = (source?.from ?? 0) - 1;
  return tokens[comma]?.text === ',' && tokens[cue.to]?.text === ',' && names.some(({ to }) => to === comma);
}

/**
 * Whether a speaker continues about other people: "Berg's boat sank, he said", directly after a sentence by that
 * speaker.
 */
function isSpokenOf({ sentence }: Parsed, { form }: Report, memory: Memory): boolean {
  return (
    form === 'trailing' &&
    memory.speaker !== null &&
    memory.silence < 2 &&
    sentence.paragraph <= memory.paragraph + 1
  );
}

/**
 * Returns a name as the antecedent of "it", unless it is a person or a place: "Al Qaeda has grown, but it denied …".
 */
const bodyAt = (named: Speaker | null): Speaker | null =>
  named && !named.person && !named.plural && named.gender === null && named.member?.kind !== 'place'
    ? named
    : null;

/**
 * Returns the entity named at the beginning of the main clause, outside quotations and before a source; null if none.
 */
function namedAt({ names, quotations }: Parsed, main: number, before: number, cast: Cast): Speaker | null {
  const inside = names.find(
    ({ from, to }) => from >= main && from < main + 3 && to <= before && quotations[from] === null,
  );
  return inside ? speakerNamed(inside, cast) : null;
}

/**
 * Returns the person whom a relative clause is about, and whom its "he" does not mean: "to Berg, who he says sank it".
 * Returns null for any other clause.
 */
function beforeRelative({ tokens, names }: Parsed, source: Report['source'], cast: Cast): Speaker | null {
  const relative = (source?.from ?? 0) - 1;
  if (!/^whom?$/.test(tokens[relative]?.lower ?? '')) return null;
  const end = tokens[relative - 1]?.text === ',' ? relative - 1 : relative;
  const name = names.find(({ to }) => to === end);
  return name ? speakerNamed(name, cast) : null;
}

/** Returns the possible antecedents of a source's pronoun: those of its own sentence, then those of earlier ones. */
function antecedentsOf(
  parsed: Parsed,
  report: Report,
  named: Speaker | null,
  cast: Cast,
  memory: Memory,
): Antecedents {
  const { tokens, names, quotations } = parsed;
  const { source } = report;
  const spokenOf = beforeRelative(parsed, source, cast);
  const before = remembered(memory).filter((one) => spokenOf === null || one?.name !== spokenOf.name);
  // A source that is a name needs no antecedent.
  const isNamed = source !== null && names.some(({ from, to }) => from === source.from && to === source.to);
  if (!source || isNamed || interrupts(parsed, report) || isSpokenOf(parsed, report, memory)) return before;
  if (named?.person) return [named, ...before];
  const earlier =
    spokenOf === null
      ? onlyPerson(
          names.filter((name) => name.to <= source.from && quotations[name.from] === null),
          cast,
        )
      : null;
  const main = afterCircumstance(tokens, 0);
  return [describedAt(parsed, main, source.from, cast), named, earlier, ...before];
}

function reported(parsed: Parsed, cast: Cast, memory: Memory): Reported {
  const { tokens, names, headline, quotations } = parsed;
  const reports = reportsIn(tokens, names, (at) => (quotations[at] ?? null) !== null);
  if (reports.length === 0) return { any: false, found: null };
  const main = afterCircumstance(tokens, 0);
  const accorded = reports.some(({ form }) => form === 'according');
  const ranked = reports
    .map((report, index) => ({
      report,
      weight: weightOf(report, index) - (accorded && isDeed(report, tokens) ? 2.5 : 0),
    }))
    .sort((a, b) => b.weight - a.weight);
  const passedOn = ranked.some(({ report }) => report.form === 'leading' || report.form === 'gerund');
  let outlet: Reported | null = null;
  let hasUnresolvedName = false;
  for (const { report } of ranked) {
    const { source, apposed } = report;
    if (!source) continue;
    const named = namedAt(parsed, main, source.from, cast);
    const itself =
      source.to - source.from === 1 && tokens[source.from]!.lower === 'it' ? bodyAt(named) : null;
    if (itself) return { any: true, found: [report, itself] };
    const words = { tokens, names, phrase: source, apposed, strong: isStrong(report, tokens) };
    const speaker = speakerIn(words, cast, antecedentsOf(parsed, report, named, cast, memory));
    if (!speaker || (headline && speaker.member === null)) {
      hasUnresolvedName ||=
        report.form === 'leading' && STRONG.test(report.verb) && tokens[source.from]!.capital;
      continue;
    }
    // In "Stirling said she thought …" the pronoun means the speaker.
    if (hasUnresolvedName && /^(?:he|she|they|it)$/.test(tokens[source.from]!.lower)) continue;
    const found: Reported = { any: true, found: [report, speaker] };
    const isRelay =
      isOutlet(speaker.name) &&
      (/^(?:trailing|according)$/.test(report.form) ? passedOn : accorded && report.verb === 'report');
    if (!isRelay) return found;
    outlet ??= found;
  }
  return outlet ?? { any: reports.length > 0, found: null };
}

/**
 * Resolves a leading pronoun if that is certain: the sentence before is about one person, or that person's words, and
 * it names nobody else who fits.
 */
function pronounMeans(
  tokens: readonly Token[],
  subject: Speaker | null,
  before: AttributedSentence | undefined,
  cast: Cast,
): Speaker | null {
  if (!subject?.member || !before || !/^(?:he|she|his)$/.test(tokens[0]?.lower ?? '')) return null;
  // In "“He has no ambition,” Berg said. His boat …" the quotation is about somebody else than Berg.
  if (before.quotedIn && before.tokens.some(({ lower }) => HE.has(lower) || SHE.has(lower))) return null;
  const others = [
    before.speaker,
    before.subject,
    ...before.names.map((name) => speakerNamed(name, cast)),
  ].filter((other) => other !== null && other.name !== subject.name && meantBy(tokens[0]!.lower, [other]));
  const isNamed = [before.speaker, before.subject, before.pronounMeans].some(
    (one) => one?.name === subject.name,
  );
  return isNamed && others.length === 0 ? subject : null;
}

/** Returns the last body that a sentence names outside quotations; null if it names none. */
function bodyOf({ names, quotations }: Parsed, cast: Cast): Speaker | null {
  const name = names.findLast(
    ({ text, from }) => quotations[from] === null && cast.named(text)?.kind === 'organisation',
  );
  return name ? speakerNamed(name, cast) : null;
}

const STATEMENT =
  /^(?:comments?|remarks?|statement|speech|tweet|post|message|reply|response|answer|observation)$/;
/** The most tokens between "made" and its "comment". */
const LONGEST_MADE = 6;

/**
 * Returns the speaker of the words that follow: "This is the statement by X:", "X made the following comment:". Returns
 * null if there is none.
 */
function introduced({ tokens, names }: Parsed, cast: Cast, antecedents: Antecedents): Speaker | null {
  const noun = tokens.findLastIndex(({ lower }) => STATEMENT.test(lower));
  if (noun < 0) return null;
  const isBy = /^(?:by|from)$/.test(tokens[noun + 1]?.lower ?? '');
  const made = tokens.findIndex(
    ({ lower }, at) =>
      at < noun &&
      noun - at < LONGEST_MADE &&
      /^(?:made|gave|offered|issued|posted|released|had)$/.test(lower),
  );
  const source = isBy ? sourceAfter(tokens, noun + 2) : made > 0 ? sourceBefore(tokens, made, 0) : null;
  if (!source) return null;
  const { phrase, apposed } = source;
  return speakerIn({ tokens, names, phrase, apposed, strong: false }, cast, antecedents);
}

/** Attributes a sentence to its speaker and updates the discourse state. `before` is the sentence before it. */
function attributed(
  text: string,
  parsed: Parsed,
  cast: Cast,
  memory: Memory,
  before: AttributedSentence | undefined,
): AttributedSentence {
  const { sentence, tokens, names, quotations } = parsed;
  const inside = quotations.filter((quotation) => quotation !== null).length;
  fade(memory, sentence);
  const label = labelOf(text, sentence, cast);
  if (label) memory.block = { paragraph: sentence.paragraph, speaker: label.speaker };
  const block = memory.block?.paragraph === sentence.paragraph ? memory.block : null;
  const said = label ? { any: true, found: null } : reported(parsed, cast, memory);
  // In such a block, the speaker also reports the words of others.
  const own = block?.speaker && said.found?.[0].form !== 'trailing' ? { any: false, found: null } : said;
  const speaker = label
    ? label.speaker
    : (own.found?.[1] ?? (own.any ? null : continued(parsed, cast, memory, before)));
  const subject = subjectOf(tokens, names, cast, remembered(memory));
  if (speaker)
    for (const quotation of new Set(quotations))
      if (quotation) memory.quotations.set(quotation.start, speaker);
  const ends = text[sentence.end - 1] === ':';
  remember(memory, sentence, {
    speaker,
    subject,
    person: onlyPerson(names, cast),
    body: bodyOf(parsed, cast),
    quoted: inside > tokens.length / 2,
    opensQuoted: (quotations[0] ?? null) !== null,
    tokens,
    open: quotations.at(-1)?.open ?? false,
  });
  if (ends && !label && own.found && tokens.length - own.found[0].cue.to < 5)
    memory.block = { paragraph: sentence.paragraph + 1, speaker: own.found[1] };
  memory.colon = ends
    ? (speaker ?? introduced(parsed, cast, remembered(memory)))
    : speaker === null && tokens.some(({ lower }) => /^(?:issued|released)$/.test(lower))
      ? introduced(parsed, cast, remembered(memory))
      : null;
  return {
    sentence,
    tokens,
    names,
    report: own.found?.[0] ?? null,
    speaker,
    subject,
    pronounMeans: (quotations[0] ?? null) === null ? pronounMeans(tokens, subject, before, cast) : null,
    quoted: inside >= tokens.length - 1,
    opensQuoted: (quotations[0] ?? null) !== null,
    quotedIn: inside > 4,
    label: label?.length ?? 0,
    cite: false,
    part: false,
  };
}

/**
 * Splits a sentence whose two clauses have different speakers: "While X declares …, Y noted …". Any other sentence
 * stays whole.
 */
function clausesOf(parsed: Parsed): readonly Parsed[] {
  const { sentence, tokens, names } = parsed;
  if (!/^(?:while|although|though|whereas)$/.test(tokens[0]?.lower ?? '') || tokens.some(isQuote))
    return [parsed];
  const [first, second] = reportsIn(tokens, names, () => false).filter(
    ({ form, source }) => form === 'leading' && source,
  );
  if (!first?.source || !second?.source || second.source.from <= first.cue.to + 1) return [parsed];
  let from = second.source.from;
  if (tokens[from - 1]?.lower === 'the') from--;
  if (tokens[from - 1]?.text !== ',' || first.source.from > 3) return [parsed];
  return [
    partOf(parsed, { ...sentence, start: tokens[1]!.start, end: tokens[from - 2]!.end }),
    partOf(parsed, { ...sentence, start: tokens[from]!.start }),
  ];
}

/** Attributes earlier sentences of a quotation to its speaker, who is named later: "“One. Two,” X said". */
function withEarlierSentences(
  attributed: readonly AttributedSentence[],
  starts: readonly number[],
): AttributedSentence[] {
  const result = [...attributed];
  let next: { start: number; speaker: Speaker } | null = null;
  for (let index = attributed.length - 1; index >= 0; index--) {
    const here = attributed[index]!;
    const start = starts[index]!;
    if (here.speaker && here.report && start >= 0) next = { start, speaker: here.speaker };
    else if (!here.report && start >= 0 && next?.start === start)
      result[index] = { ...here, speaker: next.speaker };
  }
  return result;
}

const firstQuotation = ({ quotations }: Parsed): Quotation | null => quotations[0] ?? null;

/** Attributes each sentence of an article to its speaker. */
export function attributedSentences(
  text: string,
  sentences: readonly Sentence[],
  paragraphs: readonly Span[],
): { attributed: readonly AttributedSentence[]; cast: Cast } {
  const cast = createCast();
  const parse = sentenceParser(text, quotationsOf(text, paragraphs));
  // All names are registered first, because a full name may follow a surname.
  const parts = sentences.flatMap((sentence) => {
    const parsed = parse(sentence);
    // In a headline, capitals do not mark names.
    if (!parsed.headline) cast.meet(parsed.tokens, parsed.names);
    return clausesOf(parsed);
  });
  const memory = emptyMemory();
  const found: AttributedSentence[] = [];
  for (const part of parts) found.push(attributed(text, part, cast, memory, found.at(-1)));
  const whole = withEarlierSentences(
    found,
    parts.map((part) => firstQuotation(part)?.start ?? -1),
  );
  return { attributed: signedLetters(text, paragraphs, citesIn(text, whole, cast), cast), cast };
}
