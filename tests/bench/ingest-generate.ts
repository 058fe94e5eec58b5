import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PEOPLE =
  'Anna Keller,Boris Lang,Carla Mendes,David Osei,Elena Petrova,Farid Nasser,Greta Holm,Hugo Alvarez'.split(
    ',',
  );
const PLACES = 'Lisbon,Tallinn,Accra,Osaka,Quito,Tunis,Oslo,Split,Cork,Turin'.split(',');
const THINGS =
  'the grain accord,the rail link,the fishing quota,the border crossing,the dam,the power line'.split(',');
const VERBS = 'said,noted,told reporters,announced,warned'.split(',');

/** Makes the word by which article `n` is found. It consists of letters, so that no rule for numbers applies. */
export function markOf(n: number): string {
  const letters = [...String(n).padStart(6, '0')].map((digit) => 'bdfghklmnp'[Number(digit)]!);
  return `Z${letters.map((letter, at) => letter + 'aeiou'[at % 5]).join('')}`;
}

/** Makes the text of article `n`: about 2,000 characters in eleven paragraphs, the same on every run. */
export function articleText(n: number): string {
  const pick = <T>(from: readonly T[], salt: number) =>
    from[(n * 7919 + salt * 104_729 + (n >> 3) * salt) % from.length]!;
  const paragraphs = Array.from({ length: 11 }, (_, at) => {
    const who = pick(PEOPLE, at + 1);
    const place = pick(PLACES, at + 2);
    const thing = pick(THINGS, at + 3);
    return `${who} ${pick(VERBS, at + 4)} in ${place} that ${thing} would cost ${(n * 31 + at * 17) % 9_973} million and take ${((n + at * 5) % 29) + 2} months. Item ${n * 13 + at} of ward ${n * 7 + at * 3} was put off.`;
  });
  return `Talks in ${pick(PLACES, 9)} on ${pick(THINGS, 8)}, part ${n}\n\nThe ${markOf(n)} commission met in ${pick(PLACES, 7)} on Monday.\n\n${paragraphs.join('\n\n')}\n`;
}

/** Writes articles 0 to `count` - 1 into a folder. Every tenth is an HTML page. */
export async function writeArticles(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let n = 0; n < count; n++) {
    const text = articleText(n);
    const [title, ...paragraphs] = text.trim().split('\n\n');
    const html = n % 10 === 0;
    const page = `<!doctype html><title>${title}</title><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs.map((one) => `<p>${one}</p>`).join('')}</article>`;
    await writeFile(
      join(folder, `${String(n).padStart(6, '0')}.${html ? 'html' : 'txt'}`),
      html ? page : text,
    );
  }
}
