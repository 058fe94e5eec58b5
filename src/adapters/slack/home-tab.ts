import type { App, webApi } from '@slack/bolt';
import { exampleQuestions } from '../../answer/cards/small-talk-card.ts';
import { dateOf, shortened } from '../../answer/cards/wording.ts';
import type { Readout, ReadoutAccess } from '../../answer/query-core.ts';
import type { Command, Services } from '../../chat/commands/command-spec.ts';

import { asOnePart } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { escapeMrkdwn, safeLink } from '../../render/escapes.ts';
import { type HomeBlock, homeButton, section } from './home-blocks.ts';
import { followedBlocks, listed, setUpBlocks } from './home-follows.ts';
import type { ListenerParts } from './listener-parts.ts';
import { slackCommand } from './manifest.ts';
import type { PlaceOf } from './place.ts';
import { retryIdempotent, type Wait } from './post-outcome.ts';
import { tenantOf } from './workspace.ts';

/** The number of articles listed; the rest is counted. */
const MAX_ARTICLES = 8;
const MAX_TOPICS = 10;

function articleLines(readout: Readout, words: Words): string {
  const { home } = words;
  const articles = readout.articles();
  const shown = articles.slice(-MAX_ARTICLES).reverse();
  const lines = shown.map((article) => {
    const title = escapeMrkdwn(asOnePart(shortened(article.title, 120)));
    const link = article.source.kind === 'file' ? null : safeLink(article.source.url);
    const name = link ? `<${link.replaceAll('&', '&amp;')}|${title}>` : title;
    return `• ${name} · ${dateOf(article, words)} · ${words.lines(readout.factsOf(article.id).length)}`;
  });
  return `*${home.articles}* (${articles.length})\n${listed(articles.length, lines, home.none)}`;
}

interface HomeParts {
  readonly readout: ReadoutAccess;
  readonly commands: readonly Command[];
  readonly services?: Services | undefined;
  readonly placeOf?: PlaceOf;
}

/** Builds the buttons that open set-up forms, without those for features that this installation lacks. */
function setUpButtons({ services }: HomeParts, isEmpty: boolean, { setup, home }: Words): HomeBlock[] {
  const form = (label: string, id: string, at: number, primary = false) => ({
    ...homeButton(label, `form~home~${id}`, `form.${at}`),
    ...(primary ? { style: 'primary' as const } : {}),
  });
  const elements = [
    ...(services?.sources
      ? [form(setup.addSource, 'source', 0, isEmpty), form(setup.packs, 'packs', 1)]
      : []),
    ...(services?.digests ? [form(home.digest, 'add', 2), form(setup.watch, 'watch', 3)] : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

function topicBlocks(readout: Readout, { home }: Words): HomeBlock[] {
  const topics = readout.topics().slice(0, MAX_TOPICS);
  if (topics.length === 0) return [section(`*${home.topics}*: ${home.none}`)];
  const elements = topics.map(({ topic }, at) =>
    homeButton(asOnePart(topic.label), `home~ask~${topic.id}`, `home.1${at}`),
  );
  return [section(`*${home.topics}*`), { type: 'actions', elements }];
}

/** Lists the subcommands. Slack has one slash command; the others are words after it. */
const commandNames = (commands: readonly Command[]): string =>
  commands
    .filter(({ name }) => name !== 'brief')
    .map(({ name }) => `\`${slackCommand(name)}\``)
    .join(' ');

/**
 * Builds the Home tab: how to ask, set-up buttons, what the person and the workspace follow, and topics to ask about.
 */
async function homeView(parts: HomeParts, tenant: string, person: string, words: Words) {
  const { readout } = parts;
  const own = (await readout.open(tenant)).of(tenant);
  const { home } = words;
  const [example = 'what about …?'] = exampleQuestions(own);
  const isEmpty = own.articles().length === 0;
  const blocks: HomeBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: home.title, emoji: false } },
    section(home.asking(escapeMrkdwn(example))),
    ...setUpButtons(parts, isEmpty, words),
    { type: 'divider' },
    ...(await setUpBlocks(parts, tenant, person, words)),
    ...(await followedBlocks(parts, tenant, words)),
    { type: 'divider' },
    ...topicBlocks(own, words),
    section(articleLines(own, words)),
    section(home.commands(commandNames(parts.commands))),
  ];
  return { type: 'home' as const, blocks };
}

/** Publishes a person's Home tab. */
export async function publishHome(
  client: webApi.WebClient,
  team: string,
  person: string,
  parts: HomeParts,
  wait: Wait,
): Promise<void> {
  const locale = await parts.placeOf?.own(team, '', person).localeOf?.();
  const view = await homeView(parts, tenantOf(team), person, wordsForLocale(locale));
  await retryIdempotent(
    () => client.views.publish({ user_id: person, view } as webApi.ViewsPublishArguments),
    wait,
  );
}

/** Publishes the Home tab again whenever somebody opens it. */
export function listenForHome(app: App, parts: ListenerParts): void {
  app.event('app_home_opened', async ({ event, context, client }) => {
    if (event.tab !== 'home') return;
    const team = context.teamId ?? '';
    await parts.work(
      { surface: 'home', tenant: tenantOf(team), channel: event.channel },
      async ({ wait }) => {
        await publishHome(client, team, event.user, parts, wait);
      },
    );
  });
}
