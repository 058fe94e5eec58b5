import { questionFault } from '../../commands/brief.ts';
import { advised, type ChooseCandidates } from '../answer/advised.ts';
import type { Answer } from '../answer/answer.ts';
import { briefDraft } from '../answer/cards/brief-card.ts';
import { whyDraft, withUnknownWords } from '../answer/cards/why-card.ts';
import { readIntent } from '../answer/intent/read-intent.ts';
import type { Readout } from '../answer/query-core.ts';
import { respond } from '../answer/respond.ts';
import { LOCAL } from '../domain/tenant.ts';
import { readForeignQuestion } from '../language/foreign-question.ts';
import { renderText } from '../render/text.ts';
import { answerJson, timed } from './answer-json.ts';
import { readArguments, wholeNumber } from './arguments.ts';
import { askBatch } from './ask-batch.ts';
import { askDocument, documentAsked } from './ask-document.ts';
import { openReadout } from './library.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const DEFAULT_FACTS = 3;
const MOST_FACTS = 100;
/** The number of facts retrieved for a card, so that it can count those behind "more". */
const LOOKED_AT = 25;

const HELP = `readout ask [QUESTION…]

Answers from the library, offline. A link or a file is read first, and not stored. For example:
  readout ask what about INF?
  readout ask --json "was Venezuela discussed?"
  readout ask https://example.org/news/1
  readout ask report.pdf what does it say about sanctions?

  --article ID   ask one article only
  --limit N      facts at the most (${DEFAULT_FACTS})
  --facts FILE   a JSON Lines file of facts instead of the library:
                 {"id","claim","article"} and optionally quote, title, paragraph, speaker, topics, entities;
                 the index of a large file is cached in ~/.cache/readout (READOUT_INDEX=off: none)
  --why          show which words of the question matched and which did not
  --batch FILE   answer the questions in FILE (- for standard input), each {"id","question"} on a line
  --json         print only JSON
  -h, --help     this text

Exit code: 0 answered (also with "the article doesn't say"), 1 failed, 2 wrong usage.
`;

const OPTIONS = {
  article: { type: 'string' },
  limit: { type: 'string' },
  facts: { type: 'string' },
  batch: { type: 'string' },
  why: { type: 'boolean' },
} as const;

/** Returns the width and colour support of the output. */
export function terminalOf({ stdout, env }: Io): { readonly width: number; readonly colour: boolean } {
  const colour = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return { width: Math.min((stdout.isTTY && stdout.columns) || 80, 100), colour };
}

/** Joins and checks the question's words. Throws a UsageError if there are none. */
export function questionFrom(words: readonly string[]): string {
  const question = words
    .join(' ')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const fault = questionFault(question);
  if (fault) throw new UsageError(fault);
  return question;
}

function shownAs(answer: Answer, limit: number | undefined): Answer {
  if ((answer.status !== 'answered' && answer.status !== 'maybe') || limit === undefined) return answer;
  return { ...answer, enough: Math.min(answer.relevant, limit), conflicts: answer.conflicts };
}

/** Returns the configured model, which is loaded only if one is set. */
async function chooserOf({ env, stderr }: Io): Promise<ChooseCandidates | undefined> {
  if (!env.READOUT_MODEL_URL?.trim()) return undefined;
  const [{ readConfig }, { chooserFor }] = await Promise.all([
    import('../config.ts'),
    import('../model/chooser.ts'),
  ]);
  return chooserFor(readConfig(env), {
    // The operator's own questions have no budget.
    spend: async () => true,
    onFailure: (failure) => void stderr.write(`readout: the model gave no advice (${failure}).\n`),
  });
}

function checkArticle(article: string | undefined, readout: Readout): void {
  if (article === undefined || readout.article(article)) return;
  const known = readout
    .articles()
    .slice(0, 5)
    .map(({ id }) => id);
  throw new UsageError(`There is no article "${article.slice(0, 60)}". Loaded: ${known.join(', ')}.`);
}

export const askVerb: Verb = {
  name: 'ask',
  summary: 'ask the library a question',
  help: HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS, 'ask');
    const limit = wholeNumber(values.limit, '--limit', 1, MOST_FACTS);
    const why = values.why === true;
    if (values.batch !== undefined) {
      if (positionals.length > 0) throw new UsageError('Give either --batch FILE or a question, not both.');
      const readout = (await openReadout(values.facts, io.env)).of(LOCAL);
      checkArticle(values.article, readout);
      return askBatch(
        values.batch,
        readout,
        { limit: limit ?? DEFAULT_FACTS, article: values.article, why, choose: await chooserOf(io) },
        io,
      );
    }
    const document = await documentAsked(positionals);
    if (document) {
      const readouts = await openReadout(values.facts, io.env);
      const { draft, json } = await askDocument(document, readouts, limit ?? DEFAULT_FACTS, io);
      const text = values.json ? JSON.stringify(json) : renderText(draft.card, terminalOf(io));
      io.stdout.write(`${text}\n`);
      return 0;
    }
    const question = questionFrom(positionals);
    const readout = (await openReadout(values.facts, io.env)).of(LOCAL);
    checkArticle(values.article, readout);
    const article = values.article === undefined ? {} : { article: values.article };
    const looked = { limit: Math.max(LOOKED_AT, limit ?? 0), ...article };
    const choose = await chooserOf(io);
    const { result, ms } = await advised(choose, { readout, tenant: null }, (view) =>
      timed(() => view.ask(question, looked)),
    );
    const basis = { readout, tenant: null, now: new Date(), id: 'ask' };
    const intent = readIntent(question, { commands: false });
    // A question in another language is answered only by the names in it.
    const isSearched = intent.kind === 'ask' && readForeignQuestion(question) === null;
    const { draft } = isSearched
      ? { draft: briefDraft(shownAs(result, limit), basis) }
      : respond(intent, question, {
          ...basis,
          conversation: null,
          article: values.article,
          passedOn: 'command line',
        });
    // An article's brief comes from no search, so there is nothing to explain.
    const { shown } = draft.about;
    const explained = () =>
      shown.length > 0 ? whyDraft(result, shown, basis).card : withUnknownWords(draft.card, result, basis);
    const card = why && isSearched ? explained() : draft.card;
    if (values.json) {
      const json = { ...answerJson(result, limit ?? DEFAULT_FACTS, readout, why), card: draft.card, ms };
      io.stdout.write(`${JSON.stringify(json)}\n`);
    } else io.stdout.write(`${renderText(card, terminalOf(io))}\n`);
    return 0;
  },
};
