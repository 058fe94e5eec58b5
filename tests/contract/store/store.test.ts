import { describe, expect, it } from 'vitest';
import { articlesContract } from './articles-contract.ts';
import { chatContract } from './chat-contract.ts';
import { feedsContract, feedsMigrationContract } from './feeds-contract.ts';
import { followContract } from './follow-contract.ts';
import { onBothDatabases } from './harness.ts';
import { keepingContract } from './keeping-contract.ts';
import { peopleContract } from './people-contract.ts';
import { sharedArticlesContract } from './shared-articles-contract.ts';
import { wallsContract } from './tenant-isolation-contract.ts';

onBothDatabases('the store', (bed) => {
  it('is sound when it is open', async () => {
    expect(await bed.store.health()).toEqual({ kind: bed.kind, ok: true });
  });
  peopleContract(bed);
  describe('feeds', () => feedsContract(bed));
  describe('the migration of followed feeds', () => feedsMigrationContract(bed));
  articlesContract(bed);
  sharedArticlesContract(bed);
  chatContract(bed);
  followContract(bed);
  keepingContract(bed);
  wallsContract(bed);
});
