import type { Action } from '../../domain/action.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT } from './card-draft.ts';

/** A short word to the person: what is so, and what to do next. */
export function noticeDraft(
  { id }: Pick<CardBasis, 'id'>,
  title: string,
  lede?: string,
  actions: readonly Action[] = [],
): Draft {
  const card = {
    id,
    kind: 'notice',
    title,
    ...(lede ? { lede } : {}),
    sections: [],
    hidden: 0,
    footer: [],
    actions,
  } as const;
  return { card, about: NOTHING_ABOUT };
}

/** What was wrong with the input or on our side, and what to do next. For the asker alone. */
export function errorDraft(
  basis: Pick<CardBasis, 'id'>,
  title: string,
  lede?: string,
  actions: readonly Action[] = [],
): Draft {
  const notice = noticeDraft(basis, title, lede, actions);
  return { ...notice, card: { ...notice.card, kind: 'error' } };
}
