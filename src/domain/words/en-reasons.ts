/** The values in a reason's message, as its fault stores them. */
export type Filling = Readonly<Record<string, string | number>>;
/** Reasons by their fault's code: why something was not posted, or was switched off. */
export type Reasons = ReadonlyMap<string, (filled: Filling) => string>;

const AGAIN = 'Let somebody of the workspace install the app again at /slack/install.';
const PAGE = 'the app’s page, OAuth & Permissions';

/** Why something was not posted or was switched off, in English. */
export const EN_REASONS: Reasons = new Map<string, (filled: Filling) => string>([
  ['told_later', () => 'told together with the next one'],
  ['came_back', ({ hours }) => `missed: Readout came back ${hours} h after it was due`],
  ['nothing_new', () => 'nothing new'],
  ['missed', ({ why }) => `missed: ${why}`],
  ['too_late', () => 'Readout came back too late'],
  ['not_connected', () => 'this platform is not connected'],
  ['bad_card', () => 'its stored card does not have the expected form'],
  ['switched_off', () => 'switched off'],
  ['paused', () => 'paused'],
  ['faulted', ({ name }) => `Readout failed at it (${name})`],

  ['slack.invalid_auth', () => `SLACK_BOT_TOKEN is not a valid token. Copy it again from ${PAGE}.`],
  ['slack.not_authed', () => `SLACK_BOT_TOKEN is missing. Copy it from ${PAGE}.`],
  [
    'slack.token_revoked',
    () =>
      'SLACK_BOT_TOKEN was revoked. Install the app again on its page, OAuth & Permissions, and copy the new token.',
  ],
  ['slack.token_expired', () => `SLACK_BOT_TOKEN has expired. Copy the new one from ${PAGE}.`],
  [
    'slack.account_inactive',
    () => 'The app was removed from the workspace. Install it again on its page, Install App.',
  ],
  [
    'slack.channel_not_found',
    () => 'Slack does not know the channel, or the bot is not in it. Invite it: /invite @Readout.',
  ],
  ['slack.not_in_channel', () => 'The bot is not in the channel. Invite it: /invite @Readout.'],
  ['slack.is_archived', () => 'The channel is archived.'],
  ['slack.user_not_found', () => 'Slack does not know the person.'],
  ['slack.restricted_action', () => 'The workspace forbids the bot to post there. Ask a workspace admin.'],
  ['slack.several.invalid_auth', () => `The workspace’s token is no longer valid. ${AGAIN}`],
  ['slack.several.not_authed', () => `The workspace’s token is missing. ${AGAIN}`],
  ['slack.several.token_revoked', () => `The workspace’s token was revoked. ${AGAIN}`],
  ['slack.several.token_expired', () => `The workspace’s token has expired. ${AGAIN}`],
  ['slack.several.account_inactive', () => `The app was removed from the workspace. ${AGAIN}`],
  [
    'slack.missing_scope',
    ({ scope }) => `The app lacks the scope ${scope}. Add it on ${PAGE}, and install it again.`,
  ],
  ['slack.unreadable', () => 'Slack’s answer could not be read.'],
  ['slack.refused', ({ reason }) => `Slack refused: ${reason}.`],
  ['slack.wait', ({ seconds }) => `Slack asks to wait ${seconds} s.`],
  ['slack.http', ({ status }) => `Slack answered with HTTP ${status}.`],
  ['slack.unreachable', () => 'Slack cannot be reached. Check the network.'],
  ['slack.failed', ({ name }) => `Talking to Slack failed (${name}).`],
  ['slack.not_installed', () => 'Readout is not installed in this workspace.'],
  ['slack.token_unreadable', () => 'The workspace’s token could not be read.'],
  ['slack.no_message', () => 'Slack named no message.'],
  ['slack.too_much', () => 'Too much was said in the channel since to tell whether this was posted.'],

  [
    'discord.token',
    () => 'DISCORD_TOKEN is not valid. Reset it on the application’s page, Bot, and copy the new one.',
  ],
  [
    'discord.closed_4010',
    () =>
      'Discord does not know this shard. Check DISCORD_SHARDS: every process names the same number of shards.',
  ],
  [
    'discord.closed_4011',
    () => 'The bot is in too many servers for one connection. Set DISCORD_SHARDS=auto.',
  ],
  ['discord.closed_4013', () => 'Discord does not know an intent that was asked for. Update Readout.'],
  [
    'discord.closed_4014',
    () =>
      'Discord forbids an intent that was asked for. Readout needs no privileged intent: check the application’s page, Bot.',
  ],
  [
    'discord.no_sessions',
    ({ time }) =>
      `Discord allows no more new connections today: it was started too often. Start it again after ${time}.`,
  ],
  ['discord.10003', () => 'Discord does not know the channel any more.'],
  ['discord.10004', () => 'The bot is not in this server. Add it by its install link.'],
  ['discord.10015', () => 'Discord no longer takes this answer: it took over 15 minutes.'],
  ['discord.10062', () => 'Discord no longer waits for this answer: it took over 3 seconds.'],
  ['discord.40060', () => 'Discord has had an answer to this already.'],
  ['discord.50001', () => 'The bot may not see this channel. Give it View Channel there.'],
  ['discord.50007', () => 'This person takes no direct messages from the bot.'],
  ['discord.50008', () => 'Nothing can be posted in a channel of this kind.'],
  [
    'discord.50013',
    () =>
      'The bot may not post here. Give it Send Messages (in threads: Send Messages in Threads) in the channel.',
  ],
  ['discord.50024', () => 'Nothing can be posted in a channel of this kind.'],
  ['discord.50027', () => 'Discord no longer takes this answer: it took over 15 minutes.'],
  ['discord.50035', () => 'Discord refused the message as malformed.'],
  ['discord.50083', () => 'The thread is closed. Open it again, or post to its channel.'],
  ['discord.wait', () => 'Discord asked to wait.'],
  ['discord.http', ({ status }) => `Discord answered with HTTP ${status}.`],
  ['discord.http_code', ({ status, code }) => `Discord answered with HTTP ${status}, code ${code}.`],
  ['discord.unreachable', () => 'Discord cannot be reached. Check the network.'],
  ['discord.broken', () => 'The connection to Discord broke before its answer.'],
  ['discord.failed', ({ name }) => `Talking to Discord failed (${name}).`],
  [
    'discord.blind',
    () =>
      'The bot may not read this channel’s history. Give it Read Message History there, so that no digest is in doubt.',
  ],
  ['discord.too_much', () => 'More was said in the channel since than can be looked through.'],
]);
