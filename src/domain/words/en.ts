import { EN_ANSWERS } from './en-answers.ts';
import { EN_CHAT } from './en-chat.ts';
import { EN_PLATFORM, EN_READING } from './en-faults.ts';
import { EN_PAGE } from './en-page.ts';
import { EN_REASONS } from './en-reasons.ts';

/** Joins names as "A, B and C". */
const and = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const or = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const DAYS: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];
const same = (days: readonly number[], others: readonly number[]): boolean => days.join() === others.join();

/** Names a digest by its days of the week (1 is Monday; an empty list means every day). */
function digestName(days: readonly number[]): string {
  if (days.length === 0) return 'Daily digest';
  if (same(days, [1, 2, 3, 4, 5])) return 'Weekday digest';
  if (same(days, [6, 7])) return 'Weekend digest';
  return `${and(days.map((day) => DAYS[day - 1] ?? ''))} digest`;
}

/** A command's name and description in another language. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
}

/** The bot's wording for digests and set-up in English. Other languages have the same entries. */
export const EN = {
  /** The locale for `Intl`. */
  locale: 'en-GB',
  answers: EN_ANSWERS,
  chat: EN_CHAT,
  reading: EN_READING,
  platform: EN_PLATFORM,
  page: EN_PAGE,
  reasons: EN_REASONS,
  /**
   * Names and descriptions of commands ("digest"), options ("digest.time") and ways of use ("digest on"). English needs
   * none.
   */
  commands: new Map() as ReadonlyMap<string, CommandWords>,
  /** Names of options' fixed values ("quiet=line"). English needs none. */
  choices: new Map() as ReadonlyMap<string, string>,
  /** Names of the starter packs, by id. English needs none. */
  packs: new Map() as ReadonlyMap<string, string>,
  and,
  or,
  lines: (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`,
  moment: {
    now: 'now',
    minutes: (count: number) => `in ${count} min`,
    hours: (count: number) => `in ${count} h`,
    days: (count: number) => `in ${count} days`,
  },
  digest: {
    name: digestName,
    numbered: (number: number, name: string) => `${name} (#${number})`,
    on: (name: string, when: string) => `${name} on: ${when}`,
    changed: (name: string, when: string) => `${name} changed: ${when}`,
    unchanged: (name: string, when: string) => `${name} is on already: ${when}`,
    is: (name: string, when: string) => `${name}: ${when}`,
    isOff: 'Daily digest: off',
    isPaused: (name: string) => `${name}: paused`,
    several: (count: number) => `${count} digests here`,
    next: (when: string) => `Next: ${when}`,
    nextSoon: 'Next: soon',
    allTopics: 'all topics',
    onTopics: (topics: string) => `On ${topics}.`,
    include: (words: string) => `Only lines with ${words}.`,
    exclude: (words: string) => `Nothing with ${words}.`,
    quietLine: 'A day without news gets one short line.',
    quietNothing: 'A day without news gets nothing.',
    off: 'Daily digest off',
    offOne: (name: string) => `${name} off`,
    offLede: 'Nothing more is posted here each day.',
    offAlready: 'The daily digest is off here already',
    paused: (name: string) => `${name} paused`,
    pausedLede: 'Nothing is posted until it is resumed; what would have come meanwhile is not made up for.',
    pausedSince: (when: string) => `Paused since ${when}.`,
    notOn: 'No digest is on here that could be paused',
    notPaused: 'No digest is paused here',
    resumed: (name: string, when: string) => `${name} goes on: ${when}`,
    switchedOffBy: (why: string) => `It was switched off: ${why}`,
    howOn: (typed: string) => `${typed} switches it on.`,
    noChannel: 'There is no channel here that it could be posted in: connect Slack or Discord.',
    which: 'Which digest?',
    noSuch: (number: number) => `There is no digest #${number} here`,
    most: (count: number) => `A channel can have ${count} digests`,
    mostLede: 'Switch one off first.',
    preview: (comes: string) => `A preview, for you alone. ${comes}`,
    previewAlone: 'A preview, for you alone.',
    comes: (when: string) => `It comes ${when}.`,
    comesNot: 'The digest is off here.',
    watching: (topics: string) => `Watching ${topics}.`,
    last: 'Last digests',
    lastWatched: 'Last posts on watched topics',
    unknownZone: (said: string) => `I don’t know the time zone “${said}”.`,
    didYouMean: (names: string) => ` Did you mean ${names}?`,
    zoneExample: 'Name a city or a zone, such as Berlin, Europe/Berlin or EST.',
    whichZone: (time: string) => `In which time zone is ${time}?`,
    zoneTyped: (typed: string) => `Name a city or a zone, for example ${typed}.`,
    unknownTime: (said: string) => `I don’t know the time “${said}”`,
    timeExample: 'Write it as 9, 9am, 09:30 or 21:30, and a zone as Berlin, EST or UTC+5:30.',
    cannot: (rhythm: string) => `A digest cannot come ${rhythm}`,
    cannotLede: 'It comes on the days of the week that you name, up to 8 times a day.',
    tooOften: (times: number) => `${times} times a day`,
    whichTimes: 'At which times of the day?',
    timesExample: 'Name them, for example 9 and 17:00.',
    whichDay: 'On which day of the week?',
    days: DAYS,
    linesWith: (word: string) => `Lines with “${word}”`,
    newSince: (when: string) => `new since ${when}`,
    setUp: 'set up a digest here',
    changedIt: 'changed the digest here',
    switchedOffHere: 'switched off a digest here',
    setUpWatch: 'set this up here',
  },
  card: {
    daily: 'daily briefing',
    briefing: 'briefing',
    nothing: 'Nothing new today.',
    sources: 'Sources',
    whyThese: 'Why these',
    change: 'Change digest',
    more: (count: string) => `${count} more`,
  },
  story: {
    outlets: (count: number) => `${count} sources`,
    running: 'running story',
    before: (claim: string) => `told before: ${claim}`,
  },
  state: {
    sent: (at: string, lines: string) => `posted at ${at}, ${lines}`,
    nothingNew: 'nothing new',
    unknown: (why: string) => `unknown, it may or may not have been posted and is not posted again${why}`,
    failed: (why: string) => `failed, not posted${why}`,
    skipped: (why: string) => `skipped${why}`,
    waiting: (why: string) => `waiting, tried again${why}`,
    onItsWay: 'on its way',
  },
  form: {
    addSource: 'Add a source',
    link: 'Page or feed',
    linkHint: 'Its address. It is read at once; what comes in later can be asked about too.',
    file: 'Or a file',
    fileHint: '.pdf, .docx, .txt, .md, .html or .eml, up to 5 MB. It is read once.',
    linkOrFile: 'Add a link or a file, not both at once',
    add: 'Add',
    show: 'Show',
    save: 'Save',
    packs: 'Starter packs',
    pack: 'Region or subject',
    packHint: 'Well-known public feeds. None is followed before you say so.',
    newDigest: 'New digest',
    changeDigest: 'Change the digest',
    channel: 'Channel',
    when: 'Time and time zone',
    whenHint: 'For example 9am Berlin, or 9 and 17:00 New York',
    days: 'Days',
    daysHint: 'None chosen: every day',
    topics: 'Topics',
    topicsHint: 'None chosen: all of them',
    without: 'Words to leave out',
    withoutHint: 'By commas, for example football, lottery',
    quiet: 'A day without news',
    watch: 'Watch a topic',
    topic: 'Topic',
    topicHint: 'New lines on it are posted within a minute, at most once in 10 minutes.',
    cancel: 'Cancel',
    close: 'Close',
    working: 'One moment …',
    typeInstead: (typed: string) => `Here there are no forms: type ${typed}`,
  },
  home: {
    title: 'Ask a news article',
    asking: (example: string) =>
      `Type \`/brief ${example}\` anywhere, mention me in a channel that I am in, or write to me in the Messages tab. Send me a link, a text or a file to have it read. In a thread just go on: “who said that?”, “source?”, “more”.`,
    articles: 'Articles',
    topics: 'Topics',
    none: 'none yet',
    digest: 'Digest for a channel',
    setUp: 'You set up',
    noneSetUp: 'Nothing yet. *Digest for a channel* posts what is new there, as often as you like.',
    followed: 'Followed here',
    noneFollowed: 'No page or feed yet. *Add a source* follows one.',
    moreFollowed: (count: number) => `and ${count} more: \`/brief sources followed\` lists all`,
    direct: 'a direct message',
    digestIn: (name: string, place: string, when: string) => `${name} in ${place}: ${when}`,
    watchedIn: (topic: string, place: string) => `${topic}, watched in ${place}`,
    off: 'off',
    resting: 'paused',
    offBecause: (why: string) => `off: ${why}`,
    paused: 'paused: it kept failing',
    failing: 'failing',
    change: 'Change…',
    stop: 'Stop watching',
    unfollow: 'Stop following',
    commands: (names: string) => `By command: ${names}`,
  },
  setup: {
    title: 'Readout here',
    lede: 'What is posted in this channel, what is watched, and what is read for everybody.',
    digests: 'Digests of this channel',
    noDigest: 'none yet',
    watched: 'Watched topics',
    none: 'none yet',
    followed: 'Followed pages and feeds',
    health: (all: number, failing: number, paused: number) =>
      [
        `${all} followed`,
        ...(failing > 0 ? [`${failing} failing, tried again`] : []),
        ...(paused > 0 ? [`${paused} paused`] : []),
      ].join(' · '),
    addSource: 'Add a source',
    packs: 'Starter packs',
    digest: 'Digest here',
    anotherDigest: 'Another digest',
    watch: 'Watch a topic',
    list: 'What is followed',
    packTitle: (label: string) => `Starter pack: ${label}`,
    packLede: 'Public feeds. Each is read when it is added; none is followed before you say so.',
    packFollowed: 'followed already',
    followAll: (count: number) => `Follow all ${count}`,
    follow: (name: string) => `Follow ${name}`,
    packsTitle: 'Starter packs',
    packsLede: 'Public feeds by region and subject.',
    packUnknown: (said: string) => `There is no starter pack “${said}”`,
    packAdded: (label: string, added: number, of: number) => `${label}: ${added} of ${of} followed`,
    feedAdded: 'followed',
    feedKnown: 'followed already',
    feedFailed: (why: string) => `not followed: ${why}`,
  },
  button: {
    preview: 'Preview',
    status: 'Digest status',
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    switchOnAgain: 'Switch on again',
    pause: 'Pause',
    resume: 'Resume',
    all: 'All of them',
    another: 'Another one',
    quietNothing: 'Nothing on quiet days',
    quietLine: 'A line on quiet days',
    useZone: (zone: string) => `Use ${zone}`,
    everyDayAt: (time: string) => `Every day at ${time}`,
  },
};

/** The entries that every language must have. */
export type Words = typeof EN;
