import { noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Card } from '../../domain/card.ts';
import { readFault } from '../../domain/fault.ts';
import type { Words } from '../../domain/words/en.ts';
import { localeOf, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import type { ListedSource } from '../ports.ts';
import { hostOf, readingTrouble } from '../reading-trouble.ts';
import { failureInChat } from './failure-in-chat.ts';
import { MAX_FAILURES } from './poll-schedule.ts';

/** Builds the card for the person who added a source that is now paused. */
export function pausedCard({ title, url, state, locale }: ListedSource, id: string): Card {
  const words = wordsForLocale(locale);
  const { chat } = words;
  const name = shortened(title ?? url, 120);
  const address = shortened(url, 200);
  const isGone = state.failures < MAX_FAILURES;
  const what = isGone ? chat.sourceGone(address) : chat.sourceFailed(address, state.failures);
  const why = state.lastError ? [chat.lastTime(failureWords(url, state.lastError, words))] : [];
  const lede = [what, ...why, chat.addAgain].join(' ');
  return { ...noticeDraft({ id }, chat.sourcePaused(name), lede).card, ...localeOf(words) };
}

/** Describes a stored failure. Earlier versions stored a sentence. */
function failureWords(url: string, stored: string, words: Words): string {
  const fault = readFault(stored);
  if (fault === null) return shortened(stored, 200);
  const status = Number(fault.with?.status);
  const failure = { code: fault.code, message: '', ...(status > 0 ? { status } : {}) };
  return readingTrouble(hostOf(url), failureInChat(failure), words);
}
