import { readCardMemory, readConversation } from '../../domain/card-schema.ts';
import type { CardMemory, Memory } from '../../domain/chat-state.ts';
import { batched } from '../../storage/batch.ts';
import type { Store } from '../../storage/database.ts';
import { json, storableOrNull } from '../../storage/encoding.ts';
import { withAsyncCommit } from '../../storage/engine/async-commit.ts';
import { isMissingParent } from '../../storage/engine/faults.ts';
import { RETENTION, type Retention } from '../../storage/retention.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** Parses a stored JSON text. Returns undefined if it is malformed. */
function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** The most facts stored of a conversation. Later ones are searched again. */
const MAX_FACTS = 200;

/**
 * Chat state in the database, shared by all replicas. A power loss may undo the last moments, except for feedback. A
 * row that does not fit its schema counts as missing; `onNotice` is called once for each kind.
 */
export function storeMemory(
  store: Store,
  keep: Pick<Retention, 'conversations' | 'seen'> = RETENTION,
  onNotice: (message: string) => void = () => {},
): Memory {
  const { db, now } = store;
  const reported = new Set<string>();
  const parsed = <T>(
    what: string,
    data: string | undefined,
    read: (value: unknown) => T | null,
  ): T | null => {
    if (data === undefined) return null;
    const value = read(parseJson(data));
    if (value === null && !reported.has(what)) {
      reported.add(what);
      onNotice(
        `A stored ${what} does not have the expected form. It counts as missing, as do others like it.`,
      );
    }
    return value;
  };
  /** Runs a write. If the tenant's row is missing (a first message, or a deleted tenant), it is inserted first. */
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
      return parsed('card', row?.data, readCardMemory);
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
      return parsed('conversation', row?.data, readConversation);
    },
    async saveConversation(tenant, thread, conversation) {
      const { facts, shown } = conversation;
      const data = json({
        ...conversation,
        facts: facts.slice(0, MAX_FACTS),
        shown: shown.slice(0, MAX_FACTS),
      });
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
      // One statement, so that exactly one of two processes is first. An expired id counts as new.
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
