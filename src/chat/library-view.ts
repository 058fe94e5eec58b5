import type { OpenReadouts, Readout, ReadoutAccess } from '../answer/query-core.ts';
import { bothOf, focusedOn } from '../answer/readout-views.ts';
import type { CardMemory, Conversation } from '../domain/chat-state.ts';
import { isPrivate } from '../domain/conversation-key.ts';
import { isOnePersons, personalTenant } from '../domain/tenant.ts';
import type { RequestedArticles } from '../ingest/requested/requested-articles.ts';
import type { Place, Published } from './commands/command-spec.ts';

type Where = Pick<Place, 'tenant' | 'person' | 'thread'>;

/** The library that an article is read into: the person's own if only they see the answer, else the tenant's. */
export const libraryOf = ({ tenant, person, thread }: Where): string =>
  isPrivate(thread) && !isOnePersons(tenant) ? personalTenant(tenant, person) : tenant;

/**
 * Whose sources are changed and listed at a place: in a direct message the person's own, whatever rights they have in the
 * workspace; anywhere else the tenant's.
 */
export const sourcesOwnerOf = ({ tenant, person, isDirect }: SourcesPlace): string =>
  isDirect && !isOnePersons(tenant) ? personalTenant(tenant, person) : tenant;

type SourcesPlace = Pick<Place, 'tenant' | 'person' | 'isDirect'>;

/** What may be asked at a place: the tenant's library, and the person's own if they are answered alone. */
export function viewFor(readouts: OpenReadouts, place: Where, conversation: Conversation | null): Readout {
  const common = readouts.of(place.tenant);
  const own = libraryOf(place);
  const view = own !== place.tenant && readouts.has(own) ? bothOf(readouts.of(own), common) : common;
  return conversation?.article ? focusedOn(view, conversation.article) : view;
}

/**
 * A person's card with the tenant's copies of facts that only the person had read. Articles without a fact on the
 * card are not copied.
 */
export async function published(
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
