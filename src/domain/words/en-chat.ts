const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The fixed words of commands, buttons and their errors, in English. */
export const EN_CHAT = {
  // Faults.
  questionTooLong: (length: string, most: string) =>
    `That question is ${length} characters long. Ask in at most ${most}.`,
  optionTooLong: (name: string, length: string, most: string) =>
    `“${name}” is ${length} characters long. Type at most ${most}.`,
  askSomething: (example: string) => `Ask about something, for example: ${example}`,
  noButtons: 'This card has no buttons: I cannot remember it just now.',
  cannotNow: 'I cannot do that just now',
  cannotNowLede: 'My database does not take it. Try again in a few minutes.',
  wentWrong: 'Something went wrong here',
  wentWrongLede: (id: string) => `Try again. If it stays, tell your operator this id: ${id}`,
  noCommand: (name: string) => `There is no command “${name}”`,
  listsThem: (typed: string) => `${typed} lists them.`,
  listsCommands: (typed: string) => `${typed} lists the commands.`,
  listsWhatIs: (typed: string) => `${typed} lists what is.`,
  didYouMean: (names: string) => `Did you mean ${names}?`,

  // Buttons pressed.
  sharedAlready: 'Shared already',
  sharedAlreadyLede: 'It stands in the channel.',
  cannotBeShared: 'This card cannot be shared',
  digestAllTold: 'There is nothing more of this digest.',
  isWrong: 'It is wrong',
  isMissing: 'Something is missing',
  isOther: 'Not what I asked',
  noted: 'Thank you. Noted.',
  whatWasWrong: 'What was wrong with it?',
  whatWasWrongLede: 'Your answer goes to whoever runs Readout.',
  askAgain: (typed: string) => `Ask again: ${typed}`,
  expired: 'This card has aged',
  notYours: 'This button belongs to somebody else’s card',
  topicGone: 'This topic is no longer here',
  articleGone: 'This article is no longer here',
  noArticle: (said: string) => `There is no article “${said}” here`,

  // What is pasted.
  hiddenParent: 'I cannot see the message that you reply to',
  hiddenParentLede: (entry: string) => `Open its menu, then Apps, “${entry}”; or paste its link here.`,
  briefMessage: 'Brief me on this',
  theText: 'the text',
  reading: (names: string) => `Reading ${names} …`,
  isFeed: (name: string) => `${name}: this is a feed of articles. It can be followed.`,
  linksLeft: (read: number, left: number) => `I read ${read} links of a message; ${left} more left out.`,
  noAnswerIn: (question: string) => `I found no answer to “${question}” in it.`,
  textTooLong: (length: string, most: string) =>
    `That text has ${length} characters. I read up to ${most}: send it as a file instead.`,
  notReadHere: (hosts: string) => `Pages are not read here: ${hosts}`,
  operatorAdds: 'Your operator can add articles with `readout ingest`.',
  followThem: (hosts: string) => `Follow ${hosts}?`,
  followLede: 'What it says can then be asked about here.',
  followPage: 'Follow this page',

  // Near misses of commands.
  nameToFollow: 'To follow a page, name its address; to watch a topic, name one that is here',
  nameToFollowLede: (add: string, topics: string) => `${add} follows a page. ${topics} lists the topics.`,
  sayWhen: 'Say when the digest is to come',
  sayWhenLede: (examples: readonly string[]) => `For example: ${examples.join(', ')}`,
  searchForIt: 'Search for it',

  // Sources.
  notFollowedHere: 'Sources are not followed here',
  onlyMayRead: (who: string) => `Only ${who} may change what is read here`,
  onlyMayReadLede: 'It is read for everybody here.',
  onlyManagersSources: 'Only those who manage this channel may change its sources',
  ask: (who: string) => `Ask ${who}.`,
  channelManager: 'somebody who manages this channel',
  noAddress: (said: string) => `“${said}” is not an address`,
  whichPage: 'Which page or feed?',
  typeAddress: (typed: string) => `Type its address, for example: ${typed}`,
  cannotFollow: 'This cannot be followed',
  followed: (name: string) => `Followed: ${name}`,
  followedAlready: (name: string) => `Followed already: ${name}`,
  followedAgain: (name: string) => `Followed again: ${name}`,
  beingRead: 'Its articles are being read now.',
  unfollowed: 'No longer followed',
  unfollowedLede: 'The articles that came from it stay.',
  isNotFollowed: 'This is not followed',
  noneFollowed: 'No page or feed is followed',
  followsOne: (typed: string) => `${typed} follows one.`,
  readOn: (day: string) => `read ${day}`,
  notReadYet: 'not read yet',
  keptFailing: 'paused: it kept failing',
  failing: 'failing, tried again',
  columnsOfFollowed: ['Page or feed', 'State'] as readonly string[],
  followedTitle: 'Followed pages and feeds',
  sourcePaused: (name: string) => `Paused: ${name}`,
  sourceGone: (url: string) => `${url} is gone for good.`,
  sourceFailed: (url: string, times: number) => `${url} could not be read ${times} times running.`,
  lastTime: (why: string) => `The last time: ${why}`,
  addAgain: 'Add it again to resume it.',

  // Digests and watches.
  noDigestsHere: 'Digests are not kept here',
  noDigestsHereLede: 'They are kept by a running bot that Slack or Discord is connected to.',
  notYourDirectMessages: 'These are somebody else’s direct messages',
  noChannelToPost: 'There is no channel here that anything could be posted in',
  noChannelToPostLede: (typed: string) =>
    `Connect Slack or Discord (docs/slack.md, docs/discord.md) and type it in a channel there. ${typed} shows the digest here.`,
  onlyManagers: 'Only those who manage this channel may change what it gets',
  unknownTopic: (said: string) => `I don’t know the topic “${said}”.`,
  watchHow: (typed: string) =>
    `${typed} tells this channel within a minute when something new on it comes in.`,
  noneWatched: 'No topic is watched here',
  watchedHere: (topics: string) => `Watched here: ${topics}`,
  stopWatching: (topic: string) => `Stop ${topic}`,
  mostWatched: (count: number) => `A channel can watch ${count} topics`,
  mostWatchedLede: 'Stop some first.',
  watchedAlready: (topics: string) => `${topics}: watched here already`,
  watching: (topics: string) => `Watching ${topics}`,
  watchingLede: 'What is new on it is posted here within a minute, bundled, at most one post in 10 minutes.',
  notWatched: (topics: string) => `${topics}: not watched here`,
  noLongerWatching: (topics: string) => `No longer watching ${topics}`,
  newOn: (topics: string, isCut: boolean) => `New on ${topics}${isCut ? ' and more' : ''}`,
  whatThereIs: 'What there is to know',
  newSince: (when: string) => `New since ${when}`,
  nothingNewIn: 'Nothing new has come in.',
  switchedOffDigest: 'A digest that you set up was switched off',
  switchedOffWatch: 'The watching of topics that you set up was switched off',
  switchOnAgain: (why: string, typed: string) =>
    `${why} When that is mended, switch it on again in the channel with ${typed}.`,

  // A digest's small print.
  newLines: (shown: number, all: number) => `${shown} of ${counted(all, 'new line')}`,
  sources: (count: number) => counted(count, 'source'),
  without: (count: number) => `${count} without a date`,
  underAnHour: 'newest under an hour old',
  hoursAgo: (count: number) => `newest ${count} h ago`,
  daysAgo: (count: number) => `newest ${count} days ago`,
  moreOfDigest: 'More of this digest',
  whyTheseLede: 'Of what this channel was not told yet, what weighs most and says something of its own.',
  mainPoint: 'a main point of its article',
  furtherPoint: 'a further point of its article',
  onTopics: (point: string, topics: string) => `${point}; on ${topics}`,
  against: (claim: string, isPossible: boolean) =>
    `told before, ${isPossible ? 'possibly against it' : 'against it'}: ${claim}`,
};

/** The words of commands that every language must have. */
export type ChatWords = typeof EN_CHAT;
