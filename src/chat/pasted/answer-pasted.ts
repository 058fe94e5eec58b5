import {
  type ArticleBrief,
  articleBriefDraft,
  articleBriefsDraft,
} from '../../answer/cards/article-brief.ts';
import { briefDraft } from '../../answer/cards/brief-card.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Intent } from '../../answer/intent/intent.ts';
import { readIntent } from '../../answer/intent/read-intent.ts';
import { respond } from '../../answer/respond.ts';
import type { Words } from '../../domain/words/en.ts';
import { type Failure, failed, type Outcome as Read } from '../../ingest/ingest-outcome.ts';
import { hostOf, readingTrouble } from '../../ingest/reading-trouble.ts';
import type {
  RequestedArticle,
  RequestedArticles,
  RequestOwner,
} from '../../ingest/requested/requested-articles.ts';
import type { FileCall } from '../call-types.ts';
import { basisOf, wordsFor } from '../commands/command-outcome.ts';
import type { CommandContext } from '../commands/command-spec.ts';
import { withCommandButtons } from '../commands/digest-commands.ts';
import { MAX_LINKS, MAX_PASTE_LENGTH, type Pasted } from './find-pasted.ts';

/** The largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 5_000_000;

export interface PastedParts {
  readonly requested: RequestedArticles;
  /** The library that articles are read into, and the person who waits. */
  readonly owner: RequestOwner;
  /** Shows a progress line: "Reading harbour.example …". */
  readonly announce: (line: string) => void;
  /** Adds the articles to the context and returns the context to answer with. */
  readonly withRead: (read: readonly RequestedArticle[]) => Promise<CommandContext>;
}

/** An item to read, with its name. */
interface ReadItem {
  readonly name: string;
  readonly url?: string;
  read(): Promise<Read<RequestedArticle>>;
}

function itemsIn(pasted: Pasted, { requested, owner }: PastedParts, { chat }: Words): ReadItem[] {
  if (pasted.kind === 'text') return [{ name: chat.theText, read: () => requested.text(pasted.text, owner) }];
  return pasted.urls.map((url) => ({
    name: hostOf(url),
    url,
    read: () => requested.link(url, owner),
  }));
}

const fileItem = (file: FileCall, { requested, owner }: PastedParts): ReadItem => ({
  name: file.name,
  async read() {
    if (file.size > MAX_FILE_BYTES)
      return failed('too_large', 'The file is too large: files up to 5 MB are read.');
    return requested.file({ name: file.name, bytes: () => file.load() }, owner);
  },
});

/** The progress line for the items being read. */
const announcement = (wanted: readonly ReadItem[], { chat }: Words): string =>
  chat.reading([...new Set(wanted.map(({ name }) => shortened(name, 60)))].join(', '));

/** Explains why an item could not be read. */
const troubleWith = ({ name }: ReadItem, error: Failure, words: Words): string =>
  readingTrouble(shortened(name, 80), error, words);

interface Failed {
  readonly wanted: ReadItem;
  readonly error: Failure;
}

function failedDraft(failed: readonly Failed[], context: CommandContext): Draft {
  const words = wordsFor(context);
  const { answers, chat, reading } = words;
  const [first, ...others] = failed.map(({ wanted, error }) => troubleWith(wanted, error, words));
  const basis = basisOf(context);
  const feed = failed.find(({ error }) => error.code === 'is_feed')?.wanted;
  if (feed?.url && failed.length === 1) {
    const draft = errorDraft(basis, chat.isFeed(feed.name));
    return withCommandButtons(draft, [
      { label: answers.follow(shortened(feed.name, 22)), types: `sources add ${feed.url}` },
    ]);
  }
  return errorDraft(basis, first ?? reading.readable, others.length > 0 ? others.join(' ') : undefined);
}

/** The requests for a form of a brief, such as "in 3 bullets" or "key quotes". */
const FORMS: ReadonlySet<Intent['kind']> = new Set([
  'summary',
  'quotes',
  'numbers',
  'timeline',
  'disputes',
  'compare',
  'who is',
]);
/** The words that led to the link: "key quotes from <link>". */
const LED_TO_LINK = new Set([
  'of',
  'in',
  'from',
  'for',
  'on',
  'about',
  'at',
  'by',
  '?',
  'of?',
  'in?',
  'from?',
]);

