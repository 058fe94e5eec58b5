import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readoutsOnDemand } from '../../../src/answer/query-core.ts';
import { openLibraries } from '../../../src/library/open-libraries.ts';
import { openStore } from '../../../src/storage/open.ts';
import { fillTenants, questionsFor, tenantName } from '../scale/fill-tenants.ts';
import { quantile, resident } from './measure.ts';
import { createRandom, zipf } from './random.ts';

/** The number of questions. A few tenants ask most of them. */
const QUESTIONS = 20_000;
/** The uncounted warm-up questions. */
const WARM_UP = 2_000;
/** The number of libraries whose opening is measured. */
const OPENED = 200;

const quantiles = (times: number[]) => {
  times.sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => quantile(times, share));
};

/** Measures the time of a question (ms) and the memory with a number of tenants of equal size. */
export async function measureTenants(tenants: number, facts: number) {
  const folder = mkdtempSync(join(tmpdir(), 'readout-tenants-'));
  const store = await openStore({ path: join(folder, 'readout.db'), now: () => new Date() });
  const questions = questionsFor(facts, 50);
  const newLibraries = () => openLibraries({ store, demo: [], folder: join(folder, 'index'), budget: 1e12 });
  try {
    await fillTenants(store, tenants, facts);
    const before = resident();
    let libraries = newLibraries();
    const ask = async (tenant: number, count: number): Promise<number> => {
      const name = tenantName(tenant);
      const began = performance.now();
      (await readoutsOnDemand(libraries).open(name)).of(name).ask(questions[count % questions.length]!);
      return performance.now() - began;
    };
    const built: number[] = [];
    for (let tenant = 0; tenant < tenants; tenant++) built.push(await ask(tenant, tenant));
    const random = createRandom(7);
    const warm: number[] = [];
    for (let count = 0; count < WARM_UP + QUESTIONS; count++) {
      const time = await ask(zipf(random, tenants), count);
      if (count >= WARM_UP) warm.push(time);
    }
    const megabytes = (resident() - before) / 1e6;
    const estimated = libraries.state().bytes / 1e6;
    await libraries.stop();
    libraries = newLibraries();
    const cold: number[] = [];
    for (let tenant = 0; tenant < Math.min(tenants, OPENED); tenant++) cold.push(await ask(tenant, tenant));
    await libraries.stop();
    return {
      tenants,
      facts,
      warm: quantiles(warm),
      cold: quantiles(cold),
      built: quantiles(built),
      megabytes,
      estimated,
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
