import { interactionJson, messageCreateJson, type Where } from './deliveries.ts';
import { messageJson } from './payloads.ts';
import { APP, CHANNEL, GUILD, type Json, type PendingInteraction, type Seen, user } from './seen.ts';

/** The parts of the server that people's actions use. */
export interface PeopleParts {
  readonly dispatch: (type: string, data: Json) => void;
  readonly nextId: () => string;
  readonly now: () => number;
  /** Interactions by token, for responses to them. */
  readonly asked: Map<string, PendingInteraction>;
  readonly channels: {
    remember(channel: string, message: Json): void;
    messageWithComponent(channel: string, token: string): Json | null;
    historyIn(channel: string): readonly Json[];
  };
}

type Values = Readonly<Record<string, string>>;

const optionsJson = (values: Values, focused?: string): Json[] =>
  Object.entries(values).map(([name, value]) => ({
    name,
    type: 3,
    value,
    ...(name === focused ? { focused: true } : {}),
  }));

/** Builds the data of a command: its options, inside its subcommand if it has one. */
const dataJson = (name: string, values: Values, subcommand?: string, focused?: string): Json => {
  const options = optionsJson(values, focused);
  return {
    id: '1',
    name,
    type: 1,
    options: subcommand ? [{ name: subcommand, type: 1, options }] : options,
  };
};

/** A command's data with an attachment in its option `file`. */
function withFile(data: Json, file: Json | undefined): Json {
  if (!file) return data;
  const option = { name: 'file', type: 11, value: file.id };
  const resolved = { attachments: { [String(file.id)]: file } };
  return { ...data, options: [...(data.options as Json[]), option], resolved };
}

/** What a person fills in, by the component's custom id: a text, a list of values, or an uploaded file. */
type Filled = Readonly<Record<string, string | readonly string[] | Json>>;

/** Returns what a modal's component submits: the value filled in, or its initial value. */
function submitted({ type, custom_id, value, options }: Json, filled?: Filled[string]): Json {
  if (type === 19) return { type, custom_id, values: filled ? [(filled as Json).id] : [] };
  if (type === 4) return { type, custom_id, value: filled ?? value ?? '' };
  const chosen = ((options ?? []) as readonly Json[]).filter((option) => option.default === true);
  return { type, custom_id, values: filled ?? chosen.map((option) => option.value) };
}

