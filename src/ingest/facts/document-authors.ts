import { headOf } from '../../language/head-noun.ts';
import { DETERMINERS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { BODIES, PEOPLE } from '../../language/lexicon/people.ts';
import { ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import { sourceAfter, sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { speakerNamed } from './named-speaker.ts';
import type { Parsed } from './parse-sentence.ts';
import { speakerIn } from './resolve-source.ts';
import type { Antecedents, Speaker } from './source-words.ts';

/** Documents that speak for their authors. */
const AUTHORED = listed(
  'statement letter release memo memorandum email e-mail note message post tweet report study',
);

/** Nouns that own a document: "the police statement". */
const OWNERS = [ORGANISATION, ROLES, PEOPLE, BODIES];

/** The author of the last document of a kind, and the offset of the sentence that tells it. */
interface Authored {
  readonly author: Speaker;
  readonly start: number;
}

/** The last author by the noun for the document: "statement", "letter". */
export type DocumentAuthors = Map<string, Authored>;

/** The most UTF-16 units between a document's author and "the statement said". */
const LONGEST_BACK = 3000;
/** The most tokens between a document's article and its noun: "a strongly worded three-page letter". */
const LONGEST_PHRASE = 6;
/** The most tokens between a verb such as "sent" and its document. */
const LONGEST_VERB = 3;

const ISSUED =
  /^(?:released?|releases|issue[sd]?|sent|sends?|wrote|writes|published|publishes|posted|posts|signed|penned|delivered)$/;

/** Returns the start of the phrase of the document at `noun`; -1 if it has no article and no owner. */
function phraseStart(tokens: readonly Token[], noun: number): number {
  for (let at = noun - 1; at >= Math.max(0, noun - LONGEST_PHRASE); at--) {
    const { lower, mark } = tokens[at]!;
    if (lower === "'s") continue;
    if (DETERMINERS.has(lower)) return at;
    if (mark || PREPOSITIONS.has(lower)) return -1;
  }
  return -1;
}

/** Returns the author that a sentence gives for the document at `noun`; null if it gives none. */
function authorAt(
  { tokens, names }: Parsed,
  noun: number,
  start: number,
  speaker: Speaker | null,
  registry: EntityRegistry,
  antecedents: Antecedents,
): Speaker | null {
  const of = (phrase: Phrase, apposed: Phrase | null): Speaker | null =>
    speakerIn({ tokens, names, phrase, apposed, strong: false }, registry, antecedents);
  const isBy = [noun + 1, noun + 2].find((at) => /^(?:by|from)$/.test(tokens[at]?.lower ?? ''));
  const after = isBy === undefined ? null : sourceAfter(tokens, isBy + 1);
  if (after) return of(after.phrase, after.apposed);
  const owner = names.find(
    ({ from, to, kind }) =>
      from >= start &&
      (to === noun ? kind === 'organisation' : to === noun - 1 && tokens[to]!.lower === "'s"),
  );
  if (owner) return speakerNamed(owner, registry);
  for (let at = start - 1; at >= Math.max(1, start - LONGEST_VERB); at--) {
    if (!ISSUED.test(tokens[at]!.lower)) continue;
    const issuer = sourceBefore(tokens, at, 0);
    return issuer && of(issuer.phrase, issuer.apposed);
  }
  return tokens[start - 1]?.lower === 'in' ? speaker : null;
}

/** Remembers the authors of the documents that a sentence mentions outside quotations. */
export function rememberAuthors(
  authors: DocumentAuthors,
  parsed: Parsed,
  speaker: Speaker | null,
  registry: EntityRegistry,
  antecedents: Antecedents,
): void {
  const { tokens, quotations, sentence } = parsed;
  for (const [noun, { lower }] of tokens.entries()) {
    if (!AUTHORED.has(lower) || quotations[noun]) continue;
    const start = phraseStart(tokens, noun);
    if (start < 0) continue;
    const author = authorAt(parsed, noun, start, speaker, registry, antecedents);
    if (author) authors.set(lower, { author, start: sentence.start });
    else if (/^(?:an?|another)$/.test(tokens[start]!.lower)) authors.delete(lower);
  }
}

/**
 * Returns the author of a document that a source only names by its kind: "the statement said" after "X released a
 * statement". Returns null if no author is known.
 */
export function authorOfDocument(
  authors: DocumentAuthors,
  { tokens, sentence }: Parsed,
  source: Phrase,
): Speaker | null {
  if (!/^(?:the|this)$/.test(tokens[source.from]!.lower)) return null;
  const head = headOf(tokens, source);
  const isPlain =
    head === source.to - 1 &&
    !tokens
      .slice(source.from + 1, head)
      .some(({ lower, capital }) => capital || OWNERS.some((words) => words.has(lower)));
  const known = isPlain ? authors.get(tokens[head]!.lower) : undefined;
  return known && sentence.start - known.start < LONGEST_BACK ? known.author : null;
}
