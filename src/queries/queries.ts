import type { z } from 'zod';
import { advised, type ChooseCandidates } from '../answer/advised.ts';
import type { Answer, FoundFact } from '../answer/answer.ts';
import { newestArticles, timeOf } from '../answer/briefs/articles.ts';
import { articleBriefDraft, keyFacts } from '../answer/cards/article-brief.ts';
import { briefDraft } from '../answer/cards/brief-card.ts';
import type { Draft } from '../answer/cards/card-draft.ts';
import { sourceDraft } from '../answer/cards/passage-card.ts';
import { readIntent } from '../answer/intent/read-intent.ts';
import type { Readout } from '../answer/query-core.ts';
import { respond } from '../answer/respond.ts';
import { MAX_TYPED_LENGTH, singleSpaced } from '../chat/typed-length.ts';
import type { Card } from '../domain/card.ts';
import type { TenantId } from '../domain/tenant.ts';
import { WEEK } from '../domain/time.ts';
import { done, failed, type Outcome } from '../ingest/ingest-outcome.ts';
import type { ListedSource } from '../ingest/ports.ts';
import type { RequestedArticles } from '../ingest/requested/requested-articles.ts';
import { fold } from '../language/tokenizer.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { type Caller, type LibraryAccess, ownTenant } from './caller.ts';
import { createDigestQueries, type DigestQueries, type DigestQueryDeps } from './digest-queries.ts';
import { articleRef, asFound, disputes, factLine, withConflicts } from './fact-lines.ts';
import type {
  Arguments,
  AskResult,
  BriefResult,
  ConflictList,
  FactPage,
  FactSource,
  NewsResult,
  SourceList,
  TopicList,
} from './schemas.ts';

type Given<Name extends keyof typeof Arguments> = z.output<(typeof Arguments)[Name]>;
type Query<Name extends keyof typeof Arguments, Result> = (
  caller: Caller,
  given: Given<Name>,
) => Promise<Outcome<Result>>;

/** The queries that programs can run on a caller's library. All text in results comes from that library. */
export interface Queries extends DigestQueries {
  /** Error codes: `question_empty`, `article_unknown`. */
  readonly ask: Query<'ask', z.infer<typeof AskResult>>;
  /** Error codes: those of reading a link, `links_off`, `topic_unknown`. */
  readonly brief: Query<'brief', z.infer<typeof BriefResult>>;
  readonly topics: Query<'topics', z.infer<typeof TopicList>>;
  readonly sources: Query<'sources', z.infer<typeof SourceList>>;
  readonly newsSince: Query<'newsSince', z.infer<typeof NewsResult>>;
  /** Error codes: `fact_unknown`. */
  readonly sourceOfFact: Query<'sourceOfFact', z.infer<typeof FactSource>>;
  readonly conflicts: Query<'conflicts', z.infer<typeof ConflictList>>;
  readonly facts: Query<'facts', z.infer<typeof FactPage>>;
}

export interface QueryDeps {
  readonly libraries: LibraryAccess;
  /** Reads links; absent if reading is switched off. */
  readonly requested?: RequestedArticles;
  /** Lists the sources that a tenant follows. */
  readonly followed?: (tenant: TenantId) => Promise<readonly ListedSource[]>;
  /** Asks a language model to choose among found lines; absent unless one is configured. */
  readonly choose?: ChooseCandidates | undefined;
  /** Absent without a store. */
  readonly digests?: DigestQueryDeps;
  readonly now: () => Date;
}

/** The number of facts retrieved, so that those left out can be counted. */
const LOOKED_AT = 25;
/** The facts of an article on a brief, and of each article in the news. */
const [OF_ARTICLE, OF_NEWS] = [8, 3];
/** The most facts on a topic that are searched for contradictions. */
const ON_TOPIC = 200;

const textOf = (card: Card): string => renderMarkdown({ ...card, actions: [] });

