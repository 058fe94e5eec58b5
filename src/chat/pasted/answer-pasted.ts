import {
  type ArticleBrief,
  articleBriefDraft,
  articleBriefsDraft,
} from '../../answer/cards/article-brief.ts';
import { briefDraft } from '../../answer/cards/brief-card.ts';
import type { CardBasis } from '../../answer/cards/card-basis.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import { counted, shortened } from '../../answer/cards/wording.ts';
import type { Failure, Outcome as Read } from '../../ingest/ingest-outcome.ts';
import type {
  RequestedArticle,
  RequestedArticles,
  RequestOwner,
} from '../../ingest/requested/requested-articles.ts';
import type { FileCall } from '../call-types.ts';
import type { CommandContext } from '../commands/command-spec.ts';
import { withCommandButtons } from '../commands/digest-commands.ts';
import { MAX_LINKS, MAX_PASTE_LENGTH, type Pasted } from './find-pasted.ts';
import { hostOf, READABLE, readingTrouble } from './reading-trouble.ts';

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

const basisIn = ({ readout, tenant, now, newId }: CommandContext): CardBasis => ({
  readout,
  tenant,
  now: now(),
  id: newId(),
});

function itemsIn(pasted: Pasted, { requested, owner }: PastedParts): ReadItem[] {
  if (pasted.kind === 'text') return [{ name: 'the text', read: () => requested.text(pasted.text, owner) }];
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
      return {
        ok: false,
        error: {
          code: 'too_large',
          message: `${shortened(file.name, 80)} is too large: I read files up to 5 MB.`,
        },
      };
    const bytes = await file.load();
    return bytes.ok ? requested.file({ name: file.name, bytes: bytes.value }, owner) : bytes;
  },
});

/** The progress line for the items being read. */
const announcement = (wanted: readonly ReadItem[]): string =>
  `Reading ${[...new Set(wanted.map(({ name }) => shortened(name, 60)))].join(', ')} …`;

interface Failed {
  readonly wanted: ReadItem;
  readonly error: Failure;
}

function failedDraft(failed: readonly Failed[], context: CommandContext): Draft {
  const [first, ...others] = failed.map(({ wanted, error }) => readingTrouble(wanted.name, error));
  const basis = basisIn(context);
  const feed = failed.find(({ error }) => error.code === 'is_feed')?.wanted;
  if (feed?.url && failed.length === 1) {
    const draft = errorDraft(basis, `${feed.name}: this is a feed of articles. It can be followed.`);
    return withCommandButtons(draft, [
      { label: `Follow ${shortened(feed.name, 22)}`, types: `sources add ${feed.url}` },
    ]);
  }
  return errorDraft(basis, first ?? READABLE, others.length > 0 ? others.join(' ') : undefined);
}

/** Answers a question from the article just read. Returns null if the article does not answer it. */
function answerDraft(question: string, articleId: string, context: CommandContext): Draft | null {
  const answer = context.readout.ask(question, { article: articleId });
  if (answer.status !== 'answered') return null;
  const draft = briefDraft(answer, basisIn(context));
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
): Promise<Draft> {
  announce(announcement(wanted));
  const outcomes = await Promise.all(wanted.map(async (one) => ({ wanted: one, outcome: await one.read() })));
  const read = outcomes.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const failed = outcomes.flatMap(({ wanted: one, outcome }) =>
    outcome.ok ? [] : [{ wanted: one, error: outcome.error }],
  );
  const context = await withRead(read);
  const [first, ...others] = read;
  if (!first) return failedDraft(failed, context);
  const notes = [
    ...failed.map(({ wanted: one, error }) => readingTrouble(one.name, error)),
    ...(more > 0 ? [`I read ${MAX_LINKS} links of a message; ${counted(more, 'more')} left out.`] : []),
  ];
  if (others.length > 0) {
    const notice = notes.length > 0 ? notes.join(' ') : null;
    return articleBriefsDraft(read.map(briefOf), notice, basisIn(context));
  }
  const answered = question === null ? null : answerDraft(question, first.reading.article.id, context);
  if (answered) return answered;
  if (question !== null) notes.unshift(`I found no answer to “${shortened(question, 80)}” in it.`);
  const notice = notes.length > 0 ? { notice: notes.join(' ') } : {};
  return articleBriefDraft({ ...briefOf(first), ...notice }, basisIn(context));
}

/** Answers a message that contains links or pasted text. */
export async function answerPasted(
  pasted: Pasted,
  parts: PastedParts,
  context: CommandContext,
): Promise<Draft> {
  if (pasted.kind === 'text' && pasted.text.length > MAX_PASTE_LENGTH) {
    const length = pasted.text.length.toLocaleString('en');
    const most = MAX_PASTE_LENGTH.toLocaleString('en');
    return errorDraft(
      basisIn(context),
      `That text has ${length} characters. I read up to ${most}: send it as a file instead.`,
    );
  }
  const more = pasted.kind === 'links' ? pasted.more : 0;
  return answerItems(itemsIn(pasted, parts), { question: pasted.question, more }, parts);
}

/** Answers a message with attached files. */
export const answerFiles = (
  files: readonly FileCall[],
  question: string | null,
  parts: PastedParts,
): Promise<Draft> =>
  answerItems(
    files.slice(0, MAX_LINKS).map((file) => fileItem(file, parts)),
    { question, more: Math.max(0, files.length - MAX_LINKS) },
    parts,
  );
