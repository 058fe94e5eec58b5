import { expect, it } from 'vitest';
import { OperatorError } from '../../src/domain/errors.ts';
import { batched } from '../../src/storage/batch.ts';

const doubled = (runs: (readonly number[])[]) =>
  batched(async (items: readonly number[]) => {
    runs.push(items);
    return items.map((item) => item * 2);
  });

it('runs the requests of one turn of the event loop together, and gives each its own result', async () => {
  const runs: (readonly number[])[] = [];
  const double = doubled(runs);
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(runs).toEqual([[1, 2, 3], [4]]);
});

it('splits requests that are too many for one run', async () => {
  const runs: (readonly number[])[] = [];
  const items = Array.from({ length: 250 }, (_, at) => at);
  expect(await Promise.all(items.map(doubled(runs)))).toEqual(items.map((item) => item * 2));
  expect(runs.map(({ length }) => length)).toEqual([100, 100, 50]);
});

it('fails only the request that is faulty', async () => {
  const run = batched(async (items: readonly number[]) => {
    if (items.includes(2)) throw new TypeError('two');
    return items;
  });
  const [one, two, three] = await Promise.allSettled([1, 2, 3].map(run));
  expect([one, three]).toMatchObject([{ value: 1 }, { value: 3 }]);
  expect(two).toMatchObject({ reason: { message: 'two' } });
});

it('asks an unreachable database once, and not once per request', async () => {
  let asked = 0;
  const run = batched(async (): Promise<number[]> => {
    asked++;
    throw new OperatorError('store-unreachable', 'It does not answer.');
  });
  for (const { status } of await Promise.allSettled([1, 2, 3].map(run))) expect(status).toBe('rejected');
  expect(asked).toBe(1);
});
