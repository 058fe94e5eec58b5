import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ChooseCandidates } from '../answer/advised.ts';
import { type TenantId, workspaceOf } from '../domain/tenant.ts';
import { DAY } from '../domain/time.ts';
import { askModel, type ModelFailure, type ModelSettings } from './model-endpoint.ts';
import { choiceIn, requestBody } from './model-messages.ts';

export interface ModelAdvisorOptions {
  readonly settings: ModelSettings;
  /** Takes one question from a workspace's or server's budget; null is the shared library. False if none is left. */
  readonly spend: (tenant: TenantId) => Promise<boolean>;
  readonly now: () => Date;
  /** Called with the reason when there is no advice. It contains no text of the question. */
  readonly onFailure?: (failure: ModelFailure) => void;
  /** Overrides the time limit for a reply, in milliseconds; for tests. */
  readonly withinMs?: number;
}

/** The number of cached choices and their lifetime (ms). The same question over the same lines has the same answer. */
const [MAX_CHOICES, CHOICE_TTL_MS] = [5_000, DAY];
/** After this many consecutive failures the model is not asked for a while (ms), so that nobody waits for it. */
const [MAX_FAILURES, PAUSE_MS] = [5, 60_000];
/** The most concurrent requests. Further questions get no advice. */
const MAX_CONCURRENT = 16;

/** Creates an adviser that asks a model to choose among candidates. Any failure means no advice. */
export function modelAdvisor(options: ModelAdvisorOptions): ChooseCandidates {
  const { settings, spend, now, onFailure, withinMs } = options;
  const choices = new LRUCache<string, readonly number[]>({ max: MAX_CHOICES, ttl: CHOICE_TTL_MS });
  let failures = 0;
  let pausedUntil = 0;
  let running = 0;

  const note = (failure: ModelFailure | null): void => {
    failures = failure === null ? 0 : failures + 1;
    if (failures >= MAX_FAILURES) {
      pausedUntil = now().getTime() + PAUSE_MS;
      failures = 0;
    }
    if (failure !== null) onFailure?.(failure);
  };

  return async (question, candidates, tenant) => {
    const owner = workspaceOf(tenant);
    const lines = candidates.map(({ fact }) => ({ speaker: fact.speaker, text: fact.quote }));
    const body = requestBody(settings.model, question, lines);
    // The key includes the tenant, so that another tenant cannot learn from a fast answer what was asked.
    const key = createHash('sha256')
      .update(JSON.stringify([owner, body]))
      .digest('base64url');
    const known = choices.get(key);
    if (known) return known;
    if (running >= MAX_CONCURRENT || now().getTime() < pausedUntil) return null;
    running++;
    try {
      // A budget that cannot be read counts as spent: the answer does not depend on the model.
      if (!(await spend(owner).catch(() => false))) return null;
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
