import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAlertPlanner } from '../../src/digest/topic-alerts.ts';
import { personalTenant } from '../../src/domain/tenant.ts';
import { articleOf, type DigestBed, digestBed, TENANT } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
  await bed.service.watch(TENANT, { channel: 'C1', topic: 'harbour', createdBy: 'U1' });
  bed.pass(1000);
});
afterEach(() => bed.store.close());

const titles = () => bed.chat.in('C1').map(({ card }) => card.title);
const claims = () =>
  bed.chat.in('C1').map(({ card }) => card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim)));
const minutes = (count: number) => bed.runTo(new Date(bed.now().getTime() + count * 60_000).toISOString());

it('gets a message within a minute of a new fact on the topic, and no other message', async () => {
  await minutes(5);
  expect(titles()).toEqual([]);
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.', 'Ferries stay in port.']));
  await bed.comes(articleOf('b', ['Rain falls on the vineyards.'], ['weather']));
  await minutes(1);
  expect(titles()).toEqual(['New on Harbour']);
  expect(claims()).toEqual([['The pier of Kalmar is closed.', 'Ferries stay in port.']]);
  await minutes(30);
  expect(titles()).toHaveLength(1);
});

it('bundles what comes within ten minutes of its last post', async () => {
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.']));
  await minutes(1);
  for (const [id, claim] of [
    ['b', 'Gotland is cut off.'],
    ['c', 'Divers search the wreck.'],
  ] as const) {
    await minutes(2);
    await bed.comes(articleOf(id, [claim]));
  }
  await minutes(5);
  expect(titles()).toHaveLength(1);
  await minutes(2);
  expect(claims()).toEqual([
    ['The pier of Kalmar is closed.'],
    ['Gotland is cut off.', 'Divers search the wreck.'],
  ]);
});

it('reports a fact once, whichever source has it, and nothing from before the watch', async () => {
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed after a storm.']));
  await minutes(11);
  await bed.comes(articleOf('b', ['After a storm the pier of Kalmar is closed.']));
  await minutes(11);
  expect(titles()).toHaveLength(1);
  await bed.service.watch(TENANT, { channel: 'C2', topic: 'harbour', createdBy: 'U1' });
  await minutes(11);
  expect(bed.chat.in('C2')).toEqual([]);
});

it('gets after a start what came in while no process ran', async () => {
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.']));
  bed.pass(3 * 3600_000);
  await minutes(1);
  expect(titles()).toEqual(['New on Harbour']);
});

it('gets nothing more once it is unwatched, not even an alert in progress', async () => {
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.']));
  expect(await bed.sweep()).toBe(1);
  await bed.service.unwatch(TENANT, 'C1', 'harbour');
  await bed.work();
  expect(titles()).toEqual([]);
});

it('posts once if two processes check at the same moment', async () => {
  const other = createAlertPlanner(bed.parts);
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.']));
  const planned = await Promise.all([bed.sweep(), other.sweep(bed.now())]);
  expect(planned.reduce((sum, one) => sum + one)).toBe(1);
});

it('covers a person’s own sources in their direct message and nowhere else', async () => {
  const own = personalTenant(TENANT, 'U7');
  await bed.service.watch(TENANT, { channel: 'D7', topic: 'harbour', createdBy: 'U7', person: 'U7' });
  bed.pass(1000);
  await bed.comes(articleOf('mine', ['Gotland is cut off.']), own);
  await minutes(1);
  expect(titles()).toEqual([]);
  const { card } = bed.chat.in('D7')[0]!;
  expect(card.title).toBe('New on Harbour');
  expect(card.sections[0]!.lines[0]!.claim).toBe('Gotland is cut off.');
  await bed.comes(articleOf('all', ['The pier of Kalmar is closed.']));
  await minutes(11);
  expect(titles()).toHaveLength(1);
  expect(bed.chat.in('D7')).toHaveLength(2);
});

it('is written in the language of the person who set it', async () => {
  await bed.service.watch(TENANT, { channel: 'C4', topic: 'harbour', createdBy: 'U4', locale: 'de-DE' });
  bed.pass(1000);
  await bed.comes(articleOf('a', ['The pier of Kalmar is closed.']));
  await minutes(1);
  const { card } = bed.chat.in('C4')[0]!;
  expect(card).toMatchObject({ title: 'Neu zu Harbour', locale: 'de-DE' });
  expect(card.footer.join(' · ')).toContain('von 1 neuen Zeile');
});