/** Creates people, whose actions are delivered with all fields of real ones. */
export function peopleOf({ dispatch, nextId, now, asked, channels }: PeopleParts) {
  const interact = (
    person: string,
    type: number,
    data: Json,
    where: Where & { readonly id?: string },
    message?: Json,
  ): string => {
    const { id = nextId(), channel = CHANNEL } = where;
    const token = `token${id}`;
    const fresh = { answered: false, pending: false, ephemeral: false, original: null, updates: false };
    asked.set(token, asked.get(token) ?? { channel, person, at: now(), on: message ?? null, ...fresh });
    dispatch('INTERACTION_CREATE', interactionJson({ id, token, person, type, data, where, message }));
    return id;
  };
  /** Finds the select menu that has an entry of this value. Returns null if the value is a button's id. */
  const selectWith = (value: unknown, token: string): string | null => {
    if (Array.isArray(value))
      return value.map((one) => selectWith(one, token)).find((id) => id !== null) ?? null;
    if (typeof value !== 'object' || value === null) return null;
    const { custom_id: own, options, components } = value as Json;
    const isHere = Array.isArray(options) && options.some((option: Json) => option.value === token);
    return isHere ? String(own) : selectWith(components ?? null, token);
  };
  /** Presses the button with this id, or chooses the option with this value from its select. */
  const press = (person: string, token: string, where: Where): string => {
    const { channel = CHANNEL } = where;
    const on = channels.messageWithComponent(channel, token);
    const select = selectWith(on?.components, token);
    const data = select
      ? { component_type: 3, custom_id: select, id: 2, values: [token] }
      : { component_type: 2, custom_id: token, id: 2 };
    return interact(person, 3, data, where, on ?? messageJson(nextId(), channel, {}, now()));
  };

  return (id: string) => ({
    slash: (
      name: string,
      values: Values = {},
      {
        subcommand,
        file,
        ...where
      }: Where & { readonly id?: string; readonly subcommand?: string; readonly file?: Json } = {},
    ) => interact(id, 2, withFile(dataJson(name, values, subcommand), file), where),
    completes: (
      name: string,
      option: string,
      typed: string,
      { subcommand, ...where }: Where & { readonly subcommand?: string } = {},
    ) => interact(id, 4, dataJson(name, { [option]: typed }, subcommand, option), where),
    presses: (token: string, where: Where = {}) => press(id, token, where),
    submits: (modal: Seen, filled: Filled, where: Where = {}) => {
      const labels = modal.payload.components as readonly { readonly component: Json }[];
      const components = labels.map(({ component }, at) => ({
        ...{ type: 18, id: at + 1 },
        component: { id: at + 10, ...submitted(component, filled[String(component.custom_id)]) },
      }));
      const files = labels.flatMap(({ component: { type, custom_id: field } }) => {
        const file = type === 19 ? (filled[String(field)] as Json | undefined) : undefined;
        return file ? [[String(file.id), file] as const] : [];
      });
      const resolved = files.length > 0 ? { resolved: { attachments: Object.fromEntries(files) } } : {};
      const data = { custom_id: modal.payload.custom_id, components, ...resolved };
      return interact(id, 5, data, where, messageJson(nextId(), where.channel ?? CHANNEL, {}, now()));
    },
    usesMenu: (text: string, { extra = {}, ...where }: Where & { readonly extra?: Json } = {}) => {
      const target = nextId();
      const { channel = CHANNEL } = where;
      const plain = messageJson(target, channel, { content: text }, now());
      const message = { ...plain, author: user('5'), ...extra };
      const resolved = { messages: { [target]: message } };
      const data = { id: '2', name: 'Brief me on this', type: 3, target_id: target, resolved };
      return interact(id, 2, data, where);
    },
    says: (
      content: string,
      {
        channel = CHANNEL,
        guild = GUILD as string | null,
        repliesTo = undefined as string | undefined,
        mentions = false,
        extra = {} as Json,
        messageId = nextId(),
      } = {},
    ) => {
      const replied = channels.historyIn(channel).find((one) => one.id === repliesTo);
      const message = messageCreateJson({
        id: messageId,
        person: id,
        at: now(),
        where: { channel, guild },
        nonce: nextId(),
        content: mentions ? `<@${APP}> ${content}` : content,
        // A reply mentions its addressee unless the writer turns that off.
        mentionsBot: mentions || repliesTo !== undefined,
        repliesTo: replied ?? (repliesTo ? messageJson(repliesTo, channel, {}, now()) : undefined),
      });
      const said = { ...message, ...extra };
      channels.remember(channel, said);
      dispatch('MESSAGE_CREATE', said);
      return messageId;
    },
    /** Edits a message. */
    edits: (messageId: string, content: string, { channel = CHANNEL, guild = GUILD as string | null } = {}) =>
      dispatch('MESSAGE_UPDATE', {
        ...messageCreateJson({
          id: messageId,
          person: id,
          at: now(),
          where: { channel, guild },
          nonce: nextId(),
          content: `<@${APP}> ${content}`,
          mentionsBot: true,
        }),
        edited_timestamp: new Date(now()).toISOString(),
      }),
    /** Joins the server. Discord announces that with a system message. */
    joins: () =>
      dispatch('MESSAGE_CREATE', {
        ...messageCreateJson({
          id: nextId(),
          person: id,
          at: now(),
          where: {},
          nonce: nextId(),
          content: '',
          mentionsBot: true,
        }),
        type: 7,
      }),
  });
}
