import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue, fairTurns } from '../../../src/ingest/reader/fair-queue.ts';

const of = (tenant: string, person: string | null = null) => ({ tenant, person });

/** Takes all tasks out. Each task ends before the next is taken. */
function drain(queue: FairQueue<string>): string[] {
  const order: string[] = [];
  for (let handed = queue.next(); handed; handed = queue.next()) {
    order.push(handed.task);
    handed.done();
  }
  return order;
}

describe('a fair queue', () => {
  it('serves tenants in turn, however many tasks one of them has', () => {
    const queue = new FairQueue<string>();
    for (let n = 1; n <= 4; n++) queue.add(of('a'), `a${n}`);
    queue.add(of('b'), 'b1');
    queue.add(of('c'), 'c1');
    queue.add(of('b'), 'b2');
    expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('lets a person have one task at a time, and others of the tenant go ahead', () => {
    const queue = new FairQueue<string>();
    for (const task of ['ada1', 'ada2']) queue.add(of('a', 'ada'), task);
    queue.add(of('a', 'ben'), 'ben1');
    const first = queue.next();
    expect([first?.task, queue.next()?.task, queue.next()]).toEqual(['ada1', 'ben1', null]);
    first?.done();
    expect(queue.next()?.task).toBe('ada2');
  });

  it('does not take two people of two tenants for one', () => {
    const queue = new FairQueue<string>();
    queue.add(of('a', 'b|c'), '1');
    queue.add(of('a|b', 'c'), '2');
    expect([queue.next()?.task, queue.next()?.task]).toEqual(['1', '2']);
  });

  it('refuses a tenant’s tasks beyond its bound, and those of no other tenant', () => {
    const queue = new FairQueue<string>({ waitingPerTenant: 2 });
    expect([1, 2, 3].map((n) => queue.add(of('a'), `a${n}`))).toEqual([true, true, false]);
    expect(queue.add(of('b'), 'b1')).toBe(true);
  });

  it('never starts more of a tenant than it may, loses nothing and repeats nothing', () => {
    const step = fc.record({
      tenant: fc.constantFrom('a', 'b', 'c'),
      person: fc.constantFrom('p', 'q', null),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new FairQueue<number>({ runningPerTenant: 2 });
        const running: NonNullable<ReturnType<typeof queue.next>>[] = [];
        const started: number[] = [];
        const take = () => {
          const handed = queue.next();
          if (!handed) return false;
          running.push(handed);
          started.push(handed.task);
          const same = running.filter(({ owner }) => owner.tenant === handed.owner.tenant);
          expect(same.length).toBeLessThanOrEqual(2);
          const people = same.map(({ owner }) => owner.person).filter((person) => person !== null);
          expect(new Set(people).size).toBe(people.length);
          return true;
        };
        steps.forEach(({ tenant, person, ends }, task) => {
          queue.add({ tenant, person }, task);
          if (ends) running.shift()?.done();
          take();
        });
        while (running.length > 0 || take()) running.shift()?.done();
        expect([...started].sort((a, b) => a - b)).toEqual(steps.map((_, task) => task));
      }),
    );
  });
});

describe('fair turns', () => {
  it('run at most so many at once, go on after a failure, and give each its own result', async () => {
    const turns = fairTurns(2);
    let running = 0;
    let most = 0;
    const work = (name: string) => async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (name === 'bad') throw new Error(name);
      return name;
    };
    const names = ['one', 'bad', 'two', 'three'];
    const settled = await Promise.allSettled(names.map((name) => turns.run(of(name), work(name))));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      'one',
      'failed',
      'two',
      'three',
    ]);
    expect(most).toBe(2);
  });

  it('serve somebody else before the second task of a tenant that fills the queue', async () => {
    const turns = fairTurns(1);
    const order: string[] = [];
    const task = (name: string) => async () => void order.push(name);
    await Promise.all([
      ...[1, 2, 3].map((n) => turns.run(of('hog'), task(`hog${n}`))),
      turns.run(of('guest'), task('guest')),
    ]);
    expect(order).toEqual(['hog1', 'hog2', 'guest', 'hog3']);
  });
});
