/**
 * Frequent misspellings of words that shape a question. They are mended without a word about it, because they name
 * nothing; names and topics are never mended here.
 */
const MISSPELLINGS: Readonly<Record<string, string>> = {
  what: 'waht whta wht wat wot',
  which: 'wich whcih whihc wihch',
  when: 'wehn whne',
  where: 'wher whre wehre',
  who: 'woh',
  why: 'wyh',
  how: 'hwo',
  whose: 'whoose',
  about: 'abotu abuot aobut abput baout',
  the: 'teh hte',
  and: 'adn',
  this: 'thsi tihs',
  that: 'taht thta tath',
  their: 'thier',
  they: 'tehy thye',
  because: 'becuase becasue beacuse',
  would: 'woudl wuold',
  should: 'shoudl',
  could: 'coudl',
  does: 'deos',
  say: 'sya',
  said: 'siad sayd sais',
  tell: 'telll',
  give: 'giev gve',
  please: 'plese plaese',
  more: 'mroe moer',
  happened: 'happend hapened hapend happned',
  happening: 'hapening happenning',
  anything: 'anythign anyting',
  everything: 'everythign everyting',
  summarise: 'sumarise sumarize summerize summerise summarzie summarice',
  summary: 'sumary summry sumarry summarry',
  article: 'artical articel artcle aritcle',
  source: 'souce soruce sorce',
  sources: 'souces soruces sorces',
  quotes: 'qoutes qutoes',
  quote: 'qoute',
  contradictions: 'contradictons contradicitons',
  timeline: 'timelien tmeline',
};

const MENDED: ReadonlyMap<string, string> = new Map(
  Object.entries(MISSPELLINGS).flatMap(([right, wrong]) =>
    wrong.split(' ').map((word) => [word, right] as const),
  ),
);

/** Returns the word that a lower-case word misspells, or the word itself. */
export const mendedWord = (word: string): string => MENDED.get(word) ?? word;

/** Mends the misspelt function words of a question. Words with capitals stay: they may be names. */
export const mendedQuestion = (question: string): string =>
  question.replace(/(?<![\p{L}\p{N}'’])\p{Ll}{2,16}(?![\p{L}\p{N}'’])/gu, mendedWord);
