import type { Article } from '../domain/article.ts';
import type { Conversation } from '../domain/chat-state.ts';
import type { Fact } from '../domain/fact.ts';
import { readForeignQuestion } from '../language/foreign-question.ts';
import type { Answer } from './answer.ts';
import { articleInView, newestArticles } from './briefs/articles.ts';
import { comparison, disputesIn } from './briefs/compare.ts';
import { groupedDraft } from './briefs/grouped-card.ts';
import { acrossSources, newsSince } from './briefs/news.ts';
import { numbersIn, timelineOf } from './briefs/numbers.ts';
import { isLastCard, repliesTo } from './briefs/replies.ts';
import { quotesFrom, saidBy, statementsByRole, statementsOf } from './briefs/statements.ts';
import { summaryOf } from './briefs/summary.ts';
import { whoIs } from './briefs/who-is.ts';
import { articleAction } from './cards/article-heading.ts';
import { briefDraft, factsAgainDraft, moreDraft } from './cards/brief-card.ts';
import { type CardBasis, wordsOf } from './cards/card-basis.ts';
import type { Draft } from './cards/card-draft.ts';
import { bareTitle } from './cards/card-title.ts';
import { noticeDraft } from './cards/notice-card.ts';
import { sourceDraft } from './cards/passage-card.ts';
import {
  aboutSelfDraft,
  blamedDraft,
  clockDraft,
  dateDraft,
  emptyDraft,
  greetingDraft,
  nothingBeforeDraft,
  type PassedOn,
  shareHintDraft,
  speakersDraft,
  thanksDraft,
} from './cards/small-talk-card.ts';
import { whyDraft } from './cards/why-card.ts';
import { conversationAfter, isPlural, type Reading, referentsOf, resolveAsk } from './follow-up.ts';
import { foreignDraft } from './foreign-answer.ts';
import type { AboutCard, Ask, Brief, Intent } from './intent/intent.ts';
import { personCalled } from './people.ts';

/** What is needed to answer a message. */
export interface RespondContext extends CardBasis {
  readonly conversation: Conversation | null;
  /** Restricts the answer to one article. */
  readonly article?: string | undefined;
  /** The asker's IANA time zone, if known. */
  readonly zone?: string | undefined;
  /** How a card is passed on where there is no channel. */
  readonly passedOn?: PassedOn | undefined;
}

/** The response to a message. A chat may react to courtesies instead of posting a card. */
export type Response =
  /** An answer for everybody in the place. */
  | { readonly kind: 'answer'; readonly draft: Draft }
  /** An answer for the asker only. */
  | { readonly kind: 'aside'; readonly draft: Draft; readonly reaction?: 'thanks' }
  /** No answer is needed. The draft is for surfaces that must show something. */
  | { readonly kind: 'nothing'; readonly draft: Draft };

const answer = (draft: Draft): Response => ({ kind: 'answer', draft });
const aside = (draft: Draft): Response => ({ kind: 'aside', draft });

const LOOKED_AT = 200;
/** The most statements of a person that a follow-up shows. */
const MAX_STATEMENTS = 3;
/** The most articles offered below the summary of a topic. */
const OFFERED = 2;

/** Returns the facts for a brief: on a subject, of the article in view, or of all articles. */
function factsFor(about: string | null, inView: Article | null, { readout }: CardBasis): readonly Fact[] {
  if (about !== null) {
    const found = readout.ask(`what about ${about}`, { limit: LOOKED_AT });
    return found.status === 'answered' ? found.facts.slice(0, found.relevant).map(({ fact }) => fact) : [];
  }
  if (inView) return readout.factsOf(inView.id);
  return newestArticles(readout)
    .slice(0, 20)
    .flatMap(({ id }) => readout.factsOf(id));
}

function quotes(
  brief: Brief & { kind: 'quotes' },
  title: string,
  inView: Article | null,
  basis: CardBasis,
): Draft | null {
  const { readout } = basis;
  const { answers } = wordsOf(basis);
  const { speaker, about, lines } = brief;
  if (speaker === null)
    return (
      quotesFrom(factsFor(about, inView, basis), lines, title, basis) ??
      noticeDraft(basis, answers.noQuotes(about))
    );
  const person = personCalled(speaker, readout);
  if (!person) return null;
  const on = about === null ? null : new Set(factsFor(about, null, basis).map(({ id }) => id));
  const facts = saidBy(person).filter(({ id }) => on === null || on.has(id));
  return (
    quotesFrom(facts, lines, title, basis) ??
    (on === null ? statementsOf(speaker, title, basis) : null) ??
    noticeDraft(basis, answers.noQuotesBy(person.name, about))
  );
}

