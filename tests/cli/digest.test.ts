import { describe, expect, it } from 'vitest';
import { readout } from '../helpers/cli.ts';

describe('readout digest --preview', () => {
  it('names the day by the calendar of the zone, and sources every line', async () => {
    const at = ['--at', '2019-05-14T23:30:00Z'];
    const utc = await readout(['digest', '--preview', ...at, '--zone', 'UTC']);
    const berlin = await readout(['digest', '--preview', ...at, '--zone', 'Berlin']);
    expect(utc.code).toBe(0);
    expect(utc.stdout).toContain('Tuesday 14 May · daily briefing');
    expect(berlin.stdout).toContain('Wednesday 15 May · daily briefing');
    expect(berlin.stdout).toContain('of 64 new lines');
    expect(berlin.stdout).toContain('the article says');
  });

  it('prints JSON alone, with the facts of the card', async () => {
    const { stdout } = await readout([
      'digest',
      '--preview',
      '--json',
      '--at',
      '2019-05-15',
      '--zone',
      'EST',
    ]);
    const { at, zone, facts, card } = JSON.parse(stdout);
    expect([at, zone, card.kind]).toEqual(['2019-05-15T00:00:00.000Z', 'America/New_York', 'digest']);
    const lines = card.sections.flatMap((section: { lines: { factId: string }[] }) => section.lines);
    expect(lines.map(({ factId }: { factId: string }) => factId).sort()).toEqual([...facts].sort());
  });

  it('says what to write instead of a zone or an instant that it cannot read', async () => {
    const zone = await readout(['digest', '--preview', '--zone', 'Berlim']);
    expect([zone.code, zone.stdout]).toEqual([2, '']);
    expect(zone.stderr).toContain('Europe/Berlin');
    expect((await readout(['digest', '--preview', '--at', 'tomorrow'])).stderr).toContain(
      '2019-05-15T07:00:00Z',
    );
    expect((await readout(['digest'])).code).toBe(2);
  });
});
