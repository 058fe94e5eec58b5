/** One limit of a platform: its number, its unit and its source. */
export interface Limit {
  readonly max: number;
  readonly unit: 'characters' | 'items' | 'per second';
  readonly source: string;
}

const SLACK = 'https://docs.slack.dev';
const DISCORD = 'https://docs.discord.com/developers';
const BLOCKS = `${SLACK}/reference/block-kit/blocks`;
const ELEMENTS = `${SLACK}/reference/block-kit/block-elements`;
const COMPONENTS = `${DISCORD}/components/reference`;
const INTERACTIONS = `${DISCORD}/interactions/receiving-and-responding`;
const COMMANDS = `${DISCORD}/interactions/application-commands`;

const limit = (max: number, unit: Limit['unit'], source: string): Limit => ({ max, unit, source });
const characters = (max: number, source: string): Limit => limit(max, 'characters', source);
const items = (max: number, source: string): Limit => limit(max, 'items', source);

/**
 * The limits of the chat platforms that renderers and adapters use. Characters are UTF-16 units: for a platform that
 * counts code points, that is the stricter reading.
 */
export const LIMITS = {
  slack: {
    blocks: items(50, BLOCKS),
    /** The limit of all text in one rich text or context block. */
    sectionText: characters(3000, `${BLOCKS}/section-block`),
    imageAlt: characters(2000, `${ELEMENTS}/image-element`),
    imageUrl: characters(3000, `${ELEMENTS}/image-element`),
    header: characters(150, `${BLOCKS}/header-block`),
    actionsElements: items(25, `${BLOCKS}/actions-block`),
    /** Includes the header row. */
    tableRows: items(101, `${BLOCKS}/data-table-block`),
    buttonText: characters(75, `${ELEMENTS}/button-element`),
    buttonAccessibilityLabel: characters(75, `${ELEMENTS}/button-element`),
    overflowOptions: items(5, `${ELEMENTS}/overflow-menu-element`),
    selectOptions: items(100, `${ELEMENTS}/select-menu-element`),
    placeholder: characters(150, `${ELEMENTS}/select-menu-element`),
    optionText: characters(75, `${SLACK}/reference/block-kit/composition-objects/option-object`),
    optionValue: characters(75, `${SLACK}/reference/block-kit/composition-objects/option-object`),
    /** Undocumented: `msg_blocks_too_long` was reported from about 11,000 characters. */
    message: characters(10_000, 'https://github.com/slackapi/bolt-js/issues/2509'),
    /** Slack's advice for the top-level text; it cuts at 40,000. */
    text: characters(4000, `${SLACK}/reference/methods/chat.postMessage`),
    /** Suggested prompts in the Messages tab. */
    prompts: items(4, `${SLACK}/reference/methods/assistant.threads.setSuggestedPrompts`),
  },
  discord: {
    /** Includes nested components. */
    components: items(40, COMPONENTS),
    componentsText: characters(4000, COMPONENTS),
    thumbnailAlt: characters(1024, `${COMPONENTS}#thumbnail`),
    /** From Discord's OpenAPI specification: UnfurledMediaRequest. */
    thumbnailUrl: characters(2048, 'https://github.com/discord/discord-api-spec'),
    rowButtons: items(5, `${COMPONENTS}#action-row`),
    buttonLabel: characters(80, `${COMPONENTS}#button`),
    menuOptions: items(25, `${COMPONENTS}#string-select`),
    optionLabel: characters(100, `${COMPONENTS}#string-select`),
    menuPlaceholder: characters(150, `${COMPONENTS}#string-select`),
    choices: items(25, INTERACTIONS),
    choiceName: characters(100, COMMANDS),
    choiceValue: characters(100, COMMANDS),
    requests: limit(50, 'per second', `${DISCORD}/topics/rate-limits`),
  },
} as const satisfies Record<string, Record<string, Limit>>;

/** The message flag for components v2; https://docs.discord.com/developers/resources/message */
export const COMPONENTS_V2 = 32_768;
