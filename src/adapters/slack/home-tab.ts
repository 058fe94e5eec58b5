import type { App } from '@slack/bolt';
import { counted, dateOf, shortened } from '../../answer/cards/wording.ts';
import type { Readout, ReadoutAccess } from '../../answer/query-core.ts';
import type { Command, Services } from '../../chat/commands/command-spec.ts';
import { asOnePart, SEPARATOR } from '../../domain/separator.ts';
import { escapeMrkdwn } from '../../render/escapes.ts';
import { LIMITS } from '../../render/limits.ts';
import { followedLines, listed } from './home-follows.ts';
import type { ListenerParts } from './listener-parts.ts';
import { insistently } from './post-outcome.ts';
import { tenantOf } from './workspace.ts';

/** How many are named; the rest is counted. */
const ARTICLES = 8;
const TOPICS = 15;

const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: text.slice(0, LIMITS.slack.sectionText.max), verbatim: true },
});

function articleLines(readout: Readout): string {
  const articles = readout.articles();
  const shown = articles.slice(-ARTICLES).reverse();
  const lines = shown.map((article) => {
    const title = escapeMrkdwn(asOnePart(shortened(article.title, 120)));
    return `• ${title} · ${dateOf(article)} · ${counted(readout.factsOf(article.id).length, 'line')}`;
  });
  return `*Articles* (${articles.length})\n${listed(articles.length, lines, 'none yet')}`;
}

interface HomeParts {
  readonly readout: ReadoutAccess;
  readonly commands: readonly Command[];
  readonly services?: Services | undefined;
}

/** The Home tab: how to ask, what is loaded, what this person and the workspace follow, every command. */
async function homeView(parts: HomeParts, tenant: string, person: string) {
  const { readout, commands } = parts;
  const own = (await readout.open(tenant)).of(tenant);
  const topics = own.topics().slice(0, TOPICS);
  const lines = commands.map(
    ({ name, description }) => `\`/brief${name === 'brief' ? '' : ` ${name}`}\` ${escapeMrkdwn(description)}`,
  );
  const labels = topics.map(({ topic }) => escapeMrkdwn(asOnePart(topic.label)));
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
      section(articleLines(own)),
      section(`*Topics*: ${labels.join(SEPARATOR) || 'none yet'}`),
      ...(await followedLines(parts, tenant, person)).map(section),
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
      const view = await homeView(parts, tenant, event.user);
      await insistently(() => client.views.publish({ user_id: event.user, view }), wait);
    });
  });
}
