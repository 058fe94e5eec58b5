import { renderDiscord } from '../adapters/discord/render.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import { readIntent } from '../answer/intent/read-intent.ts';
import { respond } from '../answer/respond.ts';
import { type Card, withoutPicture } from '../domain/card.ts';
import { LOCAL } from '../domain/tenant.ts';
import { renderHtml } from '../render/html.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { printablePage } from '../render/printable-page.ts';
import { renderText } from '../render/text.ts';
import { readArguments } from './arguments.ts';
import { questionFrom } from './ask.ts';
import { openReadout } from './library.ts';
import { UsageError, type Verb } from './verb.ts';

const RENDERERS: ReadonlyMap<string, (card: Card) => string> = new Map(
  Object.entries<(card: Card) => string>({
    slack: (card) => JSON.stringify(renderSlack(card), null, 2),
    discord: (card) => JSON.stringify(renderDiscord(card), null, 2),
    text: (card) => renderText(card, { width: 80, colour: false }),
    html: renderHtml,
    markdown: renderMarkdown,
    page: printablePage,
  }),
);

const HELP = `readout render [QUESTION…] --to slack|discord|text|html|markdown|page

Prints the exact payload that would be sent for the question's card. For example:
  readout render what about INF? --to slack

  --to FORMAT    slack (Block Kit), discord (components v2), text (80 columns), html,
                 markdown, or page (a self-contained HTML page, to print)
  --facts FILE   a JSON Lines file of facts instead of the library
  --json         print only JSON; text formats as {"to","output"}
  -h, --help     this text
`;

export const renderVerb: Verb = {
  name: 'render',
  summary: 'print the payload that would be sent to a platform',
  help: HELP,
  async run(args, io) {
    const options = { to: { type: 'string' }, facts: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options, 'render');
    const render = RENDERERS.get(values.to ?? '');
    if (!render) throw new UsageError(`--to needs one of ${[...RENDERERS.keys()].join(', ')}.`);
    const question = questionFrom(positionals);
    const readout = (await openReadout(values.facts, io.env)).of(LOCAL);
    const basis = { readout, tenant: null, now: new Date(), id: 'preview', conversation: null };
    const { card } = respond(readIntent(question, { commands: false }), question, basis).draft;
    const output = render(io.env.READOUT_PICTURES === 'off' ? withoutPicture(card) : card);
    const isText = values.to !== 'slack' && values.to !== 'discord';
    io.stdout.write(`${values.json && isText ? JSON.stringify({ to: values.to, output }) : output}\n`);
    return 0;
  },
};
