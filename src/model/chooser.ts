import type { ChooseCandidates } from '../answer/advised.ts';
import type { Config } from '../config.ts';
import { atMostEvery } from '../domain/at-most-every.ts';
import { type ModelFailure, modelSettings } from './model-endpoint.ts';

/** How often a failing model is told of, in milliseconds. */
const TOLD_EVERY_MS = 60_000;

/** The model that the settings name, loaded only then; undefined without one. */
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
