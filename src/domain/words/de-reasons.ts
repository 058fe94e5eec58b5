import type { Filling, Reasons } from './en-reasons.ts';

const AGAIN = 'Jemand aus dem Workspace muss die App unter /slack/install neu installieren.';
const PAGE = 'der Seite der App, OAuth & Permissions';

/** Why something was not posted or was switched off, in German. */
export const DE_REASONS: Reasons = new Map<string, (filled: Filling) => string>([
  ['told_later', () => 'zusammen mit dem nächsten gemeldet'],
  ['came_back', ({ hours }) => `verpasst: Readout war erst ${hours} Std. danach wieder da`],
  ['nothing_new', () => 'nichts Neues'],
  ['missed', ({ why }) => `verpasst: ${why}`],
  ['too_late', () => 'Readout war zu spät wieder da'],
  ['not_connected', () => 'diese Plattform ist nicht verbunden'],
  ['bad_card', () => 'die gespeicherte Karte hat nicht die erwartete Form'],
  ['switched_off', () => 'ausgeschaltet'],
  ['paused', () => 'pausiert'],
  ['faulted', ({ name }) => `Readout ist daran gescheitert (${name})`],

  ['slack.invalid_auth', () => `SLACK_BOT_TOKEN ist kein gültiges Token. Kopier es noch einmal von ${PAGE}.`],
  ['slack.not_authed', () => `SLACK_BOT_TOKEN fehlt. Kopier es von ${PAGE}.`],
  [
    'slack.token_revoked',
    () =>
      'SLACK_BOT_TOKEN wurde widerrufen. Installier die App auf ihrer Seite neu, OAuth & Permissions, und kopier das neue Token.',
  ],
  ['slack.token_expired', () => `SLACK_BOT_TOKEN ist abgelaufen. Kopier das neue von ${PAGE}.`],
  [
    'slack.account_inactive',
    () => 'Die App wurde aus dem Workspace entfernt. Installier sie auf ihrer Seite neu, Install App.',
  ],
  [
    'slack.channel_not_found',
    () => 'Slack kennt den Kanal nicht, oder der Bot ist nicht darin. Lade ihn ein: /invite @Readout.',
  ],
  ['slack.not_in_channel', () => 'Der Bot ist nicht im Kanal. Lade ihn ein: /invite @Readout.'],
  ['slack.is_archived', () => 'Der Kanal ist archiviert.'],
  ['slack.user_not_found', () => 'Slack kennt die Person nicht.'],
  [
    'slack.restricted_action',
    () => 'Der Workspace verbietet dem Bot, dort zu schreiben. Frag einen Admin des Workspace.',
  ],
  ['slack.several.invalid_auth', () => `Das Token des Workspace gilt nicht mehr. ${AGAIN}`],
  ['slack.several.not_authed', () => `Das Token des Workspace fehlt. ${AGAIN}`],
  ['slack.several.token_revoked', () => `Das Token des Workspace wurde widerrufen. ${AGAIN}`],
  ['slack.several.token_expired', () => `Das Token des Workspace ist abgelaufen. ${AGAIN}`],
  ['slack.several.account_inactive', () => `Die App wurde aus dem Workspace entfernt. ${AGAIN}`],
  [
    'slack.missing_scope',
    ({ scope }) => `Der App fehlt der Scope ${scope}. Füg ihn auf ${PAGE} hinzu, und installier sie neu.`,
  ],
  ['slack.unreadable', () => 'Die Antwort von Slack war nicht zu lesen.'],
  ['slack.refused', ({ reason }) => `Slack hat abgelehnt: ${reason}.`],
  ['slack.wait', ({ seconds }) => `Slack bittet um ${seconds} s Geduld.`],
  ['slack.http', ({ status }) => `Slack hat mit HTTP ${status} geantwortet.`],
  ['slack.unreachable', () => 'Slack ist nicht zu erreichen. Prüf das Netz.'],
  ['slack.failed', ({ name }) => `Das Gespräch mit Slack ist gescheitert (${name}).`],
  ['slack.not_installed', () => 'Readout ist in diesem Workspace nicht installiert.'],
  ['slack.token_unreadable', () => 'Das Token des Workspace war nicht zu lesen.'],
  ['slack.no_message', () => 'Slack hat keine Nachricht genannt.'],
  ['slack.too_much', () => 'Seither steht zu viel im Kanal, um zu sagen, ob es erschienen ist.'],

  [
    'discord.token',
    () => 'DISCORD_TOKEN ist ungültig. Setz es auf der Seite der Anwendung zurück, Bot, und kopier das neue.',
  ],
  [
    'discord.closed_4010',
    () =>
      'Discord kennt diesen Shard nicht. Prüf DISCORD_SHARDS: Jeder Prozess nennt dieselbe Zahl von Shards.',
  ],
  [
    'discord.closed_4011',
    () => 'Der Bot ist auf zu vielen Servern für eine Verbindung. Setz DISCORD_SHARDS=auto.',
  ],
  ['discord.closed_4013', () => 'Discord kennt einen der verlangten Intents nicht. Aktualisiere Readout.'],
  [
    'discord.closed_4014',
    () =>
      'Discord verbietet einen der verlangten Intents. Readout braucht keinen privilegierten: Prüf die Seite der Anwendung, Bot.',
  ],
  [
    'discord.no_sessions',
    ({ time }) =>
      `Discord erlaubt heute keine neue Verbindung mehr: Readout wurde zu oft gestartet. Starte es nach ${time} wieder.`,
  ],
  ['discord.10003', () => 'Discord kennt den Kanal nicht mehr.'],
  ['discord.10004', () => 'Der Bot ist nicht auf diesem Server. Füg ihn mit seinem Installationslink hinzu.'],
  ['discord.10015', () => 'Discord nimmt diese Antwort nicht mehr an: Es hat über 15 Minuten gedauert.'],
  ['discord.10062', () => 'Discord wartet nicht mehr auf diese Antwort: Es hat über 3 Sekunden gedauert.'],
  ['discord.40060', () => 'Discord hat darauf schon eine Antwort.'],
  ['discord.50001', () => 'Der Bot darf diesen Kanal nicht sehen. Gib ihm dort „Kanal anzeigen“.'],
  ['discord.50007', () => 'Diese Person nimmt vom Bot keine Direktnachrichten an.'],
  ['discord.50008', () => 'In einem Kanal dieser Art kann nichts erscheinen.'],
  [
    'discord.50013',
    () =>
      'Der Bot darf hier nicht schreiben. Gib ihm im Kanal „Nachrichten senden“ (in Threads: „Nachrichten in Threads senden“).',
  ],
  ['discord.50024', () => 'In einem Kanal dieser Art kann nichts erscheinen.'],
  ['discord.50027', () => 'Discord nimmt diese Antwort nicht mehr an: Es hat über 15 Minuten gedauert.'],
  ['discord.50035', () => 'Discord hat die Nachricht als fehlerhaft abgelehnt.'],
  ['discord.50083', () => 'Der Thread ist geschlossen. Öffne ihn wieder, oder nimm seinen Kanal.'],
  ['discord.wait', () => 'Discord bittet um Geduld.'],
  ['discord.http', ({ status }) => `Discord hat mit HTTP ${status} geantwortet.`],
  ['discord.http_code', ({ status, code }) => `Discord hat mit HTTP ${status} geantwortet, Code ${code}.`],
  ['discord.unreachable', () => 'Discord ist nicht zu erreichen. Prüf das Netz.'],
  ['discord.broken', () => 'Die Verbindung zu Discord ist vor der Antwort abgerissen.'],
  ['discord.failed', ({ name }) => `Das Gespräch mit Discord ist gescheitert (${name}).`],
  [
    'discord.blind',
    () =>
      'Der Bot darf den Verlauf dieses Kanals nicht lesen. Gib ihm dort „Nachrichtenverlauf anzeigen“, damit kein Überblick im Zweifel ist.',
  ],
  ['discord.too_much', () => 'Seither steht mehr im Kanal, als sich durchsehen lässt.'],
]);
