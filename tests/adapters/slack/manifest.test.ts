import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { SCOPES, slackManifest } from '../../../src/adapters/slack/manifest.ts';
import { placesBy, wordsOf } from '../../../src/adapters/slack/place.ts';

describe('the Slack manifest', () => {
  it('offers every command through /brief', () => {
    const said = JSON.stringify(slackManifest(COMMANDS, null));
    for (const { name } of COMMANDS) expect(said).toContain(name);
    expect(said).toContain('"socket_mode_enabled":true');
  });

  it('points everything at the address where signed HTTP is used', () => {
    const said = JSON.stringify(slackManifest(COMMANDS, 'https://bot.example/'));
    expect(said.match(/https:\/\/bot\.example\/slack\/events/g)).toHaveLength(3);
    expect(said).toContain('"socket_mode_enabled":false');
  });

  it('asks for no scope without a reason, which the docs tell as well', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/slack.md'), 'utf8');
    for (const [scope, reason] of Object.entries(SCOPES))
      expect(docs).toContain(`| \`${scope}\` | ${reason} |`);
  });
});

describe('what a person wrote in Slack’s markup', () => {
  it.each([
    ['<@UBOT1> what about INF?', 'what about INF?'],
    ['see <https://a.example/x|this page> &amp; <#C1|general>', 'see this page & general'],
    ['<!here> 1 &lt; 2', '1 < 2'],
  ])('%s', (text, words) => expect(wordsOf(text)).toBe(words));

  const placeOf = placesBy({ zoneOf: async () => undefined, mayManage: async () => false });
  it('keeps workspaces, channels and threads apart', () => {
    expect(placeOf('T1', 'C1', 'U1', undefined).thread).not.toBe(placeOf('T1', 'C1', 'U2', undefined).thread);
    expect(placeOf('T1', 'C1', 'U1', '1.1').thread).toBe(placeOf('T1', 'C1', 'U2', '1.1').thread);
  });
});
