import { expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { topicsNear } from '../../src/answer/topic-names.ts';
import { topicsFor } from '../../src/chat/commands/digest-commands.ts';
import type { Topic } from '../../src/domain/fact.ts';
import { shippedLibrary } from '../helpers/shipped.ts';

const topic = (label: string, ...aliases: string[]): Topic => ({ id: label.toLowerCase(), label, aliases });
/** Names that share most of their letters with the searched one. */
const CROWD = Array.from({ length: 4_000 }, (_, at) => topic(`Vene ${at} zuelan vents`, `Ushak ${at} ov`));
const WANTED = [topic('Venezuela'), topic('Yury Ushakov'), topic('INF', 'Intermediate-Range Nuclear Forces')];

it.each([
  ['venezuela', 'Venezuela'],
  ['venezula', 'Venezuela'],
  ['Vienezuela', 'Venezuela'],
  ['yuri ushakov', 'Yury Ushakov'],
  ['in', 'INF'],
  ['intermediate range nuclear', 'INF'],
])('%s is near %s, also in a crowd of names', (said, label) => {
  for (const topics of [WANTED, [...WANTED, ...CROWD], [...CROWD, ...WANTED]])
    expect(topicsNear(said, topics).map((one) => one.label)).toContain(label);
});

it.each(['', ' ', '?!', '\u200b', 'qqqq', 'x'.repeat(10_000)])('nothing is near %j', (said) => {
  expect(topicsNear(said, WANTED)).toEqual([]);
});

it('lists a library once between two changes, so that its table of names is built once', () => {
  const known = { readout: createReadout(shippedLibrary).of('slack:T1'), tenant: 'slack:T1' };
  expect(topicsFor(known)).toBe(topicsFor(known));
});
