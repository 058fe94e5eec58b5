import { afterCircumstance } from '../../language/clause-start.ts';
import { OUTLETS } from '../../language/lexicon/epithets.ts';
import { CLAUSE_STARTS, DETERMINERS } from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { DOCUMENT } from '../../language/lexicon/roles.ts';
import { phraseFrom } from '../../language/noun-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { type Memory, remembered } from './discourse-state.ts';
import { authorOfDocument } from './document-authors.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { speakerNamed } from './named-speaker.ts';
import type { Parsed } from './parse-sentence.ts';
import type { Report } from './report.ts';
import { reportsIn } from './reporting-clauses.ts';
import { speakerIn } from './resolve-source.ts';
import type { Antecedents, Speaker } from './source-words.ts';
import { onlyPerson } from './subject.ts';

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
 * "According to X, Y demanded …": what precedes everything else outweighs all but a verb that surely reports speech.
 */
const isFronted = ({ form, cue }: Report): boolean => form === 'according' && cue.from === 0;

/**
 * Returns a reporting clause's reliability relative to the others of its sentence. `index` is its position among them.
 */
const weightOf = (report: Report, index: number): number =>
  WEIGHT_OF_FORM[report.form] + weightOfVerb(report.verb) + (isFronted(report) ? 1 : 0) - 0.4 * index;

/**
 * Whether a verb is an act on a thing, without a clause or quotation: "acknowledged the theft", "described the car".
 */
