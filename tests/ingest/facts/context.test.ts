import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

describe('claims', () => {
  const leaning: [string, string, string][] = [
    [
      'a thing that was brought in before',
      'Fog closed an airport near Oslo.',
      'Passengers waited at the airport all day.',
    ],
    ['one of two', 'A missile hit a house in Aden.', 'A second missile fell beside a school.'],
    ['what came later', 'The ferry was sold in 2011.', 'Two years later Kari Holm bought a tug.'],
    [
      'what is owned by what was told',
      'The pika lives in the hills.',
      'Kari Holm counts its numbers each spring.',
    ],
    [
      'what “this” is',
      'The Moon drifts away from the Earth.',
      'Astronomers in Oslo say this will take ages.',
    ],
  ];
  it.each(leaning)('gives a claim the sentence before for %s', (_, before, sentence) => {
    const fact = read(before, sentence).find(({ quote }) => quote === sentence);
    expect(fact?.context).toBe(before);
  });

  it('tells what a post or a letter was, however long the sentence', () => {
    const before = 'The harbour company put up a post about Peter Lund.';
    const sentence =
      'A man who gave his name as Peter Lund and his town as Kalmar responded to the post on Monday evening.';
    expect(read(before, sentence).find(({ quote }) => quote === sentence)?.context).toBe(before);
  });

  it('reaches back to the sentence that brings a thing in, past a link to elsewhere', () => {
    const [before, link, sentence] = [
      'Clashes broke out at a base near Aden.',
      'Watch: Who are the fighters?',
      'The clashes were reported on four fronts.',
    ];
    expect(read(before, link, sentence).find(({ quote }) => quote === sentence)?.context).toBe(before);
  });

  it('shows the sentence that brings a thing in, and a gap, where it stands farther back', () => {
    const text = [
      'Parliament passed a bill on fishing rights.',
      ...Array.from(
        { length: 6 },
        (_, at) => `Boat number ${at + 1} of Kalmar sailed to Oslo with salt and timber.`,
      ),
      'Kari Holm opposes the bill.',
    ];
    expect(read(...text).find(({ quote }) => quote.includes('opposes'))?.context).toMatch(
      /^Parliament passed a bill on fishing rights\. …$/,
    );
  });

  it('gives a claim that points at nothing no context', () => {
    for (const fact of read('Rain fell for days. This year rain came early.', 'A bridge opened in May.'))
      expect(fact.context).toBeUndefined();
  });
});

