import type { TenantId } from '../../domain/tenant.ts';

/** The owner of a task. The queue is fair between tenants, and between the people of a tenant. */
export interface Owner {
  readonly tenant: TenantId;
  /** The person's id in their chat; null if nobody waits for the task (polling, the command line). */
  readonly person?: string | null;
}

export interface FairLimits {
  /** The most tasks of one tenant that run at a time; unlimited if absent. */
  readonly runningPerTenant?: number;
  /** The most tasks of one tenant that may wait; unlimited if absent. */
  readonly waitingPerTenant?: number;
}

interface Waiting<Task> {
  readonly owner: Owner;
  readonly task: Task;
}

/** A task taken from the queue. Call `done` when it ends, whether or not it succeeded. */
export interface Handed<Task> extends Waiting<Task> {
  done(): void;
}

const personKey = ({ tenant, person }: Owner): string | null =>
  person === null || person === undefined ? null : JSON.stringify([tenant, person]);

/**
 * A queue that serves tenants round robin, and one task of a person at a time. Within a tenant the order is first in,
 * first out, except that a task whose person has one running waits while others of the tenant go ahead.
 */
export class FairQueue<Task> {
  readonly #limits: FairLimits;
  /** Tenants with waiting tasks; the next to be served comes first. */
  readonly #waiting = new Map<TenantId, Waiting<Task>[]>();
  readonly #running = new Map<TenantId, number>();
  readonly #busy = new Set<string>();

  constructor(limits: FairLimits = {}) {
    this.#limits = limits;
  }

  /** Adds a task. Returns false if its tenant has too many waiting tasks. */
  add(owner: Owner, task: Task): boolean {
    const tasks = this.#waiting.get(owner.tenant) ?? [];
    if (tasks.length >= (this.#limits.waitingPerTenant ?? Infinity)) return false;
    tasks.push({ owner, task });
    this.#waiting.set(owner.tenant, tasks);
    return true;
  }

  /** Takes the next task that may run; null if there is none. */
  next(): Handed<Task> | null {
    for (const [tenant, tasks] of this.#waiting) {
      if ((this.#running.get(tenant) ?? 0) >= (this.#limits.runningPerTenant ?? Infinity)) continue;
      const index = tasks.findIndex(({ owner }) => {
        const key = personKey(owner);
        return key === null || !this.#busy.has(key);
      });
      if (index === -1) continue;
      const [chosen] = tasks.splice(index, 1);
      // Move the tenant to the end, so that every other tenant is served before it.
      this.#waiting.delete(tenant);
      if (tasks.length > 0) this.#waiting.set(tenant, tasks);
      return this.#handOut(chosen!);
    }
    return null;
  }

  /** Removes and returns all waiting tasks. */
  clear(): Task[] {
    const tasks = [...this.#waiting.values()].flat().map(({ task }) => task);
    this.#waiting.clear();
    return tasks;
  }

  #handOut(waiting: Waiting<Task>): Handed<Task> {
    const { tenant } = waiting.owner;
    const key = personKey(waiting.owner);
    this.#running.set(tenant, (this.#running.get(tenant) ?? 0) + 1);
    if (key !== null) this.#busy.add(key);
    let ended = false;
    return {
      ...waiting,
      done: () => {
        if (ended) return;
        ended = true;
        const left = this.#running.get(tenant)! - 1;
        if (left > 0) this.#running.set(tenant, left);
        else this.#running.delete(tenant);
        if (key !== null) this.#busy.delete(key);
      },
    };
  }
}

export interface FairTurns {
  /** Runs `work` when its owner's turn comes. Returns null if the owner's tenant has too many waiting tasks. */
  run<T>(owner: Owner, work: () => Promise<T>): Promise<T> | null;
}

/** Runs up to `atATime` tasks at once, chosen by a fair queue. */
export function fairTurns(atATime: number, limits: FairLimits = {}): FairTurns {
  const queue = new FairQueue<() => Promise<void>>(limits);
  let running = 0;
  const startNext = () => {
    while (running < atATime) {
      const handed = queue.next();
      if (!handed) return;
      running++;
      void handed.task().finally(() => {
        running--;
        handed.done();
        startNext();
      });
    }
  };
  return {
    run<T>(owner: Owner, work: () => Promise<T>) {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      if (!queue.add(owner, () => work().then(resolve, reject))) return null;
      startNext();
      return promise;
    },
  };
}
