import type { Card } from '../../domain/card.ts';
import { renderSlack } from './render.ts';

/** A card as Slack's form takes it: the blocks are JSON text already, which the client passes on without walking through it. */
export interface SlackForm {
  readonly text: string;
  readonly blocks: string;
}

export const formOf = (card: Card): SlackForm => {
  const { text, blocks } = renderSlack(card);
  return { text, blocks: JSON.stringify(blocks) };
};

/** Stencils that are kept, some 5 KB each: one a morning, an audience and a set of topics. */
const MOST = 100;
/** What can be told from everything else on a card, and needs no escape: our own ids, and Slack's of channels. */
const [OWN_ID, CHANNEL_ID] = [/^[\w-]{12,40}$/, /^[A-Z0-9]{9,40}$/];

/** A rendered card with gaps where its id and its channel stood. */
interface Stencil {
  readonly id: string;
  readonly text: string;
  /** Every other part is the id or the channel that goes into the gap. */
  readonly parts: readonly string[];
}

function stencilOf(card: Card, content: string, { text, blocks }: SlackForm): Stencil | null {
  const { id, channel } = card;
  const marks = channel === undefined ? [id] : [id, channel];
  const isPlain = OWN_ID.test(id) && (channel === undefined || CHANNEL_ID.test(channel));
  if (!isPlain || marks.some((mark) => content.includes(mark) || text.includes(mark))) return null;
  return { id, text, parts: blocks.split(new RegExp(`(${marks.join('|')})`)) };
}

/**
 * Makes a renderer for cards that many channels get: those that differ in nothing but their id and channel are rendered
 * once and filled in. What it gives is what `formOf` gives.
 */
export function stencilled(render: (card: Card) => SlackForm = formOf): (card: Card) => SlackForm {
  const stencils = new Map<string, Stencil>();
  return (card) => {
    const { id, channel = '', ...rest } = card;
    const content = JSON.stringify(rest);
    // What fits depends on lengths alone: cards whose ids are as long are cut alike.
    const key = `${id.length} ${channel.length} ${content}`;
    const known = stencils.get(key);
    if (!known) {
      const form = render(card);
      const stencil = stencilOf(card, content, form);
      if (!stencil) return form;
      if (stencils.size >= MOST) stencils.delete(stencils.keys().next().value!);
      stencils.set(key, stencil);
      return form;
    }
    const fits = OWN_ID.test(id) && (channel === '' || CHANNEL_ID.test(channel));
    if (!fits) return render(card);
    const filled = known.parts.map((part, at) => (at % 2 === 0 ? part : part === known.id ? id : channel));
    return { text: known.text, blocks: filled.join('') };
  };
}