/** Replaces white space and control characters by single spaces. */
const plain = (text: string): string => singleSpaced(text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')).trim();

const knownFacts = (ids: readonly string[], readout: Readout): FoundFact[] =>
  ids.flatMap((id) => readout.fact(id) ?? []).map(asFound);

function answerResult(
  answer: Answer,
  card: Card,
  limit: number,
  readout: Readout,
): z.infer<typeof AskResult> {
  const isAnswer = answer.status === 'answered' || answer.status === 'maybe';
  const best = answer.facts.slice(0, isAnswer ? Math.min(limit, Math.max(1, answer.relevant)) : limit);
  const { facts, conflicts } = withConflicts(best, readout);
  return {
    question: answer.question,
    status: answer.status,
    confidence: answer.confidence,
    ...(isAnswer ? { facts, nearest: [], conflicts } : { facts: [], nearest: facts, conflicts: [] }),
    readings: answer.status === 'ambiguous' ? [...answer.readings] : [],
    text: textOf(card),
  };
}

/** Converts a card that needed no search ("summary", "what's new?") to an answer. Its lines are the answer. */
function briefAnswer(question: string, { card, about }: Draft, readout: Readout): z.infer<typeof AskResult> {
  const { facts, conflicts } = withConflicts(knownFacts(about.shown, readout), readout);
  return {
    question,
    status: facts.length > 0 ? 'answered' : 'abstained',
    confidence: null,
    facts,
    nearest: [],
    conflicts,
    readings: [],
    text: textOf(card),
  };
}

/** Whether text is an http(s) address. Other text is a topic. */
const isLink = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);

