import { CLAUSE_STARTS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { isQuote, type Token, tokensOf } from '../../language/text-tokens.ts';
import { isFiniteVerb } from '../../language/verb-group.ts';

/** Words that a claim must keep, because they change or carry the meaning: numbers, negations, conditions, hedges. */
const ESSENTIAL =
  listed(`not no nor never none nobody nothing neither cannot without unless except if only but although though while whereas
  despite because until before after since when whether may might could would should will must can likely unlikely possible
  possibly probable probably perhaps maybe allegedly reportedly apparently suspected expected accused charged convicted killed died
  dead half dozen dozens hundred hundreds thousand thousands million billion percent one two three four five six seven eight nine
  ten first last yesterday today tomorrow tonight week month year monday tuesday wednesday thursday friday saturday sunday january
  february march april june july august september october november december`);

const isEssential = ({ lower }: Token): boolean =>
  ESSENTIAL.has(lower) || /\d/.test(lower) || lower.endsWith("n't") || /^[:;“”"()]$/.test(lower);

const tokensIn = (line: string): readonly Token[] => tokensOf(line, 0, line.length, new Map());

/** Whether a claim may lose these words without a change of meaning. */
export const isDispensable = (words: string): boolean => !tokensIn(words).some(isEssential);

/** A line with its tokens. `around` has the quotation mark or bracket that is open around each token, or ''. */
interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly around: readonly string[];
}

function lineOf(text: string): Line {
  const tokens = tokensIn(text);
  let quote = '';
  let depth = 0;
  const around = tokens.map(({ text: mark, start }) => {
    const before = quote || (depth > 0 ? '(' : '');
    // Inches: 6' 9"
    if (mark === '"' && !quote && /\d/.test(text[start - 1] ?? '')) return before;
    if (mark === '“' || (mark === '"' && !quote)) quote = mark;
    else if (mark === '”' || mark === '"') quote = '';
    else if (mark === '(') depth++;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    return before;
  });
  return { text, tokens, around };
}

/** Removes the characters [from, to). White space and commas that meet there become one. */
function without({ text }: Line, from: number, to: number): string {
  const before = text.slice(0, from).trimEnd();
  const after = text.slice(to).trimStart();
  const isMark = /^[,.;:!?”"]/.test(after);
  return `${isMark && before.endsWith(',') ? before.slice(0, -1) : before}${isMark || after === '' ? '' : ' '}${after}`;
}

const isRelative = (token: Token | undefined): boolean =>
  /^(?:who|which|whose|whom|where)$/.test(token?.lower ?? '');
const opensApposition = (token: Token | undefined): boolean =>
  /^(?:an?|the|its|his|her|their|one|now|then|former|formerly)$/.test(token?.lower ?? '');

/** Removes a bracket that explains. A bracket that names, such as "(INF)", stays. */
function withoutBracket(line: Line): string | null {
  const { tokens, around } = line;
  const open = tokens.findIndex(({ text }, at) => text === '(' && around[at] === '');
  const close = tokens.findIndex(({ text }, at) => at > open && text === ')');
  const inside = tokens.slice(open + 1, close);
  if (open < 1 || close < 0 || inside.length === 0 || inside.some(isEssential)) return null;
  if (!inside.some(({ text }) => /^\p{Ll}{2}/u.test(text))) return null;
  return without(line, tokens[open]!.start, tokens[close]!.end);
}

/** Whether a sentence begins with something other than its subject: a preposition, a conjunction, a participle. */
export function opensWithCircumstance(tokens: readonly Token[]): boolean {
  if (/^(?:and|but|so|yet)$/.test(tokens[0]?.lower ?? '') && tokens.length > 1)
    return opensWithCircumstance(tokens.slice(1));
  const first = tokens[0];
  if (!first) return false;
  const next = tokens[1];
  const isParticiple =
    (/(?:ing|ed)$/.test(first.lower) ||
      /^(?:led|born|known|given|built|seen|made|held|based|set)$/.test(first.lower)) &&
    !(next && (next.capital || isFiniteVerb(next)));
  return (
    PREPOSITIONS.has(first.lower) ||
    CLAUSE_STARTS.has(first.lower) ||
    /^(?:given|if)$/.test(first.lower) ||
    isParticiple
  );
}

/** Whether words may be a clause: they have a finite verb, or a word that may be one. */
export const isClause = (words: string): boolean =>
  tokensIn(words).some(
    (token, at) => isFiniteVerb(token) || (at > 0 && !token.capital && /[^s]s$/.test(token.lower)),
  );

/** Whether the words before a source are a clause that is no circumstance: they are what was said. */
export function isMainClause(words: string): boolean {
  const tokens = tokensIn(words);
  return !opensWithCircumstance(tokens) && tokens.some(isFiniteVerb);
}

const commasOf = ({ tokens, around }: Line): readonly number[] =>
  [...tokens.keys()].filter((at) => tokens[at]!.text === ',' && around[at] === '');

/** Removes a relative clause or an apposition between the subject and its verb. */
function withoutInsertion(line: Line): string | null {
  const { tokens } = line;
  const commas = commasOf(line);
  for (const [index, open] of commas.entries()) {
    const close = commas[index + 1];
    if (close === undefined || index > 0 || opensWithCircumstance(tokens)) return null;
    const inside = tokens.slice(open + 1, close);
    const isClause = isRelative(inside[0]);
    if (!isClause && !(opensApposition(inside[0]) && !inside.some(isFiniteVerb))) continue;
    const verb = tokens[close + 1];
    if (
      tokens[open - 1]?.mark ||
      !verb ||
      !isFiniteVerb(verb) ||
      inside.length < 2 ||
      inside.some(isEssential)
    )
      continue;
    return without(line, tokens[open]!.start, tokens[close]!.end);
  }
  return null;
}

/**
 * Yields shorter forms of a sentence, the longest first. It removes brackets and insertions that contain no number,
 * time, negation, condition, contrast or hedge. Subject, verb and everything else stay.
 */
export function* compressed(sentence: string): Generator<string> {
  let claim = sentence;
  for (const drop of [withoutBracket, withoutInsertion]) {
    const shorter = drop(lineOf(claim));
    if (shorter === null) continue;
    claim = shorter;
    yield claim;
  }
}

/** Words that may begin the removed end of a very long sentence. */
const LOOSE =
  listed(`to which who whose where in as including according along amid a an the and so with after but while because although
  or before when despite from by for at on`);

/** The shortest claim that a sentence is cut to, in UTF-16 units. */
const LEAST = 80;

/**
 * Returns the token where the main clause begins: after the comma of an opening circumstance. It is past the end if
 * there is no such comma.
 */
function mainClause(line: Line): number {
  if (!opensWithCircumstance(line.tokens)) return 0;
  const comma = commasOf(line).find((at) => !/^(?:and|or)$/.test(line.tokens[at + 1]?.lower ?? ''));
  return comma === undefined ? line.tokens.length : comma + 1;
}

/** Whether the tokens before `to` are a complete sentence: a main clause, and a verb in the last clause. */
function isWhole({ tokens }: Line, main: number, to: number): boolean {
  let from = main;
  for (let at = main; at < to; at++) if (/^[;:]$|^that$/.test(tokens[at]!.lower)) from = at + 1;
  // A verb behind "who" belongs to that clause, up to its comma.
  let isInside = false;
  const hasOwn = tokens.slice(from, to).some((token) => {
    if (token.text === ',') isInside = false;
    isInside ||= isRelative(token);
    return !isInside && isFiniteVerb(token);
  });
  return tokens.slice(main + 1, to).some(isFiniteVerb) && hasOwn;
}

/** Cuts a line at an offset, adds `mark`, and closes a quotation that is open there. */
function endedAt({ text }: Line, at: number, open: string, mark: string): string {
  const closing: Readonly<Record<string, string>> = { '“': '”', '"': '"', '(': ')' };
  return `${text.slice(0, at).replace(/[\s,;:—–-]{1,8}$/, '')}${mark}${closing[open] ?? ''}`;
}

/** Whether the part that begins at a token has a verb of its own. If not, it is an item of a list. */
function hasVerbBeforeSemicolon(tokens: readonly Token[], from: number): boolean {
  const end = tokens.findIndex(({ text }, at) => at >= from && text === ';');
  return tokens.slice(from, end < 0 ? undefined : end).some(isFiniteVerb);
}

/**
 * Cuts the end of a sentence longer than `most`, at the last place where a complete sentence ends. If there is none, it
 * cuts at a pause in the second half, or between two words. "…" shows that the middle, or a list, was cut.
 */
export function withoutLooseEnd(sentence: string, most: number): string {
  const line = lineOf(sentence);
  const { tokens, around } = line;
  const main = mainClause(line);
  let best = -1;
  let isList = false;
  let pause = -1;
  let torn = -1;
  for (const [at, token] of tokens.entries()) {
    if (token.start > most - 2) break;
    if (at > 0 && token.start > tokens[at - 1]!.end) torn = at;
    const isCut = /^[,:;—–]$/.test(token.text) || token.text === '--';
    const next = tokens[at + 1];
    if (!isCut || !next || token.start < LEAST || around[at] === '(') continue;
    // The parts around a colon or a semicolon belong together within a quotation and before one.
    if (/^[:;]$/.test(token.text) && (around[at] !== '' || isQuote(next))) continue;
    const isLoose =
      LOOSE.has(next.lower) || /^[:;]$/.test(token.text) || (/ing$/.test(next.lower) && !next.capital);
    const isSpeech = REPORTING_VERBS.has(tokens[at - 1]?.lower ?? '');
    if (isSpeech || at <= main || !isWhole(line, main, at)) continue;
    if (token.start >= most / 2) pause = at;
    if (isLoose) {
      best = at;
      isList = token.text === ';' && !hasVerbBeforeSemicolon(tokens, at + 1);
    }
  }
  if (best > 0) return endedAt(line, tokens[best]!.start, around[best]!, isList ? ' …' : '.');
  if (pause > 0) return endedAt(line, tokens[pause]!.start, around[pause]!, ' …');
  return endedAt(line, torn < 0 ? most - 2 : tokens[torn]!.start, torn < 0 ? '' : around[torn]!, ' …');
}
