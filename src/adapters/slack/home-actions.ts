import type { App, BlockElementAction } from '@slack/bolt';
import type { Reply } from '../../domain/card.ts';
import { sourceKey } from './home-follows.ts';
import { publishHome } from './home-tab.ts';
import type { ListenerParts } from './listener-parts.ts';
import { openCard, openForm } from './setup.ts';

/** An action of the Home tab: a verb and the thing that it applies to. */
interface HomeAction {
  readonly verb: string;
  readonly subject: string;
  readonly detail: string;
}

function readAct(value: string | null | undefined): HomeAction | null {
  const [, verb, subject, detail = ''] =
    /^home~([a-z]{2,10})~([^~]{1,80})(?:~([^~]{1,80}))?$/.exec(value ?? '') ?? [];
  return verb && subject ? { verb, subject, detail } : null;
}

/** Verbs that change nothing. */
const READ_ONLY_VERBS = new Set(['ask', 'now']);

/** Translates a Home tab action into the command to run. Returns null for an unknown verb. */
function commandFor({ verb, subject, detail }: HomeAction) {
  switch (verb) {
    case 'now':
    case 'pause':
    case 'resume':
    case 'off':
      return {
        channel: subject,
        command: 'digest',
        values: { subcommand: verb, which: `#${detail}` },
      };
    case 'unwatch':
      return { channel: subject, command: 'unwatch', values: { topic: detail } };
    case 'ask':
      return { channel: '', command: 'brief', values: { question: subject } };
    default:
      return null;
  }
}

/**
 * Handles buttons and menus of the Home tab. Each runs the equivalent command with the rights of the person who pressed
 * it.
 */
export function listenForHomeActions(app: App, parts: ListenerParts): void {
  const { chat, placeOf, work, readout, services } = parts;
  app.action(/^home\.\d+$/, async ({ action, body, ack, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const pressed = action as BlockElementAction;
    const value =
      pressed.type === 'button'
        ? pressed.value
        : pressed.type === 'overflow'
          ? pressed.selected_option?.value
          : null;
    const act = readAct(value);
    if (!act) return;
    const [person, team] = [body.user.id, body.team?.id ?? body.user.team_id ?? ''];
    const opener = { client, team, person, triggerId: body.trigger_id };
    const { tenant } = placeOf.own(team, '', person);
    await work({ surface: 'home', tenant, channel: act.subject.slice(0, 40) }, async ({ wait }) => {
      if (act.verb === 'change')
        return openForm(`digest.${act.detail}`, opener, { channel: act.subject, home: true }, parts);
      const show = async (reply: Reply | null, channel: string): Promise<void> => {
        if (reply) await openCard(reply, opener, { channel, home: true });
        if (!READ_ONLY_VERBS.has(act.verb)) await publishHome(client, team, person, parts, wait);
      };
      const eventId = body.trigger_id;
      if (act.verb === 'unfollow') {
        const followed = (await services?.sources?.list(tenant)) ?? [];
        const url = followed.find((one) => sourceKey(one.url) === act.subject)?.url ?? '';
        const place = placeOf.own(team, '', person);
        return show(
          await chat.command({ ...place, eventId, command: 'sources', values: { remove: url } }),
          '',
        );
      }
      const asked = commandFor(act);
      if (!asked) return;
      const own = act.verb === 'ask' ? (await readout.open(tenant)).of(tenant) : null;
      const label = own?.topic(act.subject)?.label;
      const values = label === undefined ? asked.values : { question: label };
      const place = placeOf.own(team, asked.channel, person);
      await show(
        await chat.command({ ...place, eventId, command: asked.command, values: { ...values } }),
        asked.channel,
      );
    });
  });
}