describe('the sentence before a fact', () => {
  it.each([
    ['He came up again in an aggressive manner.', true],
    ['I was there with her for four years.', true],
    ['This has cost the town 40 million kroner.', true],
    ['The mayor said that he would pay for it.', true],
    ['I told Anna Berg that she was late again.', false],
    ['This year the town has paid for all of it.', false],
    ['Many workers said that they were paid late.', false],
    ['Eleven people died in those floods, as far as anybody knows.', true],
    ['On Monday, she and other parents walked to the old school.', true],
    ['The 36-year-old, who came to Kalmar last year, ran the dam.', true],
    ['The study was paid for by the town and by the old dam.', true],
    ['A boat came from the harbour to fetch them on Monday.', true],
    ['So are the hopes of all towns along the lower river.', true],
    ['As governor he stopped none of the eleven trains.', true],
    ['The mayor said on Monday that trains will run again.', false],
    ['Trains run along the river in the hope of more riders.', false],
    ['The mayor said that it will rain in this country in May.', false],
    ['The two towns signed a pact on eleven trains on Monday.', true],
    ['The two of them signed a pact on eleven trains in Kalmar.', true],
    ['That night, eleven trains ran from Kalmar to Oslo.', true],
    ['In May 2019 the town bought a train, and that year it broke.', false],
    ['Eleven trains ran to Oslo and came back the next day.', true],
    ['On Monday eleven trains ran to Oslo and came back the next day.', false],
    ['I think that hurt the town of Kalmar a great deal.', true],
    ['There are eleven trains on the line to Oslo.', false],
    ['Eleven trains ran in the opposite direction on Monday.', false],
    ['The times of those trains, they argue, were never told to anybody in Kalmar.', true],
    ['They did not say anything of the eleven trains, Nils Holm said.', true],
    ['The officer fired two shots at the eleven trains from the bridge.', true],
    ['A woman was also arrested.', true],
    ['Some call the line to Kalmar the eleven-train line of the poor.', true],
    ['Some sailors call the line to Kalmar a line of eleven trains.', false],
    ['In light of all that is at stake, it does not seem like a good plan at present.', true],
    ['“Full panic mode,” said Anna Lund, who leads the workers of the eleven ferries of Oslo.', true],
    ['“The trains of Oslo are late,” said Anna Lund, who leads the workers of the ferries.', false],
    ['Since the disaster happened on the water, the search for all of the crew took days.', true],
    ['In fact, according to the mayor, that is how the town got eleven trains.', true],
    ['In the decade following, eleven trains ran from Kalmar to Oslo.', true],
    ['Anna Lund, the mayor, tells the paper, “Yes, like most guests, she is paid for her work.”', true],
    ['Anna Lund, the mayor, tells the paper that she is paid for her work.', false],
    ['The Harbour Ministry called it a detour of eleven trains.', true],
    ['The Harbour Ministry said it has eleven trains in Kalmar.', false],
    ['What is happening goes far beyond the trains of Kalmar.', true],
    ['The mayor said that such trains are slow in the snow of Kalmar.', true],
    ['The mayor likes such trains as run in the snow of Kalmar.', false],
    ['The Australian crossed the line in second place in Kalmar.', true],
    ['It’s just “paint,” Nils Holm said of the eleven trains of Kalmar.', true],
    ['“I would love to drive one of the eleven trains of Kalmar,” wrote another.', true],
    ['Anna Berg told the court that she saw one in the kitchen of the dining car.', true],
    ['Anna Berg told the court that she saw no one in the kitchen of the dining car.', false],
    ['Anna Berg lost one of eleven trains in the dark.', false],
    ['A woman of Kalmar, who drove the train, was also arrested on Monday.', false],
    ['A visit in May was followed by eleven others a month later.', true],
    ['A visit in May was followed by a trip a month later.', false],
  ])('stands by one that points back: %s', (sentence, isKept) => {
    const fact = read('Nils Holm and Per Berg met at the basin on Monday.', sentence).find(
      ({ quote }) => quote === sentence,
    );
    expect(fact?.context === undefined).toBe(!isKept);
  });
});

it('leaves a pronoun to the speaker that a card names beside it', () => {
  const text =
    'Kari Holm met Anna Berg in Oslo. “We won,” said Holm. She said on Monday that she would not sell her eleven boats.';
  expect(read(text).at(-1)).toMatchObject({ speaker: 'Kari Holm' });
  expect(read(text).at(-1)?.context).toBeUndefined();
});

