import type { MatchKind, TermMatch } from '../../search/search-result.ts';
import type { Answer, FoundFact } from '../answer-question.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { noticeOf, titleOf } from './card-title.ts';
import { lineOf, shortened } from './wording.ts';

const WORDS: Record<MatchKind, (match: TermMatch) => string> = {
  exact: ({ asked }) => `has “${asked}”`,
  alias: ({ asked, found }) =>
    same(asked, found) ? `is about ${found}` : `“${asked}” is another name for ${found}`,
  acronym: ({ asked, found }) => `“${asked}” stands for ${found}`,
  stem: ({ asked, found }) => `has “${found}” for “${asked}”`,
  spelling: ({ asked, found }) => `“${asked}” read as ${found}`,
  context: ({ asked }) => `“${asked}” stands in the sentences around it`,
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What of the question a fact matched and what nothing in it matched, in words. */
export function whyWords({ hit }: FoundFact): string {
  const said = hit.matches.map((match) => WORDS[match.kind](match));
  const lacking = hit.missing.map((word) => `“${shortened(word, 30)}”`);
  if (lacking.length > 0) said.push(`nothing in it matches ${lacking.join(', ')}`);
  return said.length > 0 ? said.join('; ') : 'shown because it contradicts the other side';
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
      title: `Why this answer: ${titleOf(answer, basis.readout)}`,
      ...(notice ? { notice } : {}),
      sections: [{ style: 'facts', lines: found.map((one) => lineOf(one.fact, { note: whyWords(one) })) }],
      hidden: 0,
      footer: [],
      actions: found.length > 0 ? [{ verb: 'source', label: found.length > 1 ? 'Sources' : 'Source' }] : [],
    },
    about: { question: answer.question, facts: shown, shown, questions: [] },
  };
}
