import type { PlatformWords, ReadingWords } from './en-faults.ts';

const STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'verlangt eine Anmeldung'],
  [402, 'verlangt ein Abo'],
  [403, 'lässt mich diese Seite nicht lesen, vielleicht braucht sie ein Abo oder eine Anmeldung'],
  [404, 'hat unter dieser Adresse keine Seite'],
  [410, 'hat diese Seite entfernt'],
  [429, 'bittet mich, später wiederzukommen'],
  [451, 'darf diese Seite hier nicht zeigen'],
]);

/** Why something could not be read, in German. */
export const DE_READING: ReadingWords = {
  readable: 'Ich kann Text, Markdown, HTML, PDF, Word und E-Mails lesen.',
  httpStatus: (name, status) =>
    `${name} ${STATUS.get(status) ?? (status >= 500 ? 'hat gerade eine Störung' : 'zeigt diese Seite nicht')} (${status}).`,
  other: (name) => `${name} konnte ich nicht lesen.`,
  lines: new Map<string, (name: string) => string>([
    [
      'unreachable',
      (name) => `${name} kann ich von hier nicht lesen: Es antwortet nicht oder ist keine öffentliche Seite.`,
    ],
    ['timeout', (name) => `${name} hat zu lange nicht geantwortet.`],
    ['not_found_host', (name) => `Eine Seite ${name} gibt es nicht, oder ich erreiche sie nicht.`],
    ['refused', (name) => `${name} antwortet nicht.`],
    ['network', (name) => `Die Verbindung zu ${name} ist abgerissen.`],
    [
      'private_address',
      (name) =>
        `${name} ist nicht im öffentlichen Internet, darum lese ich es nicht. Dein Betreiber kann es in READOUT_ALLOW_HOSTS erlauben.`,
    ],
    [
      'bad_port',
      (name) =>
        `${name} hat einen Port, von dem ich nicht lese. Dein Betreiber kann ihn in READOUT_ALLOW_HOSTS erlauben.`,
    ],
    ['bad_url', (name) => `${name} ist keine Adresse, die sich lesen lässt.`],
    ['bad_scheme', (name) => `${name} ist keine Webadresse: Sie muss mit http oder https beginnen.`],
    ['userinfo', () => 'Eine Adresse mit Namen oder Passwort darin lese ich nicht.'],
    ['too_many_redirects', (name) => `${name} schickt mich immer nur weiter.`],
    [
      'no_article',
      (name) =>
        `Auf ${name} habe ich keinen Artikel gefunden. Vielleicht braucht er eine Anmeldung oder einen Browser.`,
    ],
    ['bad_feed', (name) => `${name} ist kein Feed mehr.`],
    ['bad_encoding', (name) => `Was ${name} schickt, ist beschädigt.`],
    ['empty', (name) => `In ${name} ist kein Text.`],
    ['page_timeout', (name) => `${name} zu lesen dauert zu lange.`],
    ['page_memory', (name) => `${name} zu lesen braucht zu viel Speicher.`],
    ['page_broken', (name) => `${name} kann ich nicht lesen: Es ist so gebaut, dass ich es nicht verstehe.`],
    ['too_large', (name) => `${name} ist zu groß: Ich lese Dateien bis 5 MB.`],
    ['encrypted', (name) => `${name} braucht ein Passwort. Schick es ohne.`],
    ['too_many_pages', (name) => `${name} hat zu viele Seiten: Ich lese bis zu 300.`],
    ['no_text_layer', (name) => `${name} enthält nur Bilder von Seiten und keinen Text.`],
    ['is_login', (name) => `${name} verlangt eine Anmeldung.`],
    ['busy', () => 'Hier werden schon viele Adressen gelesen. Versuch es in einer Minute noch einmal.'],
    ['too_many', () => 'Es gibt schon zu viele Quellen. Entferne zuerst eine.'],
    ['gone', (name) => `${name} ist nicht mehr da.`],
    ['redirected', (name) => `Der Server von ${name} schickt mich anderswohin.`],
    [
      'no_scope',
      () =>
        'Dateien darf ich hier noch nicht öffnen. Ein Admin kann den Scope files:read hinzufügen und die App neu installieren.',
    ],
    ['deleted', (name) => `${name} wurde gelöscht.`],
    ['over_limit', (name) => `Slack gibt ${name} nicht heraus: Der Workspace ist über seinem Limit.`],
    [
      'external',
      (name) =>
        `${name} liegt außerhalb von Slack, darum kann ich es nicht öffnen. Häng es an, oder füge den Text ein.`,
    ],
    [
      'canvas',
      () => 'Canvases und Listen kann ich nicht lesen. Füge den Text ein, oder häng ihn als Datei an.',
    ],
    ['not_shared', (name) => `${name} wurde gelöscht oder ist nicht mit mir geteilt.`],
    ['not_given', (name) => `Der Chat gibt mir ${name} nicht.`],
  ]),
};

