/** "A, B and C". */
const and = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const or = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const same = (days: readonly number[], others: readonly number[]): boolean => days.join() === others.join();

/** What a digest is called by its days of the week (1 is Monday; none are all). */
function digestName(days: readonly number[]): string {
  if (days.length === 0) return 'Daily digest';
  if (same(days, [1, 2, 3, 4, 5])) return 'Weekday digest';
  if (same(days, [6, 7])) return 'Weekend digest';
  return `${and(days.map((day) => DAYS[day - 1] ?? ''))} digest`;
}

/** The bot's own words on digests and on setting things up, in English. Other languages have the same entries. */
export const EN = {
  /** For `Intl`. */
  locale: 'en-GB',
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
    whichDay: 'On which day of the week?',
    days: DAYS,
    linesWith: (word: string) => `Lines with “${word}”`,
    setUp: 'set up a digest here',
    changedIt: 'changed the digest here',
    switchedOffHere: 'switched off a digest here',
    setUpWatch: 'set this up here',
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
  button: {
    preview: 'Preview',
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

/** What every language has. */
export type Words = typeof EN;
