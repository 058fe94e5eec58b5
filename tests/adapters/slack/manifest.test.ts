import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import {
  EVENTS,
  newAppLink,
  OPTIONAL_SCOPES,
  SCOPES,
  slackManifest,
} from '../../../src/adapters/slack/manifest.ts';
import { wordsOf } from '../../../src/adapters/slack/markup.ts';
import { createPlaceOf } from '../../../src/adapters/slack/place.ts';
import { isPrivate } from '../../../src/domain/conversation-key.ts';
import { EVENT_SCOPES, slackManifestFaults } from '../../fakes/checks/slack-manifest.ts';
import { METHOD_SCOPES } from '../../fakes/slack/methods.ts';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/slack.md'), 'utf8');

describe('the Slack manifest', () => {
  it('is accepted by Slack for a new app, by socket and by HTTP', () => {
    for (const url of [null, 'https://bot.example'])
      expect(slackManifestFaults(slackManifest(COMMANDS, url))).toEqual([]);
  });

  it('is refused with settings that Slack no longer accepts, or with values that are too long', () => {
    const { features, ...rest } = slackManifest(COMMANDS, null) as Record<string, object>;
    const withFeatures = (more: object) =>
      slackManifestFaults({ ...rest, features: { ...features, ...more } });
    expect(withFeatures({ assistant_view: { assistant_description: 'Asks.' } })).toEqual([
      'assistant_view: new apps may only have agent_view',
    ]);
    expect(withFeatures({ agent_view: { agent_description: 'x'.repeat(301) } })).toHaveLength(1);
    expect(
      withFeatures({ agent_view: { agent_description: 'x', suggested_prompts: Array(5).fill({}) } }),
    ).toEqual(['suggested_prompts']);
    expect(slackManifestFaults({ ...rest, features, oauth_config: { scopes: { bot: [] } } })).toContain(
      'message.im requires im:history',
    );
  });

  it('lets Slackbot use the MCP endpoint if one is named', () => {
    const manifest = slackManifest(COMMANDS, null, 'https://bot.example/mcp') as Record<string, unknown>;
    expect(slackManifestFaults(manifest)).toEqual([]);
    expect(manifest.mcp_servers).toEqual({
      readout: { url: 'https://bot.example/mcp', auth_type: 'slack_identity_auth' },
    });
    expect(slackManifestFaults(slackManifest(COMMANDS, null, 'http://bot.example/mcp'))).toEqual([
      'mcp_servers.readout.url',
    ]);
    const { mcp_servers } = manifest;
    expect(slackManifestFaults({ ...(slackManifest(COMMANDS, null) as object), mcp_servers })).toEqual([
      'mcp_servers require mcp:connect',
    ]);
  });

  it('is in the docs’ link, which is short enough for a server to take', () => {
    const link = newAppLink(slackManifest(COMMANDS, null));
    expect(docs).toContain(`(${link})`);
    expect(link.length).toBeLessThan(8000);
    const carried = new URL(link).searchParams.get('manifest_json');
    expect(JSON.parse(carried ?? '')).toEqual(JSON.parse(JSON.stringify(slackManifest(COMMANDS, null))));
  });

  it('offers every command through /brief', () => {
    const said = JSON.stringify(slackManifest(COMMANDS, null));
    for (const { name } of COMMANDS) expect(said).toContain(name);
    expect(said).toContain('"socket_mode_enabled":true');
  });

  it('points everything at the address if signed HTTP is used', () => {
    const said = JSON.stringify(slackManifest(COMMANDS, 'https://bot.example/'));
    expect(said.match(/https:\/\/bot\.example\/slack\/events/g)).toHaveLength(3);
    expect(said).toContain('https://bot.example/slack/oauth_redirect');
    expect(said).toContain('"socket_mode_enabled":false');
  });

  it('asks for no scope without a reason, which the docs tell as well', () => {
    for (const [scope, reason] of Object.entries(SCOPES))
      expect(docs).toContain(
        `| \`${scope}\` | ${reason} | ${OPTIONAL_SCOPES.includes(scope) ? 'yes' : ''} |`,
      );
  });
});