export function createQueries({ libraries, requested, followed, digests, choose, now }: QueryDeps): Queries {
  const basisOf = (readout: Readout, { tenant }: Caller) => ({ readout, tenant, now: now(), id: 'query' });

  const briefOfLink = async (url: string, caller: Caller): Promise<Outcome<z.infer<typeof BriefResult>>> => {
    if (!requested) return failed('links_off', 'Links are not read here. Ask about a topic.');
    const read = await requested.link(url, { tenant: ownTenant(caller), person: caller.person });
    if (!read.ok) return read;
    const { reading, byline, site } = read.value;
    await libraries.put(reading, caller);
    const readout = await libraries.open(caller);
    const { article } = reading;
    const all = readout.factsOf(article.id);
    const { facts, conflicts } = withConflicts(keyFacts(all, OF_ARTICLE).map(asFound), readout);
    const { card } = articleBriefDraft({ article, details: { byline, site } }, basisOf(readout, caller));
    return done({
      title: article.title,
      article: articleRef(article),
      facts,
      conflicts,
      more: Math.max(0, all.length - facts.length),
      text: textOf(card),
    });
  };

  const briefOfTopic = async (
    about: string,
    caller: Caller,
  ): Promise<Outcome<z.infer<typeof BriefResult>>> => {
    const readout = await libraries.open(caller);
    const basis = { ...basisOf(readout, caller), conversation: null };
    const { draft } = respond({ kind: 'summary', about, lines: OF_ARTICLE }, about, basis);
    const { card, about: made } = draft;
    const { facts, conflicts } = withConflicts(knownFacts(made.shown, readout), readout);
    if (facts.length === 0 || card.kind === 'abstained' || card.kind === 'nearest')
      return failed('topic_unknown', `The articles say nothing on “${about.slice(0, 80)}”.`);
    const text = textOf(card);
    return done({
      title: card.title,
      article: null,
      facts,
      conflicts,
      more: Math.max(0, made.facts.length - facts.length),
      text,
    });
  };

  return {
    ...createDigestQueries(digests, libraries, now),
    async ask(caller, { question: typed, article, limit }) {
      const question = plain(typed);
      if (question.replace(/[\p{C}\p{Z}\p{P}]/gu, '') === '')
        return failed('question_empty', 'Ask about something, for example: what about INF?');
      const readout = await libraries.open(caller);
      if (article !== undefined && !readout.article(article))
        return failed('article_unknown', `There is no article “${article.slice(0, 80)}”.`);
      const basis = basisOf(readout, caller);
      const intent = readIntent(question, { commands: false });
      if (intent.kind !== 'ask') {
        const { draft } = respond(intent, question, { ...basis, conversation: null, article });
        return done(briefAnswer(question, draft, readout));
      }
      const options = { limit: Math.max(LOOKED_AT, limit), ...(article === undefined ? {} : { article }) };
      const answer = await advised(choose, { readout, tenant: caller.tenant }, (view) =>
        view.ask(question, options),
      );
      return done(answerResult(answer, briefDraft(answer, basis).card, limit, readout));
    },
    async brief(caller, { about }) {
      if (isLink(about)) return briefOfLink(about, caller);
      // A link may be longer than anything that is searched for.
      return briefOfTopic(plain(about).slice(0, MAX_TYPED_LENGTH), caller);
    },
    async topics(caller, { prefix, limit }) {
      const begins = fold(prefix ?? '');
      const all = (await libraries.open(caller))
        .topics()
        .filter(({ topic }) => [topic.label, ...topic.aliases].some((one) => fold(one).startsWith(begins)));
      const topics = all.slice(0, limit).map(({ topic: { id, label, aliases }, count }) => ({
        id,
        label,
        aliases: [...aliases],
        facts: count,
      }));
      return done({ topics, total: all.length });
    },
    async sources(caller, { limit }) {
      const readout = await libraries.open(caller);
      const listed = (await followed?.(caller.tenant)) ?? [];
      const articles = newestArticles(readout);
      return done({
        followed: listed.map(({ url, kind, title, state }) => ({
          url,
          kind,
          title,
          state: stateOf(state),
          lastRead: state.lastReadAt,
        })),
        articles: articles.slice(0, limit).map((article) => ({
          ...articleRef(article),
          facts: readout.factsOf(article.id).length,
        })),
        total: articles.length,
      });
    },
    async newsSince(caller, { since, limit }) {
      const readout = await libraries.open(caller);
      const from = since ?? new Date(now().getTime() - WEEK).toISOString();
      const fresh = newestArticles(readout).filter(
        (article) => Math.max(timeOf(article), Date.parse(article.retrieved ?? '') || 0) >= Date.parse(from),
      );
      const articles = fresh.slice(0, limit).map((article) => ({
        article: articleRef(article),
        facts: keyFacts(readout.factsOf(article.id), OF_NEWS).map((fact) => factLine(fact, readout)),
      }));
      return done({ since: from, articles, more: fresh.length - articles.length });
    },
    async sourceOfFact(caller, { fact: id }) {
      const readout = await libraries.open(caller);
      const fact = readout.fact(id);
      const [passage] = fact ? (sourceDraft([id], null, basisOf(readout, caller)).card.passages ?? []) : [];
      if (!fact || !passage) return failed('fact_unknown', `There is no fact “${id.slice(0, 80)}”.`);
      const { before, quote, after, where } = passage;
      return done({
        fact: factLine(fact, readout),
        passage: { before, quote, after, where },
        withdrawn: fact.withdrawn === true,
      });
    },
    async conflicts(caller, { topic, limit }) {
      const readout = await libraries.open(caller);
      const found =
        topic === undefined ? null : readout.ask(`what about ${plain(topic)}`, { limit: ON_TOPIC });
      const onTopic =
        found && (found.status === 'answered' || found.status === 'maybe')
          ? found.facts.slice(0, found.relevant)
          : [];
      const facts = topic === undefined ? readout.facts().map(asFound) : onTopic;
      const opposed = facts.filter(({ fact }) => fact.conflictsWith?.length);
      return done(disputes(opposed, limit, readout));
    },
    async facts(caller, { article, topic, after, limit }) {
      const readout = await libraries.open(caller);
      const all = article === undefined ? readout.facts() : readout.factsOf(article);
      const wanted = all.filter(({ topics }) => topic === undefined || topics.includes(topic));
      const from = after === undefined ? 0 : wanted.findIndex(({ id }) => id === after) + 1;
      if (after !== undefined && from === 0)
        return failed('page_unknown', 'The page before this one is not there any more. Begin again.');
      const page = wanted.slice(from, from + limit);
      const isLast = from + limit >= wanted.length;
      return done({
        facts: page.map((fact) => factLine(fact, readout)),
        next: isLast ? null : page.at(-1)!.id,
      });
    },
  };
}

const stateOf = ({ pausedAt, failures, lastReadAt }: ListedSource['state']) =>
  pausedAt ? 'paused' : failures > 0 ? 'failing' : lastReadAt ? 'well' : 'unread';
