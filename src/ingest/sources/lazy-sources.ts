import type { Store } from '../../storage/database.ts';
import type { RequestedArticles } from '../requested/requested-articles.ts';
import type { FollowingOptions, followSources, SourcesService } from './service.ts';

/**
 * Loads the source service after the start, because the page and feed readers are slow to load. The first call waits
 * for it.
 */
export function followLater(store: Store, options: FollowingOptions) {
  let loading: Promise<ReturnType<typeof followSources>> | null = null;
  const loaded = () => {
    loading ??= import('./service.ts').then((module) => module.followSources(store, options));
    return loading;
  };
  const service: SourcesService = {
    add: async (tenant, url, person) => (await loaded()).service.add(tenant, url, person),
    list: async (tenant) => (await loaded()).service.list(tenant),
    remove: async (tenant, url) => (await loaded()).service.remove(tenant, url),
  };
  const requested: RequestedArticles = {
    link: async (...asked) => (await loaded()).requested.link(...asked),
    text: async (...asked) => (await loaded()).requested.text(...asked),
    file: async (...asked) => (await loaded()).requested.file(...asked),
    copy: async (...asked) => (await loaded()).requested.copy(...asked),
  };
  return {
    service,
    requested,
    start: async () => void (await loaded()),
    stop: async () => void (await (await loading)?.stop()),
  };
}
