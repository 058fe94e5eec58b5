import type { SearchDocument } from '../../src/search/document.ts';

const CLAIMS: readonly (readonly [
  id: string,
  paragraph: number,
  claim: string,
  topics?: readonly string[],
])[] = [
  ['rus', 1, 'Sergey Lavrov met Mike Pompeo in the sanatorium Rus in Sochi.', ['Lavrov', 'Лавров']],
  ['hours', 1, 'The talks of Lavrov and Pompeo lasted more than three hours.'],
  ['rovaniemi', 1, 'On May 6 Lavrov and Pompeo talked for about an hour in Rovaniemi.'],
  [
    'topics',
    2,
    'Lavrov and Pompeo talked about Ukraine, Iran, Korea and the crisis in Venezuela.',
    ['Venezuela'],
  ],
  [
    'memo',
    2,
    'Lavrov gave Pompeo a memorandum with examples of US interference in Russia.',
    ['memo', 'meddling'],
  ],
  [
    'inf',
    3,
    'Moscow is committed to a dialogue on treaties on the reduction of offensive weapons (START) and of medium-range and shorter-range missiles (INF).',
    ['INF Treaty', 'START', 'nukes', 'missile treaty'],
  ],
  ['sanctions', 3, 'Putin and Pompeo briefly touched on US sanctions against Russia.', ['sanctions']],
  [
    'not',
    3,
    'Putin and Pompeo did not discuss Ukraine, Venezuela and the case of Baring Vostok.',
    ['Venezuela'],
  ],
  ['twitter', 4, 'Pompeo wrote on Twitter that Russia and the United States can work together.', ['tweet']],
  ['g20', 5, 'Trump says that he is ready to meet Putin at the G20 summit in Osaka.', ['G20']],
  ['proposal', 5, 'The Russian Foreign Ministry noted that there was no official proposal of a meeting.'],
  ['report', 6, 'The report by Robert Muller markedly inspired the American leader.', ['Mueller', 'report']],
  ['start', 6, 'Business will start slowly, a spokesman noted after the visit.'],
];

/** A small article about talks, as facts. */
export const TALKS: readonly SearchDocument[] = CLAIMS.map(([id, paragraph, claim, topics]) => ({
  id,
  article: 'talks',
  title: 'Pompeo in Sochi',
  paragraph,
  claim,
  ...(topics ? { topics } : {}),
}));
