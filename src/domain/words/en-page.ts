/** The words of the web pages in English: the chat page, the article page, error pages and Slack's installation. */
export const EN_PAGE = {
  /** ISO 639-1, for the pages' `lang`. */
  language: 'en',
  title: 'Readout – ask a news article',
  skip: 'Skip to the question',
  options: 'View and thread',
  showAs: 'Show cards as',
  plain: 'Plain',
  newThread: 'New thread',
  newThreadHint: 'Forget what was asked before: follow-ups start anew',
  welcome:
    'Paste a link, a text or a file to have it read, ask what the news here says, or type / for the commands.',
  topics: 'Topics',
  conversation: 'Conversation',
  question: 'Question or command',
  placeholder: 'Ask, or paste a link, a text or a file',
  suggestions: 'Suggestions',
  ask: 'Ask',
  addFile: 'Add a file',

  /** The texts of the page's script. `{}` is replaced by a value. */
  script: {
    you: 'You',
    askFor: 'Ask, for example: {}',
    answers: 'Readout: {}',
    card: 'Card copied.',
    link: 'Link copied.',
    copied: 'Copied',
    copy: 'Copy',
    copyLink: 'Copy link',
    cannotCopy: 'The browser did not let this page copy.',
    article: 'Whole article',
    articleAt: 'Whole article, sentence {}',
    silent: 'Readout does not answer. Is it still running? Start it again in its terminal.',
    looking: 'Looking',
    reading: 'Reading {}',
    yourText: 'your text',
    heard: '👍 That needs no answer.',
    begun: 'New thread: follow-ups start anew.',
  },

  // The article page.
  back: 'Back to asking',
  atSource: 'Read it at its source',
  marked: (claim: string) => `Marked: the sentence behind “${claim}”`,
  goToIt: 'Go to it',

  // Refused requests.
  notFound: 'Not found',
  cannotBeShown: 'This cannot be shown',
  nothingHere: 'There is nothing here.',
  cardGone: 'That card is not here any more.',
  articleGone: 'That article is not here any more.',
  askAgain: 'Ask again on the chat page',
  openAt: 'Open this page at http://127.0.0.1.',
  onlyThisPage: 'Only this page itself may ask.',
  noAddress: 'The address is not one.',
  brokeOff: 'The request broke off.',
  tooLong: (kilobytes: number) => `That is too long: more than ${kilobytes} kB.`,
  tooMuch: 'Too much is being received. Try again.',
  wentWrong: 'Something went wrong here. Try again.',

  // Slack's installation.
  add: 'Add Readout to Slack',
  addLede:
    'Ask news articles in Slack and get short, sourced answers. Slack shows you next what the bot may do.',
  addButton: 'Add to Slack',
  tenMinutes: 'The page is good for ten minutes.',
  installed: (team: string) => `Readout is in ${team}`,
  yourWorkspace: 'your workspace',
  /** The steps after the installation. Commands are in backticks. */
  steps: [
    'In Slack type `/brief` and a question or a link anywhere. The card is for you alone until you press Share.',
    'To ask in a channel, invite the bot there once: `/invite @Readout`, then `@Readout` and your question.',
    '`/brief help` lists the rest.',
  ] as readonly string[],
  openSlack: 'Open Slack',
  notInstalled: 'Readout was not installed',
  beginAgain: 'Begin again',
  linkUsed: 'This link was used already, is too old, or was begun in another browser.',
  linkForeign: 'This link was not begun here.',
  noConsent: 'Slack sent no consent along.',
  notAllowed: 'You did not allow it, so nothing was installed.',
  organisation: 'Install it into one workspace: whole organisations are not supported.',
  slackFailed: 'Slack or this bot failed. Nothing was installed.',
};

/** The words of the pages that every language must have. */
export type PageWords = typeof EN_PAGE;
