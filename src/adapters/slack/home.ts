import type { Command } from '../../../commands/spec.ts';
import type { Readout } from '../../core/readout.ts';
import { escapeMrkdwn } from '../../render/escapes.ts';

/** The Home tab: what is loaded and how to ask. */
export function homeView(readout: Readout, tenant: string, commands: readonly Command[]) {
  const articles = readout.articles(tenant);
  const topics = readout.topics(tenant).slice(0, 15);
  const section = (text: string) => ({
    type: 'section' as const,
    text: { type: 'mrkdwn' as const, text: text.slice(0, 2900), verbatim: true },
  });
  const titles = articles
    .slice(-8)
    .reverse()
    .map(({ title, id }) => `• ${escapeMrkdwn(title)} (${readout.factsOf(id).length} facts)`);
  const lines = commands.map(
    ({ name, description }) => `\`/brief${name === 'brief' ? '' : ` ${name}`}\` ${escapeMrkdwn(description)}`,
  );
  return {
    type: 'home' as const,
    blocks: [
      {
        type: 'header' as const,
        text: { type: 'plain_text' as const, text: 'Ask a news article', emoji: false },
      },
      section(
        'Type `/brief what about INF?` anywhere, mention me in a channel, or write to me here. In a thread just go on: “and START?”, “who said that?”, “more”.',
      ),
      section(`*Loaded*: ${articles.length} articles\n${titles.join('\n') || 'none yet'}`),
      section(`*Topics*: ${topics.map(({ topic }) => escapeMrkdwn(topic.label)).join(' · ') || 'none yet'}`),
      section(`*Commands*\n${lines.join('\n')}`),
    ],
  };
}
