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

interface SlackStyle {
  readonly bold?: true;
  readonly italic?: true;
}

/** A run of text that Slack shows as it is: nothing in it is parsed. */
export interface SlackRun {
  readonly type: 'text';
  readonly text: string;
  readonly style?: SlackStyle;
}

interface SlackLink {
  readonly type: 'link';
  readonly url: string;
  readonly text: string;
  readonly style?: SlackStyle;
}

/** A person's name, as whoever reads it sees it. */
interface SlackUser {
  readonly type: 'user';
  readonly user_id: string;
}

export type SlackInline = SlackRun | SlackLink | SlackUser;

export interface SlackRuns {
  readonly type: 'rich_text_section' | 'rich_text_quote';
  readonly elements: readonly SlackInline[];
}

export interface SlackList {
  readonly type: 'rich_text_list';
  readonly style: 'bullet';
  readonly elements: readonly (SlackRuns & { readonly type: 'rich_text_section' })[];
}

export interface SlackRichText {
  readonly type: 'rich_text';
  readonly elements: readonly (SlackRuns | SlackList)[];
}

interface SlackHeader {
  readonly type: 'header';
  readonly text: SlackPlain;
}

export interface SlackContext {
  readonly type: 'context';
  readonly elements: readonly SlackMrkdwn[];
}

export interface SlackButton {
  readonly type: 'button';
  readonly text: SlackPlain;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary';
}

export interface SlackOption {
  readonly text: SlackPlain;
  readonly value: string;
  readonly description?: SlackPlain;
}

/** The menu behind "⋯": at most five options. */
interface SlackOverflow {
  readonly type: 'overflow';
  readonly action_id: string;
  readonly options: readonly SlackOption[];
}

interface SlackSelect {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder: SlackPlain;
  readonly options: readonly SlackOption[];
}

export type SlackElement = SlackButton | SlackOverflow | SlackSelect;

interface SlackActions {
  readonly type: 'actions';
  readonly elements: readonly SlackElement[];
}

interface SlackThumb {
  readonly text: SlackPlain;
  readonly accessibility_label: string;
  readonly value: string;
}

export interface SlackContextActions {
  readonly type: 'context_actions';
  readonly elements: readonly [
    {
      readonly type: 'feedback_buttons';
      readonly action_id: string;
      readonly positive_button: SlackThumb;
      readonly negative_button: SlackThumb;
    },
  ];
}

export type SlackCell =
  | { readonly type: 'raw_text'; readonly text: string }
  | { readonly type: 'raw_number'; readonly value: number; readonly text: string }
  | SlackRichText;

/** A table that pages and sorts; its first row is the head. */
export interface SlackTable {
  readonly type: 'data_table';
  readonly caption: string;
  readonly page_size: number;
  readonly rows: readonly (readonly SlackCell[])[];
}

export type SlackBlock =
  | SlackRichText
  | SlackHeader
  | SlackContext
  | SlackActions
  | SlackContextActions
  | SlackTable;

export interface SlackMessage {
  /** The whole answer in words, for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}
