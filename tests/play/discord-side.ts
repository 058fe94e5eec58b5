import type { FakeDiscord } from '../fakes/discord/discord.ts';
import type { Seen } from '../fakes/discord/seen.ts';
import { chosenAsLists, discordDialog } from './dialog.ts';
import { messageHtml, typedHtml } from './draw.ts';
import type { Act, Channel, Entry, Offer, Person, React, Side } from './entry.ts';

const ID: Readonly<Record<Person, string>> = { Ada: '100000000000000001', Ben: '100000000000000002' };
const PERSON: Readonly<Record<string, Person>> = Object.fromEntries(
  Object.entries(ID).map(([person, id]) => [id, person as Person]),
);
/** The permissions Manage Channels and Manage Server, which Ada has and Ben has not. */
const MANAGES = '48';
const SLASH = 1;
const SUBCOMMAND = 1;

interface OptionJson {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string }[];
  readonly options?: readonly OptionJson[];
}
interface CommandJson extends OptionJson {
  readonly type: number;
}

const fieldsOf = (options: readonly OptionJson[] = []): Offer['options'] =>
  options.map(({ name, description, required = false, autocomplete = false, choices = [] }) => ({
    name,
    description,
    required,
    completes: autocomplete,
    choices: choices.map((one) => one.name),
  }));

/** Returns the commands of Discord's menu: those that the bot registered. */
const offersOf = (registered: readonly CommandJson[]): Offer[] =>
  registered
    .filter(({ type }) => type === SLASH)
    .flatMap(({ name, description, options = [] }): Offer[] => {
      const subs = options.filter(({ type }) => type === SUBCOMMAND);
      if (subs.length === 0) return [{ name, description, options: fieldsOf(options) }];
      return subs.map((sub) => ({
        name,
        subcommand: sub.name,
        description: sub.description,
        options: fieldsOf(sub.options),
      }));
    });

type Choice = { readonly name: string; readonly value: string };

/** Connects a Discord server to the page: actions go to the fake, and what the fake shows becomes entries. */
export function discordSide(
  discord: FakeDiscord,
  show: (entry: Entry) => void,
  react: React,
  locale: string,
): Side {
  const direct: Readonly<Record<Person, string>> = {
    Ada: discord.channels.direct(ID.Ada),
    Ben: discord.channels.direct(ID.Ben),
  };
  const channels: readonly Channel[] = [
    { id: discord.CHANNEL, label: 'general', of: null },
    { id: '700000000000000002', label: 'policy', of: null },
    { id: direct.Ada, label: 'Readout', of: 'Ada' },
    { id: direct.Ben, label: 'Readout', of: 'Ben' },
  ];
  /** The open modals by entry id. The same form may be opened again. */
  const modals = new Map<string, Seen>();
  let opened = 0;
  const completing = new Map<Person, (choices: readonly Choice[]) => void>();

  const entered = (seen: Seen): void => {
    const onlyFor = seen.onlyFor ? (PERSON[seen.onlyFor] ?? null) : null;
    if (seen.how === 'choices') {
      if (onlyFor) completing.get(onlyFor)?.((seen.payload.choices ?? []) as Choice[]);
      return;
    }
    const { id, channel, repliesTo, payload } = seen;
    if (seen.how === 'reaction') {
      react(repliesTo, seen.text);
      return;
    }
    if (seen.how === 'modal') {
      const { html, ...dialog } = discordDialog(payload);
      const key = `${id} ${++opened}`;
      modals.set(key, seen);
      show({
        chat: 'discord',
        id: key,
        channel,
        author: 'Readout',
        onlyFor,
        under: null,
        html,
        dialog,
        payload,
      });
      return;
    }
    show({
      chat: 'discord',
      id,
      channel,
      author: 'Readout',
      onlyFor,
      under: repliesTo,
      payload,
      html: messageHtml(payload),
    });
  };
  const watch = async (): Promise<void> => {
    for (let at = 0; ; at++) entered(await discord.sees(at));
  };
  void watch();

  const whereOf = ({ channel, person }: Act) =>
    channel === direct[person]
      ? { channel, guild: null, locale }
      : { channel, locale, ...(person === 'Ada' ? { permissions: MANAGES } : {}) };
  const acts: Readonly<Record<string, (act: Act) => void>> = {
    type(act) {
      const { person, channel, under, text } = act;
      const mentions = /@Readout\b/.test(text);
      const words = mentions ? text.replaceAll('@Readout', ' ').trim() : text;
      const repliesTo = under ?? undefined;
      const id = discord.person(ID[person]).says(words, { ...whereOf(act), mentions, repliesTo });
      show({
        chat: 'discord',
        id,
        channel,
        author: person,
        onlyFor: null,
        under,
        text,
        html: typedHtml(text),
      });
    },
    slash(act) {
      const { person, command, subcommand, values } = act;
      const sub = subcommand ? { subcommand } : {};
      discord.person(ID[person]).slash(command, values, { ...whereOf(act), ...sub });
    },
    press: (act) => void discord.person(ID[act.person]).presses(act.token, whereOf(act)),
    submit(act) {
      const modal = modals.get(act.text);
      if (!modal) return;
      const filled = chosenAsLists(modal.payload, act.filled);
      const { file } = act;
      const uploaded = file ? { [file.field]: discord.upload(file.name, file.bytes) } : {};
      discord.person(ID[act.person]).submits(modal, { ...filled, ...uploaded }, whereOf(act));
    },
    shortcut: (act) => void discord.person(ID[act.person]).usesMenu(act.text, whereOf(act)),
  };
  return {
    channels,
    offers: () => offersOf(discord.registered() as CommandJson[]),
    act: async (act) => acts[act.kind]?.(act),
    complete(act) {
      const { person, command, subcommand, option, text } = act;
      const sub = subcommand ? { subcommand } : {};
      // A later keystroke's choices replace an earlier one's, as in Discord.
      completing.get(person)?.([]);
      return new Promise((resolve) => {
        completing.set(person, resolve);
        discord.person(ID[person]).completes(command, option, text, { ...whereOf(act), ...sub });
      });
    },
  };
}
