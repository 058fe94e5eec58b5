import type { OpenReadouts, Readout, ReadoutAccess } from '../answer/query-core.ts';
import { bothOf, focusedOn } from '../answer/readout-views.ts';
import type { CardMemory, Conversation } from '../domain/chat-state.ts';
import { isPrivate } from '../domain/conversation-key.ts';
import { isOnePersons, personalTenant } from '../domain/tenant.ts';
import type { RequestedArticles } from '../ingest/requested/requested-articles.ts';
import type { Place, Published } from './commands/command-spec.ts';

type Where = Pick<Place, 'tenant' | 'person' | 'thread'>;

/**
 * Returns the library that an article is read into: the person's own if the answer is private, otherwise the tenant's.
 */
export const libraryOf = ({ tenant, person, thread }: Where): string =>
  isPrivate(thread) && !isOnePersons(tenant) ? personalTenant(tenant, person) : tenant;

/**
 * Returns whose sources are listed and changed in a place: the person's own in a direct message, whatever their rights;
 * the tenant's anywhere else.
 */
export const sourcesOwnerOf = ({ tenant, person, isDirect }: SourcesPlace): string =>
  isDirect && !isOnePersons(tenant) ? personalTenant(tenant, person) : tenant;

type SourcesPlace = Pick<Place, 'tenant' | 'person' | 'isDirect'>;

/** Returns what can be asked in a place: the tenant's library, and the person's own for private answers. */
export function viewFor(readouts: OpenReadouts, place: Where, conversation: Conversation | null): Readout {
  const common = readouts.of(place.tenant);
  const own = libraryOf(place);
  const view = own !== place.tenant && readouts.has(own) ? bothOf(readouts.of(own), common) : common;
  return conversation?.article ? focusedOn(view, conversation.article) : view;
}

/**
 * Replaces private articles on a card by copies in the tenant's library. Articles without a fact on the card are not
 * copied.
 */
export async function publishCard(
  card: CardMemory,
  { tenant, person }: Where,
  access: ReadoutAccess,
  requested: RequestedArticles | undefined,
): Promise<Published> {
  const ownId = personalTenant(tenant, person);
  const readouts = await access.open(tenant, ownId);
  if (!requested || !readouts.has(ownId)) return { card, readout: readouts.of(tenant) };
  const own = readouts.of(ownId);
  const isPrivateArticle = (id: string) => own.article(id) && !readouts.of(tenant).article(id);
  const shownArticles = card.shown.flatMap((id) => own.fact(id)?.article ?? []);
  const articles = [...shownArticles, ...(card.article ? [card.article] : [])].filter(isPrivateArticle);
  const renamed = new Map<string, string>();
  for (const id of new Set(articles)) {
    const copy = await requested.copy(own.article(id)!, { tenant, person });
    if (!copy.ok) continue;
    readouts.put(copy.value, tenant);
    renamed.set(id, copy.value.article.id);
  }
  const common = readouts.of(tenant);
  const rename = (id: string): string[] => {
    const article = own.fact(id)?.article;
    const copy = article === undefined ? undefined : renamed.get(article);
    const name = copy === undefined ? id : `${copy}${id.slice(article!.length)}`;
    return common.fact(name) ? [name] : [];
  };
  const article = card.article === undefined ? undefined : (renamed.get(card.article) ?? card.article);
  const publicCard = {
    ...card,
    shown: card.shown.flatMap(rename),
    facts: card.facts.flatMap(rename),
    ...(article === undefined ? {} : { article }),
  };
  return { card: publicCard, readout: common };
}