describe('the scopes', () => {
  const folder = join(import.meta.dirname, '../../../src/adapters/slack');
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  /** The Web API methods that the adapter calls, with any client. */
  const called = new Set(
    [...code.join('\n').matchAll(/client\s*\.((?:(?!on|start|disconnect)\w+\s*\.\s*)+\w+)\(/g)].map(
      ([, name]) => name!.replace(/\s/g, ''),
    ),
  );
  /** The scopes that a method requires, for direct messages too unless it is only called for channels. */
  const scopesOf = (method: string): string[] => {
    const scope = METHOD_SCOPES[method];
    if (!scope) return [];
    const kinds = ['channels', 'groups', 'mpim', ...(method === 'conversations.info' ? [] : ['im'])];
    return scope.startsWith('*') ? kinds.map((kind) => `${kind}${scope.slice(1)}`) : [scope];
  };

  it('cover every method that is called', () => {
    expect(called.size).toBeGreaterThan(8);
    for (const method of called) {
      expect(METHOD_SCOPES, method).toHaveProperty([method]);
      for (const scope of scopesOf(method)) expect(SCOPES, method).toHaveProperty([scope]);
    }
  });

  it('cover every event, and are no wider than methods, events and commands take', () => {
    expect(Object.keys(EVENT_SCOPES).sort()).toEqual([...EVENTS].sort());
    const needed = new Set([
      ...[...called].flatMap(scopesOf),
      ...Object.values(EVENT_SCOPES).filter((scope) => scope !== null),
      'commands',
    ]);
    expect(Object.keys(SCOPES).sort()).toEqual([...needed].sort());
  });
});

describe('what a person wrote in Slack’s markup', () => {
  it.each([
    ['<@UBOT1> what about INF?', 'what about INF?'],
    [
      'see <https://a.example/x|this page> &amp; <#C1|general>',
      'see <https://a.example/x|this page> & general',
    ],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['<!date^1392734382^{date}|2014> now <!subteam^S1|@team>', 'now'],
    ['<!here> 1 &lt; 2', '1 < 2'],
  ])('%s', (text, words) => expect(wordsOf(text)).toBe(words));

  const placeOf = createPlaceOf({
    zoneOf: async () => undefined,
    localeOf: async () => undefined,
    mayManage: async () => false,
    mayManageSources: async () => false,
    sourceManagers: () => 'an admin',
    outOfReach: async () => null,
  });
  it('keeps workspaces, channels and threads apart', () => {
    const keyOf = (channel: string, person: string, thread?: string) =>
      (thread ? placeOf.inThread('T1', channel, person, thread) : placeOf.own('T1', channel, person)).thread;
    expect(keyOf('C1', 'U1')).not.toBe(keyOf('C1', 'U2'));
    expect(keyOf('C1', 'U1', '1.1')).toBe(keyOf('C1', 'U2', '1.1'));
    expect(keyOf('C1', 'U1', '1.1')).not.toBe(keyOf('C1', 'U1'));
    expect([keyOf('C1', 'U1', '1.1'), keyOf('C1', 'U1'), keyOf('D1', 'U1', '1.1')].map(isPrivate)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('keeps text that is not a reference as it is, in time that grows with its length', () => {
    expect(wordsOf('a < b > c <not a reference> <@U1|ada> <#C1> <https://a.example>')).toBe(
      'a < b > c <not a reference>     https://a.example',
    );
    // A pattern that searches for the end from every start would need minutes for this.
    expect(wordsOf('<@U|'.repeat(100_000))).toHaveLength(400_000);
    expect(wordsOf('<https:'.repeat(100_000))).toHaveLength(700_000);
  });
});
