import { COMMANDS } from '../../commands/all.ts';
import { createChat } from '../../src/chat/chat.ts';
import type { Place } from '../../src/chat/commands/command-spec.ts';
import { newId } from '../../src/chat/ids.ts';
import { actionToken } from '../../src/domain/action.ts';
import type { Card, Reply } from '../../src/domain/card.ts';
import { type PrivateKey, privateKey } from '../../src/domain/conversation-key.ts';
import { renderText } from '../../src/render/text.ts';
import { digestBed, TENANT } from '../digest/harness.ts';

type AdasPlace = Place & { readonly thread: PrivateKey };

const place = (more: Partial<AdasPlace> = {}): AdasPlace => ({
  tenant: TENANT,
  channel: 'C1',
  person: 'ada',
  thread: privateKey('C1', 'ada'),
  mayManage: async () => true,
  managers: 'a member who created this channel, or an admin',
  zone: async () => 'Europe/Paris',
  ...more,
});

/** Renders a card as text with its buttons. */
export const textOf = ({ card }: { card: Card }) => renderText(card, { width: 200, actions: true });

/**
 * Creates a chat with channels that can have digests, at six in the morning of 14 May 2026 (UTC), and a person who
 * types and presses buttons.
 */
export async function digestChat() {
  const bed = await digestBed({ at: '2026-05-14T06:00:00Z' });
  const chat = createChat({
    readout: bed.readout,
    memory: bed.parts.memory,
    commands: COMMANDS,
    now: bed.now,
    newId,
    ...{
      services: { digests: bed.service },
      log: { error: () => {} },
      typed: (command) => `/brief ${command}`,
    },
  });
  return {
    bed,
    chat,
    place,
    async slash(words: string, more: Partial<AdasPlace> = {}): Promise<Reply> {
      return (await chat.command({ ...place(more), eventId: null, command: 'brief', text: words }))!;
    },
    async press(reply: Reply, label: string, more: Partial<AdasPlace> = {}): Promise<Reply> {
      const action = reply.card.actions.find((one) => one.label === label);
      if (!action) throw new Error(`no button ${label} among ${reply.card.actions.map((one) => one.label)}`);
      return (await chat.press({
        ...place(more),
        eventId: null,
        token: actionToken(action, reply.card.id),
      }))!;
    },
    setting: async () => (await bed.service.status(TENANT, place().channel)).subscription,
  };
}
