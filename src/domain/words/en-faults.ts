type ReadingLine = (name: string) => string;

const STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'asks for a login'],
  [402, 'asks for a subscription'],
  [403, 'does not let me read this page: it may ask for a subscription or a login'],
  [404, 'has no page at this address'],
  [410, 'has taken this page down'],
  [429, 'asks me to come back later'],
  [451, 'may not show this page here'],
]);

/** Why something could not be read, in English: one plain line for each code of a failure. */
export const EN_READING = {
  readable: 'I can read text, Markdown, HTML, PDF, Word and e-mail files.',
  httpStatus: (name: string, status: number) =>
    `${name} ${STATUS.get(status) ?? (status >= 500 ? 'has trouble just now' : 'refuses to show this page')} (${status}).`,
  other: (name: string) => `I could not read ${name}.`,
  lines: new Map<string, ReadingLine>([
    ['unreachable', (name) => `I cannot read ${name} from here: it does not answer, or is no public page.`],
    ['timeout', (name) => `${name} took too long to answer.`],
    ['not_found_host', (name) => `There is no site ${name}, or I cannot reach it.`],
    ['refused', (name) => `${name} does not answer.`],
    ['network', (name) => `The connection to ${name} broke off.`],
    [
      'private_address',
      (name) =>
        `${name} is not on the public internet, so I do not read it. Your operator can allow it in READOUT_ALLOW_HOSTS.`,
    ],
    [
      'bad_port',
      (name) =>
        `${name} has a port that I do not read from. Your operator can allow it in READOUT_ALLOW_HOSTS.`,
    ],
    ['bad_url', (name) => `${name} is no address that can be read.`],
    ['bad_scheme', (name) => `${name} is no web address: it must begin with http or https.`],
    ['userinfo', () => 'I do not read an address with a name or password in it.'],
    ['too_many_redirects', (name) => `${name} only sends me on and on.`],
    ['no_article', (name) => `I found no article at ${name}. It may ask for a login, or need a browser.`],
    ['bad_feed', (name) => `${name} is no feed any more.`],
    ['bad_encoding', (name) => `What ${name} sends is broken.`],
    ['empty', (name) => `There is no text in ${name}.`],
    ['page_timeout', (name) => `${name} takes too long to read.`],
    ['page_memory', (name) => `${name} takes too much to read.`],
    ['page_broken', (name) => `I cannot read ${name}: it is built in a way that I do not understand.`],
    ['too_large', (name) => `${name} is too large: I read files up to 5 MB.`],
    ['encrypted', (name) => `${name} needs a password. Send it without one.`],
    ['too_many_pages', (name) => `${name} has too many pages: I read up to 300.`],
    ['no_text_layer', (name) => `${name} holds pictures of pages and no text.`],
    ['is_login', (name) => `${name} asks for a login.`],
    ['busy', () => 'Many addresses are being read for this place already. Try again in a minute.'],
    ['too_many', () => 'There are too many sources already. Remove one first.'],
    // Files of a chat.
    ['gone', (name) => `${name} is not there any more.`],
    ['redirected', (name) => `The server of ${name} sends me elsewhere.`],
    [
      'no_scope',
      () => 'I may not open files here yet. An admin can add the scope files:read and install the app again.',
    ],
    ['deleted', (name) => `${name} was deleted.`],
    ['over_limit', (name) => `Slack keeps ${name} back: the workspace is over its limit.`],
    [
      'external',
      (name) => `${name} is kept outside Slack, so I cannot open it. Attach it, or paste its text.`,
    ],
    ['canvas', () => 'I cannot read canvases and lists. Paste the text, or attach it as a file.'],
    ['not_shared', (name) => `${name} was deleted, or is not shared with me.`],
    ['not_given', (name) => `The chat does not give me ${name}.`],
  ]),
};

/** The words on what cannot be read that every language must have. */
export type ReadingWords = typeof EN_READING;

/** The platforms' wording around cards in English, with their names of roles. */
export const EN_PLATFORM = {
  // Renderers.
  andMore: (count: number) => `and ${count} more`,
  buttonsLeft: (count: number) => `${count} ${count === 1 ? 'button' : 'buttons'} not shown`,
  sources: (count: number) => `${count} ${count === 1 ? 'source' : 'sources'}`,
  noTitle: '(no title)',
  noText: '(no text)',
  linkLeft: 'its link can’t be shown',
  chooseArticle: 'Choose an article',
  chooseTopic: 'Choose a topic',
  orByName: (choose: string) => `${choose}, or ask for another by name`,
  moreMenu: 'More…',
  openArticle: 'Open the article',
  somebody: 'Somebody',
  asked: (question: string) => `asked: ${question}`,
  sharedThis: 'shared this',

  // Who may do what.
  slackManagers: 'the channel’s creator or a workspace admin',
  slackAdmins: 'a workspace admin',
  slackMembers: 'a full member of this workspace',
  discordManagers: 'somebody with Manage Channels or Manage Server',
  discordAdmins: 'somebody with Manage Server',
  discordMembers: 'a member of this server',
  discordNotHere: 'somebody with Manage Server to add Readout to this server first',

  // What keeps the bot from posting.
  invite: 'I am not in this channel yet, so nothing can be posted here. Invite me: /invite @Readout',
  cannotPost: (permissions: string) =>
    `Nothing can be posted here yet: give Readout ${permissions} in this channel.`,
  cannotCheck: (permissions: string) =>
    `Here it cannot be checked whether something was posted: give Readout ${permissions} in this channel.`,
  viewChannel: 'View Channel',
  sendMessages: 'Send Messages',
  sendInThreads: 'Send Messages in Threads',
  readHistory: 'Read Message History',

  // Answers that did not arrive.
  unconfirmedShare: 'Slack did not confirm that the card was shared',
  unconfirmedShareLede: 'If it does not stand in the channel, ask again and share the new card.',
  unconfirmed: 'Slack did not confirm your answer',
  unconfirmedShow: 'If you don’t see it, show it again.',
  unconfirmedAsk: 'If you don’t see it, ask again.',
  showIt: 'Show it',
  couldNotAnswer: 'I could not answer there',
  notShown: 'Your answer could not be shown here',
  ifItStays: (why: string, id: string) => `${why} If it stays, tell your operator this id: ${id}`,
  answerAlone:
    'There is an answer for you alone, but you take no direct messages from here. Ask with /brief: only you see what it answers.',

  // Slack's Messages tab.
  isReading: 'is reading…',
  askTheNews: 'Ask about the news',
  whatAbout: (topic: string) => `What about ${topic}?`,
  whatIsNew: 'What is new?',
};

/** The words around cards that every language must have. */
export type PlatformWords = typeof EN_PLATFORM;
