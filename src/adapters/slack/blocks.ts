/** The part of Slack's Block Kit that cards are made of. https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackPlain {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: boolean;
}

export interface SlackMrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack makes no links and mentions of its own out of it. */
  readonly verbatim: true;
}

/** A run of text that Slack shows as it is: nothing in it is parsed. */
export interface SlackRun {
  readonly type: 'text';
  readonly text: string;
  readonly style?: { readonly bold?: true; readonly italic?: true };
}

/** A channel's name, as whoever reads it may see it. */
export interface SlackChannel {
  readonly type: 'channel';
  readonly channel_id: string;
}

export interface SlackRuns {
  readonly type: 'rich_text_section' | 'rich_text_quote';
  readonly elements: readonly (SlackRun | SlackChannel)[];
}

export interface SlackList {
  readonly type: 'rich_text_list';
  readonly style: 'bullet';
  readonly elements: readonly (SlackRuns & { readonly type: 'rich_text_section' })[];
}

export interface SlackButton {
  readonly type: 'button';
  readonly text: SlackPlain;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary';
}

export interface SlackRichText {
  readonly type: 'rich_text';
  readonly elements: readonly (SlackRuns | SlackList)[];
}

export interface SlackContext {
  readonly type: 'context';
  readonly elements: readonly SlackMrkdwn[];
}

export interface SlackActions {
  readonly type: 'actions';
  readonly elements: readonly SlackButton[];
}

export type SlackBlock = SlackRichText | SlackContext | SlackActions;

export interface SlackMessage {
  /** The whole answer in words, for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}
