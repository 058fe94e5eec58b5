import type { ChooseCandidates } from '../answer/advised.ts';
import type { Config } from '../config.ts';
import { atMostEvery } from '../domain/at-most-every.ts';
import type { TenantId } from '../domain/tenant.ts';
import { type ModelFailure, modelSettings } from './model-endpoint.ts';

/** The shortest interval between two log lines about a failing model, in milliseconds. */
const LOG_INTERVAL_MS = 60_000;

interface ChooserParts {
  /** Takes one question from a tenant's budget of the day. Returns false if it is spent. */
  readonly spend: (tenant: TenantId, budget: number) => Promise<boolean>;
  readonly onFailure: (failure: ModelFailure) => void;
}

/** Loads the configured model. Returns undefined if none is set. */
export async function chooserFor(
  config: Parameters<typeof modelSettings>[0] & Pick<Config, 'READOUT_MODEL_BUDGET'>,
  { spend, onFailure }: ChooserParts,
): Promise<ChooseCandidates | undefined> {
  const settings = modelSettings(config);
  if (!settings) return undefined;
  const { modelAdvisor } = await import('./model-advisor.ts');
  return modelAdvisor({
    settings,
    spend: (tenant) => spend(tenant, config.READOUT_MODEL_BUDGET),
    now: () => new Date(),
    onFailure: atMostEvery(LOG_INTERVAL_MS, onFailure),
  });
}
