// npm run play:chat -- [port] [locale] starts a Slack workspace, a Discord server and the bot on this machine, without a token.
// `locale` is the language of both people's clients, such as "de" or "es-ES"; "en-US" by default.
// The bot uses its real adapters and SDKs.
import { startPlay } from './room.ts';

const port = Number(process.argv[2] ?? process.env.PORT ?? 3003);
const play = await startPlay(port, process.argv[3]).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
console.log(`Both chats, with the bot in them: ${play.url}\nCtrl-C stops.`);
const stop = (): void => void play.stop().finally(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
