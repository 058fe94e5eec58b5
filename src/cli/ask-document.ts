import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { articleBriefDraft, keyFacts } from '../answer/cards/article-brief.ts';
import { briefDraft } from '../answer/cards/brief-card.ts';
import type { Draft } from '../answer/cards/card-draft.ts';
import { readIntent } from '../answer/intent/read-intent.ts';
import type { Readouts } from '../answer/query-core.ts';
import { respond } from '../answer/respond.ts';
import { findLinks } from '../chat/pasted/find-links.ts';
import { questionIn } from '../chat/pasted/find-pasted.ts';
import { OperatorError } from '../domain/errors.ts';
import { hostOf, readingTrouble } from '../ingest/reading-trouble.ts';
import type { RequestedArticle, RequestedArticles } from '../ingest/requested/requested-articles.ts';
import { answerJson, timed } from './answer-json.ts';
import { requestedHere } from './requested-here.ts';
import type { Io } from './verb.ts';

/** A link or file at the beginning of the arguments or named in them, and the other words. */
export interface DocumentAsked {
  readonly link?: string;
  readonly file?: string;
  /** The question; null if the words only ask to read the document. */
  readonly question: string | null;
}

const OWNER = { tenant: null, person: null };

async function isFile(path: string): Promise<boolean> {
  if (!/\.\w{1,10}$/.test(path)) return false;
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** Matches a word that can only be a file's path: "./report", "/tmp/a.txt", "report.pdf". */
const PATH = /^(?:\.{0,2}|~)\/[^\s?]+$|^(?:[^\s?/.]+\/)*[^\s?/]+\.(?:txt|md|html?|pdf|docx|eml)$/i;

/** Finds the first word that is the path of a file. Returns null if none is. */
export async function fileAmong(
  words: readonly string[],
): Promise<{ readonly file: string; readonly others: string } | null> {
  for (const [at, file] of words.entries())
    if (await isFile(file)) return { file, others: words.filter((_, index) => index !== at).join(' ') };
  return null;
}

/**
 * Finds the link or file to read before the question is answered. Returns null for a question to the library. Throws an
 * OperatorError for a path without a file.
 */
export async function documentAsked(words: readonly string[]): Promise<DocumentAsked | null> {
  const found = await fileAmong(words);
  if (found) return { file: found.file, question: questionIn(found.others) };
  const path = words.find((word) => PATH.test(word));
  if (path !== undefined) throw new OperatorError('no_file', `There is no file ${path}.`);
  const { urls, words: others } = findLinks(words.join(' '));
  return urls[0] ? { link: urls[0], question: questionIn(others) } : null;
}

async function read(asked: DocumentAsked, requested: RequestedArticles): Promise<RequestedArticle> {
  const name = asked.link ? hostOf(asked.link) : basename(asked.file!);
  const outcome = asked.link
    ? await requested.link(asked.link, OWNER)
    : await requested.file({ name, bytes: await readFile(asked.file!) }, OWNER);
  if (outcome.ok) return outcome.value;
  throw new OperatorError(outcome.error.code, readingTrouble(name, outcome.error));
}

/** The answer from a document, as a card and as JSON. */
export interface DocumentAnswer {
  readonly draft: Draft;
  readonly json: object;
}

/** Reads a link or file and answers a question from it, or briefs on it. Nothing is stored. */
export async function askDocument(
  asked: DocumentAsked,
  readouts: Readouts,
  limit: number,
  io: Io,
): Promise<DocumentAnswer> {
  const { requested, close } = requestedHere(io.env);
  try {
    if (io.stderr.isTTY) io.stderr.write(`Reading ${asked.link ? hostOf(asked.link) : asked.file} …\n`);
    const { reading, byline, site } = await read(asked, requested);
    readouts.put(reading, null);
    const readout = readouts.of(null);
    const { article } = reading;
    const basis = { readout, tenant: null, now: new Date(), id: 'ask' };
    const question = asked.question;
    const intent = question === null ? null : readIntent(question, { commands: false });
    const { result, ms } = timed(() => readout.ask(question ?? article.title, { article: article.id }));
    const json = answerJson(result, limit, readout, false);
    const isForm = intent !== null && intent.kind !== 'ask' && intent.kind !== 'unclear';
    if (question !== null && (isForm || result.status === 'answered' || result.status === 'maybe')) {
      const context = { ...basis, conversation: null, article: article.id };
      const draft = isForm ? respond(intent, question, context).draft : briefDraft(result, basis);
      return { draft, json: { ...json, card: draft.card, ms } };
    }
    const notice = question === null ? {} : { notice: `I found no answer to “${question}” in it.` };
    const draft = articleBriefDraft({ article, details: { byline, site }, ...notice }, basis);
    if (question !== null) return { draft, json: { ...json, card: draft.card, ms } };
    const facts = keyFacts(readout.factsOf(article.id), limit).map(
      ({ id, claim, quote, speaker, stance }) => ({
        id,
        score: 1,
        claim,
        quote,
        speaker,
        stance,
        article: article.id,
      }),
    );
    const brief = { question: '', status: 'answered', confidence: 1, facts, conflicts: [] };
    return { draft, json: { ...brief, card: draft.card, ms } };
  } finally {
    await close();
  }
}
