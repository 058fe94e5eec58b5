import { DENIAL_BIT } from '../../language/negation.ts';
import { KIND_BIT } from '../query/expected-answer-type.ts';
import type { Query } from '../query/parse-query.ts';
import { impact, TOP_IMPACT } from './bm25.ts';
import type { Reading } from './match-document.ts';

/** How strongly each signal counts, in units of a term's rarity; found by measuring (docs/bench.md: what each is worth). */
const COVERAGE = 3.5;
const NEARNESS = 1;
const CONTEXT = 0.3;
const PRECEDENCE = 1.5;
const KIND = 3.5;
const DENIAL = 2;
const EXACTNESS = 1;
const EARLINESS = 0.45;
const GAP = 3;
const TITLE = 0.45;
const BREVITY = 1;

/** A fact as the ranking sees it. */
export interface Candidate {
  readonly reading: Reading;
  /** Content words of the fact. */
  readonly length: number;
  /** Which terms the other facts of its paragraph hold, a bit each. */
  readonly around: number;
  /** Which terms the sentence before it holds. */
  readonly before: number;
}

/** BM25 over what was met. */
function termScore(query: Query, { reading, length }: Candidate): number {
  let score = 0;
  query.terms.forEach(({ weight }, at) => {
    const meeting = reading.meetings[at];
    if (meeting)
      score += weight * meeting.weight * (impact(Math.max(meeting.frequency, 0.3), length) / TOP_IMPACT);
  });
  return score;
}

const wholeOf = ({ terms }: Query): number => terms.reduce((sum, { weight }) => sum + weight, 0);

/** The share of the question's weight that was met, squared: half of a question is less than half an answer. */
function coverageScore(query: Query, { reading }: Candidate): number {
  const whole = wholeOf(query);
  const met = query.terms.reduce(
    (sum, { weight }, at) => sum + weight * (reading.meetings[at]?.weight ?? 0),
    0,
  );
  return whole > 0 ? met ** 2 / whole : 0;
}

/** Words that are neighbours in the question stand near each other in the fact: a name, a phrase. */
function nearnessScore({ terms }: Query, { reading: { meetings } }: Candidate): number {
  let score = 0;
  for (let at = 1; at < terms.length; at++) {
    const left = meetings[at - 1];
    const right = meetings[at];
    if (!left || !right) continue;
    const gap = terms[at]!.position - terms[at - 1]!.position;
    let near = 0;
    for (const there of left.positions)
      for (const here of right.positions) {
        const apart = here - there;
        if (apart > 0 && apart <= 5) near = Math.max(near, apart === gap ? 1 : 1 / apart);
      }
    score += near * Math.min(terms[at]!.weight, terms[at - 1]!.weight);
  }
  return score;
}

/** The words themselves, or an acronym's in full, rather than others of their stem. */
function exactnessScore({ terms }: Query, { reading }: Candidate): number {
  return terms.reduce((sum, { weight }, at) => (reading.meetings[at]?.itself ? sum + weight : sum), 0);
}

/** A fact that begins with what was asked is about it; one that ends with it only mentions it. */
function earlinessScore({ terms }: Query, { reading }: Candidate): number {
  return terms.reduce((sum, { weight }, at) => {
    const first = reading.meetings[at]?.positions[0];
    return first === undefined ? sum : sum + weight * Math.max(0, 1 - first / reading.span);
  }, 0);
}

/** The rarest word that is not there: a fact that lacks it is about something else. */
function gapScore({ terms }: Query, { reading }: Candidate): number {
  return -terms.reduce((most, { weight }, at) => (reading.meetings[at] ? most : Math.max(most, weight)), 0);
}

/** What the neighbouring sentences hold of the question and the fact itself lacks. */
function contextScore({ terms }: Query, { reading, around }: Candidate): number {
  return terms.reduce(
    (sum, { weight }, at) => (!reading.meetings[at] && around & (1 << at) ? sum + weight : sum),
    0,
  );
}

/** What the sentence before holds of the question and the fact lacks: "it" and "the report" are named there. */
function precedenceScore({ terms }: Query, { reading, before }: Candidate): number {
  return terms.reduce(
    (sum, { weight }, at) => (!reading.meetings[at] && before & (1 << at) ? sum + weight : sum),
    0,
  );
}

/** What the article's title holds of the question. */
function titleScore({ terms }: Query, { reading: { title } }: Candidate): number {
  return terms.reduce((sum, { weight }, at) => (title & (1 << at) ? sum + weight : sum), 0);
}

/** Whether the fact holds the kind of thing that is asked for: a number, a date, a name. */
function kindScore({ wants }: Query, { reading }: Candidate): number {
  return wants !== null && (reading.kinds & KIND_BIT[wants]) !== 0 ? 1 : 0;
}

/** Whether the fact denies where it is asked what is not so: "what won't they discuss?" */
function denialScore({ denial }: Query, { reading }: Candidate): number {
  return denial !== null && (reading.kinds & DENIAL_BIT) !== 0 ? 1 : 0;
}

/** Of two facts that say it, the shorter one says it more plainly. */
function brevityScore(_query: Query, { length }: Candidate): number {
  return -Math.log(length + 1);
}

/** Each signal with its strength, under the name that the bench switches it off by. */
const RANKING = {
  coverage: [COVERAGE, coverageScore],
  nearness: [NEARNESS, nearnessScore],
  context: [CONTEXT, contextScore],
  precedence: [PRECEDENCE, precedenceScore],
  kind: [KIND, kindScore],
  denial: [DENIAL, denialScore],
  exactness: [EXACTNESS, exactnessScore],
  earliness: [EARLINESS, earlinessScore],
  gap: [GAP, gapScore],
  title: [TITLE, titleScore],
  brevity: [BREVITY, brevityScore],
} as const;

const SIGNALS = Object.entries(RANKING) as [keyof typeof RANKING, (typeof RANKING)[keyof typeof RANKING]][];

/** The score of one fact against a question. */
export function factScore(query: Query, candidate: Candidate): number {
  let score = termScore(query, candidate);
  for (const [name, [strength, signal]] of SIGNALS)
    if (query.signals[name]) score += strength * signal(query, candidate);
  return score;
}
