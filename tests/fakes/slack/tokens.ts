import { SCOPES } from '../../../src/adapters/slack/manifest.ts';
import { BOT, TEAM } from './seen.ts';

/** A workspace's installation of the app. */
export interface Grant {
  readonly token: string;
  readonly team: string;
  readonly bot: { readonly id: string; readonly user: string };
  scopes: ReadonlySet<string>;
  /** Slack's error for a revoked token. */
  refused: string | null;
}

/** Returns the manifest's scopes. A call outside them fails in every test. */
const asked = (): ReadonlySet<string> => new Set(Object.keys(SCOPES));

/** The tokens that Slack has issued. */
export function createTokens() {
  const grants = new Map<string, Grant>();
  const grant = (token: string, team: string, bot = { id: `B${team}`, user: `U${team}BOT` }): Grant => {
    const made = { token, team, bot, scopes: asked(), refused: null };
    grants.set(token, made);
    return made;
  };
  grant('xoxb-good', TEAM, { id: 'BBOT', user: BOT });
  return {
    grant,
    of: (token: string): Grant | undefined => grants.get(token),
    ofTeam: (team: string): Grant | undefined => [...grants.values()].findLast((one) => one.team === team),
  };
}

export type Tokens = ReturnType<typeof createTokens>;