/** Builds a brief in the requested form. Returns null if its subject is unknown; the message is then a question. */
function makeBrief(brief: Brief, title: string, context: RespondContext): Draft | null {
  const { readout, conversation } = context;
  const pinned = context.article === undefined ? null : (readout.article(context.article) ?? null);
  const inView = pinned ?? articleInView(conversation, readout);
  const { answers } = wordsOf(context);
  switch (brief.kind) {
    case 'summary':
      return summaryOf(brief, inView, context) ?? topicSummary(brief, title, context);
    case 'quotes':
      return quotes(brief, title, inView, context);
    case 'numbers':
      return (
        numbersIn(factsFor(brief.about, inView, context), title, context) ??
        noticeDraft(context, answers.noNumbers(brief.about))
      );
    case 'timeline':
      return (
        timelineOf(factsFor(brief.about, inView, context), title, context) ??
        noticeDraft(context, answers.noDates(brief.about))
      );
    case 'disputes':
      return (
        disputesIn(factsFor(brief.about, pinned, context), title, context) ??
        noticeDraft(context, answers.noContradictions(brief.about))
      );
    case 'compare':
      return comparison(brief.left, brief.right, brief.about, title, context);
    case 'news':
      return brief.about === null ? newsSince(brief.since, title, context) : null;
    case 'across':
      return acrossSources(brief.about, title, context);
    case 'who is':
      return whoIs(brief.name, context);
    case 'statements':
      return statementsOf(brief.speaker, title, context) ?? statementsByRole(brief.speaker, title, context);
  }
}

/** Summarises a topic in a number of lines. Returns null if it is not found. */
function topicSummary(
  { about, lines }: Brief & { kind: 'summary' },
  title: string,
  context: RespondContext,
): Draft | null {
  const { readout } = context;
  if (about === null) return null;
  const found = readout.ask(`what about ${about}`);
  if (found.status !== 'answered') return null;
  const enough = lines === null ? found.enough : Math.min(lines, found.relevant);
  const draft = briefDraft({ ...found, question: title, enough }, context);
  const articles = [...new Set(draft.about.shown.flatMap((id) => readout.fact(id)?.article ?? []))];
  const offered = articles.slice(0, OFFERED).flatMap((id) => readout.article(id) ?? []);
  const actions = [...draft.card.actions, ...offered.map(articleAction)];
  return { ...draft, card: { ...draft.card, actions } };
}

/** Whether an answer matches every word of the question. */
const isFull = (found: Answer): boolean =>
  (found.status === 'answered' || found.status === 'maybe') && found.facts[0]!.hit.missing.length === 0;

/** Lists a person's statements that match every word of a carried-over question. Returns null if there are none. */
function statedDraft(found: Answer, { said }: Reading, title: string, context: RespondContext): Draft | null {
  const own = found.facts.filter(
    ({ fact, hit }) => fact.speaker === said?.speaker && hit.missing.length === 0,
  );
  if (!said || own.length === 0) return null;
  const facts = own.slice(0, MAX_STATEMENTS).map(({ fact }) => fact);
  return groupedDraft(
    { title, question: found.question, about: [said.speaker], groups: [{ facts }], isOneSided: true },
    context,
  );
}

/** Answers what somebody says to the last card: "what did Brandt say to that?". Returns null for any other question. */
function replies({ said }: Ask, message: string, context: RespondContext): Draft | null {
  const { readout, conversation } = context;
  if (!said || !conversation || !isLastCard(said.about)) return null;
  const shown = conversation.shown.flatMap((id) => readout.fact(id) ?? []);
  return repliesTo(shown, said.speaker, bareTitle(message), context);
}

function ask(intent: Ask, message: string, context: RespondContext): Response {
  const { readout, conversation, article } = context;
  const replied = replies(intent, message, context);
  if (replied) return answer(withCarry(replied, context));
  const { readings, anew } = resolveAsk(intent, conversation, readout, wordsOf(context));
  const last = readings.at(-1)!;
  // The question has only a pronoun: it asks for the words of that person.
  if (intent.isEmpty) {
    const isOne = conversation !== null && last.carried !== null && !isPlural(intent.question);
    const [who] = isOne ? referentsOf(intent.question, conversation) : [];
    const statements = who ? statementsOf(who, bareTitle(message), context) : null;
    return statements
      ? answer(withCarriedOver(statements, last, null, intent.question, context))
      : aside(emptyDraft(context));
  }
  const options = article ? { article } : {};
  for (const reading of readings) {
    const found = readout.ask(reading.question, options);
    const isLast = reading === last;
    const stated = isLast ? null : statedDraft(found, reading, bareTitle(intent.question), context);
    if (!isLast && !stated && (reading.said !== null || !isFull(found))) continue;
    if (found.terms.length === 0) break;
    const isSame = reading.question === intent.question;
    const own =
      intent.carries === 'and' ? intent.question.replace(/(?<![?!.\s])[?!.\s]+$/u, '') : intent.question;
    const draft = stated ?? briefDraft(found, context);
    return answer(
      withCarriedOver(
        draft,
        reading,
        reading === last ? null : anew,
        isSame && intent.carries !== 'and' ? null : own,
        context,
      ),
    );
  }
  return aside(emptyDraft(context));
}

