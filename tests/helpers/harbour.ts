import { answer, pageOf, startServer } from '../ingest/server.ts';

/** A news article on a subject that no shipped article has. */
export const HARBOUR = [
  'Dock workers in Kalmar ended a three-day strike on Monday after the port company agreed to talks on night shifts.',
  'The strike cost about 4 million kronor a day, the port company said in a statement on Tuesday morning.',
  '"We will be back if nothing comes of it," union leader Nils Holm told reporters at the gate of the harbour.',
  'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
];
export const HARBOUR_TITLE = 'Dock workers in Kalmar end three-day strike';
/** The address of its picture, which the page names. */
export const HARBOUR_PICTURE = 'https://pictures.example/kalmar.jpg?w=1200';
/** A second article of that kind, without a picture. */
const BRIDGE = [
  'The bridge between Oland and the mainland was closed for two hours on Friday because of strong wind, police said.',
  'Some 300 cars had to wait, and the road administration asked drivers to stay at home until the evening.',
  '"It was the right decision," police spokeswoman Karin Ek told the local radio after the bridge was opened again.',
];

/** Starts a site with two articles, `/harbour` and `/bridge`. `hold` delays responses until its result is called. */
export async function harbourSite() {
  let wait: Promise<unknown> = Promise.resolve();
  const site = await startServer(async (request, response) => {
    await wait;
    const isBridge = request.url?.startsWith('/bridge') ?? false;
    if (request.url === '/gone') return response.writeHead(404).end();
    answer(
      response,
      'text/html',
      isBridge
        ? pageOf('Bridge to Oland closed by wind', BRIDGE)
        : pageOf(HARBOUR_TITLE, HARBOUR, `<meta property="og:image" content="${HARBOUR_PICTURE}">`),
    );
  });
  return {
    ...site,
    link: (path = 'harbour') => `${site.origin}/${path}`,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wait = promise;
      return resolve;
    },
  };
}
