/** Types for the part of Block Kit that cards use. https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackPlain {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: boolean;
}

export interface SlackMrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Slack then adds no links or mentions of its own. */
  readonly verbatim: true;
}

interface SlackStyle {
  readonly bold?: true;
  readonly italic?: true;
}

/** A rich text element. Slack shows its text unparsed. */
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

/** A mention of a person. Slack shows the name as each reader sees it. */
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

/** A picture beside a section's text. https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export interface SlackImage {
  readonly type: 'image';
  readonly image_url: string;
  readonly alt_text: string;
}

export interface SlackSection {
  readonly type: 'section';
  readonly text: SlackMrkdwn;
  readonly accessory: SlackImage;
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

/** The overflow menu behind "⋯", with at most five options. */
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

/** A table with paging and sorting. Its first row is the header. */
export interface SlackTable {
  readonly type: 'data_table';
  readonly caption: string;
  readonly page_size: number;
  readonly rows: readonly (readonly SlackCell[])[];
}

export type SlackBlock =
  | SlackRichText
  | SlackHeader
  | SlackSection
  | SlackContext
  | SlackActions
  | SlackContextActions
  | SlackTable;

export interface SlackMessage {
  /** The whole answer as plain text, for notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}
