import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { CHANNELS, LONGEST_WAIT, QUESTION, type Side } from './side.ts';

/** The number of people. Each asks again only long after the answer, so the person identifies the question. */
const PEOPLE = 5_000;
/** Returns a person's id. Ids are snowflakes, numbers of at least 18 digits. */
const person = (n: number): string => String(100_000_000_000_000_000n + BigInt(n % PEOPLE));
const channel = (n: number): string => String(700_000_000_000_000_000n + BigInt(n % CHANNELS));

/** Starts a fake Discord that sends commands over its gateway and receives the answers over REST. */
export async function discordSide(): Promise<Side> {
  const discord = await startFakeDiscord();
  const waiting = new Map<string, (answered: boolean) => void>();
  const ids = new Map<string, string>();
  const deliver = async (n: number, name: string): Promise<boolean> => {
    const known = ids.get(name);
    const where = { channel: channel(n), ...(known ? { id: known } : {}) };
    const id = discord.person(person(n)).slash('brief', { question: QUESTION }, where);
    ids.set(name, id);
    return true;
  };
  let count = 0;
  const look = async (): Promise<void> => {
    const { onlyFor } = await discord.sees(0);
    discord.seen.shift();
    count++;
    waiting.get(onlyFor ?? '')?.(true);
    waiting.delete(onlyFor ?? '');
    void look();
  };
  void look();
  return {
    settings: { DISCORD_TOKEN: 'good.token.here', DISCORD_API_URL: discord.apiUrl() },
    waitsFor: 'answered',
    deliver,
    ask: (n, name) =>
      new Promise((resolve) => {
        const patience = setTimeout(resolve, LONGEST_WAIT, false);
        waiting.set(person(n), (answered) => {
          clearTimeout(patience);
          resolve(answered);
        });
        void deliver(n, name);
      }),
    answers() {
      discord.calls.splice(0);
      const since = count;
      count = 0;
      return since;
    },
    stop: discord.stop,
  };
}
