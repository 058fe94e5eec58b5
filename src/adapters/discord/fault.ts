/** One plain line for what Discord refused: the setting to change and where. Never the token or a message's text. */
export function discordFault(error: unknown): string {
  const {
    code,
    status,
    message = '',
  } = error as { code?: number | string; status?: number; message?: string };
  if (code === 'TokenInvalid' || status === 401 || /4004|authentication failed|invalid token/i.test(message))
    return 'DISCORD_TOKEN is not valid. Reset it on the application’s page, Bot, and copy the new one.';
  if (code === 'DisallowedIntents' || /4014|disallowed intents/i.test(message))
    return 'Discord forbids an intent that was asked for. Readout needs no privileged intent: check the application’s page, Bot.';
  if (code === 50001) return 'The bot may not see this channel. Give it View Channel there.';
  if (code === 50013)
    return 'The bot may not post here. Give it Send Messages and Embed Links in the channel.';
  if (code === 10003) return 'Discord does not know the channel any more.';
  if (code === 10062) return 'Discord no longer waits for this answer: it took over 3 seconds.';
  if (code === 50035) return 'Discord refused the message as malformed.';
  if (status !== undefined)
    return `Discord answered with HTTP ${status}${typeof code === 'number' ? `, code ${code}` : ''}.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'Discord cannot be reached. Check the network.';
  return `Talking to Discord failed (${code ?? (error instanceof Error ? error.name : 'unknown')}).`;
}
