import type { Fact } from '../../domain/fact.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { dateBeside, dateOf, dateOrder, datesIn } from './dates.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

const SHOWN = 5;
const SPELT =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|(?:half|a third|a quarter) of|and a half|percent|per cent)\b/i;

/** Whether a claim contains a number that is not just a date. */
function hasFigure(claim: string): boolean {
  const dates = datesIn(claim);
  const rest = dates.reduceRight(
    (text, { start, text: date }) => text.slice(0, start) + text.slice(start).replace(date, ' '),
    claim,
  );
  return /(?<![\p{L}\d])\p{N}/u.test(rest.replace(/\bG-?\d+\b/g, '')) || SPELT.test(rest);
}

/** Lists facts with numbers, by salience. Returns null if there are none. */
export function numbersIn(facts: readonly Fact[], title: string, basis: CardBasis): Draft | null {
  const figures = facts.filter(({ claim }) => hasFigure(claim));
  if (figures.length === 0) return null;
  const shown = selectLines(figures, SHOWN, (id) => basis.readout.fact(id));
  const rest = figures.filter((fact) => !shown.includes(fact)).map(({ id }) => id);
  return groupedDraft({ title, question: title, groups: [{ facts: shown }], rest }, basis);
}

const LONGEST_TIMELINE = 8;
/** The part of a sentence in which its date is looked for, in UTF-16 units. */
const DATED_PART = 500;
/** The text on each side of a fact whose dates tell its year, in UTF-16 units: all of nearly every article. */
const TEXT_BESIDE = 20_000;

/** Lists facts with a date in chronological order, labelled with the date. Returns null if there are none. */
export function timelineOf(facts: readonly Fact[], title: string, basis: CardBasis): Draft | null {
  const dated = facts.flatMap((fact) => {
    const { claim } = fact;
    const quote = fact.quote.slice(0, DATED_PART);
    const inClaim = dateOf(claim);
    const date = inClaim ?? (quote === claim ? undefined : dateOf(quote));
    return date ? [{ fact, date, text: inClaim ? claim : quote }] : [];
  });
  if (dated.length === 0) return null;
  const main = new Set(
    selectLines(
      dated.map(({ fact }) => fact),
      LONGEST_TIMELINE,
      (id) => basis.readout.fact(id),
    ),
  );
  const orderOf = ({ fact, date, text }: (typeof dated)[number]): number => {
    const article = basis.readout.article(fact.article);
    if (article?.published) return dateOrder(date, text, dateBeside(article.published, [], 0));
    const [at] = fact.span;
    const from = Math.max(0, at - TEXT_BESIDE);
    const dates = datesIn(article?.text.slice(from, at + TEXT_BESIDE) ?? '');
    return dateOrder(date, text, dateBeside(null, dates, at - from));
  };
  const shown = dated
    .filter(({ fact }) => main.has(fact))
    .map((one) => ({ ...one, order: orderOf(one) }))
    .sort((a, b) => a.order - b.order);
  const labels = new Map(shown.map(({ fact, date }) => [fact.id, date.text]));
  const rest = dated.filter(({ fact }) => !main.has(fact)).map(({ fact }) => fact.id);
  return groupedDraft(
    {
      title,
      question: title,
      rest,
      groups: [
        {
          facts: shown.map(({ fact }) => fact),
          line: (line, { id }) => ({ ...line, label: labels.get(id)! }),
        },
      ],
    },
    basis,
  );
}
