import type { CardBasis } from '../../answer/cards/card-basis.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { pageOf } from '../../answer/cards/list-cards.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { dateOf, shortened } from '../../answer/cards/wording.ts';
import { asOnePart } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import type { Failure } from '../../ingest/ingest-outcome.ts';
import { hostOf, readingTrouble } from '../../ingest/reading-trouble.ts';
import type { SourcesService } from '../../ingest/sources/service.ts';
import { sourcesOwnerOf } from '../library-view.ts';
import { basisOf, privately, roleName, whoMay, wordsFor } from './command-outcome.ts';
import type { CommandContext, Outcome } from './command-spec.ts';

/** The longest address that is read, in UTF-16 units. */
export const MAX_URL_LENGTH = 2048;
/** Whether text is an address: it has a scheme, or a dot as every public host has. */
const isAddress = (text: string): boolean =>
  !/\s/.test(text) && (/^https?:\/\/./i.test(text) || /.\../.test(text));

type Work = (service: SourcesService, basis: CardBasis, context: CommandContext) => Promise<Draft>;

/** Runs a command that lists or changes sources, if this installation follows any and the person may. */
export async function withSources(context: CommandContext, changes: boolean, work: Work): Promise<Outcome> {
  const basis = basisOf(context);
  const service = context.services.sources;
  const { chat } = wordsFor(context);
  if (!service) return privately(errorDraft(basis, chat.notFollowedHere, chat.operatorAdds));
  const isOwn = sourcesOwnerOf(context) !== context.tenant;
  if (changes && !isOwn && !(await (context.mayManageSources ?? context.mayManage)())) {
    const { sourceManagers: who } = context;
    return privately(
      who
        ? errorDraft(basis, chat.onlyMayRead(roleName(who, context)), chat.onlyMayReadLede)
        : errorDraft(basis, chat.onlyManagersSources, whoMay(context)),
    );
  }
  return privately(await work(service, basis, context));
}

/** Why an address cannot be followed, in one line. */
export const followTrouble = (url: string, error: Failure, words: Words): string =>
  shortened(readingTrouble(URL.canParse(url) ? hostOf(url) : url, error, words), 300);

/** Follows a page or feed for the workspace or server. */
export const addFollowed = (url: string, context: CommandContext): Promise<Outcome> =>
  withSources(context, true, async (service, basis, context) => {
    const { person, locale, typed, briefOn } = context;
    const words = wordsFor(context);
    const { chat } = words;
    if (!isAddress(url.trim()))
      return errorDraft(
        basis,
        url ? chat.noAddress(shortened(url, 60)) : chat.whichPage,
        chat.typeAddress(typed('sources add https://example.org/feed.xml')),
      );
    const added = await service.add(sourcesOwnerOf(context), url, person, locale);
    if (added.status === 'failed')
      return errorDraft(basis, chat.cannotFollow, followTrouble(url, added.error, words));
    const name = shortened(added.source.title ?? added.source.url, 120);
    const titles = { added: chat.followed, known: chat.followedAlready, resumed: chat.followedAgain };
    const title = titles[added.status](name);
    const brief = added.article === undefined ? null : await briefOn?.(added.article, title);
    return brief ?? noticeDraft(basis, title, chat.beingRead);
  });

/** Stops following a page or feed. Its articles stay. */
export const removeFollowed = (url: string, context: CommandContext): Promise<Outcome> =>
  withSources(context, true, async (service, basis) => {
    const { chat } = wordsFor(context);
    return (await service.remove(sourcesOwnerOf(context), url))
      ? noticeDraft(basis, chat.unfollowed, chat.unfollowedLede)
      : errorDraft(basis, chat.isNotFollowed, chat.listsWhatIs(context.typed('sources followed')));
  });

/** Lists the followed pages and feeds with their health. */
export const listFollowed = (context: CommandContext, from = 0): Promise<Outcome> =>
  withSources(context, false, async (service, basis) => {
    const all = await service.list(sourcesOwnerOf(context));
    const words = wordsFor(context);
    const { chat } = words;
    if (all.length === 0)
      return noticeDraft(basis, chat.noneFollowed, chat.followsOne(context.typed('sources add <URL>')));
    const { shown, footer, actions, about } = pageOf(all, { list: 'followed', from }, words);
    const lines = shown.map(({ url, title, state }) => {
      const read = state.lastReadAt
        ? chat.readOn(dateOf({ published: state.lastReadAt }, words))
        : chat.notReadYet;
      const how = state.pausedAt ? chat.keptFailing : state.failures > 0 ? chat.failing : read;
      const name = asOnePart(shortened(title ?? url, 100));
      const claim = `${title ? `${name} · ` : ''}${shortened(url, 200)} · ${how}`;
      return { factId: null, attribution: null, claim, url, cells: [name, how] };
    });
    const columns = chat.columnsOfFollowed;
    const card = {
      ...({ id: basis.id, kind: 'sources', title: chat.followedTitle, hidden: 0 } as const),
      footer,
      actions,
      sections: [{ style: 'list', columns, lines } as const],
    };
    return { card, about };
  });
