/** One limit of a platform: how much, of what, and where that is written. */
export interface Limit {
  readonly max: number;
  readonly unit: 'characters' | 'items' | 'seconds' | 'uses' | 'per minute' | 'per second';
  readonly source: string;
}

const SLACK = 'https://docs.slack.dev';
const DISCORD = 'https://docs.discord.com/developers';
const BLOCKS = `${SLACK}/reference/block-kit/blocks`;
const ELEMENTS = `${SLACK}/reference/block-kit/block-elements`;
const MESSAGE = `${DISCORD}/resources/message`;
const COMPONENTS = `${DISCORD}/components/reference`;
const INTERACTIONS = `${DISCORD}/interactions/receiving-and-responding`;
const COMMANDS = `${DISCORD}/interactions/application-commands`;

const limit = (max: number, unit: Limit['unit'], source: string): Limit => ({ max, unit, source });
const characters = (max: number, source: string): Limit => limit(max, 'characters', source);
const items = (max: number, source: string): Limit => limit(max, 'items', source);
const seconds = (max: number, source: string): Limit => limit(max, 'seconds', source);

/**
 * Every limit of a chat platform that a renderer or an adapter holds. Characters are counted in UTF-16 units:
 * where a platform counts code points instead, that is the stricter reading.
 */
export const LIMITS = {
  slack: {
    blocks: items(50, BLOCKS),
    viewBlocks: items(100, BLOCKS),
    sectionText: characters(3000, `${BLOCKS}/section-block`),
    sectionFields: items(10, `${BLOCKS}/section-block`),
    sectionField: characters(2000, `${BLOCKS}/section-block`),
    header: characters(150, `${BLOCKS}/header-block`),
    contextElements: items(10, `${BLOCKS}/context-block`),
    actionsElements: items(25, `${BLOCKS}/actions-block`),
    buttonText: characters(75, `${ELEMENTS}/button-element`),
    /** About this many are shown; the rest ends in an ellipsis of Slack's own. */
    buttonTextShown: characters(30, `${ELEMENTS}/button-element`),
    buttonValue: characters(2000, `${ELEMENTS}/button-element`),
    buttonUrl: characters(3000, `${ELEMENTS}/button-element`),
    buttonAccessibilityLabel: characters(75, `${ELEMENTS}/button-element`),
    actionId: characters(255, `${ELEMENTS}/button-element`),
    blockId: characters(255, BLOCKS),
    optionText: characters(75, `${SLACK}/reference/block-kit/composition-objects/option-object`),
    optionValue: characters(75, `${SLACK}/reference/block-kit/composition-objects/option-object`),
    /** Suggested prompts in the manifest and in the Messages tab. */
    prompts: items(4, `${SLACK}/reference/methods/assistant.threads.setSuggestedPrompts`),
    agentDescription: characters(300, `${SLACK}/reference/app-manifest`),
    /** Documented as 140; the API refuses 140 itself (mastra-ai/mastra pull 16093). */
    appDescription: characters(139, `${SLACK}/reference/app-manifest`),
    /** Undocumented: `msg_blocks_too_long` was reported from about 11,000 characters. */
    message: characters(10_000, 'https://github.com/slackapi/bolt-js/issues/2509'),
    /** What Slack advises for the top-level text; it cuts at 40,000. */
    text: characters(4000, `${SLACK}/reference/methods/chat.postMessage`),
    acknowledge: seconds(3, `${SLACK}/interactivity/handling-user-interaction`),
    responseUrlUses: limit(5, 'uses', `${SLACK}/interactivity/handling-user-interaction`),
    responseUrlLife: seconds(1800, `${SLACK}/interactivity/handling-user-interaction`),
    /** Events come again at once, after 1 and after 5 minutes: their ids are remembered for longer. */
    eventMemory: seconds(600, `${SLACK}/apis/events-api`),
    signatureAge: seconds(300, `${SLACK}/authentication/verifying-requests-from-slack`),
    postsToChannel: limit(1, 'per second', `${SLACK}/apis/web-api/rate-limits`),
    tier1: limit(1, 'per minute', `${SLACK}/apis/web-api/rate-limits`),
    tier2: limit(20, 'per minute', `${SLACK}/apis/web-api/rate-limits`),
    tier3: limit(50, 'per minute', `${SLACK}/apis/web-api/rate-limits`),
    tier4: limit(100, 'per minute', `${SLACK}/apis/web-api/rate-limits`),
    /** The web client retries ten times by default, which can post twice. */
    postRetries: items(0, `${SLACK}/tools/node-slack-sdk/web-api`),
  },
  discord: {
    content: characters(2000, `${MESSAGE}#create-message`),
    embeds: items(10, `${MESSAGE}#create-message`),
    embedTitle: characters(256, `${MESSAGE}#embed-object-embed-limits`),
    embedDescription: characters(4096, `${MESSAGE}#embed-object-embed-limits`),
    embedFields: items(25, `${MESSAGE}#embed-object-embed-limits`),
    embedFieldName: characters(256, `${MESSAGE}#embed-object-embed-limits`),
    embedFieldValue: characters(1024, `${MESSAGE}#embed-object-embed-limits`),
    embedFooter: characters(2048, `${MESSAGE}#embed-object-embed-limits`),
    embedAuthor: characters(256, `${MESSAGE}#embed-object-embed-limits`),
    embedsTotal: characters(6000, `${MESSAGE}#embed-object-embed-limits`),
    /** Nested ones counted. */
    components: items(40, COMPONENTS),
    componentsText: characters(4000, COMPONENTS),
    rows: items(5, COMPONENTS),
    rowButtons: items(5, `${COMPONENTS}#action-row`),
    buttonLabel: characters(80, `${COMPONENTS}#button`),
    menuOptions: items(25, `${COMPONENTS}#string-select`),
    optionLabel: characters(100, `${COMPONENTS}#string-select`),
    optionValue: characters(100, `${COMPONENTS}#string-select`),
    optionDescription: characters(100, `${COMPONENTS}#string-select`),
    menuPlaceholder: characters(150, `${COMPONENTS}#string-select`),
    customId: characters(100, `${COMPONENTS}#anatomy-of-a-component`),
    choices: items(25, INTERACTIONS),
    choiceName: characters(100, COMMANDS),
    choiceValue: characters(100, COMMANDS),
    firstReply: seconds(3, INTERACTIONS),
    tokenLife: seconds(900, INTERACTIONS),
    commandName: characters(32, COMMANDS),
    commands: items(100, COMMANDS),
    commandCreatesADay: items(200, COMMANDS),
    requests: limit(50, 'per second', `${DISCORD}/topics/rate-limits`),
    invalidRequestsInTenMinutes: items(10_000, `${DISCORD}/topics/rate-limits`),
    nonce: characters(25, `${MESSAGE}#create-message`),
  },
} as const satisfies Record<string, Record<string, Limit>>;

export type SlackLimit = keyof typeof LIMITS.slack;
export type DiscordLimit = keyof typeof LIMITS.discord;

/** Discord's message flags that a rendered card sets; https://docs.discord.com/developers/resources/message */
export const DISCORD_FLAGS = { suppressEmbeds: 4, componentsV2: 32_768 } as const;
