import { describe, expect, it } from 'vitest';
import { builtAtLoad, collectPatterns, keyOf } from './patterns/collect.ts';
import { BUILT_AT_CALL } from './patterns/samples.ts';
import { findMissing, findVerdict, knownVerdicts } from './patterns/verdicts.ts';

/**
 * Patterns whose time is polynomial in the length, and why that is harmless: their texts are this short. An exponential
 * pattern must not be listed, however short its texts.
 */
const BOUNDED: ReadonlyMap<string, string> = new Map([
  [
    String.raw`/\\([\s\S])|\*\*((?:\\[\s\S]|[^*\\])+)\*\*|\[((?:\\[\s\S]|[^\]\\])+)\]\(<(https?:[^>\s]+)>\)|<@(\d+)>/g`,
    'what Discord would be sent: at most 4,000 characters',
  ],
  [String.raw`/\s+or\s+|\s*[,/|]\s*(?:or\s+)?/i`, 'a question: at most 1,000 characters, with single spaces'],
  [
    String.raw`/(?<!\s)\s+(?:of|from|at|in|for|to|with)\s.*$/i`,
    'a question: at most 1,000 characters, with single spaces',
  ],
  [
    String.raw`/\b(?:what|how|why)(?:['’]?d|\s+(?:did|does|do|has|have|had|is|was|were|are|would|will))\s+([^?]{2,60}?)\s+(?:actually\s+|also\s+|have to\s+|had to\s+|going to\s+)?(?:say|says|said|saying|think|thinks|thought|feel|feels|felt|tell|tells|told|write|writes|wrote|written|tweet|tweets|tweeted|post|posted|call|calls|called|claim|claims|claimed|comment|comments|commented|state|states|stated|announce|announced|note|noted|describe|describes|described|urge|urges|urged|view|assess|react|reacts|reacted|respond|responds|responded|reply|replies|replied|answer|argue|argues|argued|warn|warns|warned|promise|promises|promised|explain|explained|suggest|suggests|suggested|respond|respond to|make of|makes of)\b/i`,
    'a question: at most 1,000 characters, with single spaces',
  ],
  [String.raw`/[.!?:"“]\s*["“(]*$/`, 'the 3 characters before a word'],
  [String.raw`/\s+\S*$/`, 'a line as a card shows it: at most 300 characters'],
]);

const { literals, built } = collectPatterns();
const atLoad = [...new Set(built.filter(({ isAtCall }) => !isAtCall).map(({ file }) => file))];
const loaded = builtAtLoad(atLoad);
const patterns = [...literals, ...loaded, ...BUILT_AT_CALL];

describe('regular expressions', () => {
  it('are all found: every literal, and what is built, as it loads or by an example', () => {
    expect(literals.length).toBeGreaterThan(400);
    for (const file of atLoad) {
      const sites = built.filter((one) => one.file === file && !one.isAtCall).length;
      expect(loaded.filter((one) => one.file === file).length, file).toBeGreaterThanOrEqual(sites);
    }
    const atCall = (of: readonly { readonly file: string }[]) => of.map(({ file }) => file).sort();
    expect(atCall(BUILT_AT_CALL)).toEqual(atCall(built.filter(({ isAtCall }) => isAtCall)));
  });

  it('read whatever text in time that grows with its length', async () => {
    const verdicts = knownVerdicts();
    // Only new patterns are examined here. `npm run check:patterns` stores their verdicts.
    await findMissing(patterns, verdicts, 5_000);
    const dangerous = patterns.flatMap((pattern) => {
      const key = keyOf(pattern);
      const verdict = verdicts.get(key);
      const isBounded = verdict === 'polynomial' && BOUNDED.has(key);
      return verdict === 'safe' || isBounded ? [] : [`${pattern.file}: ${verdict} ${key}`];
    });
    expect(dangerous).toEqual([]);
  });

  it('are let through for a reason that still stands', () => {
    const verdicts = knownVerdicts();
    const keys = new Set(patterns.map(keyOf));
    for (const key of BOUNDED.keys())
      expect([key, keys.has(key), verdicts.get(key)]).toEqual([key, true, 'polynomial']);
  });
});

describe('the check', () => {
  it.each([
    ['^(?:(?:yes|yes please|please)[\\s,.!]*)+$', 'exponential'],
    ['^(a+)+$', 'exponential'],
    ['<!DOCTYPE(?:[^[>]|\\[[\\s\\S]*?\\])*>', 'exponential'],
    ['\\s+$', 'polynomial'],
    ['<(https?:[^>]+)\\|([^>]+)>', 'polynomial'],
    ['^(?:yes|no)$', 'safe'],
    ['(?<!\\s)\\s+$', 'safe'],
  ])('finds %s to be %s', async (source, verdict) => {
    expect(await findVerdict({ source, flags: '', file: '' }, 5_000)).toBe(verdict);
  });
});
