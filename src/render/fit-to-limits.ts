import type { Card } from '../domain/card.ts';
import type { Budget, FittedCard } from './layout.ts';
import { fitCard } from './layout.ts';

/** The budget of the first attempt, ample for every real card: claims have at most 160 characters. */
const FIRST_BUDGET: Omit<Budget, 'buttons' | 'button'> = {
  choices: 10,
  title: 150,
  claim: 1200,
  quote: 1500,
  around: 600,
  attribution: 300,
  small: 300,
  link: 500,
  lines: 40,
  passages: 10,
};

/**
 * The steps by which the budget shrinks: the text around quotes, long claims, the last lines, then buttons and all
 * lengths.
 */
const SMALLER_BUDGETS: readonly Partial<Budget>[] = [
  { around: 200 },
  { around: 0 },
  { claim: 500, quote: 900, lines: 30 },
  { claim: 300, quote: 600 },
  { lines: 20, passages: 6 },
  { lines: 14, attribution: 200 },
  { lines: 10, passages: 4 },
  { lines: 7 },
  { lines: 5, passages: 3 },
  { lines: 4, passages: 2 },
  { lines: 3, claim: 200, quote: 300, attribution: 120, small: 150, buttons: 15 },
  { lines: 2, passages: 1 },
  { lines: 1, claim: 100, quote: 150, attribution: 60, small: 60, title: 80 },
  { claim: 60, quote: 80, attribution: 40, small: 40, title: 50, link: 200, buttons: 10 },
  { claim: 40, quote: 50, attribution: 25, small: 20, title: 40, link: 100 },
];

/** Returns the budgets below a first one, the largest first. */
function smallerBudgets(first: Budget): Budget[] {
  let last = first;
  return SMALLER_BUDGETS.map((step) => {
    last = { ...last, ...step, buttons: Math.min(last.buttons, step.buttons ?? last.buttons) };
    return last;
  });
}

/**
 * Renders a card with the largest budget that a platform's limits allow. `render` renders a cut card; `fits` tests the
 * result against the limits. The smallest budget fits every platform. Binary search: even a huge card is rendered at
 * most six times, not sixteen.
 */
export function fitToLimits<Drawing>(
  card: Card,
  buttons: Pick<Budget, 'buttons' | 'button'> & Partial<Pick<Budget, 'choices'>>,
  render: (card: FittedCard) => Drawing,
  fits: (drawing: Drawing) => boolean,
): Drawing {
  const first: Budget = { ...FIRST_BUDGET, ...buttons };
  const whole = render(fitCard(card, first));
  if (fits(whole)) return whole;
  const budgets = smallerBudgets(first);
  const drawn = (step: number): Drawing => render(fitCard(card, budgets[step]!));
  let [low, high] = [0, budgets.length - 1];
  let fitting: Drawing | undefined;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const drawing = drawn(middle);
    if (fits(drawing)) [high, fitting] = [middle, drawing];
    else low = middle + 1;
  }
  return fitting ?? drawn(high);
}
