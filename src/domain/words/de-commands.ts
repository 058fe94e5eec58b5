import type { CommandWords } from './en.ts';

/** The commands, their options ("sources.show") and their ways of use ("digest on") in German. */
export const DE_COMMANDS: ReadonlyMap<string, CommandWords> = new Map([
  ['brief', { name: 'brief', description: 'Fragen, was die Nachrichten über etwas sagen' }],
  [
    'brief.question',
    { name: 'frage', description: 'Eine Frage auf Englisch, oder ein Link oder Text zum Lesen' },
  ],
  ['brief.file', { name: 'datei', description: 'PDF, Word, Text, HTML oder E-Mail lesen' }],
  ['brief.article', { name: 'artikel', description: 'Nur einen Artikel fragen' }],
  ['topics', { name: 'themen', description: 'Zeigen, wonach gefragt werden kann' }],
  [
    'sources',
    { name: 'quellen', description: 'Artikel und Belege zeigen, eine Seite oder einen Feed abonnieren' },
  ],
  [
    'sources.show',
    { name: 'zeigen', description: 'Die Artikel, die Belege der letzten Karte, oder was abonniert ist' },
  ],
  ['sources.add', { name: 'abonnieren', description: 'Die Adresse einer Seite oder eines Feeds' }],
  ['sources.remove', { name: 'entfernen', description: 'Die Adresse, die nicht mehr abonniert sein soll' }],
  [
    'sources.pack',
    {
      name: 'paket',
      description: 'Bekannte Feeds nach Region oder Sachgebiet; keiner wird ungefragt abonniert',
    },
  ],
  [
    'digest',
    { name: 'überblick', description: 'Einen Überblick in diesem Kanal einrichten, ändern oder ansehen' },
  ],
  ['digest on', { name: 'ein', description: 'Hier einen Überblick einrichten oder ändern' }],
  ['digest add', { name: 'noch-einer', description: 'Hier noch einen Überblick einrichten' }],
  ['digest off', { name: 'aus', description: 'Hier keinen Überblick mehr zeigen' }],
  ['digest pause', { name: 'pause', description: 'Nichts zeigen, bis es weitergeht' }],
  ['digest resume', { name: 'weiter', description: 'Einen pausierten Überblick fortsetzen' }],
  ['digest now', { name: 'jetzt', description: 'Eine Vorschau, nur für dich' }],
  ['digest status', { name: 'stand', description: 'Wann der nächste kommt und was aus den letzten wurde' }],
  ['digest.time', { name: 'uhrzeit', description: 'Etwa 9, 9am oder 09:30; auch 9 und 17:00 Berlin' }],
  ['digest.days', { name: 'tage', description: 'Etwa weekdays, Monday, Mon and Thu; sonst jeden Tag' }],
  ['digest.zone', { name: 'zone', description: 'Eine Stadt oder Zeitzone: Berlin, Europe/Berlin, EST' }],
  ['digest.topics', { name: 'themen', description: 'Nur diese, durch Kommas getrennt; sonst alle' }],
  ['digest.with', { name: 'mit', description: 'Nur Zeilen mit einem dieser Wörter, durch Kommas getrennt' }],
  [
    'digest.without',
    { name: 'ohne', description: 'Keine Zeile mit einem dieser Wörter, durch Kommas getrennt' },
  ],
  ['digest.quiet', { name: 'still', description: 'Was ein Tag ohne Neues bekommt' }],
  ['digest.which', { name: 'welcher', description: 'Seine Nummer, wenn der Kanal mehrere hat: 2' }],
  [
    'watch',
    { name: 'beobachten', description: 'Binnen einer Minute melden, wenn zu einem Thema Neues kommt' },
  ],
  ['watch.topic', { name: 'thema', description: 'Ein Thema von hier; sonst, was hier beobachtet wird' }],
  ['unwatch', { name: 'nicht-beobachten', description: 'Zu einem Thema nichts mehr melden' }],
  [
    'unwatch.topic',
    { name: 'thema', description: 'Ein Thema von hier, oder all; sonst, was hier beobachtet wird' },
  ],
  ['catchup', { name: 'nachlesen', description: 'Zeigen, was seit dem letzten Mal neu ist, nur für dich' }],
  ['readout', { name: 'readout', description: 'Hier einrichten: Quellen, Überblicke, beobachtete Themen' }],
  ['help', { name: 'hilfe', description: 'Zeigen, wie man fragt' }],
]);

/** The fixed values of options ("quiet=line") in German. */
export const DE_CHOICES: ReadonlyMap<string, string> = new Map([
  ['show=articles', 'Artikel'],
  ['show=quotes', 'Belege'],
  ['show=followed', 'was abonniert ist'],
  ['quiet=line', 'eine Zeile'],
  ['quiet=nothing', 'nichts'],
]);

/** The German names of the starter packs, by id. */
export const DE_PACKS: ReadonlyMap<string, string> = new Map([
  ['world', 'Welt'],
  ['europe', 'Europa'],
  ['united-kingdom', 'Großbritannien'],
  ['united-states', 'USA'],
  ['latin-america', 'Lateinamerika'],
  ['africa', 'Afrika'],
  ['middle-east', 'Naher Osten'],
  ['asia', 'Asien'],
  ['australia', 'Australien'],
  ['business', 'Wirtschaft'],
  ['technology', 'Technik'],
  ['science', 'Wissenschaft'],
  ['climate', 'Klima'],
  ['health', 'Gesundheit'],
  ['sport', 'Sport'],
]);
