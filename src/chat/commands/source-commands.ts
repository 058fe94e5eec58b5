import type { CardBasis } from '../../answer/cards/card-basis.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { pageOf } from '../../answer/cards/list-cards.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { dateOf, shortened } from '../../answer/cards/wording.ts';
import { asOnePart } from '../../domain/separator.ts';
import type { SourcesService } from '../../ingest/sources/service.ts';
import { sourcesOwnerOf } from '../library-view.ts';
import { basisOf, managersHint, privately } from './command-outcome.ts';
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
  const by = 'Your operator can add articles with `readout ingest`.';
  if (!service) return privately(errorDraft(basis, 'Sources are not followed here', by));
  const isOwn = sourcesOwnerOf(context) !== context.tenant;
  if (changes && !isOwn && !(await (context.mayManageSources ?? context.mayManage)())) {
    const { sourceManagers: who } = context;
    return privately(
      who
        ? errorDraft(basis, `Only ${who} may change what is read here`, 'It is read for everybody here.')
        : errorDraft(
            basis,
            'Only those who manage this channel may change its sources',
            managersHint(context),
          ),
    );
  }
  return privately(await work(service, basis, context));
}

/** Follows a page or feed for the workspace or server. */
export const addFollowed = (url: string, context: CommandContext): Promise<Outcome> =>
  withSources(context, true, async (service, basis, context) => {
    const { person, typed, briefOn } = context;
    if (!isAddress(url.trim()))
      return errorDraft(
        basis,
        url ? `“${shortened(url, 60)}” is not an address` : 'Which page or feed?',
        `Type its address, for example: ${typed('sources add https://example.org/feed.xml')}`,
      );
    const added = await service.add(sourcesOwnerOf(context), url, person);
    if (added.status === 'failed')
      return errorDraft(basis, 'This cannot be followed', shortened(added.error.message, 300));
    const name = shortened(added.source.title ?? added.source.url, 120);
    const title = { added: 'Followed', known: 'Followed already', resumed: 'Followed again' }[added.status];
    const { url: address, kind } = added.source;
    const brief = kind === 'page' ? await briefOn?.(address, `${title}: ${name}`) : null;
    return brief ?? noticeDraft(basis, `${title}: ${name}`, 'Its articles are being read now.');
  });

/** Stops following a page or feed. Its articles stay. */
export const removeFollowed = (url: string, context: CommandContext): Promise<Outcome> =>
  withSources(context, true, async (service, basis) =>
    (await service.remove(sourcesOwnerOf(context), url))
      ? noticeDraft(basis, 'No longer followed', 'The articles that came from it stay.')
      : errorDraft(basis, 'This is not followed', `${context.typed('sources followed')} lists what is.`),
  );

/** Lists the followed pages and feeds with their health. */
export const listFollowed = (context: CommandContext, from = 0): Promise<Outcome> =>
  withSources(context, false, async (service, basis) => {
    const all = await service.list(sourcesOwnerOf(context));
    if (all.length === 0)
      return noticeDraft(
        basis,
        'No page or feed is followed',
        `${context.typed('sources add <URL>')} follows one.`,
      );
    const { shown, footer, actions, about } = pageOf(all, { list: 'followed', from });
    const lines = shown.map(({ url, title, state }) => {
      const read = state.lastReadAt ? `read ${dateOf({ published: state.lastReadAt })}` : 'not read yet';
      const how = state.pausedAt
        ? 'paused: it kept failing'
        : state.failures > 0
          ? 'failing, tried again'
          : read;
      const name = asOnePart(shortened(title ?? url, 100));
      const claim = `${title ? `${name} · ` : ''}${shortened(url, 200)} · ${how}`;
      return { factId: null, attribution: null, claim, url, cells: [name, how] };
    });
    const columns = ['Page or feed', 'State'];
    const card = {
      ...({ id: basis.id, kind: 'sources', title: 'Followed pages and feeds', hidden: 0 } as const),
      footer,
      actions,
      sections: [{ style: 'list', columns, lines } as const],
    };
    return { card, about };
  });
