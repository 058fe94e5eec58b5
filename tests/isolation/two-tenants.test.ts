import { describe, expect, it } from 'vitest';
import { compareTenants } from './two-tenants.ts';

describe('two workspaces with words of their own', () => {
  it.each([1, 2])('give byte for byte the same to one whatever the other ingests (seed %i)', async (seed) => {
    const { alone, beside, differing, leaked, probed, faults } = await compareTenants(12, seed);
    expect(faults).toEqual([]);
    expect(alone.length).toBeGreaterThan(300);
    expect(beside).toHaveLength(alone.length);
    expect(differing).toEqual([]);
    expect(leaked).toEqual([]);
    expect(probed).toEqual([]);
  });
});
