import type { Span } from '../../domain/fact.ts';
import { headOf } from '../../language/head-noun.ts';
import { HE, SHE } from '../../language/lexicon/function-words.ts';
import { DOCUMENT } from '../../language/lexicon/roles.ts';
import { phraseFrom } from '../../language/noun-phrase.ts';
import { type Quotation, quotationsOf } from '../../language/quotations.ts';
import type { Sentence } from '../../language/sentences.ts';
import { sourceAfter, sourceBefore } from '../../language/source-phrase.ts';
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
import { rememberAuthors } from './document-authors.ts';
import { createEntityRegistry, type EntityRegistry } from './entity-registry.ts';
import { signedLetters } from './letter-signatures.ts';
import { speakerNamed } from './named-speaker.ts';
import { type Parsed, sentenceParser } from './parse-sentence.ts';
import { referentOf } from './pronoun-referent.ts';
import { reported } from './reported-source.ts';
import { speakerIn } from './resolve-source.ts';
import type { Antecedents, Speaker } from './source-words.ts';
import { clausesOf } from './speakers-of-clauses.ts';
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
  return subject.person || (subject.plural && subject.entity === null) ? subject : null;
}

/**
 * Returns the last speaker if a sentence about a thing only parts two quotations in the first person: "“I lost it.” It
 * was a boat. “I was young.”".
 */
function resumed(
  { subject }: AttributedSentence,
  { speaker, silence }: Memory,
  tokens: readonly Token[],
): Speaker | null {
  const isAside = silence === 1 && !subject?.person && !subject?.plural;
  return isAside && speaker?.person && tokens.some(({ lower }) => /^(?:i|my|me)$/.test(lower))
    ? speaker
    : null;
}

/** Returns the speaker of a quotation without a reporting clause: that of the quotation that it continues. */
function continued(
  { sentence, quotations, tokens, names }: Parsed,
  registry: EntityRegistry,
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
      ? (before.speaker ?? subjectThatSpeaks(before, memory) ?? resumed(before, memory, tokens))
      : next === 1 && (before.opensQuoted || quotesSpeech(before))
        ? speakerOfNextTurn(memory, before, tokens)
        : null;
  // Speakers do not name themselves.
  const isNamed = names.some((name) => speakerNamed(name, registry).name === speaker?.name);
  return isNamed ? null : speaker;
}

/**
 * Resolves a leading pronoun if that is certain: the sentence before is about one person, or that person's words, and
 * it names nobody else who fits.
 */
function pronounMeans(
  { tokens, names }: Parsed,
  subject: Speaker | null,
  before: AttributedSentence | undefined,
  registry: EntityRegistry,
): Speaker | null {
  if (!subject?.entity || !before || !/^(?:he|she|his)$/.test(tokens[0]?.lower ?? '')) return null;
  // A word that is capitalised only because it begins sentences is no person: "Video".
  const { kind, name, sure } = subject.entity;
  if (kind !== 'person' && subject.gender === null && !name.includes(' ') && sure < 2) return null;
  // In "“He has no ambition,” Berg said. His boat …" the quotation is about somebody else than Berg.
  if (before.quotedIn && before.tokens.some(({ lower }) => HE.has(lower) || SHE.has(lower))) return null;
  const others = [
    before.speaker,
    before.subject,
    ...before.names.map((name) => speakerNamed(name, registry)),
  ].filter((other) => other !== null && other.name !== subject.name && referentOf(tokens[0]!.lower, [other]));
  // In "He met Berg" the pronoun means somebody else.
  if (
    names.some(
      (name) => tokens[name.to]?.lower !== "'s" && speakerNamed(name, registry).name === subject.name,
    )
  )
    return null;
  // A subject that is only a pronoun is uncertain itself.
  const subjectNamed = before.names.some((name) => speakerNamed(name, registry).name === subject.name);
  const isNamed = [before.speaker, subjectNamed ? before.subject : null, before.pronounMeans].some(
    (one) => one?.name === subject.name,
  );
  return isNamed && others.length === 0 ? subject : null;
}

/**
 * Returns the last body that a sentence names outside quotations, or else the document that is its subject; null if it
 * has neither.
 */
function bodyOf({ tokens, names, quotations }: Parsed, registry: EntityRegistry): Speaker | null {
  const opening = tokens[0]?.lower === 'the' ? phraseFrom(tokens, 0, tokens.length) : null;
  if (opening && DOCUMENT.has(tokens[headOf(tokens, opening)]!.lower))
    return speakerIn({ tokens, names, phrase: opening, apposed: null, strong: false }, registry, []);
  const name = names.findLast(
    ({ text, from }) => quotations[from] === null && registry.named(text)?.kind === 'organisation',
  );
  return name ? speakerNamed(name, registry) : null;
}

const STATEMENT =
  /^(?:comments?|remarks?|statement|speech|tweet|post|message|reply|response|answer|observation)$/;
/** The most tokens between "made" and its "comment". */
const LONGEST_MADE = 6;

/**
 * Returns the speaker of the words that follow: "This is the statement by X:", "X made the following comment:". Returns
 * null if there is none.
 */
