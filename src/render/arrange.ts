import { isChoice, isFeedback } from '../domain/action.ts';
import type { PlatformWords } from '../domain/words/en-faults.ts';
import type { FittedButton, FittedCard } from './layout.ts';

/** A card's buttons by their place on a platform with menus. */
export interface ArrangedButtons {
  /** At most three, the most wanted first. */
  readonly buttons: readonly FittedButton[];
  /** Buttons needed less often, and those that did not fit. */
  readonly menu: readonly FittedButton[];
  /** The entries of a list, if there are more than fit among the buttons. */
  readonly choices: readonly FittedButton[];
  /** Whether the buttons come before the choices, because one of them is the most wanted. */
  readonly buttonsFirst: boolean;
  /** The buttons "Helpful" and "Not helpful". */
  readonly feedback: readonly [FittedButton, FittedButton] | null;
}

const MOST_BUTTONS = 3;

/** Sorts a card's buttons: three buttons, one menu, one select for a list's entries, and the two of the feedback. */
export function arrange({ buttons: all }: Pick<FittedCard, 'buttons'>): ArrangedButtons {
  const up = all.find(({ verb }) => verb === 'up');
  const down = all.find(({ verb }) => verb === 'down');
  const chosen = all.filter(isChoice);
  const isList = chosen.length > MOST_BUTTONS;
  const others = all.filter((one) => !isFeedback(one) && !(isList && isChoice(one)));
  const first = others.filter(({ menu }) => !menu).slice(0, MOST_BUTTONS);
  return {
    buttons: first,
    menu: others.filter((one) => !first.includes(one)),
    choices: isList ? chosen : [],
    buttonsFirst: first.some(({ primary }) => primary),
    feedback: up && down ? [up, down] : null,
  };
}

/** The placeholder of the select for a list's entries. */
export function choicePlaceholder(
  choices: readonly FittedButton[],
  unoffered: number,
  words: PlatformWords,
): string {
  const isArticles = choices.every(({ verb }) => verb === 'article');
  const what = isArticles ? words.chooseArticle : words.chooseTopic;
  return unoffered > 0 ? words.orByName(what) : what;
}
