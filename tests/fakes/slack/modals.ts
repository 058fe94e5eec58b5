import { slackModalFaults } from '../checks/slack-payload.ts';
import type { Json } from './seen.ts';
import type { SeenLog } from './seen-log.ts';

/** An open modal. */
export interface Modal {
  readonly id: string;
  readonly person: string;
  readonly view: Json;
}

/** Returns all text of a view. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, inner]) => (key === 'text' && typeof inner === 'string' ? inner : textOf(inner)))
    .filter(Boolean)
    .join('\n');
}

/** Creates the open modals. A trigger opens one modal, once. A refused view opens none. */
export function createModals(seenLog: SeenLog) {
  const triggers = new Map<string, string>();
  const open = new Map<string, Modal>();
  const refused: string[] = [];
  let last = 0;

  const show = (method: string, { id, person, view }: Modal): void =>
    void seenLog.show({
      ...{
        method,
        channel: 'modal',
        onlyFor: person,
        thread: null,
        ts: id,
        replaced: method !== 'views.open',
      },
      ...{ text: textOf([view.title, view.blocks]), payload: view },
      blocks: (view.blocks ?? []) as [],
    });
  const isSound = (view: Json): boolean => {
    const found = slackModalFaults(view);
    refused.push(...found);
    return found.length === 0;
  };
  const put = (method: string, modal: Modal): Json => {
    open.set(modal.id, modal);
    show(method, modal);
    return { ok: true, view: { ...modal.view, id: modal.id, hash: '1.a' } };
  };

  return {
    /** Gives the app a trigger, as a person's action does. */
    giveTrigger: (trigger: string, person: string) => void triggers.set(trigger, person),
    open(trigger: string, view: Json): Json | null {
      const person = triggers.get(trigger);
      if (person === undefined || !isSound(view)) return null;
      triggers.delete(trigger);
      return put('views.open', { id: `V${++last}`, person, view });
    },
    update(id: string, view: Json, method = 'views.update'): Json | null {
      const modal = open.get(id);
      return modal && isSound(view) ? put(method, { ...modal, view }) : null;
    },
    of: (id: string): Modal | undefined => open.get(id),
    /** The reasons for which modals were refused. */
    refused,
  };
}

export type Modals = ReturnType<typeof createModals>;
