import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import type { Action } from '../../domain/action.ts';
import type { CardSection } from '../../domain/card.ts';
import { basisOf, privately, wordsFor } from '../commands/command-outcome.ts';
import type { CommandContext, Outcome } from '../commands/command-spec.ts';
import { formatFilters, formatName, formatNextDelivery, formatSchedule } from '../commands/digest-words.ts';
import { sourcesOwnerOf } from '../library-view.ts';
import { readFormId } from './forms.ts';

/** Builds a section's lines, or a line that says there are none. */
const listOf = (heading: string, claims: readonly string[], none: string): CardSection => ({
  ...{ style: 'list', heading },
  lines: (claims.length > 0 ? claims : [none]).map((claim) => ({ factId: null, claim, attribution: null })),
});

/** Builds the buttons for what this person can do in this place and installation. */
function buttonsOf(context: CommandContext, digests: number): Action[] {
  const { setup } = wordsFor(context);
  const { services, tenant } = context;
  const form = (label: string, arg: string): Action => ({ verb: 'form', label, arg });
  const canPost = services.digests?.canPost(tenant) === true;
  return [
    ...(services.sources ? [form(setup.addSource, 'source'), form(setup.packs, 'packs')] : []),
    ...(canPost ? [form(setup.digest, 'digest')] : []),
    ...(canPost && digests > 0 ? [form(setup.anotherDigest, 'add')] : []),
    ...(canPost ? [form(setup.watch, 'watch')] : []),
    ...(services.sources ? [{ verb: 'page', label: setup.list, arg: 'followed.0' } as const] : []),
  ];
}

/** Builds the panel: digests, watches and followed feeds with their health, and buttons to change them. */
export async function panelDraft(context: CommandContext): Promise<Draft> {
  const { services, tenant, channel, readout } = context;
  const words = wordsFor(context);
  const { setup, digest } = words;
  const status = await services.digests?.status(tenant, channel);
  const sources = await services.sources?.list(sourcesOwnerOf(context));
  const digests = status?.digests ?? [];
  const lines = digests.map(({ subscription, next }) => {
    const name = formatName(subscription, digests.length > 1, words);
    const when = digest.is(name, formatSchedule(subscription, words));
    const comes =
      subscription.paused === null
        ? formatNextDelivery(next, subscription.zone, context)
        : digest.isPaused('');
    return `${when}. ${comes.replace(/^: /, '')}. ${formatFilters(subscription, context)}`;
  });
  const watched = status?.watches.map(({ topic }) => readout.topic(topic)?.label ?? topic) ?? [];
  const failing = sources?.filter(({ state }) => state.failures > 0 && !state.pausedAt).length ?? 0;
  const paused = sources?.filter(({ state }) => state.pausedAt).length ?? 0;
  const { card, about } = noticeDraft(
    basisOf(context),
    setup.title,
    setup.lede,
    buttonsOf(context, digests.length),
  );
  return {
    card: {
      ...card,
      sections: [
        ...(status ? [listOf(setup.digests, lines, setup.noDigest)] : []),
        ...(status
          ? [listOf(setup.watched, watched.length > 0 ? [words.and(watched)] : [], setup.none)]
          : []),
        ...(sources
          ? [
              listOf(
                setup.followed,
                sources.length > 0 ? [setup.health(sources.length, failing, paused)] : [],
                setup.none,
              ),
            ]
          : []),
      ],
    },
    about,
  };
}

/** Explains a form as a command to type, for chats without forms. */
export function formInWords(id: string, context: CommandContext): Outcome | null {
  const { form } = wordsFor(context);
  const kind = readFormId(id)?.kind;
  const topic = context.readout.topics()[0]?.topic.label ?? '…';
  const types = {
    source: 'sources add https://example.org/feed.xml',
    packs: 'sources packs',
    digest: 'digest on 9am Berlin',
    add: 'digest add Friday 16:00',
    watch: `watch ${topic}`,
  };
  return kind ? privately(errorDraft(basisOf(context), form.typeInstead(context.typed(types[kind])))) : null;
}
