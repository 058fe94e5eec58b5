import { errorDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { CardLine } from '../../domain/card.ts';
import { sourcesOwnerOf } from '../library-view.ts';
import { packLabel, packNamed, type StarterPack, starterPacks } from '../setup/starter-packs.ts';
import { basisOf, privately, wordsFor } from './command-outcome.ts';
import type { CommandContext, Outcome } from './command-spec.ts';
import { withCommandButtons } from './digest-commands.ts';
import { followTrouble, withSources } from './source-commands.ts';

/** The most feeds of a pack with their own button, beside the one for all. */
const MAX_BUTTONS = 4;

const listCard = (title: string, lede: string, lines: readonly CardLine[], context: CommandContext) => ({
  card: {
    ...({ id: basisOf(context).id, kind: 'sources', title, lede, hidden: 0, footer: [] } as const),
    ...{ actions: [], sections: [{ style: 'list', lines } as const] },
  },
  about: { question: null, facts: [], shown: [], questions: [] },
});

/** Lists all packs, with buttons for the first ones. */
function packsOutcome(context: CommandContext): Outcome {
  const words = wordsFor(context);
  const { setup } = words;
  const lines = starterPacks().map((pack) => ({
    ...{ factId: null, attribution: null },
    claim: `${packLabel(pack, words)} · ${pack.feeds.map(({ name }) => name).join(', ')}`,
  }));
  const draft = listCard(setup.packsTitle, setup.packsLede, lines, context);
  const buttons = starterPacks().map((pack) => ({
    label: packLabel(pack, words),
    types: `sources pack ${pack.id}`,
  }));
  return privately(withCommandButtons(draft, buttons));
}

/** Shows a pack's feeds and which of them are followed. It follows nothing. */
async function packOutcome(pack: StarterPack, context: CommandContext): Promise<Outcome> {
  const { id, feeds } = pack;
  const label = packLabel(pack, wordsFor(context));
  return withSources(context, false, async (service) => {
    const { setup } = wordsFor(context);
    const followed = new Set((await service.list(sourcesOwnerOf(context))).map(({ url }) => url));
    const lines = feeds.map(({ name, url }) => ({
      ...{ factId: null, attribution: null, url },
      claim: `${name} · ${url}${followed.has(url) ? ` · ${setup.packFollowed}` : ''}`,
    }));
    const left = feeds.filter(({ url }) => !followed.has(url));
    const draft = listCard(setup.packTitle(label), setup.packLede, lines, context);
    return withCommandButtons(draft, [
      ...(left.length > 1 ? [{ label: setup.followAll(left.length), types: `sources add pack ${id}` }] : []),
      ...left
        .slice(0, MAX_BUTTONS)
        .map(({ name, url }) => ({ label: setup.follow(name), types: `sources add ${url}` })),
    ]);
  });
}

/** Follows all of a pack's feeds after reading each once, and lists the outcomes. */
async function addPack(pack: StarterPack, context: CommandContext): Promise<Outcome> {
  const { feeds } = pack;
  const label = packLabel(pack, wordsFor(context));
  return withSources(context, true, async (service) => {
    const words = wordsFor(context);
    const { setup } = words;
    const { person, locale } = context;
    // One at a time: a workspace may read only a few addresses at once for waiting people.
    const lines: CardLine[] = [];
    let added = 0;
    for (const { name, url } of feeds) {
      const outcome = await service.add(sourcesOwnerOf(context), url, person, locale);
      const how =
        outcome.status === 'failed'
          ? setup.feedFailed(shortened(followTrouble(url, outcome.error, words), 120))
          : outcome.status === 'known'
            ? setup.feedKnown
            : setup.feedAdded;
      added += outcome.status === 'failed' ? 0 : 1;
      lines.push({ factId: null, attribution: null, url, claim: `${name} · ${how}` });
    }
    return listCard(setup.packAdded(label, added, feeds.length), setup.packLede, lines, context);
  });
}

/** Lists the starter packs, shows one, or (with "all of") follows its feeds. */
export async function starterPack(said: string, context: CommandContext): Promise<Outcome> {
  const [, all, name = ''] = /^(all of )?([\s\S]*)$/i.exec(said.trim()) ?? [];
  if (name === '') return packsOutcome(context);
  const pack = packNamed(name);
  if (pack) return all ? addPack(pack, context) : packOutcome(pack, context);
  const { setup } = wordsFor(context);
  return privately(
    errorDraft(basisOf(context), setup.packUnknown(shortened(name, 40)), context.typed('sources packs')),
  );
}
