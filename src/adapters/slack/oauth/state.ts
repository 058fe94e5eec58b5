import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StateStore } from '@slack/bolt';

/** How long somebody may take between the button and the consent, in milliseconds; memory of used states lasts as long. */
const GOOD_FOR = 10 * 60_000;

interface StateParts {
  /** Signs states; the same in every process that serves the installation. */
  readonly secret: Buffer;
  /** True the first time a state comes back. */
  readonly firstSeen: (id: string) => Promise<boolean>;
  /** What is asked for, the same at every installation. */
  readonly scopes: readonly string[];
}

/** A fault with the code by which Slack's installer knows a bad state. */
const invalid = (message: string): Error =>
  Object.assign(new Error(message), { code: 'slack_oauth_invalid_state' });

/**
 * States of installations: made here, good for ten minutes and once. The installer besides compares each with the
 * browser's cookie, so that nobody is led to install what another began (RFC 6749, 10.12).
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
      if (given.length !== due.length || !timingSafeEqual(given, due)) throw invalid('not a state of ours');
      if (now.getTime() - Number(made) > GOOD_FOR) throw invalid('a stale state');
      if (!(await firstSeen(`slack-install ${text}`))) throw invalid('a state that was used');
      return { scopes: [...scopes] };
    },
  };
}
