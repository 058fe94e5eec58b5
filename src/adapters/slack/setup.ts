import type { App, webApi } from '@slack/bolt';
import type { Form } from '../../chat/setup/form.ts';
import type { Reply } from '../../domain/card.ts';
import type { Words } from '../../domain/words/en.ts';
import { localeOf, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { filesOf } from './files.ts';
import { publishHome } from './home-tab.ts';
import type { ListenerParts } from './listener-parts.ts';
import {
  cardView,
  filesIn,
  formView,
  type ModalState,
  placeholderView,
  readModalState,
  valuesIn,
} from './modal.ts';
import { retryIdempotent } from './post-outcome.ts';

/** The interaction that opens a form. Its trigger id is valid once and for three seconds. */
export interface Opener {
  readonly client: webApi.WebClient;
  readonly team: string;
  readonly person: string;
  readonly triggerId: string;
}

/** Forms about a channel. If none is given, the form has a channel field. */
const CHANNEL_FORMS = /^(?:digest|add|watch)\b/;

/** Whether an id is a channel's or a group's, and not a direct message's. */
const isChannel = (id: string): boolean => /^[CG][A-Z0-9]{1,30}$/.test(id);

function withChannel(form: Form, channel: string, words: Words): Form {
  if (channel !== '' || !CHANNEL_FORMS.test(form.id)) return form;
  const field = { name: 'channel', kind: 'channel', label: words.form.channel, required: true } as const;
  return { ...form, fields: [field, ...form.fields] };
}

/** Opens a form as a modal. It is not retried, because the trigger id would be used up. */
export async function openForm(
  id: string,
  { client, team, person, triggerId }: Opener,
  { channel, home = false }: ModalState,
  { chat, placeOf }: ListenerParts,
): Promise<void> {
  const place = placeOf.own(team, channel, person);
  const words = wordsForLocale(await place.localeOf?.());
  const form = await chat.form({ ...place, form: id });
  if (!form) return;
  const state = { form: form.id, channel, home, ...localeOf(words) };
  const view = formView(withChannel(form, channel, words), state, words);
  const fields = form.fields.filter(({ kind }) => kind !== 'file');
  if (fields.length === form.fields.length)
    return void (await client.views.open({ trigger_id: triggerId, view }));
  try {
    await client.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    // Slack refuses a file field without the optional scope `files:read`. A refused view leaves the trigger id unused.
    if (!isRefusal(error)) throw error;
    const plain = formView(withChannel({ ...form, fields }, channel, words), state, words);
    await client.views.open({ trigger_id: triggerId, view: plain });
  }
}

/** Whether Slack answered with an error code, so that the request was not carried out. */
const isRefusal = (error: unknown): boolean =>
  typeof (error as { data?: { error?: unknown } }).data?.error === 'string';

/** Opens a modal that shows a reply. */
export async function openCard(
  reply: Reply,
  { client, triggerId }: Pick<Opener, 'client' | 'triggerId'>,
  state: ModalState,
): Promise<void> {
  await client.views.open({
    trigger_id: triggerId,
    view: cardView(reply.card, state, wordsForLocale(reply.card.locale)),
  });
}

/** Handles submitted forms. Each is acknowledged at once with a placeholder, which the result replaces. */
export function listenForForms(app: App, parts: ListenerParts): void {
  const { chat, placeOf, work } = parts;
  app.view('setup', async ({ ack, body, view, client }) => {
    const state = readModalState(view.private_metadata);
    if (!state?.form) return ack();
    const { channel: chosen = '', ...values } = valuesIn(view.state.values);
    // The field offers only channels. Another id, such as a direct message's, was not chosen in it.
    if (chosen !== '' && !isChannel(chosen)) return ack();
    await ack({ response_action: 'update', view: placeholderView(state, wordsForLocale(state.locale)) });
    const channel = state.channel || chosen;
    const person = body.user.id;
    const team = body.team?.id ?? body.user.team_id ?? '';
    const named = body.user.name ? { personName: body.user.name } : {};
    const place = { ...placeOf.own(team, channel, person), ...named };
    const { form } = state;
    await work({ surface: 'form', tenant: place.tenant, channel }, async ({ wait }) => {
      const eventId = `${view.id} ${view.hash}`;
      const words = wordsForLocale(await place.localeOf?.());
      const files = filesOf(filesIn(view.state.values), client);
      const reply = await chat.submit({ ...place, eventId, form, values, files });
      if (!reply) return;
      const answered = cardView(reply.card, { ...state, channel }, words);
      await retryIdempotent(() => client.views.update({ view_id: view.id, view: answered }), wait);
      if (state.home) await publishHome(client, team, person, parts, wait);
    });
  });
}
