import type { ChooseCandidates } from '../answer/advised.ts';
import type { Config } from '../config.ts';
import { atMostEvery } from '../domain/at-most-every.ts';
import { type ModelFailure, modelSettings } from './model-endpoint.ts';

/** The shortest interval between two log lines about a failing model, in milliseconds. */
const TOLD_EVERY_MS = 60_000;

/** Loads the configured model. Returns undefined if none is set. */
export async function chooserFor(
  config: Parameters<typeof modelSettings>[0] & Pick<Config, 'READOUT_MODEL_BUDGET'>,
  onFailure: (failure: ModelFailure) => void,
): Promise<ChooseCandidates | undefined> {
  const settings = modelSettings(config);
  if (!settings) return undefined;
  const { modelAdvisor } = await import('./model-advisor.ts');
  return modelAdvisor({
    ...{ settings, budget: config.READOUT_MODEL_BUDGET, now: () => new Date() },
    onFailure: atMostEvery(TOLD_EVERY_MS, onFailure),
  });
}
