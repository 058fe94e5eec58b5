import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ChooseCandidates } from '../answer/advised.ts';
import { workspaceOf } from '../domain/tenant.ts';
import { askModel, type ModelFailure, type ModelSettings } from './model-endpoint.ts';
import { choiceIn, requestBody } from './model-messages.ts';

export interface ModelAdvisorOptions {
  readonly settings: ModelSettings;
  /** Questions that one workspace or server may put to the model on one day (UTC), in this process. */
  readonly budget: number;
  readonly now: () => Date;
  /** Called with the reason when there is no advice. It contains no text of the question. */
  readonly onFailure?: (failure: ModelFailure) => void;
  /** Overrides the time limit for a reply, in milliseconds; for tests. */
  readonly withinMs?: number;
}

/** The number of cached choices and their lifetime (ms). The same question over the same lines has the same answer. */
const [MOST_CHOICES, CHOICE_AGE_MS] = [5_000, 24 * 3600 * 1000];
const MOST_TENANTS = 100_000;
/** After this many consecutive failures the model is not asked for a while (ms), so that nobody waits for it. */
const [FAILURES_IN_A_ROW, PAUSE_MS] = [5, 60_000];
/** The most concurrent requests. Further questions get no advice. */
const MOST_AT_ONCE = 16;

/** Creates an adviser that asks a model to choose among candidates. Any failure means no advice. */
export function modelAdvisor(options: ModelAdvisorOptions): ChooseCandidates {
  const { settings, budget, now, onFailure, withinMs } = options;
  const choices = new LRUCache<string, readonly number[]>({ max: MOST_CHOICES, ttl: CHOICE_AGE_MS });
  const spent = new LRUCache<string, number>({ max: MOST_TENANTS });
  let failures = 0;
  let pausedUntil = 0;
  let running = 0;

  /** Takes one question of a tenant's day; false if none is left. */
  const spend = (tenant: string): boolean => {
    const key = `${now().toISOString().slice(0, 10)} ${tenant}`;
    const used = spent.get(key) ?? 0;
    if (used >= budget) return false;
    spent.set(key, used + 1);
    return true;
  };

  const note = (failure: ModelFailure | null): void => {
    failures = failure === null ? 0 : failures + 1;
    if (failures >= FAILURES_IN_A_ROW) {
      pausedUntil = now().getTime() + PAUSE_MS;
      failures = 0;
    }
    if (failure !== null) onFailure?.(failure);
  };

  return async (question, candidates, tenant) => {
    const owner = workspaceOf(tenant) ?? '';
    const lines = candidates.map(({ fact }) => ({ speaker: fact.speaker, text: fact.quote }));
    const body = requestBody(settings.model, question, lines);
    // The key includes the tenant, so that another tenant cannot learn from a fast answer what was asked.
    const key = createHash('sha256')
      .update(JSON.stringify([owner, body]))
      .digest('base64url');
    const known = choices.get(key);
    if (known) return known;
    if (running >= MOST_AT_ONCE || now().getTime() < pausedUntil || !spend(owner)) return null;
    running++;
    try {
      const answered = await askModel(settings, body, withinMs);
      note('failure' in answered ? answered.failure : null);
      if ('failure' in answered) return null;
      const choice = choiceIn(answered.reply, candidates.length);
      choices.set(key, choice);
      return choice;
    } finally {
      running--;
    }
  };
}