/** Sets the person's words as the card's title, says what was carried over, and stores what follow-ups refer to. */
function withCarriedOver(
  draft: Draft,
  reading: Reading,
  anew: string | null,
  heading: string | null,
  context: RespondContext,
): Draft {
  const notice = [reading.carried, draft.card.notice]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ');
  const questions = [...draft.about.questions, ...(anew === null ? [] : [anew])];
  const all = anew === null ? [] : [allOf(anew, questions.length - 1, context)];
  return {
    card: {
      ...draft.card,
      ...(heading === null ? {} : { title: bareTitle(heading) }),
      ...(notice ? { notice } : {}),
      actions: [...draft.card.actions.slice(0, 1), ...all, ...draft.card.actions.slice(1)],
    },
    about: { ...draft.about, questions },
    ...(draft.conversation
      ? { conversation: conversationAfter(draft.conversation, reading, context.readout) }
      : {}),
  };
}

const allOf = (question: string, index: number, basis: CardBasis) =>
  ({
    verb: 'ask',
    label: wordsOf(basis).answers.allOn(bareTitle(question)).slice(0, 34),
    arg: String(index),
  }) as const;

/** Shows the first line of the last card. */
function shorter(conversation: Conversation, context: RespondContext): Draft {
  const [first, ...others] = conversation.shown;
  const rest = [...others, ...conversation.facts.filter((id) => !conversation.shown.includes(id))];
  const plain =
    [first, ...others].find((id) => id && !context.readout.fact(id)?.conflictsWith?.length) ?? first;
  return factsAgainDraft(
    { ...conversation, shown: [] },
    plain ? [plain] : [],
    rest.filter((id) => id !== plain),
    context,
  );
}

function aboutCard(intent: AboutCard, context: RespondContext): Response {
  const { conversation } = context;
  if (intent.kind === 'share') return aside(shareHintDraft(context, context.passedOn));
  if (!conversation || conversation.shown.length === 0) return aside(nothingBeforeDraft(context));
  const { shown, question } = conversation;
  switch (intent.kind) {
    case 'more':
      return answer(moreDraft(conversation, context));
    case 'who said':
      return answer(speakersDraft(shown, question || null, context));
    case 'source':
    case 'sure':
      return answer(sourceDraft(shown, question || null, context));
    case 'date':
      return answer(dateDraft(shown, context));
    case 'why': {
      const asked = context.readout.ask(question);
      return answer(whyDraft(asked, shown, context));
    }
    case 'shorter':
      return answer(shorter(conversation, context));
    case 'again': {
      const rest = conversation.facts.filter((id) => !shown.includes(id));
      return answer(factsAgainDraft({ ...conversation, shown: [] }, shown, rest, context));
    }
  }
}

function smallTalk(intent: Intent & { kind: 'talk' | 'bot' }, context: RespondContext): Response {
  if (intent.kind === 'bot')
    return aside(intent.about === 'clock' ? clockDraft(context, context.zone) : aboutSelfDraft(context));
  switch (intent.talk) {
    case 'greeting':
      return aside(greetingDraft(context));
    case 'thanks':
      return { kind: 'aside', draft: thanksDraft(context), reaction: 'thanks' };
    case 'blame':
      return aside(blamedDraft(context));
    default:
      return { kind: 'nothing', draft: thanksDraft(context) };
  }
}

/** Builds the question for news on a subject: the newest facts first. */
const newsQuestion = (about: string): string => `what's new about ${about}`;

/** Returns the question that replaces a brief that cannot be built: its subject. Returns null to use the message. */
function plainQuestion(brief: Brief): string | null {
  if (brief.kind === 'news') return brief.about === null ? null : newsQuestion(brief.about);
  return brief.kind === 'across' ? brief.about : null;
}

/** Answers a message. Commands, links and pasted texts are handled by callers that can; here they are questions. */
export function respond(intent: Intent, message: string, context: RespondContext): Response {
  const foreign = intent.kind === 'ask' || intent.kind === 'unclear' ? readForeignQuestion(message) : null;
  if (foreign) return answer(withCarry(foreignDraft(foreign, message, context), context));
  switch (intent.kind) {
    case 'ask':
      return ask(intent, message, context);
    case 'talk':
    case 'bot':
      return smallTalk(intent, context);
    case 'unclear':
      return aside(emptyDraft(context));
    case 'more':
    case 'who said':
    case 'source':
    case 'sure':
    case 'date':
    case 'why':
    case 'shorter':
    case 'again':
    case 'share':
      return aboutCard(intent, context);
    case 'command':
    case 'link':
    case 'pasted text':
      return ask(
        { kind: 'ask', question: message, carries: null, said: null, isEmpty: false },
        message,
        context,
      );
    default: {
      const draft = makeBrief(intent, bareTitle(message), context);
      if (draft) return answer(withCarry(draft, context));
      const question = plainQuestion(intent) ?? message;
      return ask({ kind: 'ask', question, carries: null, said: null, isEmpty: false }, message, context);
    }
  }
}

/** Stores the people named in a brief's lines, for follow-ups. */
function withCarry(draft: Draft, { readout }: RespondContext): Draft {
  if (!draft.conversation) return draft;
  const { about } = draft.conversation;
  const on = conversationAfter(
    draft.conversation,
    { question: draft.conversation.question, said: null },
    readout,
  );
  return { ...draft, conversation: { ...on, about: about.length > 0 ? about : on.about } };
}