const isDeed = ({ form, cue }: Report, tokens: readonly Token[]): boolean =>
  form === 'leading' &&
  (DETERMINERS.has(tokens[cue.to]?.lower ?? '') ||
    (tokens[cue.to]?.lower === 'to' && /ing$/.test(tokens[cue.to + 1]?.lower ?? ''))) &&
  !tokens
    .slice(cue.to, cue.to + 12)
    .some(({ lower, mark }) => lower === 'that' || (mark && /[“"]/.test(lower)));

/** Whether a gerund only tells what a document holds: "an affidavit stating that …". */
const tellsDocument = ({ form, cue }: Report, tokens: readonly Token[]): boolean =>
  form === 'gerund' && DOCUMENT.has(tokens[cue.from - 1]?.lower ?? '');

/** Whether a clause governs what follows: "The crews reported that …". */
const opensReport = ({ form, cue }: Report, tokens: readonly Token[]): boolean =>
  form === 'leading' && tokens[cue.to]?.lower === 'that';

/** Whether the hearer is a pronoun, and so whoever recounts it: "According to Berg, Holm told him that …". */
const tellsSource = ({ verb, cue }: Report, tokens: readonly Token[]): boolean =>
  verb === 'tell' && /^(?:him|her|them)$/.test(tokens[cue.to]?.lower ?? '');

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
export interface Reported {
  readonly any: boolean;
  readonly found: readonly [Report, Speaker] | null;
}

/** Returns the person whom the main clause's opening phrase describes: "My mother has softened, but she says …". */
function describedAt(
  { tokens, names }: Parsed,
  main: number,
  before: number,
  registry: EntityRegistry,
): Speaker | null {
  const phrase = phraseFrom(tokens, main, before);
  if (!phrase || phrase.to >= before) return null;
  const speaker = speakerIn({ tokens, names, phrase, apposed: null, strong: false }, registry, []);
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
  named && !named.person && !named.plural && named.gender === null && named.entity?.kind !== 'place'
    ? named
    : null;

/**
 * Returns the entity named at the beginning of the main clause, outside quotations and before a source; null if none.
 */
function namedAt(
  { names, quotations }: Parsed,
  main: number,
  before: number,
  registry: EntityRegistry,
): Speaker | null {
  const inside = names.find(
    ({ from, to }) => from >= main && from < main + 3 && to <= before && quotations[from] === null,
  );
  return inside ? speakerNamed(inside, registry) : null;
}

/**
 * Returns the person whom a relative clause is about, and whom its "he" does not mean: "to Berg, who he says sank it".
 * Returns null for any other clause.
 */
function beforeRelative(
  { tokens, names }: Parsed,
  source: Report['source'],
  registry: EntityRegistry,
): Speaker | null {
  const relative = (source?.from ?? 0) - 1;
  if (!/^whom?$/.test(tokens[relative]?.lower ?? '')) return null;
  const end = tokens[relative - 1]?.text === ',' ? relative - 1 : relative;
  const name = names.find(({ to }) => to === end);
  return name ? speakerNamed(name, registry) : null;
}

/**
 * Returns the people whom a source names in what it says, so that its pronoun means somebody else: "“Berg lies,” he
 * said", "he said that Berg lies".
 */
function namedBySource(
  { tokens, names, quotations }: Parsed,
  { source, cue, form }: Report,
  registry: EntityRegistry,
  memory: Memory,
): readonly string[] {
  const at = source?.from ?? cue.from;
  const quotation = quotations.findLast((one, index) => one !== null && index < at);
  const quoted = quotation ? (memory.named.get(quotation.start) ?? []) : [];
  // "Though he said so, Berg …" and "his aides said Berg …" may mean Berg.
  const isAlone = source !== null && source.to - source.from === 1;
  const isFronted = CLAUSE_STARTS.has(tokens[at - 1]?.lower ?? '');
  const reported =
    form === 'leading' && isAlone && !isFronted
      ? names.filter(({ from, to }) => from >= cue.to && tokens[to]?.lower !== "'s")
      : [];
  return [...quoted, ...reported.map((name) => speakerNamed(name, registry).name)];
}

const afterFirstComma = (tokens: readonly Token[]): number =>
  tokens.findIndex(({ text }) => text === ',') + 1;

/** Returns the possible antecedents of a source's pronoun: those of its own sentence, then those of earlier ones. */
function antecedentsOf(
  parsed: Parsed,
  report: Report,
  named: Speaker | null,
  registry: EntityRegistry,
  memory: Memory,
): Antecedents {
  const { tokens, names, quotations } = parsed;
  const { source } = report;
  const spokenOf = beforeRelative(parsed, source, registry);
  const others = new Set([spokenOf?.name, ...namedBySource(parsed, report, registry, memory)]);
  const before = remembered(memory).filter((one) => !others.has(one?.name));
  // "According to his lawyer, Berg was not there": the pronoun means the subject after it.
  if (
    report.form === 'according' &&
    report.cue.from === 0 &&
    /^(?:his|her)$/.test(tokens[source?.from ?? 0]!.lower)
  ) {
    const main = afterFirstComma(tokens);
    const after = names.find((name) => name.from >= main && name.head < main + 2);
    if (after) return [speakerNamed(after, registry), ...before];
  }
  // A source that is a name needs no antecedent.
  const isNamed = source !== null && names.some(({ from, to }) => from === source.from && to === source.to);
  if (!source || isNamed || interrupts(parsed, report) || isSpokenOf(parsed, report, memory)) return before;
  if (named?.person) return [named, ...before];
  const earlier =
    spokenOf === null
      ? onlyPerson(
          names.filter((name) => name.to <= source.from && quotations[name.from] === null),
          registry,
        )
      : null;
  const main = afterCircumstance(tokens, 0);
  return [describedAt(parsed, main, source.from, registry), named, earlier, ...before];
}

/** Finds the reporting clauses of a sentence and whom the most telling one names. */
export function reported(parsed: Parsed, registry: EntityRegistry, memory: Memory): Reported {
  const { tokens, names, headline, quotations } = parsed;
  const reports = reportsIn(tokens, names, (at) => (quotations[at] ?? null) !== null);
  if (reports.length === 0) return { any: false, found: null };
  const main = afterCircumstance(tokens, 0);
  const accorded = reports.some(({ form }) => form === 'according');
  const ranked = reports
    .map((report, index) => ({
      report,
      weight:
        weightOf(report, index) +
        (index === 0 && opensReport(report, tokens) ? 1 : 0) -
        (accorded && (isDeed(report, tokens) || tellsDocument(report, tokens) || tellsSource(report, tokens))
          ? 2.5
          : 0),
    }))
    .sort((a, b) => b.weight - a.weight);
  const passedOn = ranked.some(({ report }) => report.form === 'leading' || report.form === 'gerund');
  let outlet: Reported | null = null;
  let hasUnresolvedName = false;
  for (const { report } of ranked) {
    const { source, apposed } = report;
    if (!source) continue;
    const named = namedAt(parsed, main, source.from, registry);
    const itself =
      source.to - source.from === 1 && tokens[source.from]!.lower === 'it' ? bodyAt(named) : null;
    if (itself) return { any: true, found: [report, itself] };
    const words = { tokens, names, phrase: source, apposed, strong: isStrong(report, tokens) };
    const speaker =
      authorOfDocument(memory.documents, parsed, source) ??
      speakerIn(words, registry, antecedentsOf(parsed, report, named, registry, memory));
    if (!speaker || (headline && speaker.entity === null)) {
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