function introduced(
  { tokens, names }: Parsed,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
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
  return speakerIn({ tokens, names, phrase, apposed, strong: false }, registry, antecedents);
}

/** Attributes a sentence to its speaker and updates the discourse state. `before` is the sentence before it. */
function attributed(
  text: string,
  parsed: Parsed,
  registry: EntityRegistry,
  memory: Memory,
  before: AttributedSentence | undefined,
): AttributedSentence {
  const { sentence, tokens, names, quotations } = parsed;
  const inside = quotations.filter((quotation) => quotation !== null).length;
  fade(memory, sentence);
  const label = labelOf(text, sentence, registry);
  // A label before a quotation ends with it.
  if (label)
    memory.block =
      quotations.some(Boolean) && label.quotes
        ? null
        : { paragraph: sentence.paragraph, speaker: label.speaker };
  // Speakers do not name themselves: the article goes on.
  else if (
    memory.block?.speaker &&
    names.some((name) => speakerNamed(name, registry).name === memory.block?.speaker?.name)
  )
    memory.block = null;
  const block = memory.block?.paragraph === sentence.paragraph ? memory.block : null;
  for (const { text: name, from } of names) {
    const start = quotations[from]?.start;
    if (start !== undefined)
      memory.named.set(start, [...(memory.named.get(start) ?? []), registry.named(name)?.name ?? name]);
  }
  const said = label ? { any: true, found: null } : reported(parsed, registry, memory);
  // In such a block, the speaker also reports the words of others.
  const own = block?.speaker && said.found?.[0].form !== 'trailing' ? { any: false, found: null } : said;
  const speaker = label
    ? label.speaker
    : (own.found?.[1] ?? (own.any ? null : continued(parsed, registry, memory, before)));
  const subject = subjectOf(tokens, names, registry, remembered(memory));
  if (speaker)
    for (const quotation of new Set(quotations))
      if (quotation) memory.quotations.set(quotation.start, speaker);
  rememberAuthors(memory.documents, parsed, own.found?.[1] ?? null, registry, remembered(memory));
  const ends = text[sentence.end - 1] === ':';
  remember(memory, sentence, {
    speaker,
    subject,
    person: onlyPerson(names, registry),
    body: bodyOf(parsed, registry),
    quoted: inside > tokens.length / 2,
    opensQuoted: (quotations[0] ?? null) !== null,
    tokens,
    open: quotations.at(-1)?.open ?? false,
    agent: own.found?.[0].form === 'passive',
  });
  if (ends && !label && own.found && tokens.length - own.found[0].cue.to < 5)
    memory.block = { paragraph: sentence.paragraph + 1, speaker: own.found[1] };
  memory.colon = ends
    ? (speaker ?? introduced(parsed, registry, remembered(memory)))
    : speaker === null && tokens.some(({ lower }) => /^(?:issued|released)$/.test(lower))
      ? introduced(parsed, registry, remembered(memory))
      : null;
  return {
    sentence,
    tokens,
    names,
    report: own.found?.[0] ?? null,
    speaker,
    subject,
    pronounMeans: (quotations[0] ?? null) === null ? pronounMeans(parsed, subject, before, registry) : null,
    quoted: inside >= tokens.length - 1,
    opensQuoted: (quotations[0] ?? null) !== null,
    quotedIn: inside > 4,
    label: label?.length ?? 0,
    cite: false,
    part: false,
  };
}

/** The most words between a quotation and the source behind it: "…,” the mayor of Kalmar, Anna Berg, said". */
const MOST_BEFORE_SOURCE = 8;

/** Whether a source follows its quotation, not another clause: "…” Asked about it in court, Berg said that …". */
function followsQuotation({ report, tokens }: AttributedSentence): boolean {
  if (!report?.source || report.form !== 'leading') return true;
  const { from } = report.source;
  const end = tokens.findLastIndex((token, at) => at < from && isQuote(token));
  return end < 0 || tokens.slice(end + 1, from).filter(({ mark }) => !mark).length <= MOST_BEFORE_SOURCE;
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
    if (here.speaker && here.report && start >= 0 && followsQuotation(here))
      next = { start, speaker: here.speaker };
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
): { attributed: readonly AttributedSentence[]; registry: EntityRegistry } {
  const registry = createEntityRegistry();
  const parse = sentenceParser(text, quotationsOf(text, paragraphs));
  // All names are registered first, because a full name may follow a surname.
  const parts = sentences.flatMap((sentence) => {
    const parsed = parse(sentence);
    // In a headline, capitals do not mark names.
    if (!parsed.headline) registry.addNames(parsed.tokens, parsed.names);
    return clausesOf(parsed);
  });
  const memory = emptyMemory();
  const found: AttributedSentence[] = [];
  for (const part of parts) found.push(attributed(text, part, registry, memory, found.at(-1)));
  const whole = withEarlierSentences(
    found,
    parts.map((part) => firstQuotation(part)?.start ?? -1),
  );
  return { attributed: signedLetters(text, paragraphs, citesIn(text, whole, registry), registry), registry };
}
