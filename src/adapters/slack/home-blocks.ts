import { literalSlack } from '../../render/escapes.ts';
import { LIMITS } from '../../render/limits.ts';
import { fitText } from '../../render/truncate.ts';

const plain = (text: string, most: number) => ({
  type: 'plain_text' as const,
  emoji: false as const,
  text: fitText(literalSlack(text), most),
});

/** A button of the Home tab. Slack returns its value when it is pressed. */
interface HomeButton {
  readonly type: 'button';
  readonly text: ReturnType<typeof plain>;
  readonly action_id: string;
  readonly value: string;
  readonly style?: 'primary';
}

interface HomeMenu {
  readonly type: 'overflow';
  readonly action_id: string;
  readonly options: readonly { readonly text: ReturnType<typeof plain>; readonly value: string }[];
}

/** A block that the Home tab uses. */
export type HomeBlock =
  | { readonly type: 'header'; readonly text: ReturnType<typeof plain> }
  | {
      readonly type: 'section';
      readonly text: { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true };
      readonly accessory?: HomeMenu;
    }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly elements: readonly HomeButton[] };

/** Builds a section block, with an optional menu beside its text. */
export const section = (text: string, accessory?: HomeMenu): HomeBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: text.slice(0, LIMITS.slack.sectionText.max), verbatim: true },
  ...(accessory ? { accessory } : {}),
});

export const homeButton = (label: string, value: string, id: string): HomeButton => ({
  type: 'button',
  text: plain(label, LIMITS.slack.buttonText.max),
  action_id: id,
  value,
});

/** Builds the overflow menu beside a section. Slack allows five entries. */
export const homeMenu = (
  id: string,
  options: readonly { readonly label: string; readonly value: string }[],
): HomeMenu => ({
  type: 'overflow',
  action_id: id,
  options: options.map(({ label, value }) => ({
    text: plain(label, LIMITS.slack.optionText.max),
    value,
  })),
});
