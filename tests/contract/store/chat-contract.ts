import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { feedbackOf, tenantsWithFeedback } from '../../../src/chat/store/feedback-rows.ts';
import { lastRead, saveLastRead } from '../../../src/digest/store/read-markers.ts';
import type { Conversation } from '../../../src/domain/chat-state.ts';
import { EVERY_TENANT } from '../../../src/storage/database.ts';
import { forgetTenant } from '../../../src/storage/tenants.ts';
import type { Bed } from './harness.ts';
import { card } from './samples.ts';

const said: Conversation = { question: 'q', about: ['Ada'], facts: ['a'], shown: ['a'] };

export function chatContract(bed: Bed): void {
  describe('what chats remember', () => {
    it('gives a card back as it was saved, to its own tenant alone, also to another process', async () => {
      const { store, T1, T2 } = bed;
      await storeMemory(store).saveCard(card(T1, 'c1'));
      const other = storeMemory(await bed.open());
      expect(await other.card(T1, 'c1')).toEqual({
        ...card(T1, 'c1'),
        question: 'what about "INF"? \ufffd 😀',
      });
      expect(await other.card(T2, 'c1')).toBeNull();
      expect(await other.card(T1, 'c2')).toBeNull();
    });

    it('keeps a conversation for as long as is set, the last word winning', async () => {
      const { store, T1, T2 } = bed;
      const memory = storeMemory(store);
      await memory.saveConversation(T1, 't', said);
      await memory.saveConversation(T1, 't', { ...said, question: 'later' });
      expect((await memory.conversation(T1, 't'))!.question).toBe('later');
      expect(await memory.conversation(T2, 't')).toBeNull();
      bed.now = new Date('2026-03-02T09:00:01Z');
      expect(await memory.conversation(T1, 't')).toBeNull();
      const patient = storeMemory(store, { conversations: 3 * 24 * 3600 * 1000, seen: 1 });
      expect((await patient.conversation(T1, 't'))!.question).toBe('later');
    });

    it('counts a row that does not have its form as missing, and tells of it once without its text', async () => {
      const { store, T1 } = bed;
      const notices: string[] = [];
      const memory = storeMemory(store, undefined, (message) => notices.push(message));
      await memory.saveCard(card(T1, 'c1'));
      await memory.saveConversation(T1, 't', said);
      for (const data of ['{"question":"secret"}', '[]', 'null', '{"facts":"secret', '']) {
        await store.db.updateTable('cards').set({ data }).where('tenant', '=', T1).execute();
        await store.db.updateTable('conversations').set({ data }).where('tenant', '=', T1).execute();
        expect(await memory.card(T1, 'c1')).toBeNull();
        expect(await memory.conversation(T1, 't')).toBeNull();
      }
      expect(notices.map((notice) => notice.slice(0, 21))).toEqual([
        'A stored card does no',
        'A stored conversation',
      ]);
      expect(notices.join()).not.toContain('secret');
      await memory.saveConversation(T1, 't', said);
      expect(await memory.conversation(T1, 't')).toEqual(said);
    });

    it('keeps what another version of Readout added to a row', async () => {
      const { store, T1 } = bed;
      const data = JSON.stringify({ ...said, mood: 'curious' });
      const memory = storeMemory(store);
      await memory.saveConversation(T1, 't', said);
      await store.db.updateTable('conversations').set({ data }).where('tenant', '=', T1).execute();
      expect(await memory.conversation(T1, 't')).toEqual({ ...said, mood: 'curious' });
    });

    it('bounds a conversation, however long its answer was', async () => {
      const { store, T1 } = bed;
      const memory = storeMemory(store);
      const many = Array.from({ length: 5_000 }, (_, at) => `fact-${at}`);
      await memory.saveConversation(T1, 't', { ...said, facts: many, shown: many });
      const kept = (await memory.conversation(T1, 't'))!;
      expect(kept.facts).toEqual(many.slice(0, 200));
      expect(kept.shown).toHaveLength(200);
    });

    it('knows a repeated delivery for ten minutes, and one of two processes is first', async () => {
      const [one, other] = [storeMemory(bed.store), storeMemory(await bed.open())];
      const id = randomUUID();
      const firsts = await Promise.all([one, other, one, other].map((memory) => memory.firstSeen(id)));
      expect(firsts.filter(Boolean)).toHaveLength(1);
      bed.now = new Date('2026-03-01T09:09:59Z');
      expect(await one.firstSeen(id)).toBe(false);
      bed.now = new Date('2026-03-01T09:20:01Z');
      expect(await one.firstSeen(id)).toBe(true);
    });

    it('lists feedback newest first, one verdict a person and card', async () => {
      const { store, T1, T2 } = bed;
      const memory = storeMemory(store);
      const given = { tenant: T1, cardId: 'c', person: 'U1', question: 'q', facts: ['a'] };
      await memory.saveFeedback({ ...given, verdict: 'up' });
      await memory.saveFeedback({ ...given, verdict: 'down' });
      bed.now = new Date('2026-03-01T10:00:00Z');
      await memory.saveFeedback({ ...given, person: 'U2', verdict: 'up' });
      const listed = (await feedbackOf(store.db, T1, 10)).map(({ person, verdict }) => [person, verdict]);
      expect(listed).toEqual([
        ['U2', 'up'],
        ['U1', 'down'],
      ]);
      expect(await feedbackOf(store.db, T1, 1)).toHaveLength(1);
      expect(await feedbackOf(store.db, T2, 10)).toEqual([]);
      const tenants = await tenantsWithFeedback(store.db, EVERY_TENANT);
      expect(tenants).toContain(T1);
      expect(tenants).not.toContain(T2);
    });

    it('remembers up to when a person has read, never going back, for each tenant apart', async () => {
      const { store, T1, T2, now } = bed;
      expect(await lastRead(store.db, T1, 'U1')).toBeNull();
      await saveLastRead(store.db, T1, 'U1', now);
      await saveLastRead(store.db, T1, 'U1', new Date(now.getTime() - 60_000));
      expect(await lastRead(store.db, T1, 'U1')).toBe(now.toISOString());
      const later = new Date(now.getTime() + 60_000);
      await saveLastRead(await bed.open().then(({ db }) => db), T1, 'U1', later);
      expect(await lastRead(store.db, T1, 'U1')).toBe(later.toISOString());
      expect(await lastRead(store.db, T1, 'U2')).toBeNull();
      expect(await lastRead(store.db, T2, 'U1')).toBeNull();
    });

    it('goes on for a tenant that was forgotten while the bot ran', async () => {
      const { store, T1, now } = bed;
      const memory = storeMemory(store);
      await memory.saveCard(card(T1, 'c1'));
      await forgetTenant((await bed.open()).db, T1, now);
      await memory.saveCard(card(T1, 'c2'));
      expect(await memory.card(T1, 'c1')).toBeNull();
      expect(await memory.card(T1, 'c2')).not.toBeNull();
    });
  });
}
