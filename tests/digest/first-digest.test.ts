import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { articleOf, type DigestBed, digestBed, TENANT } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(() => bed.store.close?.());

const STRIKE = 'Dock workers in Kalmar ended a three-day strike.';
const OLD = 'A lighthouse near Oland was painted red.';

/** Stores an article that was there when somebody added its page or followed its feed. */
async function wasThere(id: string, claims: readonly string[], published: string | null) {
  const made = articleOf(id, claims);
  const reading = { ...made, article: { ...made.article, published } };
  await saveReadings(bed.store, TENANT, [reading], { baseline: true });
  bed.readout.put(reading, TENANT);
}
const claimsIn = (channel: string) =>
  bed.chat
    .in(channel)
    .map(({ card }) => card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim)));

it('contains what the team itself added, if it is of the last week or undated; the next one is quiet', async () => {
  await wasThere('strike', [STRIKE], '2026-05-12T08:00:00Z');
  await wasThere('undated', ['The bridge to Oland was closed by wind.'], null);
  await wasThere('archive', [OLD], '2026-01-12T08:00:00Z');
  await bed.subscribe('C1');
  await bed.runTo('2026-05-15T07:00:00Z', 3600_000);
  const [first, second] = claimsIn('C1');
  expect(first).toEqual(expect.arrayContaining([STRIKE, 'The bridge to Oland was closed by wind.']));
  expect(first).not.toContain(OLD);
  expect(second).toEqual([]);
});

it('shows it in a preview too, before and after it is switched on, and in a person’s first catch-up', async () => {
  await wasThere('strike', [STRIKE], '2026-05-12T08:00:00Z');
  const claims = async () => (await bed.service.preview(TENANT, 'C1')).shown.map(({ claim }) => claim);
  expect(await claims()).toContain(STRIKE);
  await bed.subscribe('C1');
  expect(await claims()).toContain(STRIKE);
  const caughtUp = async () =>
    (await bed.service.catchUp(TENANT, 'U1')).content.shown.map(({ claim }) => claim);
  expect(await caughtUp()).toContain(STRIKE);
  bed.pass(60_000);
  expect(await caughtUp()).toEqual([]);
});

it('is not repeated to a channel that has had its digests', async () => {
  await bed.subscribe('C1');
  await bed.runTo('2026-05-14T07:00:00Z', 3600_000);
  await wasThere('strike', [STRIKE], '2026-05-12T08:00:00Z');
  await bed.runTo('2026-05-16T07:00:00Z', 3600_000);
  expect(claimsIn('C1').flat()).not.toContain(STRIKE);
});
