import type { TenantId } from '../../domain/tenant.ts';

/** Who asked for some work: fairness is kept between tenants, and between the people of a tenant. */
export interface Owner {
  readonly tenant: TenantId;
  /** As their chat names them; null where nobody waits for it (polling, the command line). */
  readonly person?: string | null;
}

export interface FairLimits {
  /** Tasks of one tenant that run at a time; unlimited where left out. */
  readonly runningPerTenant?: number;
  /** Tasks of one tenant that may wait; unlimited where left out. */
  readonly waitingPerTenant?: number;
}

interface Waiting<Task> {
  readonly owner: Owner;
  readonly task: Task;
}

/** One task that was handed out; `done` must be called when it ends, however it ends. */
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

  /** Adds a task; false where its tenant has too many waiting already. */
  add(owner: Owner, task: Task): boolean {
    const tasks = this.#waiting.get(owner.tenant) ?? [];
    if (tasks.length >= (this.#limits.waitingPerTenant ?? Infinity)) return false;
    tasks.push({ owner, task });
    this.#waiting.set(owner.tenant, tasks);
    return true;
  }

  /** The next task that may run; null where there is none. */
  next(): Handed<Task> | null {
    for (const [tenant, tasks] of this.#waiting) {
      if ((this.#running.get(tenant) ?? 0) >= (this.#limits.runningPerTenant ?? Infinity)) continue;
      const index = tasks.findIndex(({ owner }) => {
        const key = personKey(owner);
        return key === null || !this.#busy.has(key);
      });
      if (index === -1) continue;
      const [chosen] = tasks.splice(index, 1);
      // To the end of the round: every other tenant is served before this one is again.
      this.#waiting.delete(tenant);
      if (tasks.length > 0) this.#waiting.set(tenant, tasks);
      return this.#handOut(chosen!);
    }
    return null;
  }

  /** Takes out everything that waits. */
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
  /** Runs `work` when its owner's turn comes; null where the owner's tenant has too many waiting. */
  run<T>(owner: Owner, work: () => Promise<T>): Promise<T> | null;
}

/** Runs up to `atATime` pieces of work at once, chosen by a fair queue. */
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
