import type { Card } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Words } from '../../domain/words/en.ts';
import { isSayingWord } from '../../language/stop-words.ts';
import { tokenize } from '../../language/tokenizer.ts';
import type { TermMatch } from '../../search/search-result.ts';
import type { Answer, FoundFact } from '../answer.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { noticeOf, titleOf } from './card-title.ts';
import { lineOf, shortened } from './wording.ts';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Returns a word as the sentence or its speaker writes it: "Lavrov" for "lavrov". */
function asWritten(word: string, { quote, speaker }: Fact): string {
  const written = tokenize(`${quote} ${speaker ?? ''}`).find(({ text }) => same(text, word));
  return written?.text ?? word;
}

/** Describes what a word of the question matched. Returns null for words that the line itself contains. */
function sentenceOf(match: TermMatch, fact: Fact, { answers }: Words): string | null {
  const { asked, kind } = match;
  const found = asWritten(match.found, fact);
  const quoted = (word: string): string => answers.quoted(shortened(word, 30));
  switch (kind) {
    case 'exact':
    case 'stem':
      return null;
    case 'alias':
      return same(asked, found) ? answers.whyAbout(found) : answers.whyAlias(quoted(asked), found);
    case 'acronym':
      return answers.whyAcronym(quoted(asked), found);
    case 'spelling':
      return answers.whySpelling(quoted(asked), found);
    case 'near':
      return answers.whyNear(quoted(asked), quoted(found));
    case 'context':
      return answers.whyContext(quoted(asked));
  }
}

/** Explains why a line was found: which words of the question it has and which it lacks. */
function whyWords({ fact, hit }: FoundFact, words: Words): string {
  const { answers } = words;
  const isTold = (word: string): boolean => !isSayingWord(word.toLowerCase());
  const quoted = (word: string): string => answers.quoted(shortened(word, 30));
  const says = hit.matches
    .filter(({ kind }) => kind === 'exact' || kind === 'stem')
    .map(({ asked, found, kind }) => quoted(kind === 'exact' ? asked : found));
  const met = hit.matches.flatMap((match) =>
    isTold(match.asked) ? (sentenceOf(match, fact, words) ?? []) : [],
  );
  const lacking = hit.missing.filter(isTold).map(quoted);
  const said = [
    ...(says.length > 0 ? [answers.whySays([...new Set(says)])] : []),
    ...new Set(met),
    ...(lacking.length > 0 ? [answers.whyLacks(lacking)] : []),
  ];
  return said.length > 0 ? said.join(' ') : answers.whyOpposite;
}

/** Adds to a card without an answer which words of the question no article has. */
export function withUnknownWords(card: Card, answer: Answer, basis: CardBasis): Card {
  const { answers } = wordsOf(basis);
  const unknown = answer.terms
    .filter(({ isIndexed }) => !isIndexed)
    .map(({ asked }) => answers.quoted(shortened(asked, 30)));
  const why = unknown.length > 0 ? answers.nothingHereAbout(unknown.join(', ')) : answers.whyNothing;
  return card.footer.length > 0 ? card : { ...card, footer: [why] };
}

/** Builds the card that explains why each fact was found. */
export function whyDraft(answer: Answer, shown: readonly string[], basis: CardBasis): Draft {
  const words = wordsOf(basis);
  const { answers } = words;
  const notice = noticeOf(answer.corrections, words);
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
      title: answers.whyTitle(shortened(titleOf(answer, basis.readout), 80)),
      ...(notice ? { notice } : {}),
      sections: [
        {
          style: 'facts',
          lines: found.map((one) => lineOf(one.fact, words, { note: whyWords(one, words) })),
        },
      ],
      hidden: 0,
      footer: [],
      actions:
        found.length > 0
          ? [{ verb: 'source', label: found.length > 1 ? answers.sources : answers.source }]
          : [],
    },
    about: { question: answer.question, facts: shown, shown, questions: [] },
  };
}