describe('the context of a fact', () => {
  const contextOf = (words: string, ...paragraphs: readonly string[]) =>
    read(...paragraphs).find(({ quote }) => quote.includes(words))?.context;

  it.each([
    [
      'past sentences in which the person is only "she"',
      'Kari Holm taught Anna Berg to sail. “She had the heart of a lion on deck,” said Holm. “Her sense of adventure on the water never left the yard.”',
      'sense of',
      'Kari Holm taught Anna Berg to sail. …',
    ],
    [
      'past what she is called before she is meant',
      'Nils Holm praised Anna Berg. “A true model to the sailors who would follow, she led the way.”',
      'led the way',
      'Nils Holm praised Anna Berg.',
    ],
    [
      'to the person of the pronoun, not to the one whom that person met',
      'Per Lund runs the yard in Kalmar. He met Karl Berg on the dock. He sold the yard in May.',
      'sold the',
      'Per Lund runs the yard in Kalmar. …',
    ],
    [
      'to the people who are only "they"',
      'Officials in Kalmar closed the dock. Rain fell on the dock. “They thought that rain was dangerous,” said Kari Holm.',
      'dangerous',
      'Officials in Kalmar closed the dock. …',
    ],
    [
      'to what a word for an outcome sums up',
      'Kari Holm sold eleven trains. Anna Berg of Oslo told reporters that the move surprised her.',
      'surprised',
      'Kari Holm sold eleven trains.',
    ],
    [
      'past the name of a show and of a party, which are no persons',
      'Nils Berg came to Oslo. On “The Daily Show,” he sang of the Green Party convention.',
      'sang of',
      'Nils Berg came to Oslo.',
    ],
    [
      'to the person of another gender than the one named',
      'Kari Holm sold the yard to her son. Peter Berg told reporters that he last saw her in May.',
      'last saw',
      'Kari Holm sold the yard to her son.',
    ],
    [
      'to the person whom a word for what he is means',
      'Nils Berg sang in Oslo on Sunday. Rain fell on Kalmar. Last May, the television star asked for a pardon in Kalmar.',
      'pardon',
      'Nils Berg sang in Oslo on Sunday. …',
    ],
    [
      'to those who are meant by "they" after what they did',
      'Officials from Oslo searched the hills. Despite eleven days in the hills of Kalmar, they came home without it.',
      'came home',
      'Officials from Oslo searched the hills.',
    ],
    [
      'to the parties that may be "they", not to a body farther back',
      'Kari Holm spoke at Kalmar University. The small parties have made a list. Now they hope for eleven seats.',
      'eleven seats',
      'The small parties have made a list.',
    ],
    [
      'past somebody whom the sentence names itself',
      'Nils Berg leads the list. Per Holm leads the town. His aim is to beat Holm in May.',
      'aim is',
      'Nils Berg leads the list. …',
    ],
    [
      'to what may tell who says a quotation',
      'Rain fell. Somebody had put up eleven signs. “No trains run to Oslo in the dark months of the year.”',
      'dark months',
      'Somebody had put up eleven signs.',
    ],
    [
      'to what "it" is',
      'Oslo bought a tunnel in May. Kari Holm worries that it will be sold.',
      'worries',
      'Oslo bought a tunnel in May.',
    ],
    [
      'to what "that" with a noun is',
      'In May, Berg led Holm by five points. In June, that lead was seven points.',
      'seven points',
      'In May, Berg led Holm by five points.',
    ],
    [
      'to two who are named together',
      'Officials of Oslo spoke on Monday. Berg and Holm have good jobs. They want to send their boy to Kalmar.',
      'their boy',
      'Berg and Holm have good jobs.',
    ],
    [
      'to a body that may be "they"',
      'Officials of Oslo spoke on Monday. ISIS holds the dam. They took it in May of this year with eleven boats.',
      'eleven boats',
      'ISIS holds the dam.',
    ],
    [
      'to the event of "the dead"',
      'A ferry sank near Oslo. Most of the dead were sailors.',
      'sailors',
      'A ferry sank near Oslo.',
    ],
    [
      'to those of whom a part is told',
      'ISIS killed 1,969 people. Nearly two-thirds of them were sailors.',
      'sailors',
      'ISIS killed 1,969 people.',
    ],
    [
      'to the sentence that brings in what the noun goes with',
      'Oslo stopped Swedish trucks in May. Rain fell on Kalmar. In the truck spat, Sweden was skilful.',
      'skilful',
      'Oslo stopped Swedish trucks in May. …',
    ],
    [
      'to the place that is only "there"',
      'Kari Holm left the camp. The Red Cross now runs a kitchen there.',
      'kitchen',
      'Kari Holm left the camp.',
    ],
  ])('reaches %s', (_, text, words, context) => {
    expect(contextOf(words, text)).toBe(context);
  });

  it('reaches past a line that only names a speaker', () => {
    const text = [
      'Karl Berg opened a dam.',
      'Kari Holm added:',
      '“For any dam, this reeks of fear in Oslo.”',
    ];
    expect(contextOf('reeks', ...text)).toBe(text[0]);
  });

  it.each([
    ['It appears that Kari Holm will sell the eleven trains to Oslo.'],
    ['It is hard for Kari Holm to sell the eleven trains in Oslo.'],
    ['Both Kari Holm and Nils Berg sell trains in Oslo.'],
    ['Earlier this month Kari Holm sold eleven trains to Nils Berg.'],
    ['Nordhavn has confirmed that it is selling trains.'],
    ['Kari Holm told Nils Berg that she “does not know” how trains are sold.'],
    ['Kari Holm knows that trains are sold by Nils Berg of Oslo.'],
    ['Kari Holm said it was hard to sell eleven trains.'],
    ['Kari Holm made it clear that Oslo has trains.'],
  ])('is not needed by %s', (sentence) => {
    expect(contextOf(sentence.slice(0, -1), 'Rain fell on trains near Oslo.', sentence)).toBeUndefined();
  });
});
