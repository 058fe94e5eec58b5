import { discordModalFaults } from '../checks/discord-modal.ts';
import type { Channels } from './channels.ts';
import { bodyFault } from './channels.ts';
import {
  type Answer,
  EPHEMERAL,
  type Json,
  type PendingInteraction,
  refusal,
  type Seen,
  textOf,
} from './seen.ts';

/** The time limit for the first answer, and the lifetime of an interaction's token, in milliseconds. */
const FIRST = 3000;
const LIFE = 15 * 60_000;

const flagsOf = (body: Json): number => Number(body.flags ?? 0);

function choicesFault(choices: readonly { readonly name: string; readonly value: string }[]): boolean {
  const bad = (text: string): boolean => !text || text.length > 100;
  return choices.length > 25 || choices.some(({ name, value }) => bad(name) || bad(value));
}

/** Handles interactions: one first response within 3 seconds, then edits and follow-ups for 15 minutes. */
export function interactionsOf(channels: Channels, show: (one: Seen) => void, now: () => number) {
  const asked = new Map<string, PendingInteraction>();
  const readerOf = (one: PendingInteraction): string | null => (one.ephemeral ? one.person : null);

  const choose = (one: PendingInteraction, data: Json): Answer => {
    one.answered = true;
    const choices = data.choices as { name: string; value: string }[];
    if (choicesFault(choices)) return refusal(400, 50035, 'Invalid Form Body: choices');
    const { channel, person } = one;
    const text = choices.map(({ name }) => name).join('\n');
    show({ how: 'choices', channel, onlyFor: person, payload: data, text, repliesTo: null, id: '' });
    return [204, null];
  };

  /** Changes the message whose button was pressed. */
  const update = (one: PendingInteraction, body: Json): Answer => {
    if (!one.on) return refusal(400, 50035, 'Invalid Form Body: type');
    const isEphemeral = (flagsOf(one.on) & EPHEMERAL) !== 0;
    return channels.update(one.channel, isEphemeral ? one.person : null, one.on, body);
  };

  /** The message of the first answer. After a deferral it is empty until it is edited. */
  const fill = (how: 'reply' | 'edit', one: PendingInteraction, body: Json): Answer => {
    const answer = channels.post(how, one.channel, readerOf(one), body);
    if (answer[0] !== 200) return answer;
    one.pending = false;
    one.original ??= (answer[1] as Json).id as string;
    return answer;
  };

  const live = (key: string): PendingInteraction | Answer => {
    const one = asked.get(key);
    if (!one) return refusal(404, 10015, 'Unknown Webhook');
    if (now() - one.at > LIFE) return refusal(401, 50027, 'Invalid Webhook Token');
    return one.answered ? one : refusal(404, 10015, 'Unknown Webhook');
  };
  const isAnswer = (value: PendingInteraction | Answer): value is Answer => Array.isArray(value);

  return {
    asked,
    callback(key: string, body: Json): Answer {
      const one = asked.get(key);
      if (!one || (!one.answered && now() - one.at > FIRST))
        return refusal(404, 10062, 'Unknown interaction');
      if (one.answered) return refusal(400, 40060, 'Interaction has already been acknowledged.');
      const data = (body.data ?? {}) as Json;
      if (body.type === 8) return choose(one, data);
      if (body.type === 5) {
        if (flagsOf(data) & ~EPHEMERAL) return refusal(400, 50035, 'Invalid Form Body: flags');
        Object.assign(one, { answered: true, pending: true, ephemeral: flagsOf(data) !== 0 });
        return [204, null];
      }
      if (body.type === 6) {
        Object.assign(one, { answered: true, updates: true });
        return [204, null];
      }
      if (body.type === 7) {
        const updated = update(one, data);
        if (updated[0] !== 200) return updated;
        one.answered = true;
        return [204, null];
      }
      if (body.type === 9) {
        const found = discordModalFaults(data);
        if (found.length > 0) return refusal(400, 50035, `Invalid Form Body: ${found.join('; ')}`);
        one.answered = true;
        const { channel, person } = one;
        const about = { how: 'modal', channel, onlyFor: person, payload: data, repliesTo: null } as const;
        show({ ...about, text: textOf(data.components), id: String(data.custom_id) });
        return [204, null];
      }
      if (body.type !== 4) return refusal(400, 50035, 'Invalid Form Body: type');
      const fault = bodyFault(data);
      if (fault) return fault;
      one.ephemeral = (flagsOf(data) & EPHEMERAL) !== 0;
      one.answered = true;
      fill('reply', one, data);
      return [204, null];
    },
    edit(key: string, body: Json): Answer {
      const one = live(key);
      if (isAnswer(one)) return one;
      return one.updates ? update(one, body) : fill('edit', one, body);
    },
    followUp(key: string, body: Json): Answer {
      const one = live(key);
      if (isAnswer(one)) return one;
      // The first follow-up replaces a deferral and has its visibility.
      if (one.pending) return fill('edit', one, body);
      return channels.post('follow-up', one.channel, flagsOf(body) & EPHEMERAL ? one.person : null, body);
    },
    remove(key: string): Answer {
      const one = live(key);
      if (isAnswer(one)) return one;
      one.pending = false;
      return [204, null];
    },
  };
}

export type Interactions = ReturnType<typeof interactionsOf>;