function withoutOpenEnd(question: string): string {
  const words = question.split(' ');
  while (words.length > 1 && LED_TO_LINK.has(words.at(-1)!.toLowerCase())) words.pop();
  return words.join(' ');
}

/**
 * Gives the article just read in the form asked for. Returns null if none is asked for, or it has nothing of the kind.
 */
function formDraft(question: string, articleId: string, context: CommandContext): Draft | null {
  const asked = withoutOpenEnd(question);
  const intent = readIntent(asked, { commands: false });
  if (!FORMS.has(intent.kind)) return null;
  const about = { ...basisOf(context), conversation: null, article: articleId };
  const response = respond(intent, asked, about);
  const { card, conversation } = response.draft;
  if (response.kind !== 'answer' || card.sections.length === 0) return null;
  return conversation
    ? { ...response.draft, conversation: { ...conversation, article: articleId } }
    : response.draft;
}

/** Answers a question from the article just read. Returns null if the article does not answer it. */
function answerDraft(question: string, articleId: string, context: CommandContext): Draft | null {
  const answer = context.readout.ask(question, { article: articleId });
  if (answer.status !== 'answered') return null;
  const draft = briefDraft(answer, basisOf(context));
  return draft.conversation
    ? { ...draft, conversation: { ...draft.conversation, article: articleId } }
    : draft;
}

const briefOf = ({ reading, byline, site, feed }: RequestedArticle): ArticleBrief => ({
  article: reading.article,
  details: { byline, site, feed },
});

/** Reads the items and returns a brief, or the answer to the question that came with them. */
async function answerItems(
  wanted: readonly ReadItem[],
  { question, more = 0 }: { readonly question: string | null; readonly more?: number },
  { announce, withRead }: PastedParts,
  words: Words,
): Promise<Draft> {
  const { chat } = words;
  announce(announcement(wanted, words));
  const outcomes = await Promise.all(wanted.map(async (one) => ({ wanted: one, outcome: await one.read() })));
  const read = outcomes.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const lost = outcomes.flatMap(({ wanted: one, outcome }) =>
    outcome.ok ? [] : [{ wanted: one, error: outcome.error }],
  );
  const context = await withRead(read);
  const [first, ...others] = read;
  if (!first) return failedDraft(lost, context);
  const notes = [
    ...lost.map(({ wanted: one, error }) => troubleWith(one, error, words)),
    ...(more > 0 ? [chat.linksLeft(MAX_LINKS, more)] : []),
  ];
  if (others.length > 0) {
    const notice = notes.length > 0 ? notes.join(' ') : null;
    return articleBriefsDraft(read.map(briefOf), notice, basisOf(context));
  }
  const { id } = first.reading.article;
  const answered =
    question === null ? null : (formDraft(question, id, context) ?? answerDraft(question, id, context));
  if (answered) return answered;
  if (question !== null) notes.unshift(chat.noAnswerIn(shortened(question, 80)));
  const notice = notes.length > 0 ? { notice: notes.join(' ') } : {};
  return articleBriefDraft({ ...briefOf(first), ...notice }, basisOf(context));
}

/** Answers a message that contains links or pasted text. */
export async function answerPasted(
  pasted: Pasted,
  parts: PastedParts,
  context: CommandContext,
): Promise<Draft> {
  const words = wordsFor(context);
  if (pasted.kind === 'text' && pasted.text.length > MAX_PASTE_LENGTH) {
    const length = pasted.text.length.toLocaleString(words.locale);
    const most = MAX_PASTE_LENGTH.toLocaleString(words.locale);
    return errorDraft(basisOf(context), words.chat.textTooLong(length, most));
  }
  const more = pasted.kind === 'links' ? pasted.more : 0;
  return answerItems(itemsIn(pasted, parts, words), { question: pasted.question, more }, parts, words);
}

/** Answers a message with attached files. */
export const answerFiles = (
  files: readonly FileCall[],
  question: string | null,
  parts: PastedParts,
  words: Words,
): Promise<Draft> =>
  answerItems(
    files.slice(0, MAX_LINKS).map((file) => fileItem(file, parts)),
    { question, more: Math.max(0, files.length - MAX_LINKS) },
    parts,
    words,
  );
