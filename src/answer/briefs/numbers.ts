import type { Fact } from '../../domain/fact.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { type DateInText, dateBeside, dateOf, dateOrder, datesIn } from './dates.ts';
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

/** Lists facts with a date in chronological order, labelled with the date. Returns null if there are none. */
export function timelineOf(facts: readonly Fact[], title: string, basis: CardBasis): Draft | null {
  const known = new Map<string, readonly DateInText[]>();
  const dated = facts.flatMap((fact) => {
    const date = dateOf(fact.claim) ?? dateOf(fact.quote);
    if (!date) return [];
    const article = basis.readout.article(fact.article);
    const published = article?.published ?? null;
    const dates = published ? [] : (known.get(fact.article) ?? datesIn(article?.text ?? ''));
    known.set(fact.article, dates);
    const text = dateOf(fact.claim) ? fact.claim : fact.quote;
    return [{ fact, date, order: dateOrder(date, text, dateBeside(published, dates, fact.span[0])) }];
  });
  if (dated.length === 0) return null;
  const main = new Set(
    selectLines(
      dated.map(({ fact }) => fact),
      LONGEST_TIMELINE,
      (id) => basis.readout.fact(id),
    ),
  );
  const shown = dated.filter(({ fact }) => main.has(fact)).sort((a, b) => a.order - b.order);
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
