import { describe, expect, it } from 'vitest';
import type { Fact, Topic } from '../../src/domain/fact.ts';
import { createTenantLibrary, type TenantLibrary } from '../../src/library/tenant-library.ts';

const topic = (id: string): Topic => ({ id, label: id.toUpperCase(), aliases: [] });

function reading(id: string, facts: readonly { topics: readonly string[]; withdrawn?: boolean }[]) {
  const topics = [...new Set(facts.flatMap((fact) => fact.topics))].map(topic);
  return {
    article: {
      id,
      title: id,
      text: 'x',
      source: { kind: 'file', path: id },
      published: null,
      retrieved: null,
    } as const,
    topics,
    facts: facts.map(
      (fact, at): Fact => ({
        ...{ id: `${id}/${at}`, article: id, claim: 'x', quote: 'x', span: [0, 1], speaker: null },
        ...{ stance: 'affirmed', entities: [], salience: 0.5 },
        ...fact,
      }),
    ),
  };
}

const put = (library: TenantLibrary, one: ReturnType<typeof reading>): void => {
  for (const _ of library.putInSteps(one));
};
const remove = (library: TenantLibrary, id: string): void => {
  for (const _ of library.removeInSteps(id));
};
const counts = (library: TenantLibrary) =>
  library.topics().map(({ topic: { id }, count }) => `${id} ${count}`);

describe('the list of topics', () => {
  it('follows every change of the articles', () => {
    const library = createTenantLibrary();
    expect(counts(library)).toEqual([]);
    put(library, reading('one', [{ topics: ['inf', 'start'] }, { topics: ['inf'] }]));
    expect(counts(library)).toEqual(['inf 2', 'start 1']);
    put(library, reading('two', [{ topics: ['start'] }, { topics: ['start'] }]));
    expect(counts(library)).toEqual(['start 3', 'inf 2']);
    put(library, reading('one', [{ topics: ['inf'], withdrawn: true }, { topics: ['nato'] }]));
    expect(counts(library)).toEqual(['start 2', 'nato 1']);
    library.addIndexed(reading('three', [{ topics: ['nato'] }, { topics: ['nato'] }]));
    expect(counts(library)).toEqual(['nato 3', 'start 2']);
    remove(library, 'two');
    expect(counts(library)).toEqual(['nato 3']);
  });

  it('is built once between two changes', () => {
    const library = createTenantLibrary();
    put(library, reading('one', [{ topics: ['inf'] }]));
    const listed = library.topics();
    expect(library.topics()).toBe(listed);
    put(library, reading('two', [{ topics: ['inf'] }]));
    expect(library.topics()).not.toBe(listed);
  });
});
