import { randomUUID } from 'node:crypto';

/** A message with a button that can be pressed. */
export interface ButtonMessage {
  readonly ts: string;
  readonly ephemeral: boolean;
  /** The action_id of the element that was pressed. */
  readonly action?: string | undefined;
}

interface ResponseUrl {
  readonly team: string;
  readonly channel: string;
  readonly person: string;
  /** The message whose button was pressed; null for a command. */
  readonly on: ButtonMessage | null;
  readonly until: number;
  uses: number;
}

/** 5 uses in 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const MOST_USES = 5;
const LIFE = 30 * 60_000;

/** Creates response URLs, by which an app responds to an interaction. */
export function createResponseUrls(now: () => Date) {
  const urls = new Map<string, ResponseUrl>();
  return {
    /** Creates one and returns its path. */
    make(team: string, channel: string, person: string, on: ButtonMessage | null): string {
      const id = randomUUID();
      urls.set(id, { team, channel, person, on, uses: 0, until: now().getTime() + LIFE });
      return `/response/${id}`;
    },
    /** A response URL that may still be used; null if it is unknown, used up or too old. */
    of(path: string): ResponseUrl | null {
      const url = urls.get(path.slice('/response/'.length));
      return url && url.uses < MOST_USES && now().getTime() < url.until ? url : null;
    },
  };
}
