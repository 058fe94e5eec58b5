import type { App } from '@slack/bolt';
import type { Command, Services } from '../../../commands/spec.ts';
import { counted, dateOf, shortened } from '../../core/cards/wording.ts';
import type { Readout } from '../../core/readout.ts';
import { escapeMrkdwn, safeLink } from '../../render/escapes.ts';
import { LIMITS } from '../../render/limits.ts';
import type { ListenerParts } from './listeners.ts';
import { insistently } from './posted.ts';
import { tenantOf } from './workspace.ts';

type FollowedSource = Awaited<ReturnType<NonNullable<Services['sources']>['list']>>[number];

/** How many are named; the rest is counted. */
const ARTICLES = 8;
const TOPICS = 15;
const SOURCES = 8;

const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: text.slice(0, LIMITS.slack.sectionText.max), verbatim: true },
});

const listed = (all: number, shown: readonly string[], none: string): string => {
  if (all === 0) return none;
  const more = all - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
};

function articleLines(readout: Readout, tenant: string): string {
  const articles = readout.articles(tenant);
  const shown = articles.slice(-ARTICLES).reverse();
  const lines = shown.map((article) => {
    const title = escapeMrkdwn(shortened(article.title, 120));
    return `• ${title} · ${dateOf(article)} · ${counted(readout.factsOf(article.id).length, 'fact')}`;
  });
  return `*Loaded*: ${counted(articles.length, 'article')}\n${listed(articles.length, lines, 'none yet')}`;
}

function sourceLine({ url, title, state }: FollowedSource): string {
  const link = safeLink(url);
  const name = escapeMrkdwn(shortened(title ?? url, 100));
  const how = state.pausedAt ? ' · paused: it kept failing' : state.failures > 0 ? ' · failing' : '';
  return `• ${link && title ? `<${link.replaceAll('&', '&amp;')}|${name}>` : name}${how}`;
}

/** What the workspace follows; nothing where this installation follows no sources. */
async function following(services: Services | undefined, tenant: string): Promise<string[]> {
  const sources = await services?.sources?.list(tenant);
  if (!sources) return [];
  const none = 'No page or feed yet. `/brief sources add <URL>` follows one.';
  return [
    `*Followed here*\n${listed(sources.length, sources.slice(0, SOURCES).map(sourceLine), escapeMrkdwn(none))}`,
  ];
}

export interface HomeParts {
  readonly readout: Readout;
  readonly commands: readonly Command[];
  readonly services?: Services | undefined;
}

/** The Home tab: how to ask, what is loaded, what the workspace follows, every command. */
export async function homeView({ readout, commands, services }: HomeParts, tenant: string) {
  const topics = readout.topics(tenant).slice(0, TOPICS);
  const lines = commands.map(
    ({ name, description }) => `\`/brief${name === 'brief' ? '' : ` ${name}`}\` ${escapeMrkdwn(description)}`,
  );
  const labels = topics.map(({ topic }) => escapeMrkdwn(topic.label));
  const asking =
    'Type `/brief what about INF?` anywhere, mention me in a channel that I am in, or write to me in the Messages tab. In a thread just go on: “and START?”, “who said that?”, “more”.';
  return {
    type: 'home' as const,
    blocks: [
      {
        type: 'header' as const,
        text: { type: 'plain_text' as const, text: 'Ask a news article', emoji: false },
      },
      section(asking),
      section(articleLines(readout, tenant)),
      section(`*Topics*: ${labels.join(' · ') || 'none yet'}`),
      ...(await following(services, tenant)).map(section),
      section(`*Commands*\n${lines.join('\n')}`),
    ],
  };
}

/** Fills the Home tab afresh whenever somebody opens it. */
export function listenForHome(app: App, parts: ListenerParts): void {
  app.event('app_home_opened', async ({ event, context, client }) => {
    if (event.tab !== 'home') return;
    const tenant = tenantOf(context.teamId ?? '');
    await parts.work({ surface: 'home', tenant, channel: event.channel }, async ({ wait }) => {
      const view = await homeView(parts, tenant);
      await insistently(() => client.views.publish({ user_id: event.user, view }), wait);
    });
  });
}
