import type { CardMemory, Conversation, Memory } from '../core/memory.ts';
import type { Store } from './db.ts';
import { ensureTenant } from './tenants.ts';
import { json, storableOrNull } from './text.ts';

/** How long follow-ups find what was said before, and how long a repeated delivery is known, in milliseconds. */
const CONVERSATION = 24 * 3600 * 1000;
export const SEEN = 10 * 60 * 1000;
/** A conversation's row stays small: facts beyond these are asked for anew. */
const FACTS = 200;

/** What chats remember, in the store: it outlives the process, and every replica shares it. */
export function storeMemory(store: Store): Memory {
  const { db, now } = store;
  const known = new Set<string>();
  /** The tenant's row is made once a process: it is there for good until the tenant is forgotten. */
  const ready = async (tenant: string): Promise<void> => {
    if (known.has(tenant)) return;
    await ensureTenant(db, tenant, now());
    known.add(tenant);
  };

  return {
    async saveCard(card) {
      await ready(card.tenant);
      const row = { tenant: card.tenant, id: card.id, data: json(card), made: card.made };
      await db
        .insertInto('cards')
        .values(row)
        .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet({ data: row.data }))
        .execute();
    },
    async card(tenant, id) {
      const row = await db
        .selectFrom('cards')
        .select('data')
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? (JSON.parse(row.data) as CardMemory) : null;
    },
    async conversation(tenant, thread) {
      const since = new Date(now().getTime() - CONVERSATION).toISOString();
      const row = await db
        .selectFrom('conversations')
        .select('data')
        .where('tenant', '=', tenant)
        .where('thread', '=', thread)
        .where('updated', '>=', since)
        .executeTakeFirst();
      return row ? (JSON.parse(row.data) as Conversation) : null;
    },
    async saveConversation(tenant, thread, conversation) {
      await ready(tenant);
      const { facts, shown } = conversation;
      const data = json({ ...conversation, facts: facts.slice(0, FACTS), shown: shown.slice(0, FACTS) });
      const updated = now().toISOString();
      await db
        .insertInto('conversations')
        .values({ tenant, thread, data, updated })
        .onConflict((conflict) => conflict.columns(['tenant', 'thread']).doUpdateSet({ data, updated }))
        .execute();
    },
    async saveFeedback({ tenant, cardId, person, verdict, question, facts }) {
      await ready(tenant);
      const made = now().toISOString();
      await db
        .insertInto('feedback')
        .values({
          tenant,
          card: cardId,
          person,
          verdict,
          question: storableOrNull(question),
          facts: json(facts),
          made,
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'card', 'person']).doUpdateSet({ verdict, made }),
        )
        .execute();
    },
    async firstSeen(id) {
      const at = now();
      const since = new Date(at.getTime() - SEEN).toISOString();
      // One statement, so that of two processes only one is first; an id that has aged counts as new.
      const rows = await db
        .insertInto('seen_events')
        .values({ id, at: at.toISOString() })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ at: at.toISOString() }).where('seen_events.at', '<', since),
        )
        .returning('id')
        .execute();
      return rows.length > 0;
    },
  };
}
