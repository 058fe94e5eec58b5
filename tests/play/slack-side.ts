import { COMMANDS } from '../../commands/all.ts';
import { slackManifest } from '../../src/adapters/slack/manifest.ts';
import type { Seen } from '../fakes/slack/seen.ts';
import type { FakeSlack } from '../fakes/slack/slack.ts';
import { slackDialog } from './dialog.ts';
import { blocksHtml, typedHtml } from './draw.ts';
import type { Act, Channel, Dialog, Entry, Offer, Person, React, Side } from './entry.ts';

const ID: Readonly<Record<Person, string>> = { Ada: 'U1', Ben: 'U2' };
const PERSON: Readonly<Record<string, Person>> = { U1: 'Ada', U2: 'Ben' };
const HOME = 'home';
/** The channel in which the fake shows modals. */
const MODAL = 'modal';
/** The reactions that stay. The bot takes "eyes" away again when its answer is there. */
const EMOJI: ReadonlyMap<unknown, string> = new Map([['pray', '🙏']]);

const CHANNELS: readonly Channel[] = [
  { id: 'C1', label: 'general', of: null },
  { id: 'C2', label: 'policy', of: null },
  { id: 'D1', label: 'Readout', of: 'Ada' },
  { id: 'D2', label: 'Readout', of: 'Ben' },
  { id: HOME, label: 'Home', of: null, home: true },
];

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
}

/** Returns the commands of Slack's menu: those in the manifest. */
const offers = (): Offer[] => {
  const { features } = slackManifest(COMMANDS, null) as {
    features: { slash_commands: readonly SlashCommand[] };
  };
  return features.slash_commands.map(({ command, description, usage_hint: hint = '' }) => ({
    name: command.slice(1),
    description,
    hint,
    options: [],
  }));
};

/** Connects a Slack workspace to the page: actions go to the fake, and what the fake shows becomes entries. */
export function slackSide(slack: FakeSlack, show: (entry: Entry) => void, react: React): Side {
  const entry = (fields: Partial<Entry> & Pick<Entry, 'channel' | 'author' | 'html'>): void =>
    show({ chat: 'slack', id: slack.nextTs(), onlyFor: null, under: null, ...fields });

  const drawn = (seen: Seen): string => {
    if (seen.channel === MODAL)
      return slackDialog(
        seen.payload,
        CHANNELS.filter(({ id }) => /^C/.test(id)),
      ).html;
    if (seen.method === 'views.publish') return blocksHtml((JSON.parse(seen.text) as { blocks: [] }).blocks);
    if (seen.method.startsWith('chat.') || seen.method === 'response_url')
      return seen.blocks.length > 0 ? blocksHtml(seen.blocks) : typedHtml(seen.text);
    const prompts = JSON.parse(seen.text) as { title: string; message: string }[];
    const buttons = prompts.map(
      ({ title, message }) =>
        `<button type="button" class="slack-button" data-say="${escaped(message)}">${escaped(title)}</button>`,
    );
    return `<p>Ask about the news</p><div class="slack-actions">${buttons.join('')}</div>`;
  };
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

  const dialogOf = ({ payload }: Seen): Dialog => {
    const { title, submit, close } = slackDialog(payload, []);
    return { title, submit, close };
  };

  const watch = async (): Promise<void> => {
    for (let at = 0; ; at++) {
      const seen = await slack.sees(at);
      if (seen.method === 'reactions.add') {
        const emoji = EMOJI.get(JSON.parse(seen.text));
        if (emoji) react(seen.thread, emoji);
        continue;
      }
      entry({
        ...(seen.ts ? { id: seen.ts } : {}),
        channel: seen.channel,
        author: 'Readout',
        html: drawn(seen),
        under: seen.thread,
        onlyFor: seen.onlyFor ? (PERSON[seen.onlyFor] ?? null) : null,
        payload: seen.payload,
        ...(seen.channel === MODAL ? { dialog: dialogOf(seen) } : {}),
      });
    }
  };
  void watch();

  const type = async ({ person, channel, under, text }: Act): Promise<void> => {
    const who = slack.person(ID[person]);
    const [, command = '', rest = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    if (command) {
      const known = offers().some(({ name }) => name === command);
      const html = typedHtml(
        under
          ? 'Slack takes no slash commands in threads. Just go on in words.'
          : `/${command} is not a valid command here. Try /brief.`,
      );
      if (!known || under) return entry({ channel, author: 'Slackbot', onlyFor: person, under, html });
      await who.slash(rest, { channel, command: `/${command}` });
      return;
    }
    const ts = slack.nextTs();
    entry({ id: ts, channel, author: person, under, html: typedHtml(text), text });
    const thread = under ?? undefined;
    const mentioned = /@Readout\b/.test(text);
    if (mentioned && !channel.startsWith('D'))
      await who.mentions(text.replaceAll('@Readout', ' ').trim(), { channel, ts, thread });
    else await who.says(text.replaceAll('@Readout', `<@${slack.BOT}>`), { channel, ts, thread });
  };

  const acts: Readonly<Record<string, (act: Act) => Promise<unknown>>> = {
    type,
    press: ({ person, channel, under, token, option }) =>
      channel === HOME
        ? slack.person(ID[person]).pressesInView(token, {
            action: `${token.split('~')[0]}.0`,
            kind: option === 'overflow' ? 'overflow' : 'button',
          })
        : slack.person(ID[person]).presses(token, {
            channel,
            action: `${token.split('~')[0]}.0`,
            thread: under ?? undefined,
          }),
    pressInView: ({ person, token, text, option }) =>
      slack.person(ID[person]).pressesInView(token, {
        action: `${token.split('~')[0]}.0`,
        kind: option === 'overflow' ? 'overflow' : 'button',
        modal: text,
      }),
    submit: ({ person, text, filled, file }) =>
      slack
        .person(ID[person])
        .submits(text, { ...filled, ...(file ? { [file.field]: slack.upload(file) } : {}) }),
    shortcut: ({ person, channel, text }) => slack.person(ID[person]).usesShortcut(text, { channel }),
    home: ({ person }) => slack.person(ID[person]).opensHome(),
    messages: ({ person }) => slack.person(ID[person]).opensMessages(),
  };
  return {
    channels: CHANNELS,
    offers,
    act: async (act) => void (await acts[act.kind]?.(act)),
    complete: async () => [],
  };
}
