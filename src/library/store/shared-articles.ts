import { createHash } from 'node:crypto';
import type { Reading } from '../../domain/reading.ts';
import { type Db, isPostgres } from '../../storage/database.ts';
import { SHARED } from '../../storage/tenant-articles.ts';

/** The attempts to store a shared article while it is being swept. */
const MOST_TRIES = 5;

/** Whether all ids of a reading begin with its article's, so that it can be stored under another id. */
export function canBeShared({ article: { id }, facts }: Reading): boolean {
  const isOwn = (other: string): boolean => other.startsWith(id);
  return facts.every((fact) => isOwn(fact.id) && (fact.conflictsWith ?? []).every(isOwn));
}

/**
 * Returns a shared article's id: a hash of everything that tenants see of it. Tenants share only what each was given in
 * full, and a version never changes for the tenants that have another.
 */
function sharedId({ article, topics, facts }: Reading): string {
  const { id, title, text, source, published, byline, site, language, picture } = article;
  const own = (other: string): string => other.slice(id.length);
  const parts = [
    // Without a picture the hash is that of earlier versions of Readout, so that their articles are found again.
    [
      title,
      text,
      source,
      published,
      byline ?? null,
      site ?? null,
      language ?? null,
      ...(picture ? [picture] : []),
    ],
    topics.map((topic) => [topic.id, topic.label, topic.aliases]),
    facts.map((fact) => [
      ...[own(fact.id), fact.claim, fact.context ?? null, fact.quote, fact.span, fact.speaker, fact.stance],
      ...[fact.setting ?? null, fact.topics, fact.entities, fact.salience],
      ...[fact.conflictsWith?.map(own) ?? null, fact.conflictIsPossible ?? false, fact.withdrawn ?? false],
    ]),
  ];
  return `${SHARED}/${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}

/** Returns a reading with another article id. */
export function readingUnder(id: string, { article, topics, facts }: Reading): Reading {
  const own = (other: string): string => `${id}${other.slice(article.id.length)}`;
  return {
    article: { ...article, id },
    topics,
    facts: facts.map(({ conflictsWith, ...fact }) => ({
      ...fact,
      id: own(fact.id),
      article: id,
      ...(conflictsWith ? { conflictsWith: conflictsWith.map(own) } : {}),
    })),
  };
}

/**
 * Stores a shared reading unless it exists, and locks it until the transaction ends, so that it is not swept before a
 * tenant sees it. Returns its id.
 */
export async function storeShared(
  trx: Db,
  reading: Reading,
  insert: (shared: Reading) => Promise<boolean>,
): Promise<string> {
  const id = sharedId(reading);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    if (await isHeld(trx, id)) return id;
    if (await insert(readingUnder(id, reading))) return id;
  }
  throw new Error(`the shared article ${id} is neither there nor can it be stored`);
}

async function isHeld(trx: Db, id: string): Promise<boolean> {
  const row = trx.selectFrom('articles').select('id').where('id', '=', id).where('tenant', '=', SHARED);
  return (await (isPostgres(trx) ? row.forKeyShare() : row).executeTakeFirst()) !== undefined;
}
