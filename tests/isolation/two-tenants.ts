import { ADAS, articleIn, BENS, createWorld, wordsOf } from './world.ts';

const ADA = 'slack:TADA';
const BEN = 'slack:TBEN';

/**
 * Compares what Ada's workspace sees with and without the articles of Ben's. Also returns the words of Ben's that it
 * sees.
 */
export async function compareTenants(count: number, seed: number) {
  const adas = Array.from({ length: 3 }, (_, index) => articleIn(ADAS, seed + index));
  const bens = Array.from({ length: count }, (_, index) => articleIn(BENS, seed + index));
  const [adaWords, benWords] = [wordsOf(ADAS), wordsOf(BENS)];
  const prefixes = [
    '',
    ...[...adaWords.slice(0, 2), ...benWords].map((word) => word.slice(0, 3)),
    'sec',
    'har',
  ];
  const names = [...adaWords.slice(0, 4), ...benWords.slice(0, 6)];
  const questions = [
    ...names.map((name) => `what about ${name}?`),
    // Near misses of both tenants' names. They may be corrected to a tenant's own words only.
    ...names.map((name) => `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)} harbour`),
    ...[
      'bank fuel prices',
      'was the bank sold?',
      'who closed the harbour?',
      'OBX',
      'FKN',
      'KFK',
      'summary',
      'what is new?',
    ],
  ];
  const worlds = [await createWorld(ADA), await createWorld(ADA)] as const;
  try {
    for (const world of worlds) await world.ingest(ADA, adas);
    await worlds[1].ingest(BEN, bens);
    const alone = await worlds[0].seen(prefixes, questions);
    const beside = await worlds[1].seen(prefixes, questions);
    const typed = new Set([...prefixes, ...questions].join(' ').toLowerCase().split(/\W+/));
    const others = benWords.filter((word) => !typed.has(word));
    return {
      alone,
      beside,
      differing: beside.filter((text, index) => text !== alone[index]),
      leaked: beside.filter((text) => others.some((word) => text.toLowerCase().includes(word))),
      probed: worlds[1].probe([...bens.map(({ id }) => id), ...benWords], benWords),
      faults: worlds.flatMap(({ faults }) => faults),
    };
  } finally {
    for (const world of worlds) await world.close();
  }
}
