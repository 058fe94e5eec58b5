import { describe, expect, it } from 'vitest';
import { tokenOwner } from '../../src/storage/access-tokens.ts';
import { openStore } from '../../src/storage/open.ts';
import { readout } from '../helpers/cli.ts';
import { ADA, twoLibraries } from '../helpers/two-libraries.ts';

describe('readout token', () => {
  it('prints a token once, lists it without its secret, and ends it', async () => {
    const { path, store } = await twoLibraries();
    await store.close();
    const run = (...args: string[]) => readout(['token', ...args], '', { READOUT_DB: path });
    const made = await run('create', '--tenant', ADA, '--name', 'agent \u0007of Ada');
    expect(made.code).toBe(0);
    const token = made.stdout.trim();
    expect(token).toMatch(/^rdo_[\da-f]{12}_[\w-]{43}$/);
    const [, id, secret] = /^rdo_(.{12})_(.+)$/.exec(token)!;
    const list = await run('list');
    expect(list.stdout).toMatch(new RegExp(`^${id}  ${ADA}  agent of Ada  made .* never used\n$`));
    expect(list.stdout).not.toContain(secret);
    const open = await openStore({ path, now: () => new Date('2026-03-04T00:00:00Z') });
    expect(await tokenOwner(open.db, token, open.now())).toEqual({ id, tenant: ADA, feed: null });
    const rows = await open.db.selectFrom('access_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    await open.close();
    expect((await run('list', '--json', '--tenant', ADA)).stdout).toContain('"lastUsed":"2026-03-04');
    const exported = await readout(['export', '--tenant', ADA], '', { READOUT_DB: path });
    expect(exported.stdout).toContain('"hash":"(kept back)"');
    expect((await run('revoke', '--tenant', ADA, id!)).stdout).toBe(`Revoked ${id}.\n`);
    expect(await run('revoke', '--tenant', ADA, id!)).toMatchObject({ code: 2 });
    expect((await run('list')).stdout).toContain('no token yet');
  });

  it('creates a token of the local library before anything is stored', async () => {
    const { path, store } = await twoLibraries();
    await store.close();
    const made = await readout(['token', 'create', '--tenant', 'local', '--json'], '', {
      READOUT_DB: `${path}.new`,
    });
    expect(JSON.parse(made.stdout)).toMatchObject({ tenant: 'local', name: 'unnamed' });
  });

  it.each([
    [[], /token create, token list or token revoke/],
    [['__proto__'], /token create, token list or token revoke/],
    [['create'], /--tenant needs the id/],
    [['create', '--tenant', 'slack:T404'], /Nothing is kept of "slack:T404"/],
    [['revoke', '--tenant', ADA], /Name the token/],
    [['list', 'a', 'b'], /token create, token list/],
  ])('refuses token %j and says what to do', async (args, says) => {
    const { path, store } = await twoLibraries();
    await store.close();
    const { code, stderr } = await readout(['token', ...args], '', { READOUT_DB: path });
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});
