import type { Action } from '../../domain/action.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT } from './card-draft.ts';

/** Builds a short notice: what happened and what to do next. */
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

/** Builds an error for the asker: what was wrong and what to do next. */
export function errorDraft(
  basis: Pick<CardBasis, 'id'>,
  title: string,
  lede?: string,
  actions: readonly Action[] = [],
): Draft {
  const notice = noticeDraft(basis, title, lede, actions);
  return { ...notice, card: { ...notice.card, kind: 'error' } };
}
