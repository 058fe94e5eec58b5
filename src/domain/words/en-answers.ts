const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
/** Whether words name a span of time that still runs: "today", "this week", "in the last hour". */
const isSpan = (since: string): boolean => /^(?:today|tonight|now|this|in|over|during)\b/i.test(since);
const ofMatter = (about: string | null): string => (about === null ? '' : ` on ${about}`);

/** The fixed words of answer cards, in English. */
export const EN_ANSWERS = {
  // Who said a line, and when an article came out.
  article: 'the article',
  articleCalled: (title: string) => `the article “${title}”`,
  articleSays: 'the article says',
  toldBy: (speaker: string) => `as told by ${speaker}`,
  noDate: 'no date given',
  withdrawn: 'withdrawn by a later version of the article',
  otherwise: (names: string, count: number) => `${names} ${count > 1 ? 'say' : 'says'} otherwise`,
  quoted: (word: string) => `“${word}”`,

  // Numbers of things.
  articles: (count: number) => counted(count, 'article'),
  moreSources: (count: number) => counted(count, 'more source'),
  age: (count: number, unit: 'days' | 'months') => `${count} ${unit} old`,
  newestAge: (count: number, unit: 'days' | 'months', isDatedOnly: boolean) =>
    `${isDatedOnly ? 'newest dated source' : 'newest source'} ${count} ${unit} old`,
  range: (from: number, to: number, all: number) => `${from} to ${to} of ${all}`,

  // Contradictions.
  sideSaid: 'Said',
  sideDenied: 'Denied',
  sideNotDiscussed: 'Not discussed',
  sideDiscussed: 'Discussed',
  sideArticle: 'The article',
  viewsDiffer: 'Views differ',
  sourcesDiffer: 'Sources differ',
  twoMinds: 'The article is of two minds',
  possibly: (badge: string) => `Possibly: ${badge}`,
  notSettled: 'Not settled',
  possiblyNotSettled: 'Possibly not settled',
  also: 'Also',
  contradictHere: 'The sources contradict each other here',

  // Buttons.
  source: 'Source',
  sources: 'Sources',
  share: 'Share',
  why: 'Why this?',
  topics: 'Topics',
  more: (count: number) => `${count} more`,
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  previous: 'Previous',
  next: 'Next',
  back: 'Back',
  askAboutIt: 'Ask about it',
  follow: (site: string) => `Follow ${site}`,
  thisSite: 'this site',
  allOn: (matter: string) => `All on ${matter}`,
  whatSaid: (name: string, count: number) => `What ${name} said (${count})`,

  // An answer.
  showing: (names: string) => `Showing results for ${names}`,
  notInQuote: (missing: string) => `not in the quote: ${missing}`,
  onMatter: (matter: string) => `On ${matter}`,
  byPerson: (name: string) => `By ${name}`,
  readAs: (pronoun: string, names: string) => `“${pronoun}” read as ${names}`,
  nothingBy: (name: string, matter: string) => `Nothing by ${name} on ${matter}`,
  nothingBySide: (names: string) => `I found nothing by ${names} on it.`,
  thatWasAll: 'That was all',
  nothingMore: 'There is nothing more on this.',
  moreTitle: 'More',
  noQuotes: (about: string | null) => `I found no quotes${ofMatter(about)}.`,
  noQuotesBy: (name: string, about: string | null) => `I found no quotes by ${name}${ofMatter(about)}.`,
  noNumbers: (about: string | null) => `I found no numbers${ofMatter(about)}.`,
  noDates: (about: string | null) => `I found no dates${ofMatter(about)}.`,
  noContradictions: (about: string | null) => `I found no contradictions${ofMatter(about)}.`,
  nothingNew: (since: string | null) =>
    `Nothing new has come in${since === null ? '' : isSpan(since) ? ` ${since}` : ` since ${since}`}`,
  newestIs: (article: string) => `The newest article is ${article}.`,

  // No answer.
  nothingOnIn: (asked: string, articles: number) =>
    `I found nothing on ${asked} in ${counted(articles, 'article')}`,
  nothingOn: (asked: string) => `I found nothing on ${asked}`,
  nothingOnThis: 'I found nothing on this',
  nothingSaidBy: (name: string) => `I found nothing that ${name} said`,
  nothingHereAbout: (words: string) => `nothing here about ${words}`,
  nearest: 'Nearest',
  mayBeHere: 'The article may say it here',
  oneMayBeHere: 'An article may say it here',
  meant: (names: string) => `Did you mean ${names}?`,
  inTheNews: (topics: string) => `In the news here: ${topics}`,
  severalReadings: (question: string, count: number) => `“${question}” can be read in ${count} ways`,
  whichIsMeant: 'Which one is meant?',
  englishOnly: 'I read questions in English only.',
  foreignNothing: (words: string) => `I found nothing here about ${words}.`,
  foreignFound: (names: string, lacking: string | null) =>
    `This is what I found on ${names}${lacking === null ? '' : `, and nothing about ${lacking}`}.`,

  // The sentences behind an answer.
  sentenceBehind: 'The sentence behind it',
  sentencesBehind: (count: number) => `The ${counted(count, 'sentence')} behind it`,
  paragraph: (at: number, of: number) => `paragraph ${at} of ${of}`,
  earlierVersion: 'in an earlier version of the article',
  articleSaysNow: 'The article says now',
  sourceGone: 'What this card rested on is no longer there',
  sourceGoneLede: 'Its article was changed or removed since. Ask again for what stands now.',
  noSource: 'There is nothing to show a source for',
  noSourceLede: 'Ask something first, then ask for its source.',
  lineChanged: 'This line was changed or withdrawn since',
  linesChanged: (count: number) =>
    `${count} of these lines ${count === 1 ? 'was' : 'were'} changed or withdrawn since`,

  // Why a line was found.
  whyTitle: (asked: string) => `Why this answers “${asked}”`,
  whyAbout: (found: string) => `It is about ${found}.`,
  whyAlias: (asked: string, found: string) => `${asked} is another name for ${found}.`,
  whyAcronym: (asked: string, found: string) => `${asked} is short for ${found}.`,
  whySpelling: (asked: string, found: string) => `I read ${asked} as ${found}.`,
  whyNear: (asked: string, found: string) => `It says ${found}, which is near ${asked}.`,
  whyContext: (asked: string) => `A sentence beside it says ${asked}.`,
  whySays: (words: readonly string[]) => `It says ${words.join(' and ')}.`,
  whyLacks: (words: readonly string[]) => `It does not say ${words.join(' or ')}.`,
  whyOpposite: 'It says the opposite of another line.',
  whyNothing: 'no line has enough of the question',

  // A brief of an article.
  minutes: (count: number) => `${count} min read`,
  inLanguage: (language: string) => `in ${language}`,
  foreignArticle: (language: string) => `This article is in ${language}: I show its sentences as they are.`,
  askHere: 'Ask here about this article',
  askHereAbout: (title: string, topic: string | null) =>
    `Questions here are first about “${title}”${topic === null ? '.' : `, for example: what about ${topic}?`}`,
  tooShortFile: (count: number) =>
    `It is too short for a brief: ${counted(count, 'word')}, and no whole statement.`,
  tooShortPage: (count: number) =>
    `The page gave me ${counted(count, 'word')}, and no whole statement: the rest may need a subscription or a browser.`,
  onlyList:
    'It holds lines and no sentences, as a list, a table or a poem does: there is nothing in it to quote.',
  onlyQuestions: 'It asks questions and states nothing that I could quote.',
  noStatement: 'I found no sentence in it that says something by itself.',

  // Lists.
  topicsNone: 'There are no topics yet',
  inArticles: (count: number) => `In ${counted(count, 'article')}`,
  columnsOfTopics: ['Topic', 'Lines'] as readonly string[],
  articlesNone: 'There are no articles yet',
  answersFrom: (count: number) => `Answers come from ${counted(count, 'article')}`,
  howToAdd: 'To add one, type “sources add” and the address of a page or feed.',
  columnsOfArticles: ['Article', 'Site', 'Day', 'Lines'] as readonly string[],
  helpTitle: 'Ask a news article',
  helpLede:
    'Ask, or send a link, a text or a file to have it read. Every line of an answer leads to its sentence and its speaker; what the article does not say is said to be missing.',
  helpExamples: (examples: string) => `for example ${examples}`,
  helpFooter: 'In a thread just go on: “who said that?”, “source?”, “more”',

  // Small talk.
  nameIt: 'Name what you want to know about',
  forExample: (question: string) => `For example: ${question}`,
  noArticleYet:
    'There is no article here yet. Send me a link, a text or a file, or follow a page: sources add https://…',
  askFirst: 'Ask something first',
  howToShare: 'To share a card, press Share under it',
  howToShareLede: 'It then stands in the channel for everybody.',
  howToCopy: 'To pass a card on, press Copy under it',
  howToCopyLede: 'Copy gives it as Markdown. Copy link gives an address that shows it again in this browser.',
  howToExport: 'To pass a card on, run readout render',
  howToExportLede:
    'readout render "what about INF?" --to markdown prints a brief as Markdown, --to page as a page to print.',
  hello: 'Hello. Ask me about the news, or send me a link.',
  newestArticle: (title: string) => `The newest article: ${title}`,
  welcome: 'You are welcome.',
  sorry: 'Sorry. Ask it in other words, or name what is missing.',
  aboutMe: 'I am Readout, a bot that answers from news articles.',
  aboutMeLede:
    'Every line I show is taken from an article and leads to the sentence that it rests on. I write nothing of my own.',
  clock: (day: string, time: string, zone: string) => `It is ${day}, ${time} (${zone})`,
  articleNoDate: (title: string) => `The article gives no date · ${title}`,
  whenOut: 'When the articles came out',
  whoSaid: 'Who said it',
  questions: (count: number) => `${count} questions`,
  firstQuestions: (count: number, asked: number) => `the first ${count} of ${asked} questions`,
  onQuoted: (text: string) => `On “${text}”`,
};

/** The words of answer cards that every language must have. */
export type AnswerWords = typeof EN_ANSWERS;
