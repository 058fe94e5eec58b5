import type { CardMemory, Conversation, Memory } from '../../domain/chat-state.ts';
import { batched } from '../../storage/batch.ts';
import type { Store } from '../../storage/database.ts';
import { json, storableOrNull } from '../../storage/encoding.ts';
import { withAsyncCommit } from '../../storage/engine/async-commit.ts';
import { isMissingParent } from '../../storage/engine/faults.ts';
import { RETENTION, type Retention } from '../../storage/retention.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** A conversation's row stays small: facts beyond these are asked for anew. */
const FACTS = 200;

/**
 * What chats remember, in the store: it outlives the process, and every replica shares it. Only a loss of power may take the
 * last moments with it, except for what people thought of answers.
 */
export function storeMemory(
  store: Store,
  keep: Pick<Retention, 'conversations' | 'seen'> = RETENTION,
): Memory {
  const { db, now } = store;
  /** Writes; the tenants' rows are made where they are missing: at the first word, or after a tenant was forgotten. */
  const writing = async (tenants: Iterable<string>, write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      if (!isMissingParent(error)) throw error;
      for (const tenant of tenants) await ensureTenant(db, tenant, now());
      await write();
    }
  };
  const saveCard = batched(async (cards: readonly CardMemory[]) => {
    const rows = cards.map((card) => ({
      tenant: card.tenant,
      id: card.id,
      data: json(card),
      made: card.made,
    }));
    await writing(new Set(rows.map(({ tenant }) => tenant)), () =>
      withAsyncCommit(db, (quick) =>
        quick
          .insertInto('cards')
          .values(rows)
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'id']).doUpdateSet((set) => ({ data: set.ref('excluded.data') })),
          )
          .execute(),
      ),
    );
    return cards.map(() => undefined);
  });

  return {
    saveCard,
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
      const since = new Date(now().getTime() - keep.conversations).toISOString();
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
      const { facts, shown } = conversation;
      const data = json({ ...conversation, facts: facts.slice(0, FACTS), shown: shown.slice(0, FACTS) });
      const updated = now().toISOString();
      await writing([tenant], () =>
        withAsyncCommit(db, (quick) =>
          quick
            .insertInto('conversations')
            .values({ tenant, thread, data, updated })
            .onConflict((conflict) => conflict.columns(['tenant', 'thread']).doUpdateSet({ data, updated }))
            .execute(),
        ),
      );
    },
    async saveFeedback({ tenant, cardId, person, verdict, reason = null, question, facts }) {
      const made = now().toISOString();
      const row = { tenant, card: cardId, person, question: storableOrNull(question), facts: json(facts) };
      await writing([tenant], () =>
        db
          .insertInto('feedback')
          .values({ ...row, verdict, reason, made })
          .onConflict((conflict) =>
            conflict.columns(['tenant', 'card', 'person']).doUpdateSet({ verdict, reason, made }),
          )
          .execute(),
      );
    },
    async firstSeen(id) {
      const at = now();
      const since = new Date(at.getTime() - keep.seen).toISOString();
      // One statement, so that of two processes only one is first; an id that has aged counts as new.
      const rows = await withAsyncCommit(db, (quick) =>
        quick
          .insertInto('seen_events')
          .values({ id, at: at.toISOString() })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet({ at: at.toISOString() }).where('seen_events.at', '<', since),
          )
          .returning('id')
          .execute(),
      );
      return rows.length > 0;
    },
  };
}
