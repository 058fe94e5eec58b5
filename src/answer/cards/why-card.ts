import type { TermMatch } from '../../search/search-result.ts';
import type { Answer, FoundFact } from '../answer.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { noticeOf, titleOf } from './card-title.ts';
import { lineOf, shortened } from './wording.ts';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const quoted = (word: string): string => `“${shortened(word, 30)}”`;

/** What a word of the question met, as a whole sentence; null for words that the line itself says. */
function sentenceOf({ asked, found, kind }: TermMatch): string | null {
  switch (kind) {
    case 'exact':
    case 'stem':
      return null;
    case 'alias':
      return same(asked, found) ? `It is about ${found}.` : `${quoted(asked)} is another name for ${found}.`;
    case 'acronym':
      return `${quoted(asked)} is short for ${found}.`;
    case 'spelling':
      return `I read ${quoted(asked)} as ${found}.`;
    case 'near':
      return `It says ${quoted(found)}, which is near ${quoted(asked)}.`;
    case 'context':
      return `A sentence beside it says ${quoted(asked)}.`;
  }
}

/** Why a line was found, in a few short sentences: which words of the question it has, and which it lacks. */
function whyWords({ hit }: FoundFact): string {
  const says = hit.matches
    .filter(({ kind }) => kind === 'exact' || kind === 'stem')
    .map(({ asked, found, kind }) => quoted(kind === 'exact' ? asked : found));
  const met = hit.matches.flatMap((match) => sentenceOf(match) ?? []);
  const lacking = hit.missing.map(quoted);
  const said = [
    ...(says.length > 0 ? [`It says ${[...new Set(says)].join(' and ')}.`] : []),
    ...new Set(met),
    ...(lacking.length > 0 ? [`It does not say ${lacking.join(' or ')}.`] : []),
  ];
  return said.length > 0 ? said.join(' ') : 'It says the opposite of another line.';
}

/** Why each fact on a card was found. */
export function whyDraft(answer: Answer, shown: readonly string[], basis: CardBasis): Draft {
  const notice = noticeOf(answer.corrections);
  const found = shown.flatMap((id) => {
    const fact = basis.readout.fact(id);
    if (!fact) return [];
    const hit = answer.facts.find((one) => one.fact.id === id)?.hit ?? {
      id,
      score: 0,
      matches: [],
      missing: [],
    };
    return [{ fact, hit }];
  });
  return {
    card: {
      id: basis.id,
      kind: 'why',
      title: `Why this answers “${shortened(titleOf(answer, basis.readout), 80)}”`,
      ...(notice ? { notice } : {}),
      sections: [{ style: 'facts', lines: found.map((one) => lineOf(one.fact, { note: whyWords(one) })) }],
      hidden: 0,
      footer: [],
      actions: found.length > 0 ? [{ verb: 'source', label: found.length > 1 ? 'Sources' : 'Source' }] : [],
    },
    about: { question: answer.question, facts: shown, shown, questions: [] },
  };
}