/** The platforms' wording around cards in German. */
export const DE_PLATFORM: PlatformWords = {
  andMore: (count) => `und ${count} weitere`,
  buttonsLeft: (count) => `${count} ${count === 1 ? 'Knopf' : 'Knöpfe'} nicht gezeigt`,
  sources: (count) => `${count} ${count === 1 ? 'Quelle' : 'Quellen'}`,
  noTitle: '(ohne Titel)',
  noText: '(ohne Text)',
  linkLeft: 'der Link lässt sich nicht zeigen',
  chooseArticle: 'Einen Artikel wählen',
  chooseTopic: 'Ein Thema wählen',
  orByName: (choose) => `${choose}, oder frag mit Namen nach einem anderen`,
  moreMenu: 'Mehr …',
  openArticle: 'Artikel öffnen',
  somebody: 'Jemand',
  asked: (question) => `fragte: ${question}`,
  sharedThis: 'hat das geteilt',

  slackManagers: 'wer den Kanal angelegt hat, oder ein Admin des Workspace',
  slackAdmins: 'ein Admin des Workspace',
  slackMembers: 'ein Vollmitglied dieses Workspace',
  discordManagers: 'jemand mit „Kanäle verwalten“ oder „Server verwalten“',
  discordAdmins: 'jemand mit „Server verwalten“',
  discordMembers: 'ein Mitglied dieses Servers',
  discordNotHere: 'jemand mit „Server verwalten“, der Readout zuerst zu diesem Server hinzufügt',

  invite:
    'Ich bin noch nicht in diesem Kanal, darum kann hier nichts erscheinen. Lade mich ein: /invite @Readout',
  cannotPost: (permissions) =>
    `Hier kann noch nichts erscheinen: Gib Readout in diesem Kanal ${permissions}.`,
  cannotCheck: (permissions) =>
    `Hier lässt sich nicht prüfen, ob etwas erschienen ist: Gib Readout in diesem Kanal ${permissions}.`,
  viewChannel: '„Kanal anzeigen“',
  sendMessages: '„Nachrichten senden“',
  sendInThreads: '„Nachrichten in Threads senden“',
  readHistory: '„Nachrichtenverlauf anzeigen“',

  unconfirmedShare: 'Slack hat nicht bestätigt, dass die Karte geteilt wurde',
  unconfirmedShareLede: 'Steht sie nicht im Kanal, frag noch einmal und teile die neue Karte.',
  unconfirmed: 'Slack hat deine Antwort nicht bestätigt',
  unconfirmedShow: 'Siehst du sie nicht, zeig sie noch einmal.',
  unconfirmedAsk: 'Siehst du sie nicht, frag noch einmal.',
  showIt: 'Zeigen',
  couldNotAnswer: 'Dort konnte ich nicht antworten',
  notShown: 'Deine Antwort ließ sich hier nicht zeigen',
  ifItStays: (why, id) => `${why} Bleibt es so, nenne deinem Betreiber diese Nummer: ${id}`,
  answerAlone:
    'Es gibt eine Antwort nur für dich, aber du nimmst von hier keine Direktnachrichten an. Frag mit /brief: Das siehst nur du.',

  isReading: 'liest …',
  askTheNews: 'Frag nach den Nachrichten',
  whatAbout: (topic) => `Was ist mit „${topic}“?`,
  whatIsNew: 'Was ist neu?',
};
