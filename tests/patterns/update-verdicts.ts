import { builtAtLoad, collectPatterns, keyOf } from './collect.ts';
import { BUILT_AT_CALL } from './samples.ts';
import { findMissing, knownVerdicts, saveVerdicts } from './verdicts.ts';

/** Updates verdicts.json: `npm run check:patterns [SECONDS]`. Each pattern takes at most SECONDS (30 by default). */
const seconds = Number(process.argv[2] ?? 30);
const { literals, built } = collectPatterns();
const loaded = builtAtLoad([...new Set(built.filter(({ isAtCall }) => !isAtCall).map(({ file }) => file))]);
const patterns = [...literals, ...loaded, ...BUILT_AT_CALL];
const known = knownVerdicts();
const before = known.size;
const used = new Set(patterns.map(keyOf));
const AT_ONCE = 20;
// Saved regularly, because a run takes minutes and may be interrupted.
for (let from = 0; from < patterns.length; from += AT_ONCE) {
  await findMissing(patterns.slice(from, from + AT_ONCE), known, seconds * 1000);
  saveVerdicts(new Map([...known].filter(([key]) => used.has(key))));
}
const counts = Map.groupBy(known.values(), (verdict) => verdict);
console.log(
  `${known.size - before} found; ${[...counts].map(([verdict, all]) => `${all.length} ${verdict}`).join(', ')}`,
);
process.exit(0);
