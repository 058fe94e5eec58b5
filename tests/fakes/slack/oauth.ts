import { randomBytes } from 'node:crypto';
import type { Json } from './seen.ts';
import type { Tokens } from './tokens.ts';

/** The app's credentials, as its page shows them. */
export const CLIENT = { id: '111.222', secret: 'the client secret' } as const;

/** Handles the installation of an app: consent, and the exchange of its code for a token. */
export function createOauth(tokens: Tokens) {
  const codes = new Map<string, { readonly team: string; readonly scope: string }>();
  const names = new Map<string, string>();
  let redirect = '';
  const refusal = (error: string): Json => ({ ok: false, error });
  return {
    /** Sets the redirect URL, as the app's page does. */
    setRedirect(url: string): void {
      redirect = url;
    },
    nameTeam: (team: string, name: string) => names.set(team, name),
    /** Consents for a workspace. Returns the redirect of the browser. Throws if Slack shows an error instead. */
    consent(url: string, team: string): string {
      const asked = new URL(url).searchParams;
      if (asked.get('client_id') !== CLIENT.id) throw new Error('invalid_client_id');
      if (!asked.get('scope')) throw new Error('invalid_scope');
      const code = randomBytes(12).toString('hex');
      codes.set(code, { team, scope: asked.get('scope')! });
      const back = new URL(redirect);
      back.searchParams.set('code', code);
      if (asked.get('state')) back.searchParams.set('state', asked.get('state')!);
      return back.href;
    },
    /** Handles oauth.v2.access. A code is valid once. */
    access(body: Json): Json {
      if (body.client_id !== CLIENT.id) return refusal('invalid_client_id');
      if (body.client_secret !== CLIENT.secret) return refusal('bad_client_secret');
      const consented = codes.get(String(body.code));
      if (!consented) return refusal('invalid_code');
      codes.delete(String(body.code));
      const { team, scope } = consented;
      const token = `xoxb-of-${team}-${randomBytes(6).toString('hex')}`;
      const grant = tokens.grant(token, team);
      grant.scopes = new Set(scope.split(','));
      // An id that begins with E is an organisation's.
      const whole = team.startsWith('E');
      const named = { id: team, name: names.get(team) ?? `Team ${team}` };
      return {
        ok: true,
        access_token: token,
        token_type: 'bot',
        scope,
        app_id: 'A1',
        bot_user_id: grant.bot.user,
        is_enterprise_install: whole,
        team: whole ? null : named,
        enterprise: whole ? named : null,
        authed_user: { id: 'UINSTALLER' },
      };
    },
  };
}
