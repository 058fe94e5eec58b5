import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StateStore } from '@slack/bolt';

/** The lifetime of a state in milliseconds, from the button to the consent. Used states are remembered as long. */
const STATE_TTL_MS = 10 * 60_000;

interface StateParts {
  /** The key that signs states; the same in every process that serves installations. */
  readonly secret: Buffer;
  /** Returns true the first time a state is used. */
  readonly firstSeen: (id: string) => Promise<boolean>;
  /** The scopes requested by every installation. */
  readonly scopes: readonly string[];
}

/** Creates an error with the code that Slack's installer uses for a bad state. */
const invalidStateError = (message: string): Error =>
  Object.assign(new Error(message), { code: 'slack_oauth_invalid_state' });

/**
 * Issues and verifies OAuth states, each valid once and for ten minutes. The installer also compares them with a
 * cookie, so that nobody can be made to finish an installation that somebody else began (RFC 6749, 10.12).
 */
export function installStates({ secret, firstSeen, scopes }: StateParts): StateStore {
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  return {
    async generateStateParam(_options, now) {
      const text = `${randomBytes(16).toString('base64url')}.${now.getTime()}`;
      return `${text}.${sign(text).toString('base64url')}`;
    },
    async verifyStateParam(now, state) {
      const [, text = '', made = '', signature = ''] = /^([\w-]{22}\.(\d+))\.([\w-]+)$/.exec(state) ?? [];
      const given = Buffer.from(signature, 'base64url');
      const due = sign(text);
      if (given.length !== due.length || !timingSafeEqual(given, due))
        throw invalidStateError('not a state of ours');
      if (now.getTime() - Number(made) > STATE_TTL_MS) throw invalidStateError('a stale state');
      if (!(await firstSeen(`slack-install ${text}`))) throw invalidStateError('a state that was used');
      return { scopes: [...scopes] };
    },
  };
}
